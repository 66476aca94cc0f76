"""The movement of an engagement."""

from django.urls import path

from waylight.pages.movement.view import the_movement

urlpatterns = [path("movement/", the_movement, name="movement")]
