"""Where the coach's own journal is, and the log of her continuing education."""

from django.urls import path

from waylight.pages.learning import hours, view, year

urlpatterns = [
    path("journal/", view.learning, name="learning"),
    path("journal/<int:learning>/", view.one, name="learning-note"),
    path("journal/<int:learning>/remove/", view.remove, name="remove-learning-note"),
    path("journal/<int:learning>/taken/", view.taken, name="take-question"),
    path("journal/months/<int:year>/<int:month>/", view.month, name="learning-month"),
    path("journal/years/<int:year>/", year.year, name="learning-year"),
    path("journal/years/<int:year>/learned.<str:form>", year.year_file, name="learning-year-file"),
    path("journal/hours/", hours.hours, name="hours"),
    path("journal/hours.csv", hours.hours_csv, name="hours-csv"),
    path("journal/hours/<int:study>/remove/", hours.remove, name="remove-hours"),
    path("journal/hours/<int:study>/", hours.edit, name="edit-hours"),
    path("journal/hours/<int:study>/forget/", hours.forget, name="forget-hours"),
]
