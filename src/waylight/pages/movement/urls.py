"""The movement of an engagement."""

from django.urls import path

from waylight.pages.movement import view

urlpatterns = [
    path("movement/", view.the_movement, name="movement"),
    path("movement.svg", view.download_svg, name="movement-svg"),
    path("movement.csv", view.download_csv, name="movement-csv"),
]
