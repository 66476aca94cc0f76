"""Too much at once, or too often, is refused in a sentence that says how much is taken; nothing is half done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.pages.test_bring_files import MAIL, here, send
from waylight.access.rates import Rate, Spent, TooOften, address_of, spend
from waylight.pages.files import arriving, limits
from waylight.record.imports import Import

pytestmark = pytest.mark.django_db
SPEND = """
from datetime import timedelta
from waylight.access.rates import Rate, spend
for _ in range(25):
    spend(Rate("at once", 1_000, timedelta(days=9_000)), "ines")
"""
THREE = Rate("try", 3, timedelta(hours=1))


def words(answer) -> str:
    return answer.content.decode()


def test_files_that_are_too_large_together_are_refused_before_any_is_read(engagement, as_coach, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    answer = send(as_coach, engagement, mail_mbox=MAIL, more_txt="x" * 2**20)
    assert answer.status_code == 413
    assert "larger than 1 MB" in words(answer)
    assert "Too much at once" in words(answer)
    assert not Import.objects.exists()
    assert send(as_coach, engagement, mail_mbox=MAIL).status_code == 302


def test_a_file_that_is_too_large_is_said_and_the_others_are_read(engagement, as_coach, monkeypatch):
    monkeypatch.setattr(arriving, "IN_MEMORY", 70_000)
    send(as_coach, engagement, mail_mbox=MAIL, talk_txt="Ines Calder: " + "word " * 20_000)
    brought = Import.objects.get()
    assert {file.name: (file.rows > 0, file.problem_count) for file in brought.files.all()} == {
        "mail.mbox": (True, 0),
        "talk.txt": (False, 1),
    }


def test_more_files_than_are_taken_at_once_are_refused_with_the_number(engagement, as_coach, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    sent = [SimpleUploadedFile(f"{n}.mbox", MAIL.encode()) for n in range(4)]
    answer = as_coach.post(here(engagement), {"files": sent})
    assert answer.status_code == 400
    assert "More than 3 files came at once" in words(answer)
    assert not Import.objects.exists()


def test_a_text_beyond_all_measure_is_refused_in_words(engagement, as_coach, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    body = "text=" + "x" * 20_000
    answer = as_coach.post(
        f"/engagements/{engagement.pk}/commitments/", body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413
    assert "Too long" in words(answer)


def test_files_sent_too_often_are_refused_with_the_time_to_wait(engagement, as_coach, as_client, monkeypatch):
    monkeypatch.setattr(arriving, "IMPORTS", Rate("files", 2, timedelta(hours=1)))
    for _ in range(2):
        assert send(as_coach, engagement, mail_mbox=MAIL).status_code == 302
    answer = send(as_coach, engagement, mail_mbox=MAIL)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert "Try again in" in words(answer)
    assert Import.objects.count() == 2
    assert send(as_client, engagement, mail_mbox=MAIL).status_code == 302


def test_a_person_who_waits_may_do_it_again(monkeypatch):
    for _ in range(3):
        spend(THREE, "ines")
    with pytest.raises(TooOften):
        spend(THREE, "ines")
    later = timezone.now() + timedelta(hours=1, seconds=1)
    monkeypatch.setattr("waylight.access.rates.timezone.now", lambda: later)
    spend(THREE, "ines")
    assert Spent.objects.count() == 1


def test_one_person_spends_nothing_of_another_and_no_name_is_kept():
    for _ in range(3):
        spend(THREE, "ines@norvia.example")
    spend(THREE, "maren@coach.example")
    assert not any("ines" in row.key for row in Spent.objects.all())


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "made up, 198.51.100.1, 203.0.113.9", "198.51.100.1"),
    ],
)
def test_an_address_is_believed_only_from_a_proxy_of_ours(rf, settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    asked = rf.get("/", headers={"X-Forwarded-For": forwarded} if forwarded else {})
    assert address_of(asked) == address


def test_two_at_once_count_as_two(a_store):
    spending = [a_store.start(SPEND) for _ in range(4)]
    assert [child.wait(timeout=60) for child in spending] == [0] * 4
    assert a_store.says("from waylight.access.rates import Spent; print(Spent.objects.get().times)") == "100"


def test_the_limit_on_imports_is_beyond_what_a_person_does():
    assert limits.IMPORTS.times >= 60
