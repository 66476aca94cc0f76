"""What every call has in common: the token, its scope, problems, asking twice, marks, pieces of lists, and notes."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx
import pytest
from django.test import Client

from tests.api.conftest import ADDRESS, APPLICATION, raw, token_of, waylight
from tests.factories import a_coach
from waylight.access.rates import Rate
from waylight.access.tokens import Token, end_all_tokens
from waylight.api import door
from waylight.api.shapes.meetings import NewMeeting
from waylight.client import DoesNotFit, NotAllowed, NotAnswered, NotSignedIn, TooOften, Waylight
from waylight.record.audit import AuditEvent, Verb
from waylight.record.meeting import Meeting, plan

AT = datetime(2026, 3, 12, 16, tzinfo=UTC)


def is_problem(answer: httpx.Response, status: int) -> bool:
    """Whether an answer is a problem of that status, as RFC 9457 has it."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.status_code == status == answer.json()["status"] and bool(answer.json()["title"])


def test_without_a_token_nothing_opens(engagement):
    answer = raw().get("engagements")
    assert is_problem(answer, 401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_is_no_token(engagement):
    browser = Client()
    browser.force_login(engagement.coach.user)
    assert browser.get("/").status_code == 200
    assert browser.get("/api/engagements").status_code == 401


def test_no_cookie_is_ever_set(engagement, coach):
    answer = raw(engagement.coach.user).get("engagements")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_token_that_was_ended_opens_nothing(engagement, coach):
    coach.list_engagements()
    end_all_tokens(engagement.coach.user)
    with pytest.raises(NotSignedIn, match="ended"):
        coach.list_engagements()


def test_a_closed_account_asks_nothing(engagement, coach):
    engagement.coach.user.is_active = False
    engagement.coach.user.save()
    with pytest.raises(NotSignedIn):
        coach.list_engagements()


def test_a_coach_who_has_no_second_factor_asks_nothing(db):
    coach = a_coach()
    calls = waylight(coach.user)
    coach.user.authenticator_set.all().delete()
    with pytest.raises(NotAllowed, match="second factor"):
        calls.list_engagements()


def test_a_token_to_read_writes_nothing(engagement):
    reading = waylight(engagement.coach.user, "read")
    with pytest.raises(NotAllowed, match="scope “write”"):
        reading.plan_meeting(engagement.pk, NewMeeting(at=AT))
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nothing", 404),
        ("GET", "engagements/0", 404),
        ("GET", "engagements/abc", 404),
        ("PUT", "engagements", 405),
        ("GET", "engagements?limit=0", 422),
        ("GET", "engagements?cursor=none", 422),
        ("GET", "engagements?curser=none", 422),
        ("GET", "engagements?=none", 422),
    ],
)
def test_whatever_fails_is_a_problem(engagement, method, path, status):
    assert is_problem(raw(engagement.coach.user).request(method, path), status)


def test_a_body_that_cannot_be_read_is_a_problem(engagement):
    calls, path = raw(engagement.coach.user), f"engagements/{engagement.pk}/meetings"
    json = {"Content-Type": "application/json"}
    assert is_problem(calls.post(path, content="{", headers=json), 400)
    assert is_problem(calls.post(path, content="at=now", headers={"Content-Type": "text/plain"}), 415)
    assert is_problem(calls.post(path, content='"' + "x" * 3_000_000 + '"', headers=json), 413)
    wrong = calls.post(path, json={"at": "2026-03-12T16:00", "minuets": 60})
    assert is_problem(wrong, 422)
    assert {one["where"] for one in wrong.json()["errors"]} == {"body.given.at", "body.given.minuets"}


@pytest.mark.parametrize(
    "wrong", [{"at": 0}, {"at": "0"}, {"minutes": "60"}, {"minutes": True}, {"minutes": None}, {"title": 60}]
)
def test_a_value_of_another_kind_is_refused_and_not_taken_for_what_it_may_mean(engagement, wrong):
    calls, path = raw(engagement.coach.user), f"engagements/{engagement.pk}/meetings"
    assert is_problem(calls.post(path, json={"at": "2026-03-12T16:00:00Z", **wrong}), 422)
    assert not Meeting.objects.exists()


def test_the_same_asked_twice_is_done_once(engagement, coach):
    first = coach.plan_meeting(engagement.pk, NewMeeting(at=AT), key="one")
    assert coach.plan_meeting(engagement.pk, NewMeeting(at=AT), key="one") == first
    assert Meeting.objects.count() == 1
    with pytest.raises(DoesNotFit, match="something else before"):
        coach.plan_meeting(engagement.pk, NewMeeting(at=AT, minutes=90), key="one")
    coach.plan_meeting(engagement.pk, NewMeeting(at=AT), key="two")
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize("key", ["", "a key", "k" * 201])
def test_a_key_that_is_none_is_refused_and_not_passed_over(engagement, key):
    """A program that meant to send one would go on and believe that nothing is done twice."""
    calls, path = raw(engagement.coach.user), f"engagements/{engagement.pk}/meetings"
    headers = {b"Idempotency-Key": key.encode()}
    assert is_problem(calls.post(path, json={"at": "2026-03-12T16:00:00Z"}, headers=headers), 400)
    assert not Meeting.objects.exists()


