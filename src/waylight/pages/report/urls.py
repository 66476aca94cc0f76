"""The engagement's report: a page to print, and a file that stands alone."""

from django.urls import path

from waylight.pages.report import view

urlpatterns = [
    path("report/", view.report, name="report"),
    path("report.html", view.download, name="report-file"),
]
