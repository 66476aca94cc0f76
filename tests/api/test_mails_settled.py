"""By a program, each learns of the mails in doubt that concern them, and says what is to become of one."""

from __future__ import annotations

import pytest

from tests.api.conftest import waylight
from tests.factories import an_admin, an_engagement
from tests.pages.test_mails_in_doubt import killed  # noqa: F401
from waylight.api.shapes.mails_in_doubt import SettledMail
from waylight.client import NotAllowed, NotNow
from waylight.record.planning.invited import Invite


def kinds(caller) -> list[tuple[str, int]]:
    return [(one.kind, one.mails) for one in caller.list_mails_in_doubt().items]


def settled(one, *, again: bool) -> SettledMail:
    return SettledMail(kind=one.kind, number=one.number, again=again)


def test_without_any_the_list_is_empty(coach, client):
    assert kinds(coach) == kinds(client) == []


@pytest.mark.usefixtures("killed")
def test_each_is_told_of_theirs_and_of_a_round_without_who_or_why(coach, client):
    assert kinds(coach) == [("reminder", 1), ("invitation", 1), ("pulse", 2)]
    assert kinds(client) == [("reminder", 1), ("today", 1)]


@pytest.mark.usefixtures("killed")
def test_they_come_in_pieces_of_which_none_is_told_twice(coach):
    first = coach.list_mails_in_doubt(limit=2)
    assert [one.kind for one in [*first.items, *coach.list_mails_in_doubt(cursor=first.next).items]] == [
        "reminder",
        "invitation",
        "pulse",
    ]
    assert len(list(coach.every(coach.list_mails_in_doubt, limit=1))) == 3


@pytest.mark.usefixtures("killed")
def test_one_goes_again_another_counts_as_sent_and_a_third_time_there_is_nothing_to_say(coach):
    reminder, invitation, pulse = coach.list_mails_in_doubt().items
    assert coach.settle_mail_in_doubt(settled(pulse, again=True)).mails == 2
    assert coach.settle_mail_in_doubt(settled(invitation, again=False)).mails == 1
    assert Invite.objects.get(to="client").sent_at is not None
    assert coach.list_mails_in_doubt().items == [reminder]
    with pytest.raises(NotNow, match="not in doubt any more"):
        coach.settle_mail_in_doubt(settled(invitation, again=True))


@pytest.mark.usefixtures("killed")
def test_nobody_settles_somebody_elses(client, coach):
    invitation = next(one for one in coach.list_mails_in_doubt().items if one.kind == "invitation")
    with pytest.raises(NotNow):
        client.settle_mail_in_doubt(settled(invitation, again=False))
    assert len(coach.list_mails_in_doubt().items) == 3


@pytest.mark.usefixtures("killed")
def test_a_token_for_another_engagement_neither_learns_of_them_nor_settles_one(engagement, coach):
    other = an_engagement("Henrik Aas", coach=engagement.coach)
    limited = waylight(engagement.coach.user, engagements=[other.pk])
    assert limited.list_mails_in_doubt().items == []
    with pytest.raises(NotNow):
        limited.settle_mail_in_doubt(settled(coach.list_mails_in_doubt().items[0], again=False))


@pytest.mark.usefixtures("killed")
def test_who_looks_after_a_practice_is_told_how_many_and_nothing_else(engagement, client):
    admin = waylight(an_admin(engagement.practice).user)
    assert [(one.id, one.mails) for one in admin.list_practices_in_doubt().items] == [(engagement.practice_id, 6)]
    assert admin.list_mails_in_doubt().items == []
    assert client.list_practices_in_doubt().items == []
    limited = waylight(engagement.coach.user, engagements=[engagement.pk])
    with pytest.raises(NotAllowed, match="limited to some engagements"):
        limited.list_practices_in_doubt()
