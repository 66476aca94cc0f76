"""Bringing a table into an engagement, and hours into a coach's log."""

from django.urls import path

from waylight.pages.tables import hours, view

of_engagement = [path("files/table/", view.bring_table, name="bring-table")]

urlpatterns = [
    path("coaching-log/bring/", hours.bring_hours, name="bring-hours"),
    path("coaching-log/bring/<int:listed>/undo/", hours.take_back, name="undo-hours"),
]
