"""A subject without what mail programs put before it, so that the messages of one conversation share a hash."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from waylight.intake.mail_headers import words_of

_COUNT = r"\s*(?:[\[(]\d{1,4}[\])])?\s*:\s*"  # "Re[2]:", "AW (3) :"
_ANSWER = re.compile(rf"(?:re|aw|sv){_COUNT}")  # English, German, Scandinavian
_ANY_PREFIX = re.compile(rf"(?:(?:re|aw|sv|fwd?|wg|rv){_COUNT})*")  # WG is German, RV Spanish for forwarded
_LONGEST_SUBJECT = 4000


@dataclass(frozen=True, slots=True)
class Subject:
    """What a subject tells about its conversation."""

    text: str  # decoded, white space collapsed, prefixes kept
    hash: str  # SHA-256 in hex, "" when nothing is left without prefixes
    answers: bool  # begins with Re:, AW: or SV:


def read_subject(text: str) -> Subject:
    """Read an unfolded subject. The hash is of its NFKC-casefolded form (Unicode UAX 15) without any prefixes."""
    clear = words_of(text[:_LONGEST_SUBJECT])
    folded = " ".join(unicodedata.normalize("NFKC", clear).casefold().split())
    prefix = _ANY_PREFIX.match(folded)
    bare = folded[prefix.end() :] if prefix else folded
    digest = hashlib.sha256(bare.encode()).hexdigest() if bare else ""
    return Subject(clear, digest, bool(_ANSWER.match(folded)))
