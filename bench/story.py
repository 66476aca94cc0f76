"""What the story's lens finds: ``python -m bench.story [--names FOLDER] [--pipeline NAME]``.

(a) Identifiers planted in 200 generated engagements: recall by form. (b) What is flagged in the sample for nothing.
(c) With ``--names``, a folder with WNUT 2017's ``dev.conll``: recall of names that no record knows, and the share of
words flagged. (d) Words per second. With ``--pipeline``, (b) to (d) once more with a language model of spaCy reading
along: the name of its package or its folder.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from bench.story_planted import FIRST, LAST, SENTENCES, planted
from waylight.lenses.story.finding import find
from waylight.lenses.story.known import Known
from waylight.lenses.story.names import looks_like_names
from waylight.lenses.story.span import Kind
from waylight.lenses.story.tongue import ENGLISH, tongue_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waylight.lenses.story.tongue import Tongue

SAMPLE = Path(__file__).parents[1] / "sample"
TOLD = ("words/*/story.md", "*/journal.md", "words/*/meeting-*.txt")
# What gives somebody away in the sample and stands in no list of its people.
ALSO = """
Brandão Aalders Bench Henrik Aas Berit Solveig Aveiro Bergen Delft Dores Eindhoven Elin Green Book Lia Mário Porto Rui
Setúbal Trondheim Utrecht Évora April December February January July June March May November October September
""".split()


def red_team(engagements: int, seed: int) -> None:
    """Recall by form, of everybody planted in every form."""
    found: dict[str, list[bool]] = defaultdict(list)
    for form, _, whole in planted(engagements, seed):
        found[form].append(whole)
    print("| planted as | found | of |\n|---|---|---|")
    for form, each in found.items():
        print(f"| {form} | {sum(each) / len(each):.3f} | {len(each)} |")
    for title, wanted in (("all plain forms", True), ("all unusual forms", False)):
        every = [one for form, each in found.items() if form.startswith("plain") == wanted for one in each]
        print(f"| **{title}** | **{sum(every) / len(every):.4f}** | {len(every):,} |")


def false_alarms(tongue: Tongue) -> None:
    """What is flagged in the sample's journals and meetings that names nobody and nothing, per 1,000 words."""
    from sample import people

    everybody = " ".join([people.INES.name, people.MAREN.name, *_names(people)])
    names = {word.casefold() for word in [*everybody.replace("(", " ").split(), *ALSO]}
    words, wrong = 0, []
    for path in sorted(path for name in TOLD for path in SAMPLE.glob(name)):
        text = path.read_text("utf-8")
        words += len(text.split())
        ours = looks_like_names(text)
        more = [one for one in tongue.guessed(text) if not any(a.start < one.end and one.start < a.end for a in ours)]
        shown = [text[one.start : one.end] for one in [*ours, *more]]
        wrong += [one for one in shown if names.isdisjoint(re.findall(r"[^\W\d_]+", one.casefold()))]
    said = f"{len(wrong)} false alarms in {words:,} words, {1000 * len(wrong) / words:.1f} a thousand"
    print(f"\nThe sample’s story, journals and meetings: {said}")
    print("most often:", ", ".join(f"{word} ({n})" for word, n in Counter(wrong).most_common(8)))


def _names(people: object) -> Iterator[str]:
    for one in vars(people).values():
        for each in one.values() if isinstance(one, dict) else [one]:
            if hasattr(each, "organisation"):
                yield f"{each.name} {each.organisation} {each.other_name} {each.shown}"


def unknown_names(folder: Path, tongue: Tongue) -> None:
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
    flaggers = [("names alone", looks_like_names(text)), ("everything", find(text))]
    if tongue.reads_along:
        flaggers += [("the model alone", tongue.guessed(text)), ("everything, with it", find(text, tongue=tongue))]
    for title, spans in flaggers:
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


def speed(tongue: Tongue) -> None:
    """Words per second on 50,000 words with 300 people known."""
    rng = random.Random(1)
    people = [Known(str(n), Kind.PERSON, (f"{rng.choice(FIRST)} {rng.choice(LAST)}",)) for n in range(300)]
    lines = [rng.choice(SENTENCES).format(f"{rng.choice(FIRST)} {rng.choice(LAST)}") for _ in range(4_200)]
    text = " ".join(lines)
    began = time.process_time()
    find(text, people, tongue)
    took = time.process_time() - began
    print(f"\n{len(text.split()):,} words beside 300 known people: {took:.1f} s of processor time")


def main() -> None:
    """Print all of them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--engagements", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--names", type=Path)
    parser.add_argument("--pipeline", default="", help="the name of a package of spaCy, or a folder")
    args = parser.parse_args()
    tongues = [ENGLISH]
    if args.pipeline:
        tongues.append(tongue_of("en", args.pipeline))
        print(tongues[-1].trouble or f"{tongues[-1].reads_along} reads along")
    red_team(args.engagements, args.seed)
    for tongue in tongues:
        false_alarms(tongue)
    if args.names:
        print("\n| flagged by | persons | places, companies, groups | of all words |\n|---|---|---|---|")
        unknown_names(args.names, tongues[-1])
    for tongue in tongues:
        speed(tongue)


if __name__ == "__main__":
    main()
