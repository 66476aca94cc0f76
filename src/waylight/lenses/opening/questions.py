"""Questions that the client asks herself and leaves open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waylight.lenses.opening.sentences import Said, Turn, in_quotation, sentences
from waylight.lenses.opening.words import fold, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ASKED = 3
LAST_PART = 2 / 3  # a question of the last third is carried home even if somebody said something to it
FEWEST_WORDS = 4  # "Did I?" is half a question

ENDS_ASKING = re.compile(r"\?[\"'”’)]*$")
# A question word before the first person, or the first person after its verb.
HERS = re.compile(
    r"\b(?:what|why|how|who|whom|whose|where|when|which)\b[^?]*\b(?:i|me|my|mine|myself)\b"
    r"|\b(?:am|do|did|could|should|would|will|have|had|was) i\b(?= \w)"
)
# Put to the coach, or a tag at the end.
TO_THE_COACH = re.compile(
    r"\b(?:you|your|yours)\b|, (?:am|do|did|is|was|have|had|would|should|could|can|will)(?:n't|n't it)? (?:i|it)\?"
    r"|\b(?:right|okay|ok|yeah|huh|no|sense|i suppose|i guess|i mean)\?"
    r"|^(?:\w+,? )?(?:can|may|shall|do i have to|do i need to|am i supposed)\b"
    r"|\b(?:what|where|when|how) (?:should|shall|can|do) i (?:do|go|start|begin|sign|stop|put|say|explain|describe)\b"
)
# About the meeting itself, or words that are repeated.
OF_THE_MEETING = re.compile(
    r"\b(?:on mute|hear me|my screen|next time|what time|same time|o'clock|calendar|the link|recording|"
    r"reschedule|next "
    r"(?:meeting|session)|where was i|what was i saying|what do i mean|supposed to know)\b"
)
REPEATED = re.compile(
    r"\b(?!i\b)\w+ (?:asked|asks|said|says|wrote)\b|\bi (?:asked|said|told|wrote)\b|\bi'd (?:ask|say)\b|"
    r"\b(?:was|were) like\b"
)
QUOTED = re.compile(r"^[\"“‘']|[\"“][^\"”]*\?[\"”]")
# What may follow a question in the same breath without answering it.
LEAVES_OPEN = re.compile(
    r"\b(?:i don't know|i do not know|don't know yet|no idea|not sure|i wonder|the question|no answer|sit with|"
    r"stay with|"
    r"carry|keep asking|think about (?:that|it)|come back to|leave (?:it|that)|take (?:it|that) (?:with|home)|hm+)\b"
)
# How an answer sounds. Repeating what was said, asking back and silence answer nothing.
ANSWERS = re.compile(
    r"^(?:yes|no|yeah|because|perhaps|maybe|sure|of course)\b|\byou (?:could|should|might|can|need to|have to|"
    r"ought)\b"
    r"|\bi(?: would|'d| think| believe| suggest| recommend)\b"
)


def asked(turns: Sequence[Turn], client: int) -> tuple[Said, ...]:
    """Return up to three questions that ``client`` asked herself and left open, in her words and in order.

    A question in the first person that is not put to the coach, is not about the meeting itself, repeats
    nobody else's words and is not answered in the same breath. Outside the last third of the meeting it
    counts only if the turn that follows asks back, says next to nothing, or does not come. When there are
    more than three, the last three stay.
    """
    found: dict[str, Said] = {}
    for n, turn in enumerate(turns):
        if turn.speaker != client:
            continue
        carried = n >= len(turns) * LAST_PART or not _answered(turns[n + 1 :], client)
        said = sentences(turn.text)
        for k, sentence in enumerate(said):
            hers = is_own_question(sentence) and not in_quotation(" ".join(said[:k]))
            if carried and hers and _left_open(said[k + 1 :]):
                found[fold(sentence)] = Said(sentence, turn.id, turn.start_s)
    return tuple(found.values())[-MOST_ASKED:]


def is_own_question(sentence: str) -> bool:
    """Say whether one sentence is a question in which its speaker asks herself."""
    plain = sentence.replace("’", "'").lower()
    if not ENDS_ASKING.search(plain) or len(tokens(plain)) < FEWEST_WORDS or QUOTED.search(sentence):
        return False
    elsewhere = (TO_THE_COACH, OF_THE_MEETING, REPEATED)
    return bool(HERS.search(plain)) and not any(pattern.search(plain) for pattern in elsewhere)


def _left_open(rest: Sequence[str]) -> bool:
    return all(ENDS_ASKING.search(after) or LEAVES_OPEN.search(fold(after)) for after in rest)


def _answered(following: Sequence[Turn], client: int) -> bool:
    answer = next((turn.text for turn in following if turn.speaker != client), "")
    return "?" not in answer and bool(ANSWERS.search(fold(answer)))
