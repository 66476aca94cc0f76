"""Bringing a list of clients."""

from django.urls import path

from waylight.pages.clients import view

urlpatterns = [
    path("clients/", view.bring, name="bring-clients"),
    path("clients/<int:brought>/undo/", view.take_back, name="undo-clients"),
]
