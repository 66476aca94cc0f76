"""Spellings of one person are proposed as one, with the reason; people who share a first name are not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.intake import same_person
from waylight.intake.same_person import CROWD, Spelling, fold, propose


def spelled(*people: str) -> list[Spelling]:
    """Spellings out of ``Name <address>``, ``Name`` or ``address``, numbered as they stand."""
    found = []
    for number, text in enumerate(people):
        name, _, address = text.partition("<")
        bare = "@" in name
        found.append(Spelling(number, "" if bare else name.strip(), name if bare else address.rstrip(">")))
    return found


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Inês Calder <ic@a.example>", "Ines Calder <ines@b.example>", "same name, two addresses"),
        ("Calder, Ines", "Ines Calder", "family name first"),
        ("Ines Calder (Norvia)", "Dr. Ines Calder", "same name"),
        ("Jörg Müller", "joerg.mueller@norvia.example", "made of the name"),
        ("Jörg Müller", "jorg.muller@norvia.example", "made of the name"),
        ("Müller, Jörg", "Joerg Mueller", "family name first"),
        ("王小明 <wang@norvia.example>", "王小明", "same name"),
        ("Ines Calder, PhD", "Ines Calder", "same name"),
        ("Ines Maria Calder", "Ines Calder", "middle names that fit"),
        ("Ines Calder", "Ines Caldre", "differ by a letter"),
        ("I. Calder", "Ines Calder", "an initial that fits"),
        ("Ines Calder", "ines.calder@norvia.example", "made of the name"),
        ("Anna-Maria Lee", "anna-maria.lee@norvia.example", "made of the name"),
        ("Ines Calder", "inescalder@norvia.example", "made of first and family name"),
        ("Ines Calder", "calder.ines@norvia.example", "family name first"),
        ("Ines Calder", "icalder@norvia.example", "an initial and the family name"),
        ("ines.calder@norvia.example", "ines.calder@mail.norvia.co.uk", "two addresses of one organisation"),
    ],
)
def test_two_spellings_of_one_person_are_proposed_with_the_reason(one, other, reason):
    (proposal,) = propose(spelled(one, other, "Joost van Dam <joost@supplier.example>"))
    assert proposal.ids == (0, 1)
    assert reason in proposal.reason
    assert 0 < proposal.score < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann", "Ann"),
        ("Ann <ann@norvia.example>", "Ann <ann@supplier.example>"),
        ("Ann Lee", "Ann Roy"),
        ("Christopher Li", "Christopher Lu"),
        ("Alexander Becker", "Alexander Beckmann"),
        ("Ann Lee (External)", "Ann Roy (External)"),
        ("Ann Lee [Norvia]", "Ann Roy [Norvia]"),
        ("Ann Lee External", "Ann Roy External"),
        ("Ann Lee", "ann@norvia.example"),
        ("Ann Lee", "ann.roy@norvia.example"),
        ("ann@acme.co.uk", "ann@norvia.co.uk"),
        ("ann@gmail.com", "ann@gmail.de"),
        ("ann@norvia.example", "ann@supplier.example"),
    ],
)
def test_two_people_who_share_a_first_name_are_not_proposed(one, other):
    assert propose(spelled(one, other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee", "Anna Lee"),
        ("Jane Smith", "John Smith"),
        ("Ann Marie Lee", "Ann Sophie Lee"),
        ("Ann Lee, PhD", "Bob Lee, PhD"),
        ("Dr. Ann Lee", "Dr. Bob Lee"),
        ("info@norvia.example", "info@norvia.com"),
    ],
)
def test_two_people_of_one_family_or_office_are_not_proposed(one, other):
    assert propose(spelled(one, other)) == []


def test_several_addresses_and_spellings_are_one_proposal():
    people = ("Ines Calder <a@x.example>", "Inês Calder <b@y.example>", "Calder, Ines", "ines.calder@norvia.example")
    (proposal, *_) = propose(spelled(*people, "Mei Okafor"))
    assert proposal.ids == (0, 1, 2, 3)


def test_who_fits_two_people_does_not_make_them_one():
    people = ("Ann Marie Lee", "Ann Lee", "Ann Sophie Lee", "ann.lee@norvia.example")
    assert all({0, 2} - set(proposal.ids) for proposal in propose(spelled(*people)))
    people = ("James Oliver", "Oliver James", "james.oliver@norvia.example", "J. Oliver", "O. James")
    assert all({0, 1} - set(proposal.ids) for proposal in propose(spelled(*people)))


WORDS = st.sampled_from("ann anna a. lee li berger bergen marie m. o'brien van".split())
NAMES = st.lists(WORDS, max_size=3).map(" ".join) | st.tuples(WORDS, WORDS).map(", ".join)
LOCALS = st.lists(WORDS.map(lambda word: word.strip(".'")), min_size=1, max_size=2).map(".".join)
ADDRESSES = st.just("") | st.builds(
    "{}@{}".format, LOCALS, st.sampled_from(["a.co.uk", "b.co.uk", "a.com", "gmail.com"])
)
PEOPLE = st.lists(st.tuples(NAMES, ADDRESSES), min_size=2, max_size=8)


def _renumbered(people: list[tuple[str, str]], numbers: list[int]) -> list[Spelling]:
    return [Spelling(number, *person) for number, person in zip(numbers, people, strict=True)]


@given(PEOPLE, st.randoms())
@settings(max_examples=300, deadline=None)
def test_neither_the_order_nor_the_numbers_of_spellings_matter(people, draw: random.Random):
    numbers = list(range(len(people)))
    draw.shuffle(numbers)
    plain = {(one.ids, one.reason, one.score) for one in propose(_renumbered(people, list(range(len(people)))))}
    shuffled = _renumbered(people, numbers)
    draw.shuffle(shuffled)
    back = {number: at for at, number in enumerate(numbers)}
    assert {(tuple(sorted(back[n] for n in p.ids)), p.reason, p.score) for p in propose(shuffled)} == plain


@given(PEOPLE)
@settings(max_examples=300, deadline=None)
def test_names_whose_first_or_family_names_differ_are_never_in_one_proposal(people):
    for proposal in propose(_renumbered(people, list(range(len(people))))):
        named = [people[n][0] for n in proposal.ids if people[n][0] and "," not in people[n][0]]
        words = [fold(name).replace(".", "").split() for name in named]
        assert len({word[0][0] for word in words if word}) <= 1
        assert len({word[-1][:4] for word in words if word}) <= 1


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=6))
@settings(max_examples=200, deadline=None)
def test_any_text_as_name_and_address_gives_proposals(people):
    for proposal in propose(_renumbered(people, list(range(len(people))))):
        assert len(set(proposal.ids)) >= 2
        assert proposal.reason


ONE_WORD = st.text("abeinostéøßŁДжABC", min_size=1, max_size=8)


@given(ONE_WORD, ONE_WORD)
def test_a_first_name_alone_never_makes_a_pair(first, second):
    assert propose([Spelling(0, first, ""), Spelling(1, second, "")]) == []


def test_among_5000_people_each_is_compared_with_a_few(monkeypatch):
    """A count and no clock: beyond blocks of a known size nobody is compared, so that the work grows with people."""
    draw, compared = random.Random(7), 0
    judge = same_person._why

    def counted(one, other):
        nonlocal compared
        compared += 1
        return judge(one, other)

    monkeypatch.setattr(same_person, "_why", counted)
    syllables = ["ma", "ri", "to", "len", "ka", "so", "ber", "win", "dal", "ez"]
    people = [
        Spelling(n, " ".join("".join(draw.choices(syllables, k=3)) for _ in range(2)), f"p{n % 4000}@norvia.example")
        for n in range(5_000)
    ]
    twin = [
        Spelling(5_000, people[1234].name, ""),
        Spelling(5_001, "", people[77].name.replace(" ", ".") + "@b.example"),
    ]
    found = propose(people + twin)
    assert {(1234, 5_000), (77, 5_001)} <= {proposal.ids for proposal in found}
    assert 0 < compared < len(people) * 7 * CROWD / 2


def test_a_crowd_with_one_family_name_is_compared_by_first_name_too():
    crowd = [Spelling(n, f"{chr(97 + n % 26)}{chr(97 + n // 26)}na smith", "") for n in range(200)]
    pair = [Spelling(900, "zoe smith", "zoe@a.example"), Spelling(901, "zoe smith", "zoe@b.example")]
    assert (900, 901) in {proposal.ids for proposal in propose(crowd + pair)}
