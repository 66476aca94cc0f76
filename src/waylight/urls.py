"""Where each page is. An engagement's pages all stand under its number."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from waylight.access.rules import every_page_has_a_rule
from waylight.pages.account.urls import urlpatterns as account
from waylight.pages.brief.urls import urlpatterns as brief
from waylight.pages.engagements.urls import urlpatterns as engagements
from waylight.pages.evidence.urls import urlpatterns as evidence
from waylight.pages.files.urls import urlpatterns as files
from waylight.pages.journal.urls import urlpatterns as journal
from waylight.pages.map.urls import urlpatterns as map_
from waylight.pages.meetings.urls import urlpatterns as meetings
from waylight.pages.path.urls import urlpatterns as path_
from waylight.pages.people.urls import urlpatterns as people
from waylight.pages.privacy.urls import of_engagement as privacy_of_person
from waylight.pages.privacy.urls import urlpatterns as privacy

of_engagement = [*brief, *evidence, *files, *journal, *map_, *meetings, *path_, *people, *privacy_of_person]

urlpatterns: list[URLPattern | URLResolver] = [
    *account,
    *engagements,
    *privacy,
    path("engagements/<int:engagement>/", include(of_engagement)),
    path("support/", admin.site.urls),
]

every_page_has_a_rule(urlpatterns)
