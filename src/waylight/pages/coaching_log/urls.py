"""A coach's log of coaching hours."""

from django.urls import path

from waylight.pages.coaching_log import view

urlpatterns = [
    path("journal/coaching/", view.coaching_log, name="coaching-log"),
    path("journal/coaching.csv", view.log_csv, name="coaching-log-csv"),
    path("journal/coaching.xlsx", view.log_xlsx, name="coaching-log-xlsx"),
    path("journal/coaching/<int:past>/", view.past, name="past-coaching"),
    path("journal/coaching/<int:past>/counts/", view.past_counts, name="past-coaching-counts"),
    path("journal/coaching/<int:past>/forget/", view.forget_past, name="forget-past-coaching"),
]
