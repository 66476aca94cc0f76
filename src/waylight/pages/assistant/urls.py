"""Whether an assistant may read an engagement."""

from django.urls import path

from waylight.pages.assistant import view

urlpatterns = [
    path("assistant/", view.assistant, name="assistant"),
    path("assistant/on/", view.turn_on, name="assistant-on"),
    path("assistant/off/", view.turn_off, name="assistant-off"),
]
