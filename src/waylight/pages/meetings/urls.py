"""Meetings: the list, a new one, and one with its transcript and notes."""

from django.urls import path

from waylight.pages.meetings import view

urlpatterns = [
    path("meetings/", view.meetings, name="meetings"),
    path("meetings/<int:meeting>/", view.meeting, name="meeting"),
    path("meetings/<int:meeting>/notes/", view.note, name="note"),
    path("meetings/<int:meeting>/notes/<int:note>/remove/", view.remove, name="remove-note"),
    path("meetings/<int:meeting>/cancel/", view.cancel, name="cancel-meeting"),
]
