"""The client's journal."""

from django.urls import path

from waylight.pages.journal import insight, view

urlpatterns = [
    path("journal/", view.journal, name="journal"),
    path("journal/<int:reflection>/", view.edit, name="edit-reflection"),
    path("journal/insights/<int:insight>/", insight.edit, name="edit-insight"),
    path("journal/<int:reflection>/remove/", view.remove, name="remove-reflection"),
    path("journal/<int:reflection>/share/", view.share, name="share-reflection"),
]
