"""Proposes which addresses and spellings are one person, and says why. A proposal is never more than that."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from rapidfuzz.distance import OSA

from waylight.language import gettext

SAME_NAME = 0.97
SWAPPED = 0.95
LOCAL_IS_NAME = 0.9
SAME_LOCAL = 0.85
TYPO = 0.8
INITIALS = 0.7
LETTERS_A_SLIP = 5  # of a family name; “Li” and “Lu” are two families, “Calder” and “Caldre” perhaps one
MIDDLE_NAME = 0.88  # below a group's: Ann Lee may be Ann Marie Lee or Ann Sophie Lee
NEARLY_NAME = 0.88
GROUPED = 0.9  # from here on everybody in a group has the same words in the name
FAMILY_FIRST = 0.8  # below a group's, for “james.oliver” may be James Oliver's or Oliver James's
CROWD = 60  # spellings in one block; a bigger block is a company's shared word, not a family name
SHARED = {
    "info",
    "office",
    "team",
    "hello",
    "contact",
    "mail",
    "admin",
    "sales",
    "support",
    "hr",
    "noreply",
    "no-reply",
}
TITLES = set("dr prof mr mrs ms mx sir dame dipl ing phd md mba jr sr ii iii iv msc bsc ma llm cfa".split())
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")  # “(External)”, “[Norvia]”: not a part of the name
# Where everybody can have an address, a name before the @ says nothing about an organisation.
FREE_MAIL = set(
    "gmail googlemail outlook hotmail live msn yahoo ymail icloud me mac gmx web aol proton protonmail mail email "
    "posteo fastmail zoho yandex freenet orange laposte libero sapo".split()
)
# What an address cannot hold is written out in one firm and left out in another: joerg.mueller, jorg.muller.
WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{3,}")  # 王小明: a family and a given name in one word
SECOND_LEVEL = set("ac co com edu gov net ne nom or org gob gouv".split())  # co.uk, com.br: not yet an organisation


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name, an address, or both, under which somebody stands in files; ``id`` is the caller's."""

    id: int
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """These may be one person. ``reason`` is for a reader; ``score`` in [0, 1] is how sure it is."""

    ids: tuple[int, ...]
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class _Read:
    id: int
    words: tuple[str, ...]  # of the name, folded, in the order given names first
    written_out: tuple[str, ...]  # the same with ö as oe
    swapped: bool  # written as “family, given”
    local: str
    local_words: tuple[str, ...]
    domain: str


def fold(text: str) -> str:
    """Lower case without accents, marks and extra spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    return re.sub(r"[^\w@.,+-]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def propose(spellings: Sequence[Spelling]) -> list[Proposal]:
    """Pairs and groups that may be one person, the surest first; the same whatever the order they are given in.

    Two names whose first names differ are never proposed, however alike they look.
    """
    everyone = [_read(spelling) for spelling in sorted(spellings, key=lambda s: s.id)]
    pairs: dict[tuple[int, int], tuple[float, str]] = {}
    for block in _blocks(everyone):
        for one, other in combinations(block, 2):
            key = (one.id, other.id)
            if key not in pairs and (why := _why(one, other)):
                pairs[key] = why
    return _grouped(pairs)


def _read(spelling: Spelling) -> _Read:
    name = unicodedata.normalize("NFC", spelling.name.casefold() if "@" not in spelling.name else "")
    words, swapped = _in_order(name)
    written_out, _ = _in_order(name.translate(WRITTEN_OUT))
    local, _, domain = fold(spelling.address or (spelling.name if "@" in spelling.name else "")).partition("@")
    local = local.partition("+")[0]
    return _Read(
        spelling.id, words, written_out, swapped, local, tuple(w for w in re.split(r"[._-]+", local) if w), domain
    )


def _in_order(name: str) -> tuple[tuple[str, ...], bool]:
    """The words of a name, given names first, and whether it is written as “family, given”."""
    plain = fold(BRACKETED.sub(" ", name))
    family, _, given = plain.partition(",")
    swapped = bool(_words(family) and _words(given)) and "," not in given
    return _words(f"{given} {family}" if swapped else plain), swapped


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in re.split(r"[\s.,@+]+", name) if word and word not in TITLES)


def _blocks(everyone: Sequence[_Read]) -> Iterator[list[_Read]]:
    """Only those who share a family name or a local part are compared, so that 5,000 take seconds, not hours."""
    blocks: dict[str, dict[int, _Read]] = defaultdict(dict)
    for one in everyone:
        for key in (key for variant in _variants(one) for key in _keys(variant)):
            blocks[key][one.id] = one
    for block in blocks.values():
        if 2 <= len(block) <= CROWD:
            yield list(block.values())


def _keys(one: _Read) -> Iterator[str]:
    if one.words:
        given, family = one.words[0], one.words[-1]
        yield family[:4]
        yield given[:1] + family[:3]
        yield f"{given} {family[:1]}"
        given, family = given.replace("-", ""), family.replace("-", "")
        if len(one.words) > 1:
            yield from (
                f"local {made}" for made in (given + family, family + given, given[:1] + family, family + given[:1])
            )
    if one.local and one.local not in SHARED:
        yield f"local {''.join(one.local_words)}"


def _variants(one: _Read) -> list[_Read]:
    return [one] if one.words == one.written_out else [one, replace(one, words=one.written_out)]


def _why(one: _Read, other: _Read) -> tuple[float, str] | None:
    """How sure it is that two are one, and why; None when nothing says so."""
    found = (_as_written(a, b) for a in _variants(one) for b in _variants(other))
    return max(filter(None, found), default=None)


def _as_written(one: _Read, other: _Read) -> tuple[float, str] | None:
    if one.words and other.words:
        return _names(one, other)
    made = _name_and_address(one, other) or _name_and_address(other, one)
    if made is None and one.local == other.local != "" and one.local not in SHARED and _near(one.domain, other.domain):
        # One word may be no more than a first name, which two people of an organisation can share.
        score = SAME_LOCAL if len(one.local_words) > 1 else INITIALS
        return score, gettext("same name before the @, at two addresses of one organisation")
    return made


def _names(one: _Read, other: _Read) -> tuple[float, str] | None:
    a, b = one.words, other.words
    if a == b:
        if len(a) < 2 and not UNSPACED.fullmatch(a[0]):
            return None
        if one.swapped != other.swapped:
            return SWAPPED, gettext("same name, once with the family name first")
        both = one.local and other.local
        return SAME_NAME, gettext("same name, two addresses") if both else gettext("same name")
    if len(a) < 2 or len(b) < 2:
        return None
    if a[-1] == b[-1]:
        return _same_family(a, b)
    if a[0] == b[0] and len(a[0]) > 1 and _fits(a[1:-1], b[1:-1]) and _slip(a[-1], b[-1]):
        return TYPO, gettext("same first name, family names that differ by a letter")
    return None


def _same_family(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[float, str] | None:
    first, second = sorted((a[0], b[0]), key=len)
    if not _fits(a[1:-1], b[1:-1]):
        return None
    if first == second:
        return MIDDLE_NAME, gettext("same first and family name, and middle names that fit")
    if len(first) == 1 and second.startswith(first):
        return INITIALS, gettext("same family name, and an initial that fits")
    return None


def _fits(middle: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names do not speak against each other: one has none, or they are the same or initials."""
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(middle, other, strict=False))


