"""The path of an engagement, what the client writes on it, and what can be kept of it."""

from django.urls import path

from waylight.pages.path import landmarks, own, view

urlpatterns = [
    path("path/", view.the_path, name="path"),
    path("path.svg", view.download_svg, name="path-svg"),
    path("path.csv", view.download_csv, name="path-csv"),
    path("path/answers/", own.answer, name="own-answer"),
    path("path/answers/<int:answer>/share/", own.share, name="share-own-answer"),
    path("path/notes/", landmarks.add, name="set-down-landmark"),
    path("path/notes/<int:landmark>/", landmarks.edit, name="edit-landmark"),
    path("path/notes/<int:landmark>/remove/", landmarks.remove, name="take-up-landmark"),
]
