"""What the coach asks for the time between meetings."""

from django.urls import path

from waylight.pages.between import view

urlpatterns = [
    path("between/", view.between, name="between"),
    path("between/<int:coach_question>/withdraw/", view.withdraw, name="withdraw-question"),
    path("between/<int:coach_question>/again/", view.ask_again, name="ask-again"),
]
