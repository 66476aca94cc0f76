"""The sponsor's report: a page to print, and a file that stands alone."""

from django.urls import path

from waylight.pages.sponsor_report import view

urlpatterns = [
    path("sponsor-report/", view.sponsor_report, name="sponsor-report"),
    path("sponsor-report.html", view.download, name="sponsor-report-file"),
]
