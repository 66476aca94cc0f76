"""The people of an engagement: where they stand, and who is who."""

from django.urls import path

from waylight.pages.people import view

urlpatterns = [
    path("people/", view.people, name="people"),
    path("people/<int:person>/", view.place_person, name="place"),
    path("people/join/", view.join_people, name="join"),
    path("people/part/<int:alias>/", view.part_alias, name="part"),
]
