"""Stories that are published: for everybody by their addresses, and as files for the coach who writes them."""

from django.urls import path

from waylight.pages.published import files, view

urlpatterns = [
    path("stories/<int:practice>/", view.of_practice, name="published-stories"),
    path("stories/<int:practice>/feed.atom", view.feed, name="published-feed"),
    path("stories/read/<slug:slug>/", view.story, name="published-story"),
    path("stories/read/<slug:slug>/<slug:shape>/", files.published, name="published-story-file"),
]
of_engagement = [
    path("stories/versions/<int:version>/files/<slug:shape>/", files.of_version, name="story-file"),
]
