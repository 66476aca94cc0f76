"""Where each page is. An engagement's pages all stand under its number."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from waylight.pages.account.urls import urlpatterns as account
from waylight.pages.audit.urls import urlpatterns as audit
from waylight.pages.brief.urls import urlpatterns as brief
from waylight.pages.consent.urls import urlpatterns as consent
from waylight.pages.engagements.urls import urlpatterns as engagements
from waylight.pages.evidence.urls import urlpatterns as evidence
from waylight.pages.files.urls import urlpatterns as files
from waylight.pages.journal.urls import urlpatterns as journal
from waylight.pages.map.urls import urlpatterns as map_
from waylight.pages.meetings.urls import urlpatterns as meetings
from waylight.pages.opened.urls import urlpatterns as opened
from waylight.pages.path.urls import urlpatterns as path_
from waylight.pages.people.urls import urlpatterns as people

of_engagement = [*brief, *consent, *evidence, *files, *journal, *map_, *meetings, *opened, *path_, *people]

urlpatterns: list[URLPattern | URLResolver] = [
    *account,
    *audit,
    *engagements,
    path("engagements/<int:engagement>/", include(of_engagement)),
    path("support/", admin.site.urls),
]
