"""Early signs that an engagement is stalling, for its coach alone."""

from django.urls import path

from waylight.pages.stalling.view import the_signs

urlpatterns = [path("stalling/", the_signs, name="stalling")]
