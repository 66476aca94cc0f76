"""Words of a text made comparable: accents and case folded, endings taken off, empty words left out.
English.
"""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")  # among these are all accents
# Letters that Unicode does not take apart into a letter and an accent.
WHOLE_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
# Words that say nothing of what a promise is about: function words, and the verbs and times of promising
# itself.
EMPTY = frozenset(
    """ a about after again all also am an and any anything are as ask at back be because been before being
    both but by call can come could day did do does doing done down each even ever every few first for friday
    from get give go going gone good got had has have having he her here hers herself him himself his how i
    if in into is it its itself just keep kind know last least less let like little ll look lot made make
    many maybe me meet meeting monday month more most much must my myself need never new next no not nothing
    now of off on once one only or other our out over own people perhaps put really said same saturday say
    see send she should simply so some somebody someone something soon start still such sunday take talk tell
    than that the their them themselves then there these they thing think this those though thursday time to
    today tomorrow too try trying tuesday two under until up us use ve very want was way we wednesday week
    well went were what when where which while who whole whom why will with without won word work would write
    yes yesterday yet you your yours
    """.split()
)
ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "es", "ed", "ly", "s", "e", "y")
SHORTEST_STEM = 3


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents and with straight apostrophes: "Tomás’" becomes
    "tomas'".
    """
    if text.isascii():  # as most words of English are
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return NOT_ASCII.sub(_without_accents, apart).translate(WHOLE_LETTERS)


def _without_accents(letters: re.Match[str]) -> str:
    return "".join(letter for letter in letters.group() if not unicodedata.combining(letter))


def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text``, without a possessive 's."""
    return tuple(word.removesuffix("'s") for word in WORD.findall(fold(text)))


def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words of ``text`` that say what it is about."""
    words = set(tokens(text))
    return frozenset(stem(word) for word in words if len(word) >= SHORTEST_STEM and word.split("'")[0] not in EMPTY)


def stem(word: str) -> str:
    """Take the commonest English endings off a folded word, as long as three letters are left.

    Light on purpose: "sharing", "shared" and "shares" meet, and little else does. The idea is Harman's
    (1991, Journal of the American Society for Information Science 42, 7–15) that weak stemming loses no
    precision.
    """
    for ending in ENDINGS if word.endswith(ENDINGS) else ():
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > SHORTEST_STEM and word[-1] == word[-2] else word
