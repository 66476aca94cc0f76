"""Where the coach's own journal is."""

from django.urls import path

from waylight.pages.learning import view

urlpatterns = [
    path("journal/", view.learning, name="learning"),
    path("journal/<int:learning>/", view.one, name="learning-note"),
    path("journal/<int:learning>/remove/", view.remove, name="remove-learning-note"),
]
