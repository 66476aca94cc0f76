"""What the client said she would do, and what she asked herself and left open: her own sentences, found, not
made.

Both are found by rules for English that would rather miss a sentence than show one that is not meant. A page
can show what was found as a proposal; what is a commitment is for coach and client to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waylight.lenses.opening.questions import asked
from waylight.lenses.opening.sentences import Said, Turn, in_quotation, sentences
from waylight.lenses.opening.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Said", "Turn", "asked", "said"]

MOST_SAID = 6

# Verbs of doing something that somebody could see later. Verbs of saying, thinking, being and feeling are not here.
DOING = (
    r"(?:arrange|ask|attend|block|book|bring|build|call|cancel|check|choose|come|contact|create|decline|delegate|"
    r"delete|draft|drop|e-?mail|find|finish|follow|forward|gather|give|go|hand|help|host|introduce|invite|join|keep|"
    r"learn|leave|let|listen|look|make|mark|meet|message|move|name|offer|open|organi[sz]e|pass|phone|pick|pilot|plan|"
    r"practi[sc]e|prepare|present|print|propose|publish|put|raise|reach|read|reply|request|ring|run|"
    r"say (?:yes|no) to|schedule|send|set|share|show|sit|speak|spend|start|stay (?:away|out|back)|step|"
    r"stop|suggest|take|talk|tell|test|text|thank|try|visit|wait|walk|write)"
)
# "I want to" promises less than "I'll": only with verbs of turning to somebody, or with an attempt.
TURNING = (
    r"(?:ask|bring|call|contact|end (?:each|every)|give|go to \S+ and|hand|invite|involve|leave (?:the|her|him|them)|"
    r"let|listen|meet|offer|reach out|share|show|speak|start by|stop|talk to|talk with|tell|try|visit|write to)"
)
SOON = r"(?:(?:also|first|just|only|simply|now|then|definitely|certainly|finally|at least|really|still|start by) )*"
WILL = (
    r"(?:i'll|i will|i shall|(?:i'm|i am) (?:also |now |just |only )?(?:going to|gonna)|i (?:plan|intend|promise) to|"
    r"(?:what i'll do|what i will do|(?:my|the) (?:next|first) step) is(?: to)?)"
)
PHRASE = re.compile(
    rf"\b{WILL} {SOON}(?P<verb>{DOING})\b"
    rf"|\b(?:i want to|i'd like to|i would like to) {SOON}(?P<wish>{TURNING})\b"
    r"|\blet me (?P<let>ask|call|invite|share|start with|start by|send|talk to|speak to|try|write)\b"
)
# What may stand right before the phrase: nothing, a pause, or a word that carries a main clause on.
BEFORE = re.compile(
    r"(?:^|[,;:—–-]|\.\.\.|…|\b(?:and|so|but|then|think|first|now|today|tonight|tomorrow|afterwards|instead|"
    r"also|okay|ok|yes|well|week|month|time|morning|afternoon|evening|year|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day))\s*$"
)
# In front of the phrase: conditions, habits, doubts.
NOT_BEFORE = re.compile(
    r"\b(?:if|unless|whether|suppose|imagine|like|goes|used to|sometimes|usually|often|always|normally|whenever|"
    r"(?:every|each|any) ?time|(?:mon|tues|wednes|thurs|fri|satur|sun)days|weekends|maybe|perhaps|probably|possibly|"
    r"might|would|could|either|because|afraid|worried|scared|doubt|not sure|who|which|the (?:day|moment)|in case|"
    r"until|otherwise|or)\b"
)
# Words that somebody said at some other time, unless she draws a conclusion from them: "he said no, so I'll …".
REPORTED = re.compile(
    r"\b(?:say|says|said|saying|tells?|told|asks?|asked|wrote|writes|thought|thinks|heard|answered|replied|promised)\b"
    r"(?!.*[,;] so $)"
)
# Anywhere: what makes a promise conditional, vague or no promise.
NOT_AT_ALL = re.compile(
    r"\?[\"'”’)]*$|\bif (?:i|you|it|we|they|he|she|there|somebody|someone|anybody|anyone|people|nobody|not|that|this|"
    r"the|things)\b|\b(?:unless|maybe|perhaps|i guess|i suppose|or something|some ?day|one day|never|always|forever|"
    r"to be honest|will have|i'll have been)\b"
)
# These verbs take "if" for "whether": "I'll ask whether" is a promise.
WHETHER = re.compile(r"^(?:ask|check|find|learn|test|try|look)")
IF_NOT_HERS = re.compile(r"\bif (?!i\b|you\b)\w+")
# From the verb on: talk about the talk itself, and idioms that do nothing.
IDIOMS = (
    r"(?:ask|tell|give|show|read) (?:you|myself)\b",
    r"let (?:you|me|it go)\b",
    r"(?:do|put|take|make|leave|keep|find) (?:it|that|this)[.!]?$",
    r"(?:put|take|leave|keep|make) (?:it|that|this) (?:this|that|like|at|as|for|from|easy|going|there|personally)\b",
    r"look (?!at\b|into\b|for\b|through\b|up\b|after\b)",
    r"go (?!to\b|through\b|and\b|back\b|over\b|see\b|with\b|into\b|there\b|round\b|around\b|by\b|first\b)",
    r"go (?:back )?to (?:bed|sleep|hell|pieces)\b",
    r"go with (?:that|it)\b",
    r"find (?:it|myself|that)\b",
    r"make (?:it|sense|(?:a )?mistakes?|a fool)\b",
    r"keep (?:going|feeling|thinking|doing|it)\b",
    r"pass (?:out|away)\b",
    r"come (?:across|off|(?:back )?to (?:that|it|this))\b",
    r"stop (?:there|here|now)\b",
    r"start (?:crying|over|again|to|feeling|thinking|with (?:the good|the bad|that))\b",
    r"try (?:and |to |not to )?(?:explain|describe|remember|say|put|be|answer|think|understand|find)\b",
    r"try (?:that )?again\b",
    r"try(?: my best| it| that)?[.!]?$",
    r"(?:move on|help it|meet you|sit here|wait and see)\b",
    r"wait a\b",
    r"run (?:out|away)\b",
    r"take (?:care|my time|responsibility)\b",
    r"call (?:it|that|this)\b",
    r"read (?:it )?(?:out|to you)\b",
)
NOT_AFTER = re.compile(rf"(?:{'|'.join(IDIOMS)})")


def said(turns: Sequence[Turn], client: int) -> tuple[Said, ...]:
    """Return up to six sentences in which ``client`` says what she will do, in her words and in order.

    "I'll ask Tomás", "I'm going to …", "I want to try …", "let me ask …" with a verb of doing count. Left
    out: what is said under a condition, in doubt, as a habit, as a question, about the talk itself ("I'll be
    honest"), and what somebody else said. When there are more than six, the last six stay: a meeting's
    resolutions stand at its end.
    """
    found: dict[str, Said] = {}
    for turn in turns:
        if turn.speaker != client:
            continue
        spoken = sentences(turn.text)
        for n, sentence in enumerate(spoken):
            if is_promise(sentence) and not in_quotation(" ".join(spoken[:n])):
                found.setdefault(fold(sentence), Said(sentence, turn.id, turn.start_s))
    return tuple(found.values())[-MOST_SAID:]


def is_promise(sentence: str) -> bool:
    """Say whether one sentence says what its speaker will do."""
    plain = sentence.replace("’", "'").replace("  ", " ")
    lower = plain.lower()
    return any(_meant(plain, lower, phrase) for phrase in PHRASE.finditer(lower))


def _meant(plain: str, lower: str, phrase: re.Match[str]) -> bool:
    before = lower[: phrase.start()]
    verb = phrase.start("verb" if phrase["verb"] else "wish" if phrase["wish"] else "let")
    after = lower[verb:]
    rest = IF_NOT_HERS.sub("", lower) if WHETHER.match(after) else lower
    return not (
        NOT_BEFORE.search(before)
        or REPORTED.search(before)
        or not BEFORE.search(before)
        or in_quotation(plain[: phrase.start()])
        or NOT_AT_ALL.search(rest)
        or NOT_AFTER.match(after)
    )
