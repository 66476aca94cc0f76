"""The stories of an engagement: written, checked, agreed to, published, withdrawn."""

from django.urls import path

from waylight.pages.story import answering, asking, listing, versions, writing

OF_TEXT = "stories/<int:story>/<str:length>/"

urlpatterns = [
    path("stories/", listing.stories, name="stories"),
    path("stories/<int:story>/remove/", listing.remove, name="remove-story"),
    path("stories/<int:story>/back/", listing.put_back, name="put-back-story"),
    path("stories/asked/<int:agreement>/", answering.asked, name="story-request"),
    path("stories/asked/<int:agreement>/withdraw/", answering.withdraw, name="withdraw-story"),
    path("stories/asked/<int:agreement>/take-back/", asking.take_back, name="take-back-story-request"),
    path("stories/quotes/<int:quote>/withdraw/", answering.withdraw_quote, name="withdraw-quote"),
    path("stories/versions/<int:version>/back/", versions.back, name="go-back-story"),
    path("stories/versions/<int:version>/publish/", asking.publish_version, name="publish-story"),
    path("stories/published/<int:publication>/take-back/", asking.unpublish, name="unpublish-story"),
    path("stories/published/<int:publication>/copies/", asking.note_copy, name="note-story-copy"),
    path("stories/copies/<int:copy>/told/", asking.told, name="story-copy-told"),
    path(OF_TEXT, writing.writing, name="story"),
    path(f"{OF_TEXT}versions/", versions.versions, name="story-versions"),
    path(f"{OF_TEXT}agreement/", asking.asking, name="story-agreement"),
]
