"""The pulse as those see it who are asked, by a link."""

from django.urls import path

from waylight.pages.asked import view

urlpatterns = [
    path("asked/<str:letter>/", view.answer, name="answer-pulse"),
    path("asked/<str:letter>/take-back/", view.take_back, name="take-back-answers"),
    path("asked/<str:letter>/no-more/", view.ask_no_more, name="ask-no-more"),
]
