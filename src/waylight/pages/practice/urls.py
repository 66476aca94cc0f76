"""Where an admin looks after a practice."""

from django.urls import path

from waylight.pages.practice import view

urlpatterns = [
    path("practice/", view.practice, name="practice"),
    path("practice/settings/", view.settings, name="practice-settings"),
]
