"""What one journey did is not there for the next: rows, keys, who is signed in, and what was counted."""

from __future__ import annotations

from tests.journeys.as_it_was import Moments


def test_what_was_written_is_gone_and_everybody_is_still_signed_in(open_at, served, moments):
    page = open_at(1280)
    page.goto("/engagements/1/meetings/5/")
    page.get_by_label("A note", exact=True).fill("The heron waits by the weir.")
    page.get_by_role("button", name="Keep the note").click()
    page.get_by_text("The heron waits by the weir.").wait_for()
    moments.first.again()
    assert page.goto("/engagements/1/meetings/5/").status == 200
    assert page.get_by_text("The heron waits by the weir.").count() == 0
    assert page.get_by_role("heading", level=1).is_visible()


def test_a_key_that_was_destroyed_is_there_again(served, moments, open_at):
    for key in (served.store.var / "keys").iterdir():
        key.unlink()
    moments.first.again()
    page = open_at(1280)
    assert page.goto("/engagements/1/journal/").status == 200


def test_what_some_begin_with_is_made_once(served):
    moments, said = Moments(served.store.var), []
    for _ in range(2):
        said.append(moments.after("an engagement", lambda: str(len(said))))
    assert said == ["0", "0"]
