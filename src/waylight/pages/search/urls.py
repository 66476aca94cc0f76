"""Search in one engagement."""

from django.urls import path

from waylight.pages.search import view

urlpatterns = [path("search/", view.search, name="search")]
