"""Meetings: the list, a new one, and one with its transcript and notes."""

from django.urls import path

from waylight.pages.meetings import notes, view

urlpatterns = [
    path("meetings/", view.meetings, name="meetings"),
    path("meetings/<int:meeting>/", view.meeting, name="meeting"),
    path("meetings/<int:meeting>/notes/", notes.write, name="note"),
    path("meetings/<int:meeting>/notes/<int:note>/", notes.edit, name="edit-note"),
    path("meetings/<int:meeting>/notes/<int:note>/remove/", notes.remove, name="remove-note"),
    path("meetings/<int:meeting>/cancel/", view.cancel, name="cancel-meeting"),
]