def test_a_key_of_one_token_is_nothing_to_another(engagement, coach, client):
    coach.plan_meeting(engagement.pk, NewMeeting(at=AT), key="one")
    client.plan_meeting(engagement.pk, NewMeeting(at=AT), key="one")
    assert Meeting.objects.count() == 2


def test_what_was_refused_is_not_kept_under_its_key(engagement, coach):
    with pytest.raises(DoesNotFit):
        coach.plan_meeting(engagement.pk, NewMeeting(at=AT, zone="Nowhere"), key="one")
    coach.plan_meeting(engagement.pk, NewMeeting(at=AT), key="one")
    assert Meeting.objects.count() == 1


def test_what_is_known_already_is_not_sent_again(engagement):
    calls, path = raw(engagement.coach.user), f"engagements/{engagement.pk}"
    etag = calls.get(path).headers["ETag"]
    again = calls.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert calls.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_list_goes_on_where_it_stopped_and_tells_nothing_twice(engagement, coach):
    made = [plan(engagement, at=AT).pk for _ in range(5)]
    first = coach.list_meetings(engagement.pk, limit=2)
    assert [one.id for one in first.items] == made[:2]
    assert [one.id for one in coach.every(coach.list_meetings, engagement.pk, limit=2)] == made


def test_who_asks_too_often_waits(engagement, monkeypatch):
    monkeypatch.setattr(door, "CALLS", Rate("api", 2, door.CALLS.per))
    calls = raw(engagement.coach.user)
    assert calls.get("engagements").headers["RateLimit-Remaining"] == "1"
    assert calls.get("engagements").headers["RateLimit-Remaining"] == "0"
    answer = calls.get("engagements")
    assert is_problem(answer, 429)
    assert int(answer.headers["Retry-After"]) > 0


def test_who_tries_tokens_out_waits(engagement, monkeypatch):
    monkeypatch.setattr(door, "GUESSES", Rate("no token", 1, door.GUESSES.per))
    assert is_problem(raw(Authorization="Bearer one").get("engagements"), 401)
    assert is_problem(raw(Authorization="Bearer two").get("engagements"), 429)


def test_each_call_is_noted_by_its_operation_without_content(engagement, coach):
    meeting = coach.plan_meeting(engagement.pk, NewMeeting(at=AT))
    coach.get_meeting(engagement.pk, meeting.id)
    noted = AuditEvent.objects.filter(verb=Verb.CALLED).order_by("number")
    assert [one.what for one in noted] == ["plan_meeting", f"get_meeting {meeting.id}"]
    assert {(one.user_id, one.engagement_id) for one in noted} == {(engagement.coach.user_id, engagement.pk)}


def test_the_client_sees_what_a_program_of_her_coach_did(engagement, coach, as_client):
    coach.list_meetings(engagement.pk)
    page = as_client.get(f"/engagements/{engagement.pk}/opened/").content.decode()
    assert "through a program: list meetings" in page


def test_when_a_token_was_last_used_is_known(engagement, coach):
    coach.list_engagements()
    assert Token.objects.get().last_used_at is not None


def failing(*answers: int | Exception):
    """A way that answers with these, one after the other; and what was asked."""
    left, asked = list(answers), []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        one = left.pop(0)
        if isinstance(one, Exception):
            raise one
        return httpx.Response(one, json={"items": [], "next": None} if one == 200 else {})

    return httpx.MockTransport(answer), asked


def test_the_client_tries_again_what_does_nothing_twice():
    way, asked = failing(httpx.ConnectError("no"), 503, 200)
    calls = Waylight(ADDRESS, "token", transport=way, sleep=lambda s: None)
    assert calls.list_engagements().items == []
    assert len(asked) == 3


def test_the_client_makes_things_under_one_key_however_often_it_tries():
    way, asked = failing(httpx.ReadTimeout("no"), httpx.ReadTimeout("no"))
    calls = Waylight(ADDRESS, "token", transport=way, sleep=lambda s: None, again=1)
    with pytest.raises(NotAnswered):
        calls.plan_meeting(1, NewMeeting(at=AT))
    assert len({request.headers["Idempotency-Key"] for request in asked}) == 1


def test_the_client_changes_nothing_twice():
    from waylight.api.shapes.meetings import ChangedMeeting

    way, asked = failing(httpx.ReadTimeout("no"), 200)
    calls = Waylight(ADDRESS, "token", transport=way, sleep=lambda s: None)
    with pytest.raises(NotAnswered):
        calls.change_meeting(1, 1, ChangedMeeting(cancelled=True))
    assert len(asked) == 1


def test_the_client_says_how_long_to_wait(engagement, monkeypatch):
    monkeypatch.setattr(door, "CALLS", Rate("api", 0, door.CALLS.per))
    calls = Waylight(ADDRESS, token_of(engagement.coach.user), transport=httpx.WSGITransport(APPLICATION), again=0)
    with pytest.raises(TooOften) as often:
        calls.list_engagements()
    assert often.value.wait_s > 0
