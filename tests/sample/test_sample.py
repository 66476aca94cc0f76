"""The sample tells what it says it tells, counted from its files with the standard library alone."""

from __future__ import annotations

import email.utils
import json
import mailbox
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from email.header import decode_header, make_header
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

SAMPLE = Path(__file__).parents[2] / "sample"
LISBON = ZoneInfo("Europe/Lisbon")
CROWD = 20


class Sent(NamedTuple):
    """What a header tells of one message."""

    at: datetime
    sender: str
    recipients: tuple[str, ...]
    subject: str
    begins: bool
    personal: bool


def _addresses(message: mailbox.mboxMessage, *names: str) -> tuple[str, ...]:
    fields = [str(field) for name in names for field in message.get_all(name, [])]
    return tuple(address for _, address in email.utils.getaddresses(fields))


def _sent(message: mailbox.mboxMessage) -> Sent | None:
    try:
        at = email.utils.parsedate_to_datetime(message["Date"]).astimezone(UTC)
    except ValueError:
        return None
    recipients = _addresses(message, "To", "Cc")
    personal = not (message["List-Id"] or message["Auto-Submitted"]) and len(recipients) <= CROWD
    subject = str(make_header(decode_header(message["Subject"])))
    return Sent(at, _addresses(message, "From")[0], recipients, subject, not message["References"], personal)


def _mail(folder: str) -> list[Sent | None]:
    box = mailbox.mbox(SAMPLE / folder / "mail.mbox", create=False)
    try:
        return [_sent(message) for message in box]
    finally:
        box.close()


def _client(folder: str) -> set[str]:
    given = json.loads((SAMPLE / folder / "engagement.json").read_text())
    return {address for address in given["client"]["goes_by"] if "@" in address}


def _cards(folder: str) -> list[dict[str, str]]:
    text = (SAMPLE / folder / "contacts.vcf").read_bytes().decode()
    return [dict(line.split(":", 1) for line in card.split("\r\n") if ":" in line) for card in text.split("END:VCARD")][
        :-1
    ]


def _begun(folder: str, *, out: bool) -> list[tuple[datetime, str]]:
    """When the client and which named person began something, from the client if ``out``, else to the client."""
    client, named = _client(folder), {card["EMAIL"] for card in _cards(folder)}
    found = []
    for one in _mail(folder):
        if one and one.begins and one.personal:
            if out and one.sender in client:
                found += [(one.at, other) for other in one.recipients if other in named]
            if not out and one.sender in named and client & set(one.recipients):
                found.append((one.at, one.sender))
    return found


def _turns(path: Path) -> list[tuple[str, str]]:
    turns: list[tuple[str, str]] = []
    for speaker, text in re.findall(r"<v ([^>]+)>(.*)</v>", path.read_text(encoding="utf-8")):
        if turns and turns[-1][0] == speaker:
            turns[-1] = (speaker, f"{turns[-1][1]} {text}")
        else:
            turns.append((speaker, text))
    return turns


def _seconds(stamp: str) -> float:
    hours, minutes, seconds = stamp.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _spans(path: Path) -> list[tuple[float, float]]:
    stamps = re.findall(r"^(\S+) --> (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [(_seconds(start), _seconds(end)) for start, end in stamps]


def test_the_files_are_what_the_generator_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SAMPLE / "generate.py", tmp_path], check=True)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    here = [path for folder in ("ines", "short") for path in (SAMPLE / folder).iterdir()]
    assert made == {path.relative_to(SAMPLE): path.read_bytes() for path in here}


def test_twenty_four_people_stand_at_five_levels_and_five_sides() -> None:
    cards = _cards("ines")
    assert len({card["EMAIL"] for card in cards}) == 24
    assert {card["X-WAYLIGHT-LEVEL"] for card in cards} == {
        "board", "c-suite", "senior leader", "manager", "individual contributor",
    }  # fmt: skip
    assert {card["X-WAYLIGHT-SIDE"] for card in cards} == {"own team", "peer", "upward", "elsewhere", "industry"}


