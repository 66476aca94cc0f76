"""One of everything that an operation is about, and what each operation is sent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.access.everybody import filled
from tests.factories import a_past_coaching
from tests.record.webhooks.receiver import a_webhook
from waylight.record import (
    entries_removed,
    goal,
    insight,
    landmark,
    learning,
    meeting,
    perspective,
    rewritten,
    taking_part,
)
from waylight.record.account_invitation import invite_member
from waylight.record.coaching_log import remove_past
from waylight.record.initiative import Initiative
from waylight.record.interaction import Interaction
from waylight.record.people import Person, Stakeholder
from waylight.record.webhooks import hook

if TYPE_CHECKING:
    from waylight.record.engagement import Engagement
    from waylight.record.people import Member

DAY = date(2026, 3, 1)
# What an operation is sent; the name of something known stands for its number.
BODIES: dict[str, dict[str, object]] = {
    "change_meeting": {"cancelled": True},
    "change_meeting_words": {"agreement": "Words."},
    "take_meeting_reply": {"text": "Words."},
    "change_mirror": {"shown": True},
    "change_goal_yes": {"yes": False},
    "change_goal_rating": {"agreed": True},
    "ask_goal_words": {"text": "Words."},
    "answer_goal_wish": {"answered": True},
    "ask_between": {"text": "Words?"},
    "change_coach_question": {"withdrawn": True},
    "place_person": {"role": "Head"},
    "change_feed": {"named": True},
    "change_reminders": {"hours": 48},
    "settle_mail_in_doubt": {"kind": "today", "number": 1, "again": False},
    "read_calendar": {"address": "http://127.0.0.1:9/"},
    "write_note": {"text": "Words."},
    "change_note": {"text": "Words."},
    "change_reflection": {"private": True},
    "change_insight": {"text": "Words."},
    "note_insight": {"text": "Words."},
    "set_down_landmark": {"on": "2026-03-02", "text": "Words."},
    "change_landmark": {"text": "Words."},
    "write_own_answer": {"text": "Words."},
    "share_own_answer": {"private": True},
    "answer_proposal": {"utterance": "utterance", "text": "I will ask Mei.", "kept_as": None},
    "write_today": {"text": "Words."},
    "change_today_letters": {"hour": 7},
    "settle_commitment": {"state": "kept"},
    "change_question": {"laid_down": True},
    "change_goal": {"weight": 2},
    "rate_goal": {"level": 1},
    "change_stakeholder": {"role": "Head"},
    "change_initiative": {"closed": True},
    "choose_threads": {"threads": ["a thread"]},
    "look_for_word": {"word": "#rollout"},
    "take_part": {"person": "person", "part": "owns", "since": "2026-03-02"},
    "change_participation": {"part": "owns"},
    "hear_perspective": {"person": "person", "on": "2026-03-02", "stance": "agrees", "text": "Words."},
    "change_perspective": {"changed": "Words."},
    "change_learning_note": {"text": "Words."},
    "change_learning_hours": {"minutes": 30},
    "change_past_coaching": {"may_name": False},
    "buy_package": {"on": "2026-03-02", "minutes": 600},
    "change_package": {"minutes": 300},
    "correct_hours": {"on": "2026-03-02", "minutes": -30, "why": "Words."},
    "change_hour_correction": {"why": "Words."},
    "change_kind_of_coaching": {"form": "team"},
    "add_to_group": {"name": "Tomas Reyes"},
    "change_group_member": {"removed": True},
    "read_table": {"name": "table.csv", "content": "bm90ZQpXb3Jkcwo="},
    "bring_table": {"name": "table.csv", "content": "bm90ZQpXb3Jkcwo="},
    "confirm_import": {},
    "change_webhook": {"name": "Other"},
    "change_rater": {"language": "de"},
    "choose_behaviour": {"text": "Lets others own it"},
    "change_behaviour": {"listening": True},
    "change_round": {"state": "once"},
    "thank_raters": {"words": "Words."},
    "invite": {"role": "sponsor", "name": "Pay Master", "email": "pays@norvia.example"},
    "invite_member": {"role": "coach", "name": "Lena Brandt", "email": "lena@coach.example"},
    "change_practice": {"zone": "Europe/Lisbon"},
    "change_retention": {"mail": 12},
    "make_privacy_link": {},
    "decline_erasure": {"why": "Words."},
    "agree": {"use": "story", "words": "Words."},
    "lay_paper": {"shipped": "half-way"},
    "change_paper": {"title": "Other"},
    "change_paper_yes": {"yes": False},
    "answer_paper": {"answer": "Words."},
    "change_label": {"said": None},
    "begin_story": {},
    "change_story": {"title": "Other"},
    "write_story": {"length": "page", "text": "Words."},
    "ask_for_story": {"version": "version", "use": "talk"},
    "agree_to_story": {"text": "> I gave up owning it, and it grew."},
    "decline_story": {"remark": "Words."},
    "propose_story": {"text": "Words.", "instead_of": "version"},
    "publish_story": {"version": "version", "use": "web"},
    "note_story_copy": {"to": "Words."},
    "change_story_copy": {"called_back": True},
    "write_template": {"kind": "form", "title": "Words", "text": "Words."},
    "change_template": {"title": "Other"},
    "send_events_again": {"since": "2026-03-02T00:00:00Z"},
}


def with_more(engagement: Engagement) -> dict[str, object]:
    """One of everything that has an operation, and what stands in addresses."""
    known = filled(engagement)
    entry = insight.Reflection.objects.get(pk=known["reflection"])
    rated = insight.Confidence.objects.create(engagement=engagement, on=DAY, value=5, reflection=entry)
    heard = insight.hear(entry, text="Others differ.", person=None)
    row = Interaction.objects.filter(engagement=engagement).first()
    return {
        **known,
        "insight": heard.pk,
        "confidence": rated.pk,
        "interaction": row.pk,
        "rater": Stakeholder.objects.get(engagement=engagement, person=known["person"]).pk,
        "sent_copy": known["copy"],
        "erasure_asked": known["asked"],
        "member_invitation": invite_member(
            engagement.practice, by=engagement.coach.user, email="who@coach.example", name="Who Coaches", role="coach"
        )[0].pk,
        **_removed(engagement, known),
        **_removed_by_coach(engagement.coach),
    }


def _removed(engagement: Engagement, known: dict[str, object]) -> dict[str, object]:
    """One of everything that was removed and can be put back."""
    coach, initiative = engagement.coach.user, Initiative.objects.get(pk=known["initiative"])
    person = Person.objects.get(pk=known["person"])
    rated, gone = goal.Goal.objects.get(pk=known["goal"]), ["", "", "Two do", "", ""]
    made = {
        "removed_reflection": insight.reflect(engagement, on=DAY, text="Removed.", private=False),
        "removed_landmark": landmark.set_down(engagement, on=DAY, text="Removed."),
        "removed_note": meeting.note(meeting.Meeting.objects.get(pk=known["meeting"]), author=coach, text="Removed."),
        "removed_goal": goal.set_goal(engagement, text="Removed.", levels=gone, weight=1, since=DAY),
        "removed_rating": goal.rate(rated, on=DAY, level=0, by=coach),
        "removed_participation": taking_part.take_part(initiative, person, part="told", since=DAY),
        "removed_perspective": perspective.hear(initiative, person, on=DAY, stance="agrees", text="Removed."),
        "removed_webhook": a_webhook(engagement.coach, f"https://receiver.example/removed/{engagement.pk}"),
    }
    removers = (
        entries_removed.remove,
        landmark.take_up,
        meeting.remove_note,
        goal.remove,
        goal.unrate,
        taking_part.remove_part,
        perspective.remove,
        hook.remove,
    )
    for one, remove in zip(made.values(), removers, strict=True):
        remove(one)
    return {name: one.pk for name, one in made.items()}


def _removed_by_coach(coach: Member) -> dict[str, object]:
    """One of everything of the coach's own that was removed and can be put back."""
    made = {
        "removed_learning": learning.learn(coach, on=DAY, text="Removed."),
        "removed_study": learning.study(coach, on=DAY, minutes=60, kind="reading", topic="Removed"),
        "removed_past": a_past_coaching(coach, "Removed"),
    }
    for one, remove in zip(made.values(), (learning.unlearn, rewritten.remove, remove_past), strict=True):
        remove(one)
    return {name: one.pk for name, one in made.items()}
