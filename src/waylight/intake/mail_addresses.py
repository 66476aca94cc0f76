"""Mailboxes out of address fields: From, Sender, To and Cc.

Most address lists are plain, ``Ann Lee <ann@example.org>, bob@example.org``, and one regular expression reads them.
Whatever it does not know (groups, comments, quoted pairs, routes, mistakes) goes to ``email.utils`` as a whole
field, so that the two readings never mix. A test holds that they agree wherever the first applies.
"""

from __future__ import annotations

import email.utils
import re
from email.utils import getaddresses

from waylight.intake.mail_headers import words_of
from waylight.intake.rows import Mailbox

_WORD = r'[^\s"(),:;<>@\[\]\\]++'
_ADDRESS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]++@[A-Za-z0-9.-]+"
# Groups are repeated greedily and not possessively: Python before 3.11.5 then takes what a failed repetition had read.
_PLAIN = re.compile(
    rf'\ *+(?:(?:"([^"\\]*)"|({_WORD}(?:\ {_WORD})*))?\ *+<({_ADDRESS})>'  # "Lee, Ann" <ann@…> or Ann Lee <ann@…>
    rf"|({_ADDRESS})"
    rf"|({_WORD}(?:\ {_WORD})*))\ *+(?:,|\Z)"  # a name alone, as some exports write it
)
_Q_WORD = re.compile(r"=\?[^?\s]+\?[qQ]\?[^?]*\?=")
_ILLEGAL_IN_Q_WORD = str.maketrans({sign: f"={ord(sign):02X}" for sign in '",:;<>@()[]\\'})
_NESTING = str.maketrans("(:)", "   ")

# Newer versions of Python refuse a whole list for one odd part unless told otherwise.
_LENIENT = {"strict": False} if getattr(email.utils, "supports_strict_parsing", False) else {}


def read_addresses(text: str) -> list[Mailbox]:
    """Return the mailboxes of an unfolded address field, in order, each once; members of groups are named singly."""
    pairs = _plain_pairs(text)
    if pairs is None:
        pairs = _any_pairs(text)
    return [_mailbox(name, address) for name, address in dict.fromkeys(pairs) if name or address]


def _mailbox(name: str, address: str) -> Mailbox:
    clear = words_of(name).strip(", ")  # some programs encode the comma between two people with a name
    return Mailbox(clear, address.lower())


def _plain_pairs(text: str) -> list[tuple[str, str]] | None:
    """Return (name, address) pairs, or None when any part of the list is not plain."""
    pairs: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        found = _PLAIN.match(text, at)
        if not found:
            return None
        quoted, words, angled, bare, alone = found.groups("")
        if alone and "=?" in text:  # the comma may stand inside an encoded word
            return None
        pairs.append((quoted or words or alone, angled or bare))
        at = found.end()
    return pairs


def _any_pairs(text: str) -> list[tuple[str, str]]:
    """Return (name, address) pairs of any list whatever, as the standard library reads it."""
    legal = _Q_WORD.sub(lambda word: word[0].translate(_ILLEGAL_IN_Q_WORD), text)
    try:
        pairs = getaddresses([legal], **_LENIENT)
    except RecursionError:  # comments in comments, a thousand deep
        pairs = getaddresses([legal.translate(_NESTING)], **_LENIENT)
    return [_sorted_out(name, address) for name, address in pairs if not address.startswith("@")]


def _sorted_out(name: str, address: str) -> tuple[str, str]:
    """An address without "@" is a name that has no address."""
    name = " ".join(name.split())
    return (name, address) if "@" in address else (name or address, "")
