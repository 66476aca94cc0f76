"""What an assistant is answered: what the coach may see and no private word, without names, noted, only while let."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from tests.factories import a_stakeholder, an_interaction
from waylight.cli import main
from waylight.cli.assistant.calls import NotAnswered, Reader
from waylight.cli.assistant.tools import TOOLS
from waylight.pages.audit.words import did
from waylight.record import insight
from waylight.record.assistant import let_no_more, let_read
from waylight.record.audit import AuditEvent
from waylight.record.consent import Consent, withdraw
from waylight.record.learning import learn
from waylight.record.meeting import note, plan
from waylight.record.planning.words import What, write

pytestmark = pytest.mark.django_db
DAY, SECRET = date(2026, 3, 1), "the heron waits by the weir"


@pytest.fixture
def meeting(engagement):
    """A meeting with words of every kind, in an engagement that an assistant may read."""
    let_read(engagement, by=engagement.coach.user)
    one = plan(engagement, at=datetime(2026, 3, 2, 16, tzinfo=UTC))
    write(one, What.SHARED, "Mei Okafor asked first.")
    note(one, author=engagement.coach.user, text="Mei hesitates, openly.", private=False)
    note(one, author=engagement.coach.user, text=SECRET, private=True)
    insight.reflect(engagement, on=DAY, text=SECRET, private=True, confidence=3, words=SECRET)
    learn(engagement.coach, on=DAY, text=SECRET)
    entry = insight.reflect(engagement, on=DAY, text="Mei Okafor listens more.", private=False)
    insight.hear(entry, text="Mei needs time.", person=a_stakeholder(engagement, "Mei Okafor").person)
    insight.commit(engagement, on=DAY, text="I will ask Mei on Monday")
    an_interaction(engagement, None, "Mei Okafor")
    return one


def asks(meeting) -> list[tuple[str, dict]]:
    """Every question, with what it needs."""
    needs = {"meeting": {"meeting": meeting.pk}, "rows": {"what": "contact"}, "search": {"words": "the"}}
    return [(name, needs.get(name, {})) for name in TOOLS]


def test_every_question_is_answered_without_a_private_word_or_a_name(engagement, meeting):
    plain, with_names = Reader(engagement.pk, names=False), Reader(engagement.pk, names=True)
    said = {name: json.dumps(plain.ask(name, given)) for name, given in asks(meeting)}
    for name, given in [*asks(meeting), ("search", {"words": "heron"})]:
        assert SECRET not in json.dumps(with_names.ask(name, given)), name
    for name, answer in said.items():
        for who in ("Mei", "Okafor", "Ines", "Calder", "norvia"):
            assert who not in answer, (name, who)
    assert "the client" in said["engagement"]
    assert "Mei Okafor" in json.dumps(with_names.ask("meeting", {"meeting": meeting.pk}))
    assert "hesitates, openly" in said["meeting"]
    assert "on Monday" in said["commitments"]
    assert "needs time" in said["insights"]


def test_the_same_person_has_the_same_number_everywhere(engagement, meeting):
    reader = Reader(engagement.pk, names=False)
    (mei,) = [one for one in reader.ask("stakeholders", {})["found"]["items"] if one["named"]]
    assert mei["name"].lower() == f"person {mei['id']}"
    assert f"person {mei['id']}" in reader.ask("meeting", {"meeting": meeting.pk})["found"]["shared"].lower()


def test_figures_carry_their_interval_and_rows_or_say_why_not(engagement, meeting):
    found = Reader(engagement.pk, names=False).ask("influence", {})["found"]["breadth"]
    assert found["value"] is None
    assert found["why_not"]
    assert set(found) >= {"low", "high", "rows"}


def test_what_the_client_withdraws_stops_with_the_next_question(engagement, meeting):
    reader = Reader(engagement.pk, names=False)
    assert reader.ask("rows", {"what": "contact"})["found"]["items"]
    for consent in Consent.objects.filter(engagement=engagement):
        withdraw(consent, by=engagement.client.user, at=datetime(2026, 3, 3, tzinfo=UTC))
    answer = reader.ask("rows", {"what": "contact"})
    assert answer["found"]["items"] == []
    assert any("not used since" in one for one in answer["stopped"])


def test_turned_off_it_answers_nothing(engagement, meeting):
    reader = Reader(engagement.pk, names=False)
    let_no_more(engagement, by=engagement.client.user)
    with pytest.raises(NotAnswered, match="turned it off"):
        reader.ask("commitments", {})


def test_each_question_is_noted_by_its_name_and_numbers_alone(engagement, meeting):
    reader = Reader(engagement.pk, names=False)
    reader.ask("meeting", {"meeting": meeting.pk})
    reader.ask("search", {"words": "hesitates"})
    noted = AuditEvent.objects.filter(engagement_id=engagement.pk, verb="let assistant read").order_by("number")
    assert [one.what for one in noted] == [f"meeting {meeting.pk}", "search"]
    assert did(noted[0].verb, noted[0].what) == "let an assistant read: meeting"


def test_a_meeting_of_another_engagement_is_not_there(engagement, meeting):
    with pytest.raises(NotAnswered, match="not there"):
        Reader(engagement.pk, names=False).ask("meeting", {"meeting": meeting.pk + 1000})


def test_it_does_not_begin_where_it_is_off(engagement, capsys):
    assert main(["mcp", "--engagement", str(engagement.pk)]) == 2
    assert "has not turned it on" in capsys.readouterr().err
    assert main(["mcp", "--engagement", "999"]) == 2
