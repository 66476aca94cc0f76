"""The path of an engagement, and what can be kept of it."""

from django.urls import path

from waylight.pages.path import view

urlpatterns = [
    path("path/", view.the_path, name="path"),
    path("path.svg", view.download_svg, name="path-svg"),
    path("path.csv", view.download_csv, name="path-csv"),
]
