"""One's own calendar: the feed and its page; and where a client's calendar is read."""

from django.urls import path

from waylight.pages.calendar import feed, reading, reminders

urlpatterns = [
    path("account/calendar/", feed.mine, name="my-calendar"),
    path("account/calendar/reminders/", reminders.change, name="my-reminders"),
    path("reminders/<str:reminders>/", reminders.stop, name="stop-reminders"),
    path("calendar/<str:feed>.ics", feed.as_file, name="feed"),
]

of_engagement = [
    path("calendar/", reading.reading, name="calendar-reading"),
    path("calendar/now/", reading.again, name="read-calendar-now"),
    path("calendar/end/", reading.stop, name="end-calendar-reading"),
]
