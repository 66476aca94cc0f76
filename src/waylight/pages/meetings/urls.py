"""Meetings: the list, a new one, and one with its transcript and notes."""

from django.urls import path

from waylight.pages.meetings import invites, notes, plan, view, words
from waylight.record.planning.words import What

urlpatterns = [
    path("meetings/", view.meetings, name="meetings"),
    path("meetings/<int:meeting>/", view.meeting, name="meeting"),
    path("meetings/<int:meeting>/notes/", notes.write, name="note"),
    path("meetings/<int:meeting>/notes/<int:note>/", notes.edit, name="edit-note"),
    path("meetings/<int:meeting>/notes/<int:note>/remove/", notes.remove, name="remove-note"),
    path("meetings/<int:meeting>/move/", plan.move, name="move-meeting"),
    path("meetings/<int:meeting>/cancel/", plan.cancel, name="cancel-meeting"),
    path("meetings/<int:meeting>/agreement/", words.writing(What.AGREEMENT), name="meeting-agreement"),
    path("meetings/<int:meeting>/shared/", words.writing(What.SHARED), name="meeting-shared"),
    path("meetings/<int:meeting>/taken-along/", words.writing(What.TAKEN_ALONG), name="meeting-taken"),
    path("meetings/<int:meeting>/chosen/", words.chosen, name="meeting-chosen"),
    path("meetings/<int:meeting>/invites/", invites.invites, name="meeting-invites"),
    path("meetings/<int:meeting>/reply/", invites.reply, name="meeting-reply"),
]
