"""Engagements made at random, with everybody in them written in every form that somebody could think of.

What has to be found stands in ``⟦…⟧``; the marks are taken out before the text is looked at.
"""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.story.finding import find
from waylight.lenses.story.known import Known, nicknames
from waylight.lenses.story.lists import COMMON, how_common
from waylight.lenses.story.plain import fold
from waylight.lenses.story.span import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = """
Adaeze Alasdair Beatriz Björn Catarina Chidi Dagmar Eleni Farid Fionnuala Giulia Hedvig Imani Ingrid Jarek
Joaquim Kateryna Keiko Leandro Ludmila Magnus Mariam Milena Nandini Octavia Oleksandr Paloma Pranav Radovan
Renske Rosalind Saoirse Sanjay Tamsin Thabo Ulrike Valentina Wiebke Yevgenia Zoltán Marta Nils Priya Grace
Mark Rose Anna Zoë José Jürgen Åsa Elizabeth Margaret William Katherine Theodore Alexander Robert Frances
Nicholas Rebecca Ana Lee Ian
""".split()
LAST = """
Achterberg Adeyemi Bogdanova Calloway Cavalcanti Czerny Dragomir Eskelinen Ferreira Gustafsson Hakimi Ibáñez
Jankowski Kamara Kowalczyk Lindqvist Marchetti Mbeki Nakagawa Okonkwo Ostrowski Papadakis Quintero Rasmussen
Schreiner Silva Takahashi Ungureanu Vasquez Wojcik Yamamoto Zimmermann Müller Sørensen O’Brien Smith-Jones
Brandt Varga Blom Hale Aldous Núñez Çelik
""".split()
COMPANIES = ["Helvora", "Trelinova", "Quantessa", "Norvik Freight", "Brightmoor Labs", "Calderon Optics"]
INITIATIVES = ["Open Bench", "Lantern", "Project Halyard", "Shared Ledger"]
CYRILLIC = dict(zip("abcdefghijklmnopqrstuvwyz", "абкдефгхийклмнопкрстуввиз", strict=True)) | {"x": "кс"}
GREEK = dict(zip("abcdefghijklmnopqrstuvwxyz", "αβκδεφγχιικλμνοπκρστυβωξυζ", strict=True))
LOOKALIKE = dict(zip("aeopcyxi", "аеорсухі", strict=True))  # Cyrillic letters that look Latin
DIGITS = dict(zip("aeiost", "431057", strict=True))
LATIN_PAIRS = {"ü": "ue", "ö": "oe", "ä": "ae", "ø": "oe", "å": "aa", "Å": "Aa", "Ö": "Oe"}
SENTENCES = [
    "After the meeting {} asked what had changed since last time.",
    "She noticed that {} had begun to share more with the others.",
    "It was easier to listen when {} was in the room.",
    "They waited for {} before they went on with the plan.",
    "What helped her most was what {} had said in the spring.",
]


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody of an engagement, and the company and the initiative of all."""

    first: str
    last: str
    company: str
    initiative: str


def plain_forms(who: Who) -> dict[str, str]:
    """As anybody would write it."""
    return {
        "plain: full name": f"⟦{who.first} {who.last}⟧",
        "plain: first name": f"⟦{who.first}⟧",
        "plain: last name": f"⟦{who.last}⟧",
        "plain: company": f"⟦{who.company}⟧",
        "plain: initiative": f"⟦{who.initiative}⟧",
    }


def unusual_forms(who: Who, rng: random.Random) -> dict[str, str]:
    """In every other way; a form that a name does not have is left out."""
    return {
        name: words
        for forms in (_inflected(who), _split(who, rng), _shortened(who, rng), _misspelt(who, rng), _other_scripts(who))
        for name, words in forms.items()
        if words
    }


def _inflected(who: Who) -> dict[str, str]:
    first, last, full = who.first, who.last, f"{who.first} {who.last}"
    telling = how_common(fold(first)) < COMMON - 1 and len(first) > 3
    return {
        "possessive": f"⟦{first}⟧’s team",
        "possessive, straight": f"⟦{last}⟧'s team",
        "plural": f"the ⟦{last}⟧s",
        "with an ending": f"⟦{first}⟧s" if telling else "",
        "hyphenated": f"the ⟦{last}⟧-led group",
        "hyphenated behind": f"a non-⟦{last}⟧ view",
        "both names hyphenated": f"⟦{first}-{last}⟧",
        "lower case": f"⟦{full.lower()}⟧",
        "lower case, first name": f"⟦{first.lower()}⟧" if telling else "",
        "lower case, last name": f"⟦{last.lower()}⟧",
        "capitals": f"⟦{full.upper()}⟧",
        "capitals, first name": f"⟦{first.upper()}⟧",
        "in a quote": f"“⟦{first}⟧”",
        "in a single quote": f"‘⟦{last}⟧’",
        "in angle quotes": f"«⟦{first}⟧»",
        "in brackets": f"(⟦{first}⟧)",
        "quoted by somebody": f"“and then ⟦{first.lower()}⟧ said no”" if telling else "",
        "last name first": f"⟦{last}, {first}⟧",
        "last name first, no comma": f"⟦{last} {first}⟧",
        "with a middle name": f"⟦{first}⟧ Maria ⟦{last}⟧",
        "with a title": f"Dr. ⟦{last}⟧",
        "over two lines": f"⟦{first}⟧\n⟦{last}⟧",
        "company’s possessive": f"⟦{who.company}⟧’s board",
        "company in lower case": f"⟦{who.company.lower()}⟧",
        "company in capitals": f"⟦{who.company.upper()}⟧",
        "company hyphenated": f"an ⟦{who.company.replace(' ', '-')}⟧-wide plan",
        "initiative in lower case": f"⟦{who.initiative.lower()}⟧" if " " in who.initiative else "",
        "initiative hyphenated": f"the ⟦{who.initiative.replace(' ', '-')}⟧ group" if " " in who.initiative else "",
    }


def _split(who: Who, rng: random.Random) -> dict[str, str]:
    first, last = who.first, who.last
    n, m = len(first) // 2, rng.randrange(1, len(last) - 1)
    one, two, three, four = first[:n], first[n:], last[:m], last[m:]
    return {
        "split by <b>": f"⟦{one}⟧<b>⟦{two}⟧</b>",
        "split by <span>": f'⟦{three}⟧<span class="x">⟦{four}⟧</span>',
        "split by <wbr>": f"⟦{one}⟧<wbr>⟦{two}⟧",
        "split by a comment": f"⟦{three}⟧<!-- and -->⟦{four}⟧",
        "split by stars": f"**⟦{one}⟧**⟦{two}⟧",
        "split by one star": f"⟦{three}⟧*⟦{four}⟧*",
        "split by lines": f"_⟦{one}⟧_⟦{two}⟧",
        "split by a link": f"⟦{three}⟧[⟦{four}⟧](https://example.org/x)",
        "split by code": f"`⟦{one}⟧`⟦{two}⟧",
        "split by a backslash": f"⟦{three}⟧\\⟦{four}⟧",
        "split by a soft hyphen": f"⟦{three}⟧\u00ad⟦{four}⟧",
        "split by no space": f"⟦{one}⟧\u200b⟦{two}⟧",
        "split by a joiner": f"⟦{one}⟧\u200d⟦{two}⟧",
        "split by a mark of direction": f"⟦{three}⟧\u202e⟦{four}⟧",
        "split by &shy;": f"⟦{three}⟧&shy;⟦{four}⟧",
        "split by &zwnj;": f"⟦{one}⟧&zwnj;⟦{two}⟧",
        "split by &#8203;": f"⟦{one}⟧&#8203;⟦{two}⟧",
        "a letter as &#…;": f"⟦{three[:-1]}&#{ord(three[-1])};{four}⟧",
        "hyphen at a line’s end": f"⟦{three}⟧-\n⟦{four}⟧" if min(len(three), len(four)) > 1 else "",
        "a space inside": f"⟦{three} {four}⟧"
        if min(len(three), len(four)) > 1 and len(last) > 5 and last.isalpha()
        else "",
        "a star for a letter": f"⟦{three[:-1]}⟧*⟦{four}⟧"
        if len(three) > 1 and len(last) > 5 and last.isalpha()
        else "",
        "a hyphen inside": f"⟦{three}⟧-⟦{four}⟧"
        if min(len(three), len(four)) > 1 and len(last) > 5 and last.isalpha()
        else "",
        "letters apart": " ".join(f"⟦{letter}⟧" for letter in only_letters(last)),
        "letters apart, hyphens": "-".join(f"⟦{letter}⟧" for letter in only_letters(first)) if len(first) > 3 else "",
        "letters apart, points": ".".join(f"⟦{letter}⟧" for letter in only_letters(last)),
    }


def _shortened(who: Who, rng: random.Random) -> dict[str, str]:
    first, last, full = who.first, who.last, f"{who.first} {who.last}"
    joined = only_letters(first + last)
    short = sorted(
        one for one in nicknames().get(fold(first), ()) if len(one) > 3 and how_common(one) < COMMON and one not in DAYS
    )
    nick = rng.choice(short).title() if short else ""
    letters = [word[0].upper() for word in re.findall(r"\w+", fold(full))]
    return {
        "initial and last name": f"⟦{first[0]}⟧. ⟦{last}⟧",
        "first name and initial": f"⟦{first}⟧ {last[0]}.",
        "one initial": f"⟦{letters[0]}⟧." if letters[0] != "I" else "",
        "initials with points": ". ".join(f"⟦{one}⟧" for one in letters) + ".",
        "initials with points, close": ".".join(f"⟦{one}⟧" for one in letters) + ".",
        "initials": f"⟦{''.join(letters)}⟧" if how_common("".join(letters).lower()) < 4 else "",
        "nickname": f"⟦{nick}⟧" if nick else "",
        "nickname’s possessive": f"⟦{nick}⟧’s idea" if nick else "",
        "joined": f"⟦{joined.lower()}⟧",
        "joined with capitals": f"⟦{joined}⟧",
        "hashtag": f"#Team⟦{only_letters(last)}⟧",
        "with a line between": f"⟦{first.lower()}⟧_⟦{last.lower()}⟧",
        "with a point between": f"⟦{first.lower()}⟧.⟦{last.lower()}⟧",
        "in an address": f"⟦{fold(first)}.{squashed(last)}@example.org⟧",
        "as a handle": f"@⟦{joined}⟧",
        "company joined": f"⟦{who.company.replace(' ', '').lower()}⟧",
        "company’s hashtag": f"#⟦{who.company.replace(' ', '')}⟧",
        "company as an address": f"www.⟦{who.company.replace(' ', '').lower()}⟧.com",
    }


DAYS = frozenset("friday monday may june april august".split())


def only_letters(name: str) -> str:
    """Return a name without marks and spaces."""
    return re.sub(r"[^\w]", "", name)


def squashed(name: str) -> str:
    """Return only the small Latin letters of a name."""
    return re.sub(r"[^a-z]", "", fold(name))


def _misspelt(who: Who, rng: random.Random) -> dict[str, str]:
    full = f"{who.first} {who.last}"
    pairs = "".join(LATIN_PAIRS.get(one, one) for one in full)
    return {
        "misspelt: two letters swapped": _slip(who.last, rng, lambda a, b: b + a),
        "misspelt: a letter left out": _slip(who.last, rng, lambda a, b: a),
        "misspelt: a letter twice": _slip(who.last, rng, lambda a, b: a + a + b),
        "misspelt: another letter": _slip(who.last, rng, lambda a, b: rng.choice("aeioumnrst") + b),
        "misspelt first name": _slip(who.first, rng, lambda a, b: b + a),
        "misspelt company": _slip(who.company.split()[0], rng, lambda a, b: b + a),
        "accents left out": f"⟦{_bare(full)}⟧",
        "accents of its own": f"⟦{full.replace('a', 'á').replace('o', 'ö').replace('e', 'é')}⟧",
        "accents as letters": f"⟦{pairs}⟧" if pairs != full else "",
        "accents set apart": f"⟦{unicodedata.normalize('NFD', full)}⟧" if _bare(full) != full else "",
        "digits for letters": f"⟦{_with(who.last, DIGITS)}⟧" if len(who.last) > 4 else "",
    }


def _slip(name: str, rng: random.Random, change: object) -> str:
    """Change two neighbouring letters that differ, never the first, in names that are long enough to bear it."""
    places = [
        n for n in range(1, len(name) - 1) if name[n].lower() != name[n + 1].lower() and name[n : n + 2].isalpha()
    ]
    if len(name) < 5 or not places or not callable(change):
        return ""
    n = rng.choice(places)
    made = f"{name[:n]}{change(name[n], name[n + 1])}{name[n + 2 :]}"
    return f"⟦{made}⟧" if how_common(fold(made)) == 0 else ""


def _other_scripts(who: Who) -> dict[str, str]:
    first, last = who.first, who.last
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in fold(last).title())
    bold = "".join(chr(0x1D41A + ord(one) - 97) if one.islower() and one.isascii() else one for one in fold(last))
    return {
        "Cyrillic": f"⟦{_script(last, CYRILLIC)}⟧",
        "Cyrillic, first name": f"⟦{_script(first, CYRILLIC)}⟧" if len(first) > 3 else "",
        "Greek": f"⟦{_script(last, GREEK)}⟧",
        "full width": f"⟦{wide}⟧",
        "mathematical letters": f"⟦{bold}⟧",
        "lookalike letters": f"⟦{_with(last, LOOKALIKE)}⟧",
    }


def _script(name: str, letters: dict[str, str]) -> str:
    return "".join(letters.get(one, one) for one in fold(name)).title()


def _with(name: str, letters: dict[str, str]) -> str:
    """Write every second letter of a name otherwise, the first never."""
    return "".join(letters.get(one, one) if n % 2 else one for n, one in enumerate(name))


def _bare(full: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", full) if not unicodedata.combining(one))


def engagement(rng: random.Random) -> tuple[list[Who], list[Known]]:
    """Make one engagement: twelve people, a company, an initiative; and what the record knows of them."""
    company, initiative = rng.choice(COMPANIES), rng.choice(INITIATIVES)
    people = [Who(rng.choice(FIRST), rng.choice(LAST), company, initiative) for _ in range(12)]
    known = [Known(str(n), Kind.PERSON, (f"{one.first} {one.last}",)) for n, one in enumerate(people)]
    known.append(Known("company", Kind.COMPANY, (f"{company} GmbH",)))
    return people, [*known, Known("initiative", Kind.INITIATIVE, (initiative,))]


def planted(engagements: int, seed: int) -> Iterator[tuple[str, str, bool]]:
    """Plant every form in every engagement; returns its name, the text, and whether all of it was found."""
    rng = random.Random(seed)
    for _ in range(engagements):
        people, known = engagement(rng)
        who = rng.choice(people)
        for form, words in {**plain_forms(who), **unusual_forms(who, rng)}.items():
            marked = rng.choice(SENTENCES).format(words)
            yield form, marked, found_whole(marked, known)


def found_whole(marked: str, known: list[Known]) -> bool:
    """Whether every letter between the marks is in a span of the text without them."""
    text, places = "", []
    for piece in re.split(r"(⟦[^⟧]*⟧)", marked):
        bare = piece.strip("⟦⟧")
        if piece.startswith("⟦"):
            places += [len(text) + n for n, letter in enumerate(bare) if letter.isalnum()]
        text += bare
    flagged = {n for span in find(text, known) for n in range(span.start, span.end)}
    return flagged.issuperset(places)
