"""What is held on a person: for herself, also by a link, for her coach, and for how long a practice keeps it."""

from django.urls import path

from waylight.pages.privacy import by_link, erase, links, retention, view

urlpatterns = [
    path("privacy/", view.privacy, name="privacy"),
    path("privacy/export.zip", view.export_mine, name="privacy-export"),
    path("held/<str:secret>/", by_link.held, name="held-by-link"),
    path("held/<str:secret>/export.zip", by_link.export, name="export-by-link"),
    path("held/<str:secret>/ask/", by_link.ask, name="ask-erasure"),
    path("retention/", retention.retention, name="retention"),
    path("retention/let-go/", retention.let_go_now, name="retention-let-go"),
]

of_engagement = [
    path("people/<int:person>/privacy/", view.person_privacy, name="person-privacy"),
    path("people/<int:person>/privacy/export.zip", view.export_person, name="person-export"),
    path("people/<int:person>/privacy/erase/", erase.erase, name="person-erase"),
    path("people/<int:person>/links/", links.links, name="privacy-links"),
    path("people/<int:person>/links/<int:link>/close/", links.close, name="close-privacy-link"),
    path("people/<int:person>/asked/<int:asked>/decline/", links.decline_erasure, name="decline-erasure"),
]
