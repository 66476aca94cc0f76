"""By a program, a coach invites client and sponsor as on the page, and ends that there is a sponsor."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.api.conftest import waylight
from tests.factories import a_coach, a_sponsor
from waylight.access import mail
from waylight.api.shapes.invitations import NewInvitation
from waylight.client import DoesNotFit, NotAllowed, NotNow
from waylight.record.account_invitation import AccountInvitation
from waylight.record.audit import AuditEvent, Verb
from waylight.record.engagement import begin

HERS = "pays@norvia.example"
NEW = NewInvitation(role="sponsor", name="Pay Master", email=HERS)


def link_in(text: str) -> str:
    """The address in a mail."""
    return re.search(r"https?://[^/\s]+(/invitations/\S+)", text)[1]


def test_who_is_invited_gets_a_mail_whose_link_opens_the_invitation(
    engagement, coach, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = coach.invite(engagement.pk, NEW)
    assert (made.role, made.name, made.email, made.state) == ("sponsor", "Pay Master", HERS, "open")
    assert coach.list_invitations(engagement.pk).items == [made]
    [sent] = mailoutbox
    assert sent.to == [HERS]
    assert "Ines Calder" not in sent.body
    assert Client().get(link_in(sent.body)).status_code == 200
    assert AuditEvent.objects.filter(verb=Verb.INVITED, user_id=engagement.coach.user_id).exists()


def test_one_that_is_sent_again_opens_by_the_new_link_alone(
    engagement, coach, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = coach.invite(engagement.pk, NEW)
        again = coach.send_invitation(engagement.pk, made.id, key="once")
        assert coach.send_invitation(engagement.pk, made.id, key="once") == again
    assert again.until > made.until
    before, now = [Client().get(link_in(one.body)).status_code for one in mailoutbox]
    assert (before, now) == (410, 200)


def test_one_that_was_taken_back_opens_nothing_and_stays_listed(
    engagement, coach, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = coach.invite(engagement.pk, NEW)
    coach.take_invitation_back(engagement.pk, made.id, seen=coach.get_invitation(engagement.pk, made.id))
    [one] = coach.list_invitations(engagement.pk).items
    assert (one.state, one.until) == ("taken back", None)
    assert Client().get(link_in(mailoutbox[0].body)).status_code == 410


def test_one_that_was_accepted_is_neither_sent_again_nor_taken_back(engagement, coach):
    a_sponsor(engagement)
    [one] = coach.list_invitations(engagement.pk).items
    assert one.state == "accepted"
    for refused in (coach.send_invitation, coach.take_invitation_back):
        with pytest.raises(NotNow, match="accepted already"):
            refused(engagement.pk, one.id)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "pays at norvia"}, "no address for mail"),
        ({"name": "  "}, "Say a name"),
        ({"role": "client"}, "has an account already"),
    ],
)
def test_who_cannot_be_invited_is_refused_in_words(engagement, coach, wrong, said):
    with pytest.raises(DoesNotFit, match=said):
        coach.invite(engagement.pk, NEW.model_copy(update=wrong))
    assert not AccountInvitation.objects.exists()


def test_a_client_without_an_account_is_invited_once(db):
    member = a_coach()
    engagement = begin(member, client_name="Lena Brandt", begins="2026-01-05")
    coach, hers = waylight(member.user), NEW.model_copy(update={"role": "client"})
    assert coach.invite(engagement.pk, hers).role == "client"
    with pytest.raises(DoesNotFit, match="invited already"):
        coach.invite(engagement.pk, hers)


def test_where_the_mail_cannot_be_sent_the_invitation_stands(
    engagement, coach, monkeypatch, django_capture_on_commit_callbacks
):
    def refuses(self):
        raise OSError("no server")

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuses)
    with django_capture_on_commit_callbacks(execute=True):
        made = coach.invite(engagement.pk, NEW)
    assert coach.get_invitation(engagement.pk, made.id).state == "open"


def test_the_client_neither_sees_nor_sends_invitations(engagement, client):
    for refused in (client.list_invitations, client.get_sponsor, client.end_sponsorship):
        with pytest.raises(NotAllowed):
            refused(engagement.pk)
    with pytest.raises(NotAllowed):
        client.invite(engagement.pk, NEW)


def test_a_token_to_write_lets_nobody_in(engagement):
    writing = waylight(engagement.coach.user, "read", "write")
    assert writing.list_invitations(engagement.pk).items == []
    with pytest.raises(NotAllowed, match="scope “practice”"):
        writing.invite(engagement.pk, NEW)


def test_an_engagement_has_no_sponsor_any_more(engagement, coach):
    browser, page = Client(), f"/engagements/{engagement.pk}/"
    browser.force_login(a_sponsor(engagement))
    assert browser.get(page).status_code == 200
    seen = coach.get_sponsor(engagement.pk)
    assert seen.sponsor.name == "Who Pays"
    coach.end_sponsorship(engagement.pk, seen=seen)
    assert coach.get_sponsor(engagement.pk).sponsor is None
    coach.end_sponsorship(engagement.pk)  # as often as one likes
    assert browser.get(page).status_code == 404
