"""Where an admin looks after a practice."""

from django.urls import path

from waylight.pages.practice import view

urlpatterns = [
    path("members/<int:practice>/hours/", view.hours, name="practice-hours"),
    path("members/<int:practice>/settings/", view.settings, name="practice-settings"),
]
