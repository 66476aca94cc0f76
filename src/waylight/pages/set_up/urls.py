"""Setting an installation up, once."""

from django.urls import path

from waylight.pages.set_up import view

urlpatterns = [path("set-up/", view.set_up_here, name="set-up")]
