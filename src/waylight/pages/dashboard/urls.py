"""The coach's dashboard."""

from django.urls import path

from waylight.pages.dashboard import view

urlpatterns = [path("dashboard/", view.dashboard, name="dashboard")]
