"""Languages of a story by their codes (BCP 47): how one is written, and for which of them there are word lists."""

from __future__ import annotations

import re

CODE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")
WITH_LISTS = frozenset({"en"})


def is_language(code: str) -> bool:
    """Whether a code has the form of one."""
    return CODE.fullmatch(code) is not None


def base(code: str) -> str:
    """Return a language without its country or script: ``pt`` of ``pt-BR``."""
    return code.split("-")[0].lower()


def has_lists(code: str) -> bool:
    """Whether Waylight has lists of the words of every day in a language, to tell names from them."""
    return base(code) in WITH_LISTS
