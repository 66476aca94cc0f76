"""Brings the catalogs up to date with the code: ``python -m translating``.

``python -m translating unmarked PATH…`` lists words under some paths that are not marked to be said in the reader's
language.
"""

from __future__ import annotations

import sys
from pathlib import Path

from translating.catalogs import LANGUAGES, mistakes, renewed, written
from translating.marked import marked
from translating.unmarked import unmarked


def main(arguments: list[str]) -> int:
    """Renew and compile each catalog, or list what is not marked; the exit status says whether something is left."""
    left = 0
    if arguments[:1] == ["unmarked"]:
        for path, line, words in unmarked(Path(one).resolve() for one in arguments[1:]):
            print(f"{path}:{line}: {words}")
            left += 1
        return 1 if left else 0
    sentences = marked()
    for language in LANGUAGES:
        catalog = renewed(language, sentences)
        written(language, catalog)
        for one in mistakes(catalog):
            print(f"{language}: {one}")
            left += 1
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
