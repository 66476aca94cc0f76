"""Where each page is. An engagement's pages all stand under its number."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern

from waylight.access.every_page import every_page_has_a_rule
from waylight.pages.account.urls import urlpatterns as account
from waylight.pages.asked.urls import urlpatterns as asked
from waylight.pages.assistant.urls import urlpatterns as assistant
from waylight.pages.audit.urls import urlpatterns as audit
from waylight.pages.between.urls import urlpatterns as between
from waylight.pages.brief.urls import urlpatterns as brief
from waylight.pages.calendar.urls import of_engagement as calendar_read
from waylight.pages.calendar.urls import urlpatterns as calendar
from waylight.pages.clients.urls import urlpatterns as clients
from waylight.pages.coaching_log.urls import urlpatterns as coaching_log
from waylight.pages.consent.urls import urlpatterns as consent
from waylight.pages.dashboard.urls import urlpatterns as dashboard
from waylight.pages.engagements.urls import urlpatterns as engagements
from waylight.pages.evidence.urls import urlpatterns as evidence
from waylight.pages.files.urls import urlpatterns as files
from waylight.pages.first_steps.urls import urlpatterns as first_steps
from waylight.pages.goals.urls import urlpatterns as goals
from waylight.pages.health.urls import urlpatterns as health
from waylight.pages.in_doubt.urls import urlpatterns as in_doubt
from waylight.pages.initiatives.urls import urlpatterns as initiatives
from waylight.pages.invited.urls import of_engagement as invited
from waylight.pages.invited.urls import urlpatterns as invitations
from waylight.pages.journal.urls import urlpatterns as journal
from waylight.pages.learning.urls import urlpatterns as learning
from waylight.pages.map.urls import urlpatterns as map_
from waylight.pages.meetings.urls import urlpatterns as meetings
from waylight.pages.members.urls import urlpatterns as members
from waylight.pages.mirror.urls import everywhere as my_mirror
from waylight.pages.mirror.urls import urlpatterns as mirror
from waylight.pages.movement.urls import urlpatterns as movement
from waylight.pages.opened.urls import urlpatterns as opened
from waylight.pages.packages.urls import urlpatterns as packages
from waylight.pages.papers.urls import of_engagement as papers
from waylight.pages.papers.urls import urlpatterns as templates
from waylight.pages.path.urls import urlpatterns as path_
from waylight.pages.people.urls import urlpatterns as people
from waylight.pages.practice.urls import urlpatterns as practice
from waylight.pages.privacy.urls import of_engagement as privacy_of_person
from waylight.pages.privacy.urls import urlpatterns as privacy
from waylight.pages.published.urls import of_engagement as story_files
from waylight.pages.published.urls import urlpatterns as published
from waylight.pages.pulse.urls import urlpatterns as pulse
from waylight.pages.report.urls import urlpatterns as report
from waylight.pages.search.urls import urlpatterns as search
from waylight.pages.set_up.urls import urlpatterns as set_up
from waylight.pages.sponsor_report.urls import urlpatterns as sponsor_report
from waylight.pages.stakeholders.urls import urlpatterns as stakeholders
from waylight.pages.stalling.urls import urlpatterns as stalling
from waylight.pages.story.urls import urlpatterns as story
from waylight.pages.tables.urls import of_engagement as tables
from waylight.pages.tables.urls import urlpatterns as hours_tables
from waylight.pages.today.urls import by_link as today_by_link
from waylight.pages.today.urls import urlpatterns as today
from waylight.pages.webhooks.urls import urlpatterns as webhooks

# Support staff sign in as everybody does, second factor included.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

of_engagement = [*brief, *consent, *evidence, *files, *invited, *journal, *map_, *meetings, *opened, *path_, *people]
of_engagement += [*packages, *papers, *sponsor_report, *tables]
of_engagement += [*goals, *initiatives, *mirror, *movement, *privacy_of_person]
of_engagement += [*pulse, *report, *search, *stakeholders, *stalling, *story]
of_engagement += [*story_files, *between, *today, *calendar_read, *assistant]


class WhenAsked(URLResolver):
    """Addresses whose module is loaded with the first request for one of them, and not with every start.

    Building what the API takes and answers takes a second of the processor and 25 MB, and many who run Waylight have
    no program that asks.
    """

    def _populate(self) -> None:
        """Nothing: a namespace is looked up by its name, and only then what is in it."""


handler400 = "waylight.pages.errors.view.not_understood"
handler403 = "waylight.pages.errors.view.not_allowed"
handler404 = "waylight.pages.errors.view.not_found"
handler500 = "waylight.pages.errors.view.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    *account,
    *asked,
    *audit,
    *clients,
    *coaching_log,
    *dashboard,
    *calendar,
    *engagements,
    *first_steps,
    *set_up,
    *health,
    *in_doubt,
    *learning,
    *my_mirror,
    *practice,
    *invitations,
    *members,
    *privacy,
    *templates,
    *hours_tables,
    *published,
    *today_by_link,
    *webhooks,
    path("engagements/<int:engagement>/", include(of_engagement)),
    WhenAsked(RoutePattern("api/"), "waylight.api.urls", app_name="api", namespace="api"),
    path("support/", admin.site.urls),
]

every_page_has_a_rule(urlpatterns)
