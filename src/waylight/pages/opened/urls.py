"""Who opened an engagement."""

from django.urls import path

from waylight.pages.opened.view import opened

urlpatterns = [path("opened/", opened, name="opened")]
