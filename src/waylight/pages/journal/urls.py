"""The client's journal."""

from django.urls import path

from waylight.pages.journal import view

urlpatterns = [
    path("journal/", view.journal, name="journal"),
    path("journal/<int:reflection>/", view.edit, name="edit-reflection"),
    path("journal/<int:reflection>/remove/", view.remove, name="remove-reflection"),
    path("journal/<int:reflection>/share/", view.share, name="share-reflection"),
]
