"""Names, addresses, dates and subjects as mail programs of thirty years have written them."""

from datetime import UTC, datetime, timedelta, timezone
from email.header import Header
from email.utils import format_datetime, formataddr
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.intake.mail_addresses import _any_pairs, _plain_pairs, read_addresses
from waylight.intake.mail_dates import _any_date, _usual_date, read_date
from waylight.intake.mail_headers import text_of, words_of
from waylight.intake.mail_subject import read_subject
from waylight.intake.rows import Mailbox

NAMES = st.from_regex(r"[A-Za-zÀ-ž0-9.'&-]+( [A-Za-zÀ-ž0-9.'&-]+){0,3}", fullmatch=True)
ADDRESSES = st.from_regex(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@[a-z0-9-]+(\.[a-z0-9]+)*", fullmatch=True)
SPACE = st.sampled_from(["", " ", "  "])


@st.composite
def plain_lists(draw: st.DrawFn) -> str:
    """Address lists such as the fast reading takes: names bare or in quotes, addresses bare or in brackets."""
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 6))):
        name, address = draw(NAMES), draw(ADDRESSES)
        forms = [address, f"<{address}>", f"{name} <{address}>", f'"{name}, Dr. (x)"{draw(SPACE)}<{address}>']
        parts.append(draw(SPACE) + draw(st.sampled_from(forms)) + draw(SPACE))
    return ",".join(parts)


@given(plain_lists())
def test_the_fast_reading_of_addresses_is_the_standard_librarys(text: str) -> None:
    fast = _plain_pairs(text)
    assert fast is not None
    assert fast == _any_pairs(text)


@given(st.text(alphabet='ab.@<>,;:"\\() =?', max_size=30))
def test_where_both_readings_find_only_addresses_they_find_the_same(text: str) -> None:
    fast = _plain_pairs(text)
    if fast is not None and all(address for _, address in fast):
        assert fast == _any_pairs(text)


DATES = st.datetimes(datetime(1971, 1, 1), datetime(2099, 12, 31)).map(lambda at: at.replace(microsecond=0))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(DATES, OFFSETS)
def test_the_fast_reading_of_dates_is_the_standard_librarys(naive: datetime, zone: timezone) -> None:
    at = naive.replace(tzinfo=zone)
    text = format_datetime(at)
    assert _usual_date(text) == _any_date(text, UTC) == at


@given(
    st.from_regex(
        r"(Mon, )?[0-9]{1,2} (Jan|Feb|Foo|may) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} ([+-][0-9]{4}|GMT)", fullmatch=True
    )
)
def test_where_both_readings_find_a_date_they_find_the_same(text: str) -> None:
    fast = _usual_date(text)
    if fast is not None:
        assert fast == _any_date(text, UTC)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("Mon, 6 Jan 2025 10:00:00 -0000", "2025-01-06T10:00:00"),
        ("6 Jan 2025 10:00 GMT", "2025-01-06T10:00:00"),
        ("6 Jan 25 10:00:00 EST", "2025-01-06T15:00:00"),
        ("Fri, 6 Jan 95 10:00:00 PDT", "1995-01-06T17:00:00"),
        ("Mon, 6 Jan 2025 10:00:00 CET", "2025-01-06T09:00:00"),
        ("Mon, 6 Jan 2025 10:00:00 GMT+0100", "2025-01-06T09:00:00"),
        ("Mon, 6 Jan 2025 10:00:00 +0100 (Mitteleuropäische Zeit)", "2025-01-06T09:00:00"),
        ("Mon Jan  6 10:00:00 2025", "2025-01-06T10:00:00"),
    ],
)
def test_obsolete_dates_are_read(text: str, utc: str) -> None:
    assert read_date(text, zone=UTC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_sender_that_hides_its_zone_still_means_utc() -> None:
    at = datetime(2025, 1, 6, 10, tzinfo=UTC)
    for text in ("Mon, 6 Jan 2025 10:00:00 -0000", "6 Jan 2025 10:00 -0000"):
        assert read_date(text, zone=ZoneInfo("Europe/Berlin")) == at


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "Mon, 6 Jan 2025 10:00:00 BST", "Mon, 6 Jan 2025 10:00:00 +9999", "30 Feb 2025 10:00:00 GMT",
     "6 Jan " + "9" * 5000 + " 10:00:00 GMT", "Thu, 1 Jan 1970 00:00:00 GMT"],
)  # fmt: skip
def test_a_time_is_never_guessed(text: str) -> None:
    assert read_date(text, zone=UTC) is None


