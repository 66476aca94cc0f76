"""Every mail of a round goes out once, to whom it is for, and says nothing that is not for the way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.factories import a_stakeholder, an_open_round, noon
from waylight.access.mail import NotSent
from waylight.record import claiming
from waylight.record.asking import letters
from waylight.record.asking.answering import Given, ask_no_more, keep
from waylight.record.asking.behaviours import choose
from waylight.record.asking.due import due, prepare
from waylight.record.asking.raters import speaks
from waylight.record.asking.rounds import close_round, stop_repeating, thank
from waylight.record.consent import Consent, withdraw
from waylight.record.people import alias_for, join
from waylight.record.pulse import Letter, Pulse

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
NOW = noon(DAY)
REMIND = noon(DAY) + timedelta(days=8)  # two days before the last


@pytest.fixture
def raters(engagement):
    return [a_stakeholder(engagement, name) for name in ("Mei Okafor", "Priya Raman", "Luca Brandt")]


def told(mailoutbox) -> list[str]:
    return [mail.to[0].partition(".")[0] for mail in mailoutbox]


def answer(pulse, rater, at=NOW):
    keep(pulse.invitations.get(stakeholder=rater), Given({1: 2}), send=True, now=at)


def test_everybody_is_asked_once_however_often_it_is_looked_for(engagement, raters, mailoutbox):
    an_open_round(engagement, raters, DAY)
    assert due(NOW) == 3
    assert due(NOW) == 0
    assert due(NOW + timedelta(hours=5)) == 0
    assert told(mailoutbox) == ["mei", "priya", "luca"]


def test_a_mail_holds_a_link_and_neither_a_name_nor_what_is_asked(engagement, raters, mailoutbox):
    an_open_round(engagement, raters, DAY)
    due(NOW)
    whole = mailoutbox[0].subject + mailoutbox[0].body + mailoutbox[0].alternatives[0][0]
    assert "https://waylight.example/asked/" in whole
    for word in ("Ines", "Calder", "own the outcome", "one thing", "Maren", engagement.practice.name, "Mei"):
        assert word not in whole, word


def test_nobody_is_asked_before_the_first_day(engagement, raters, mailoutbox):
    pulse = an_open_round(engagement, raters, DAY)
    Pulse.objects.filter(pk=pulse.pk).update(opens=DAY + timedelta(days=3))
    assert due(NOW) == 0
    assert due(NOW + timedelta(days=3)) == 3
    assert len(mailoutbox) == 3


def test_only_those_who_have_not_answered_are_reminded_and_once(engagement, raters, mailoutbox):
    pulse = an_open_round(engagement, raters, DAY)
    due(NOW)
    answer(pulse, raters[0])
    keep(pulse.invitations.get(stakeholder=raters[1]), Given({1: 1}), send=False, now=NOW)  # a draft is no answer
    mailoutbox.clear()
    assert due(REMIND - timedelta(days=1)) == 0
    assert due(REMIND) == 2
    assert due(REMIND + timedelta(days=1)) == 0
    assert told(mailoutbox) == ["priya", "luca"]
    assert "only reminder" in mailoutbox[0].body


def test_who_answers_while_reminders_go_out_is_not_reminded(engagement, raters, mailoutbox):
    pulse = an_open_round(engagement, raters, DAY)
    due(NOW)
    prepare(REMIND)
    answer(pulse, raters[0], REMIND)
    mailoutbox.clear()
    assert letters.send_letters(REMIND) == 2
    assert told(mailoutbox) == ["priya", "luca"]


def test_who_wants_to_be_asked_no_more_hears_nothing_more(engagement, raters, mailoutbox):
    pulse = an_open_round(engagement, raters, DAY)
    due(NOW)
    ask_no_more(pulse.invitations.get(stakeholder=raters[0]), now=NOW)
    mailoutbox.clear()
    assert due(REMIND) == 2


def test_without_the_clients_agreement_nothing_goes_out(engagement, raters, mailoutbox):
    an_open_round(engagement, raters, DAY)
    prepare(NOW)
    withdraw(Consent.objects.get(use="pulse"), by=engagement.client.user, at=NOW)
    assert due(NOW) == 0
    assert mailoutbox == []


def test_thanks_go_to_those_who_answered_once_she_has_written_them(engagement, raters, mailoutbox):
    pulse = an_open_round(engagement, raters, DAY)
    due(NOW)
    answer(pulse, raters[2])
    close_round(pulse, now=NOW)
    mailoutbox.clear()
    assert due(NOW + timedelta(days=1)) == 0
    thank(pulse, "I will let others name the sites.", now=NOW)
    assert due(NOW + timedelta(days=1)) == 1
    assert due(NOW + timedelta(days=2)) == 0
    assert told(mailoutbox) == ["luca"]
    assert "name the sites" not in mailoutbox[0].body


def test_a_mail_that_was_refused_is_sent_when_the_server_takes_it_again(engagement, raters, mailoutbox, monkeypatch):
    an_open_round(engagement, raters, DAY)

    def refuse(mail, before_end):
        raise NotSent("Not now.")

    with monkeypatch.context() as broken:
        broken.setattr(claiming, "send", refuse)
        assert due(NOW) == 0
    assert due(NOW + timedelta(minutes=5)) == 0  # somebody may be about to send it
    assert due(NOW + timedelta(hours=2)) == 3
    assert len(mailoutbox) == 3


def test_a_letter_that_another_worker_has_in_hand_is_left_to_it(engagement, raters, mailoutbox):
    an_open_round(engagement, raters, DAY)
    prepare(NOW)
    in_hand = Letter.objects.order_by("pk").first()
    Letter.objects.filter(pk=in_hand.pk).update(claimed_at=NOW)
    assert letters.send_letters(NOW) == 2
    assert letters.SENDING.send(Letter.objects.filter(pk=in_hand.pk), NOW) == 0
    assert told(mailoutbox) == ["priya", "luca"]


def test_the_mails_speak_the_rounds_language(engagement, raters, mailoutbox):
    an_open_round(engagement, raters, DAY, language="fr")
    due(NOW)
    assert mailoutbox[0].subject == "Deux minutes sur ce que vous voyez"
    assert "12 mars 2026" in mailoutbox[0].body


def test_the_next_round_opens_by_itself_once_and_asks_about_what_is_chosen_then(engagement, raters, mailoutbox):
    first = an_open_round(engagement, raters, DAY, every_weeks=4)
    due(NOW)
    answer(first, raters[0])
    choose(engagement, "asks before she tells", on=DAY)
    mailoutbox.clear()
    four_weeks = NOW + timedelta(weeks=4)
    assert due(four_weeks - timedelta(days=1)) == 0
    assert due(four_weeks) == 3
    assert due(four_weeks) == 0
    second = Pulse.objects.select_related("engagement").get(after=first)
    assert (second.opens, second.closes) == (four_weeks.date(), four_weeks.date() + timedelta(days=10))
    assert (second.every_weeks, second.question, second.asked.count()) == (4, first.question, 2)
    assert Pulse.objects.get(pk=first.pk).every_weeks is None
    assert due(four_weeks + timedelta(weeks=4)) == 3


def test_a_round_that_was_closed_or_stopped_is_not_asked_again(engagement, raters):
    for end in (lambda pulse: close_round(pulse, now=NOW), stop_repeating):
        pulse = an_open_round(engagement, raters, DAY, every_weeks=4)
        end(pulse)
        due(NOW + timedelta(weeks=4))
        assert not Pulse.objects.filter(after=pulse).exists()
        Pulse.objects.all().delete()


def test_an_engagement_that_ended_asks_nobody_again(engagement, raters):
    engagement.ends = DAY + timedelta(weeks=2)
    engagement.save()
    an_open_round(engagement, raters, DAY, every_weeks=4)
    due(NOW + timedelta(weeks=4))
    assert Pulse.objects.count() == 1


def test_each_is_written_to_in_her_own_language_and_it_is_remembered(engagement, raters, mailoutbox):
    languages = {raters[0].pk: "de", raters[1].pk: "es"}
    first = an_open_round(engagement, raters, DAY, language="fr", languages=languages, every_weeks=4)
    due(NOW)
    assert [mail.subject for mail in mailoutbox] == [
        "Zwei Minuten zu dem, was Sie sehen",
        "Dos minutos sobre lo que usted ve",
        "Deux minutes sur ce que vous voyez",
    ]
    assert ["12. März 2026" in mailoutbox[0].body, "12 de marzo de 2026" in mailoutbox[1].body] == [True, True]
    mailoutbox.clear()
    answer(first, raters[0])
    due(NOW + timedelta(weeks=4))
    assert mailoutbox[0].subject == "Zwei Minuten zu dem, was Sie sehen"


def test_a_language_that_there_is_not_is_refused_and_nothing_is_planned(engagement, raters):
    with pytest.raises(ValueError, match="one of the languages"):
        an_open_round(engagement, raters, DAY, languages={raters[0].pk: "tlh"})
    assert not Pulse.objects.exists()


def test_who_turns_out_to_be_somebody_known_keeps_the_language(engagement, raters):
    speaks(raters[0], "de")
    other = alias_for(engagement, "m.okafor@norvia.example", name="M. Okafor")
    join(raters[0].person.aliases.all(), into=other.person)
    assert engagement.stakeholder_set.get(person=other.person).language == "de"
