"""What the story's lens finds: ``python -m bench.story [--names FOLDER]``.

(a) Identifiers planted in 200 generated engagements: recall by form. (b) With ``--names``, a folder with WNUT 2017's
``dev.conll``: recall of names that no record knows, and the share of words flagged. (c) Words per second.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from pathlib import Path

from waylight.lenses.story.finding import find
from waylight.lenses.story.known import Known
from waylight.lenses.story.names import looks_like_names
from waylight.lenses.story.span import Kind

FIRST = """
Adaeze Alasdair Beatriz Björn Catarina Chidi Dagmar Eleni Farid Fionnuala Giulia Hedvig Imani Ingrid
Jarek Joaquim  Kateryna Keiko Leandro Ludmila Magnus Mariam Milena Nandini Octavia Oleksandr Paloma
Pranav Radovan Renske Rosalind Saoirse  Sanjay Tamsin Thabo Ulrike Valentina Wiebke Yevgenia Zoltán
Marta Nils Priya Grace Mark Rose
""".split()
LAST = """
Achterberg Adeyemi Bogdanova Calloway Cavalcanti Czerny Dragomir Eskelinen Ferreira Gustafsson
Hakimi Ibáñez Jankowski  Kamara Kowalczyk Lindqvist Marchetti Mbeki Nakagawa Okonkwo Ostrowski
Papadakis Quintero Rasmussen Schreiner Silva  Takahashi Ungureanu Vasquez Wojcik Yamamoto Zimmermann
""".split()
COMPANY = ["Helvora", "Trelinova", "Quantessa", "Norvik Freight", "Brightmoor Labs", "Calderon Optics"]
CYRILLIC = dict(zip("abcdefghijklmnopqrstuvwyz", "абкдефгхийклмнопкрстуввиз", strict=True)) | {"x": "кс"}
GREEK = dict(zip("abcdefghijklmnopqrstuvwxyz", "αβκδεφγχιικλμνοπκρστυβωξυζ", strict=True))
SENTENCES = [
    "After the meeting {} asked what had changed since last time.",
    "She noticed that {} had begun to share more with the others.",
    "It was easier to listen when {} was in the room.",
    "They waited for {} before they went on with the plan.",
]


def by_script(name: str, letters: dict[str, str]) -> str:
    """Write a name letter by letter in another script."""
    from waylight.lenses.story.plain import fold

    return "".join(letters.get(one, one) for one in fold(name)).title()


def misspelt(name: str, rng: random.Random) -> str:
    """Swap two neighbouring letters that differ, never the first."""
    places = [n for n in range(1, len(name) - 1) if name[n].lower() != name[n + 1].lower()]
    n = rng.choice(places) if places else 0
    return name[:n] + name[n + 1] + name[n] + name[n + 2 :] if places else name


def forms(first: str, last: str, company: str, rng: random.Random) -> dict[str, str]:
    """Every form in which a person or a company is planted."""
    full = f"{first} {last}"
    n = len(first) // 2
    return {
        "plain: full name": full,
        "plain: first name": first,
        "plain: last name": last,
        "plain: company": company,
        "possessive": f"{first}’s team",
        "hyphenated": f"the {last}-led group",
        "both names hyphenated": f"{first}-{last}",
        "lower case": full.lower(),
        "lower case, last name": last.lower(),
        "capitals": full.upper(),
        "in a quote": f"“{first}”",
        "split by mark-up": f"{first[:n]}<b>{first[n:]}</b>",
        "in stars": f"{first[:n]}*{first[n:]}*",
        "letters apart": " ".join(last),
        "joined": f"{first}{last}".lower(),
        "hashtag": f"#Team{last}",
        "last name first": f"{last}, {first}",
        "initial and last name": f"{first[0]}. {last}",
        "initials with points": f"{first[0]}. {last[0]}.",
        "accents left out": "".join(one for one in full if one.isascii()) if full.isascii() else _bare(full),
        "plural": f"the {last}s",
        "misspelt last name": misspelt(last, rng),
        "Cyrillic": by_script(last, CYRILLIC),
        "Greek": by_script(last, GREEK),
        "company’s possessive": f"{company}’s board",
        "company in lower case": company.lower(),
    }


def _bare(name: str) -> str:
    from waylight.lenses.story.plain import fold

    return fold(name).title()


def planted(engagements: int, seed: int) -> dict[str, tuple[int, int]]:
    """Plant every form in every engagement; returns by form how many were found, and of how many."""
    rng = random.Random(seed)
    found: dict[str, list[bool]] = defaultdict(list)
    for _ in range(engagements):
        people = [(rng.choice(FIRST), rng.choice(LAST)) for _ in range(12)]
        company = rng.choice(COMPANY)
        known = [Known(str(n), Kind.PERSON, (f"{first} {last}",)) for n, (first, last) in enumerate(people)]
        known.append(Known("company", Kind.COMPANY, (f"{company} GmbH",)))
        for form, words in forms(*rng.choice(people), company, rng).items():
            before, after = rng.choice(SENTENCES).split("{}")
            text = f"{before}{words}{after}"
            found[form].append(_covered(text, len(before), words, known))
    return {form: (sum(each), len(each)) for form, each in found.items()}


EXTRA = frozenset("the team group board led".split())


def _covered(text: str, start: int, words: str, known: list[Known]) -> bool:
    """Whether every letter of the planted words is in a span, those that are no part of a name apart."""
    flagged = bytearray(len(text))
    for span in find(text, known):
        flagged[span.start : span.end] = b"\1" * (span.end - span.start)
    return all(all(flagged[start + a : start + b]) for a, b in _pieces(words))


def _pieces(words: str) -> list[tuple[int, int]]:
    import re

    pieces = [match.span() for match in re.finditer(r"<[^>]*>|[^\W_]+", words)]
    own = [(a, b) for a, b in pieces if not words[a:b].startswith("<") and words[a:b].lower() not in EXTRA]
    return [(a, b) for a, b in own if not (words[a:b] == "s" and a and words[a - 1] == "’")]


def unknown_names(folder: Path) -> None:
    """Recall of names that no record knows, and how many words are flagged."""
    words: list[tuple[str, str]] = []
    text = ""
    places: list[tuple[int, int]] = []
    for row in (folder / "dev.conll").read_text("utf-8").splitlines():
        if not row.strip():
            text = text.rstrip(" ") + "\n"
            continue
        word, label = row.split("\t")
        places.append((len(text), len(text) + len(word)))
        words.append((word, label[2:]))
        text += word + " "
    for title, spans in (("names alone", looks_like_names(text)), ("everything", find(text))):
        flagged = bytearray(len(text))
        for span in spans:
            flagged[span.start : span.end] = b"\1" * (span.end - span.start)
        hit = [any(flagged[a:b]) for a, b in places]
        persons = [h for h, (_, kind) in zip(hit, words, strict=True) if kind == "person"]
        others = [h for h, (_, kind) in zip(hit, words, strict=True) if kind in ("location", "corporation", "group")]
        print(
            f"| {title} | {sum(persons) / len(persons):.3f} of {len(persons)} | {sum(others) / len(others):.3f} of "
            f"{len(others)} | {sum(hit) / len(hit):.3f} of {len(hit):,} |"
        )


def speed() -> None:
    """Words per second on 50,000 words with 300 people known."""
    rng = random.Random(1)
    people = [Known(str(n), Kind.PERSON, (f"{rng.choice(FIRST)} {rng.choice(LAST)}",)) for n in range(300)]
    lines = [rng.choice(SENTENCES).format(f"{rng.choice(FIRST)} {rng.choice(LAST)}") for _ in range(4_200)]
    text = " ".join(lines)
    began = time.process_time()
    find(text, people)
    took = time.process_time() - began
    print(f"\n{len(text.split()):,} words beside 300 known people: {took:.1f} s of processor time")


def main() -> None:
    """Print all three as tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--engagements", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--names", type=Path)
    args = parser.parse_args()
    print("| planted as | found | of |\n|---|---|---|")
    for form, (hits, of) in planted(args.engagements, args.seed).items():
        print(f"| {form} | {hits / of:.3f} | {of} |")
    if args.names:
        print("\n| flagged by | persons | places, companies, groups | of all words |\n|---|---|---|---|")
        unknown_names(args.names)
    speed()


if __name__ == "__main__":
    main()
