"""The list of engagements, a new one, and the home of one."""

from django.urls import path

from waylight.pages.engagements import erase, view

urlpatterns = [
    path("first/", view.first_page, name="first-page"),
    path("", view.engagements, name="engagements"),
    path("engagements/new/", view.new_engagement, name="new-engagement"),
    path("engagements/<int:engagement>/", view.home, name="engagement"),
    path("engagements/<int:engagement>/edit/", view.edit_engagement, name="edit-engagement"),
    path("engagements/<int:engagement>/erase/", erase.erase_engagement, name="erase-engagement"),
    path("engagements/<int:engagement>/commitments/", view.commit, name="commit"),
]
