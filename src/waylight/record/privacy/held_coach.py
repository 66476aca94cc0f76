"""What is held on somebody who signs in, and on a member of a practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.access.tokens import tokens_of
from waylight.record.audit import AuditEvent
from waylight.record.coaching_log import PastCoaching
from waylight.record.engagement import Engagement
from waylight.record.learning import LearningNote, Study
from waylight.record.meeting import Note
from waylight.record.mirror import Correction
from waylight.record.people import Alias, Member
from waylight.record.planning.feed import Feed
from waylight.record.planning.reminding import Reminding
from waylight.record.privacy.held_client import files_brought
from waylight.record.privacy.held_part import columns, listed, part, plain
from waylight.record.privacy.held_story import draft_parts
from waylight.record.remembered_map import RememberedMap
from waylight.record.saying_yes import GoalWish
from waylight.record.template import Template
from waylight.record.webhooks.hook import Webhook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from waylight.access.models import User
    from waylight.record.privacy.held_part import Part


def account_parts(user: User) -> Iterator[Part]:
    """The account, and what it was used for: times and verbs, no content."""
    yield listed("account", [{
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "since": plain(user.date_joined),
        "last_sign_in": plain(user.last_login),
        "active": user.is_active,
    }])  # fmt: skip
    wishes = GoalWish.objects.filter(by=user).select_related("goal__engagement").order_by("pk")
    if wishes.exists():  # a sponsor's alone
        yield part("goal_wishes_own", wishes, columns("text", "at", "answered_at"))
    yield part("tokens", tokens_of(user).order_by("pk"), columns(
        "name", "scopes", "made_at", "expires_at", "last_used_at", "ended_at",
    ))  # fmt: skip
    events = AuditEvent.objects.filter(user_id=user.pk).order_by("pk")
    yield part("events", events, columns("at", "verb", "what", "engagement: engagement_id"))
    feeds = Feed.objects.filter(user=user).order_by("pk")
    yield part("feed", feeds, columns("since", "named"))
    reminded = Reminding.objects.filter(user=user).order_by("pk")
    chosen = columns("on", "hours", "zone", "quiet_from", "quiet_until", "since")
    yield part("reminders", reminded, chosen)


def coach_parts(member: Member) -> Iterator[Part]:
    """A member's practice and engagements' dates; of a coach also her notes, labels, names and files."""
    engagements = Engagement.objects.filter(coach=member).order_by("pk")
    yield listed("membership", [{"practice": member.practice.name, "role": member.role}])
    told = Webhook.objects.filter(member=member).order_by("pk")
    if told.exists():
        yield part("webhooks", told, columns(
            "name", "address", "events", "made_at", "state", "removed_at",
        ))  # fmt: skip
    if member.role != Member.Role.COACH:
        return
    yield part("engagements", engagements, columns("number: pk", "begins", "ends", "zone"))
    mine = Alias.objects.filter(engagement__coach=member, person__user=member.user_id).order_by("pk")
    yield part("coach_names", mine, columns("name: shown", "engagement: engagement_id"))
    notes = Note.objects.filter(author=member.user_id, meeting__engagement__coach=member).select_related("meeting")
    written = columns(
        "meeting_at: meeting.at", "private", "text", "written_at", "removed_at", "engagement: meeting.engagement_id"
    )
    yield part("own_notes", notes.order_by("pk"), written)
    learned = LearningNote.objects.filter(coach=member).order_by("pk")
    yield part("learning_notes", learned, columns(
        "on", "text", "kind", "taken_on", "figure", "removed_at",
    ))  # fmt: skip
    hours = Study.objects.filter(coach=member).order_by("pk")
    yield part("learning_hours", hours, columns(
        "on", "minutes", "kind", "topic", "given_by", "removed_at",
    ))  # fmt: skip
    log = PastCoaching.objects.filter(coach=member).order_by("pk")
    yield part("coaching_by_hand", log, columns(
        "name", "contact", "form", "number", "begins", "ends", "paid_minutes", "pro_bono_minutes", "may_name",
        "removed_at",
    ))  # fmt: skip
    maps = RememberedMap.objects.filter(coach=member).order_by("pk")
    yield part("column_maps", maps, columns("used_for", "named", "at"))
    written_again = Template.objects.filter(coach=member).order_by("pk")
    yield part("templates", written_again, columns("kind", "title", "text", "shared", "removed_at"))
    yield part("mirror_labels", _labels(member), columns(
        "meeting_at: utterance.meeting.at", "turn: utterance.turn", "said", "at", "rest",
        "engagement: utterance.meeting.engagement_id",
    ))  # fmt: skip
    yield from draft_parts(member)
    yield files_brought(member.user)


def _labels(member: Member) -> QuerySet[Correction]:
    mine = Correction.objects.filter(coach=member, utterance__meeting__engagement__coach=member)
    return mine.select_related("utterance__meeting__engagement").order_by("pk")
