"""The rows behind a figure."""

from django.urls import path

from waylight.pages.evidence.view import evidence

urlpatterns = [path("evidence/<slug:what>/", evidence, name="evidence")]
