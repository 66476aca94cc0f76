"""The map of stakeholders, and what can be kept of it."""

from django.urls import path

from waylight.pages.map import view

urlpatterns = [
    path("map/", view.stakeholder_map, name="map"),
    path("map.svg", view.download_svg, name="map-svg"),
    path("map.csv", view.download_csv, name="map-csv"),
]
