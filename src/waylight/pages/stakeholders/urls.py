"""Stakeholders: the list, one of them, and naming somebody who was missing."""

from django.urls import path

from waylight.pages.stakeholders import naming, view

urlpatterns = [
    path("stakeholders/", view.stakeholders, name="stakeholders"),
    path("stakeholders.csv", view.download_csv, name="stakeholders-csv"),
    path("stakeholders/new/", naming.name_a_person, name="name-somebody"),
    path("stakeholders/<int:person>/", view.stakeholder, name="stakeholder"),
]
