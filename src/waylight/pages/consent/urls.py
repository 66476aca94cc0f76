"""What the client agrees to."""

from django.urls import path

from waylight.pages.consent import view

urlpatterns = [
    path("consent/", view.ledger, name="consent"),
    path("consent/agree/", view.agree, name="consent-agree"),
    path("consent/<int:consent>/withdraw/", view.take_back, name="consent-withdraw"),
]
