"""The client's own page, the mails that lead there, and what their links open."""

from django.urls import path

from waylight.pages.today import letters, opening, view

urlpatterns = [
    path("today/", view.page, name="today"),
    path("today/<int:reflection>/undo/", view.undo, name="undo-today"),
    path("today/mails/", letters.letters, name="today-letters"),
    path("today/mails/stop/", letters.stop, name="stop-letters"),
]

by_link = [
    path("today/<str:today_token>/", opening.open_today, name="open-today"),
    path("today/<str:today_token>/fresh/", opening.fresh, name="fresh-today-letter"),
    path("today/<str:stop_token>/stop/", opening.stop, name="stop-today-letters"),
]
