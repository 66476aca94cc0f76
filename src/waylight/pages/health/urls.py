"""For who watches over a running Waylight."""

from django.urls import path

from waylight.pages.health import view

urlpatterns = [
    path("health/", view.health, name="health"),
    path("metrics/", view.metrics, name="metrics"),
]
