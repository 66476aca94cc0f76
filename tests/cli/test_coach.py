"""``waylight coach`` makes an account that signs in; who begins a practice looks after it, who joins one does not."""

from __future__ import annotations

import pytest
from django.test import Client

from waylight.access.models import User
from waylight.cli import main
from waylight.record.people import Member, Practice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_place_for_static_files(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"


def roles_of(email: str) -> list[tuple[str, str]]:
    found = Member.objects.filter(user__email=email).order_by("role")
    return [(one.practice.name, one.role) for one in found]


def test_the_password_that_is_printed_signs_in(capsys):
    assert main(["coach", "Ada@Brook.example", "--name", "Ada Brook"]) == 0
    password = capsys.readouterr().out.split()[-1]
    browser = Client()
    browser.post("/sign-in/", {"login": "ada@brook.example", "password": password})
    assert browser.get("/account/").status_code == 200


def test_the_first_coach_of_a_practice_is_its_admin_and_the_next_is_not():
    main(["coach", "ada@brook.example", "--practice", "Brook"])
    main(["coach", "nadia@brook.example", "--practice", "Brook"])
    assert roles_of("ada@brook.example") == [("Brook", "admin"), ("Brook", "coach")]
    assert roles_of("nadia@brook.example") == [("Brook", "coach")]
    assert Practice.objects.count() == 1


def test_two_coaches_of_one_name_have_two_practices():
    for n in range(2):
        main(["coach", f"ada{n}@brook.example", "--name", "Ada Brook"])
    assert Practice.objects.filter(name="Practice of Ada Brook").count() == 2


def test_nobody_joins_the_sample_by_its_name():
    sample = Practice.objects.create(name="Voss Coaching", sample=True)
    main(["coach", "ada@brook.example", "--practice", "Voss Coaching"])
    assert not sample.members.exists()
    assert Member.objects.filter(role="admin").get().practice != sample


@pytest.mark.parametrize("email", ["ada", "ada@", ""])
def test_what_is_no_address_is_refused(email, capsys):
    assert main(["coach", email]) == 2
    assert "is not an e-mail address" in capsys.readouterr().err
    assert not User.objects.exists()


def test_an_account_that_is_there_is_left_as_it_is(capsys):
    main(["coach", "ada@brook.example"])
    assert main(["coach", "ada@brook.example", "--practice", "Another"]) == 2
    assert "has an account already" in capsys.readouterr().err
    assert not Practice.objects.filter(name="Another").exists()
