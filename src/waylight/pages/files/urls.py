"""Bringing files: the list with its drop zone, one import, and what is done with it."""

from django.urls import path

from waylight.pages.files import view

urlpatterns = [
    path("files/", view.files, name="files"),
    path("files/<int:number>/", view.one, name="import"),
    path("files/<int:number>/confirm/", view.confirm, name="import-confirm"),
    path("files/<int:number>/stop/", view.stop, name="import-stop"),
    path("files/<int:number>/undo/", view.undo, name="import-undo"),
    path("files/<int:number>/discard/", view.discard, name="import-discard"),
    path("files/<int:number>/problems.csv", view.problems, name="import-problems"),
]