def test_every_address_is_in_a_reserved_domain() -> None:
    for path in SAMPLE.rglob("*"):
        if path.suffix in {".ics", ".mbox", ".vcf", ".json"}:
            # A calendar line may be folded inside an address.
            text = path.read_bytes().decode().replace("\r\n ", "")
            found = re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)*)", text)
            assert found
            assert all(domain.endswith(".example") for domain in found), path


def test_twelve_meetings_have_transcripts_of_thirty_to_sixty_turns() -> None:
    paths = sorted((SAMPLE / "ines").glob("meeting-*.vtt"))
    assert len(paths) == 12
    for path in paths:
        assert 30 <= len(_turns(path)) <= 60, path.name
        assert {speaker for speaker, _ in _turns(path)} == {"Maren Voss", "Ines Calder"}
        assert 25 * 60 <= _spans(path)[-1][1] <= 50 * 60, path.name


def test_the_last_transcript_carries_her_question_and_her_answer() -> None:
    [path] = (SAMPLE / "ines").glob("meeting-12-*.vtt")
    text = path.read_text(encoding="utf-8")
    assert "No. It grew, and it began with listening." in text
    question = text.index("What am I still holding on to that others could own?")
    stamp = re.findall(r"^(\S+) --> ", text[:question], re.MULTILINE)[-1]
    assert _seconds(stamp) // 60 == 48


def test_the_coach_never_advises() -> None:
    advice = re.compile(r"\b(?:you should|you could|you might|try to|why don't you|my advice|i would|i'd suggest)\b")
    for path in SAMPLE.glob("*/meeting-*.vtt"):
        said = " ".join(text for speaker, text in _turns(path) if speaker == "Maren Voss").lower()
        assert not advice.search(said), (path.name, advice.search(said))


def test_she_asks_more_as_the_meetings_go_on() -> None:
    asked = []
    for path in sorted((SAMPLE / "ines").glob("meeting-*.vtt")):
        hers = [text for speaker, text in _turns(path) if speaker == "Ines Calder"]
        asked.append(sum("?" in text for text in hers) / len(hers))
    assert asked[0] < min(asked[4:])
    assert sum(asked[:2]) / 2 < sum(asked[4:]) / 8


def test_others_begin_more_and_more_of_the_initiatives_threads() -> None:
    hers: dict[bool, list[bool]] = defaultdict(list)
    for one in _mail("ines"):
        if one and one.begins and one.personal and one.subject.startswith("Open Bench"):
            hers[one.at.date() >= date(2026, 4, 16)].append(one.sender in _client("ines"))
    early, late = (sum(hers[half]) / len(hers[half]) for half in (False, True))
    assert min(len(hers[False]), len(hers[True])) >= 15
    assert early > 0.85
    assert late < 0.4


def _by_half(begun: list[tuple[datetime, str]], middle: date, end: date) -> tuple[int, int]:
    late = sum(middle <= at.date() < end for at, _ in begun)
    return len([1 for at, _ in begun if at.date() < middle]), late


def test_more_people_reach_her_in_the_last_two_months_than_in_the_first_two() -> None:
    months = Counter(at.astimezone(LISBON).strftime("%Y-%m") for at, _ in _begun("ines", out=False))
    assert min(months["2026-04"], months["2026-05"]) > max(months["2026-01"], months["2026-02"])
    people: dict[str, set[str]] = defaultdict(set)
    for at, who in _begun("ines", out=False):
        people[at.strftime("%Y-%m")].add(who)
    assert len(people["2026-05"]) > 2 * len(people["2026-01"])


