"""Mails in doubt, under one's own account."""

from django.urls import path

from waylight.pages.in_doubt import view

urlpatterns = [path("account/mails/", view.mails, name="mails-in-doubt")]
