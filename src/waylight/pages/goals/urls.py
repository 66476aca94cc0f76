"""The goals of an engagement, and how they were rated."""

from django.urls import path

from waylight.pages.goals import view

urlpatterns = [
    path("goals/", view.goals, name="goals"),
    path("goals.csv", view.download_csv, name="goals-csv"),
    path("goals/<int:goal>/", view.edit, name="edit-goal"),
    path("goals/<int:goal>/remove/", view.remove, name="remove-goal"),
    path("goals/<int:goal>/back/", view.put_back, name="put-back-goal"),
    path("goals/<int:goal>/rate/", view.rate, name="rate-goal"),
    path("goals/<int:goal>/ratings/<int:rating>/remove/", view.unrate, name="unrate-goal"),
]