def test_her_reaching_out_rises_before_others_reach_her() -> None:
    def rise(*, out: bool) -> float:
        """March and early April against January and February, a week, as a share of the rise up to May."""
        begun = [at.astimezone(LISBON).date() for at, _ in _begun("ines", out=out)]
        spans = pairwise([date(2026, 1, 7), date(2026, 3, 2), date(2026, 4, 20), date(2026, 6, 1)])
        before, middle, after = (sum(a <= day < b for day in begun) / (b - a).days for a, b in spans)
        assert after > 1.5 * before
        return (middle - before) / (after - before)

    assert rise(out=True) > rise(out=False)


def test_nobody_reaches_him_more_in_the_end_than_in_the_beginning() -> None:
    begun = _begun("short", out=False)
    early, late = _by_half(begun, date(2026, 3, 25), date(2026, 5, 13))
    assert len(begun) >= 15
    assert late <= 1.25 * early
    journal = (SAMPLE / "short" / "journal.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^Dropped: ", journal, re.MULTILINE)) == 2


def test_mail_of_three_days_in_june_is_missing() -> None:
    days = {one.at.astimezone(LISBON).date() for one in _mail("ines") if one and one.personal}
    assert not days & {date(2026, 6, n) for n in (5, 6, 7)}
    assert {date(2026, 6, n) for n in (3, 4, 8, 9)} <= days


@pytest.mark.parametrize(("who", "last"), [("evelyn.hale", date(2026, 4, 8)), ("joost.verhoeven", date(2026, 4, 29))])
def test_two_people_have_gone_quiet(who: str, last: date) -> None:
    days = [
        one.at.date()
        for one in _mail("ines")
        if one and any(address.startswith(f"{who}@") for address in (one.sender, *one.recipients))
    ]
    assert max(days) == last
    assert len(set(days)) >= 5


@pytest.mark.parametrize("who", ["luca.brandt", "mei.okafor"])
def test_two_people_turn_to_her_for_the_first_time_after_the_twelfth_meeting(who: str) -> None:
    first = min(at for at, sender in _begun("ines", out=False) if sender.startswith(f"{who}@"))
    assert first.date() > date(2026, 5, 22)


def test_one_friend_was_silent_for_seven_weeks() -> None:
    hers = sorted(one.at.date() for one in _mail("ines") if one and one.sender == "priya.raman@norvia.example")
    gaps = [(after - before).days for before, after in pairwise(hers)]
    assert max(gaps) == 49


def test_the_plants_own_thread_has_eleven_mails_of_four_people() -> None:
    thread = [one for one in _mail("ines") if one and "pilot sites" in one.subject]
    assert len(thread) == 11
    assert len({one.sender for one in thread}) == 4
    assert thread[0].sender == "tomas.ferrao@norvia.example"


def test_every_commitment_that_is_settled_was_made_in_the_same_words() -> None:
    for folder in ("ines", "short"):
        made = set()
        for line in (SAMPLE / folder / "journal.md").read_text(encoding="utf-8").splitlines():
            word, _, text = line.partition(": ")
            if word == "I will":
                made.add(text)
            elif word in {"Kept", "Changed", "Dropped"}:
                assert text in made, text
        assert made


def test_everybody_she_heard_from_is_in_her_contacts() -> None:
    for folder in ("ines", "short"):
        journal = (SAMPLE / folder / "journal.md").read_text(encoding="utf-8")
        heard = set(re.findall(r"^Heard from ([^:]+):", journal, re.MULTILINE))
        assert heard
        assert heard <= {card["FN"] for card in _cards(folder)}


def test_every_quote_in_the_story_is_an_insight_of_the_journal_in_the_same_words() -> None:
    from waylight.lenses.story.quoting import quoted

    text = (SAMPLE / "words" / "ines" / "story.md").read_text("utf-8")
    journal = "\n".join(path.read_text("utf-8") for path in sorted((SAMPLE / "words" / "ines").glob("journal-*.md")))
    passages = [text[one.start : one.end] for one in quoted(text, {1: journal}) if one.of == 1]
    assert len([one for one in passages if one.startswith(">")]) == text.count("\n> ") == 2
