"""What is held on a person: for herself, for her coach, and for how long a practice keeps it."""

from django.urls import path

from waylight.pages.privacy import erase, retention, view

urlpatterns = [
    path("privacy/", view.privacy, name="privacy"),
    path("privacy/export.zip", view.export_mine, name="privacy-export"),
    path("retention/", retention.retention, name="retention"),
    path("retention/let-go/", retention.let_go_now, name="retention-let-go"),
]

of_engagement = [
    path("people/<int:person>/privacy/", view.person_privacy, name="person-privacy"),
    path("people/<int:person>/privacy/export.zip", view.export_person, name="person-export"),
    path("people/<int:person>/privacy/erase/", erase.erase, name="person-erase"),
]