@pytest.mark.parametrize(
    ("text", "mailboxes"),
    [
        ("undisclosed-recipients:;", []),
        ("team: a@x, Bo <b@y>;, c@z", [("", "a@x"), ("Bo", "b@y"), ("", "c@z")]),
        ("ann@x (Ann Lee)", [("Ann Lee", "ann@x")]),
        (r'"Ann \"A\" Lee" <ann@x>', [('Ann "A" Lee', "ann@x")]),
        ("<@relay.x:ann@x>", [("", "ann@x")]),
        ("<@relay.x,@other.x:ann@x>", [("", "ann@x")]),
        ("=?utf-8?q?=2C_?= Ann <ann@x>", [("Ann", "ann@x")]),
        ("ann@x <ann@x>", [("", "ann@x")]),
        ("Ann Lee, root, kim@x", [("Ann Lee", ""), ("root", ""), ("", "kim@x")]),
        ("=?utf-8?Q?Lee,_Zo=C3=AB?= <z@x>", [("Lee, Zoë", "z@x")]),
        ("=?utf-8?Q?Lee=2C_Zo=C3=AB?= <z@x>", [("Lee, Zoë", "z@x")]),
        ('"=?iso-8859-1?q?J=F6rg?=" <J@X.org>', [("Jörg", "j@x.org")]),
        ("(" * 2000 + "ann@x", [("", "ann@x")]),
        (",,ann@x,", [("", "ann@x")]),
    ],
)
def test_unusual_address_lists_are_read(text: str, mailboxes: list[tuple[str, str]]) -> None:
    assert read_addresses(text) == [Mailbox(*pair) for pair in mailboxes]


@given(NAMES, ADDRESSES)
def test_a_name_in_any_script_survives_its_encoding(name: str, address: str) -> None:
    assert read_addresses(formataddr((name, address))) == [Mailbox(name, address.lower())]


@given(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60),
    st.sampled_from(["utf-8", "gb18030"]),
)
def test_encoded_words_become_their_text(text: str, charset: str) -> None:
    assert words_of(Header(text, charset, maxlinelen=40).encode(linesep="\n").replace("\n", "")) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("=?no-such-charset?q?Ann?=", "Ann"),
        ("=?utf-8?b?abcde?= x", "=?utf-8?b?abcde?= x"),
        ("=?utf-8*en?q?Ann?=,", "Ann,"),
        ("=?utf-8?q?A?=\t=?utf-8?q?nn?=", "Ann"),
        ("=?utf-8?q?a=00b?=", "ab"),
        ("=?utf-7?q?+2AA-?=", "?"),
    ],
)
def test_broken_words_do_no_harm(text: str, words: str) -> None:
    assert words_of(text) == words


def test_bytes_that_are_not_utf8_are_taken_for_latin_1() -> None:
    assert text_of(b" J\xf6rg\r\n\tM\xfcller\0 ") == "Jörg Müller"


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Pilot",
        "RE :  pilot",
        "Fwd: AW: Re[2]: PILOT",
        "WG: SV: RV: Pilot ",
        "Re： Pilot",
        "=?utf-8?q?Re=3A_Pilot?=",
    ],
)
def test_what_programs_put_before_a_subject_does_not_change_its_hash(subject: str) -> None:
    assert read_subject(subject).hash == read_subject("Pilot").hash


@pytest.mark.parametrize("subject", ["Report", "Rest: Pilot", "Pilot Re: Pilot", ""])
def test_a_subject_of_its_own_keeps_its_hash(subject: str) -> None:
    assert read_subject(subject).hash != read_subject("Pilot").hash
    assert not read_subject(subject).answers
