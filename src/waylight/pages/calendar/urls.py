"""One's own calendar: the feed and its page."""

from django.urls import path

from waylight.pages.calendar import feed

urlpatterns = [
    path("account/calendar/", feed.mine, name="my-calendar"),
    path("calendar/<str:feed>.ics", feed.as_file, name="feed"),
]
