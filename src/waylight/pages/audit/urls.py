"""The audit log of a practice."""

from django.urls import path

from waylight.pages.audit import view

urlpatterns = [
    path("audit/", view.audit, name="audit"),
    path("audit.csv", view.download_csv, name="audit-csv"),
]