def _slip(one: str, other: str) -> bool:
    """One letter more, less or other, or two in the other order (Damerau 1964), in a name long enough for it."""
    return min(len(one), len(other)) >= LETTERS_A_SLIP and OSA.distance(one, other, score_cutoff=1) <= 1


def _name_and_address(named: _Read, addressed: _Read) -> tuple[float, str] | None:
    if len(named.words) < 2 or (named.local, named.domain) == (addressed.local, addressed.domain):
        return None
    if addressed.local_words == tuple(part for word in named.words for part in word.split("-") if part):
        return LOCAL_IS_NAME, gettext("the address is made of the name")
    given, family = (named.words[at].replace("-", "") for at in (0, -1))
    local = "".join(addressed.local_words)
    if local == given + family:
        return NEARLY_NAME, gettext("the address is made of first and family name")
    if local == family + given:
        return FAMILY_FIRST, gettext("the address is made of the name, the family name first")
    if local in {given[:1] + family, family + given[:1]}:
        return INITIALS, gettext("the address is made of an initial and the family name")
    return None


def _near(one: str, other: str) -> bool:
    """Two domains of one organisation, such as norvia.com and mail.norvia.co.uk."""
    first, second = _organisation(one), _organisation(other)
    return one != other and first == second and first not in FREE_MAIL | {""}


def _organisation(domain: str) -> str:
    """The part of a domain that names an organisation; "" where there is none."""
    parts = domain.split(".")[:-1]
    if len(parts) > 1 and parts[-1] in SECOND_LEVEL:
        parts.pop()
    return parts[-1] if parts else ""


def _grouped(pairs: dict[tuple[int, int], tuple[float, str]]) -> list[Proposal]:
    """Pairs with one reason that share somebody become one proposal; a weaker reason stays a pair of its own."""
    sure = {pair: why for pair, why in pairs.items() if why[0] >= GROUPED}
    group: dict[int, int] = {}

    def root(n: int) -> int:
        while group.setdefault(n, n) != n:
            n = group[n]
        return n

    for one, other in sorted(sure):
        low, high = sorted((root(one), root(other)))
        group[high] = low
    members: dict[int, set[int]] = defaultdict(set)
    for pair in sure:
        members[root(pair[0])] |= set(pair)
    found = []
    for ids in members.values():
        score, reason = min(why for pair, why in sure.items() if pair[0] in ids)
        found.append(Proposal(tuple(sorted(ids)), reason, score))
    together = [set(proposal.ids) for proposal in found]
    found += [
        Proposal(pair, reason, score)
        for pair, (score, reason) in pairs.items()
        if pair not in sure and not any(set(pair) <= ids for ids in together)
    ]
    return sorted(found, key=lambda p: (-p.score, p.ids))
