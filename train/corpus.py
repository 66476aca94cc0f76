"""AnnoMI's turns with the labels that the model learns (Wu et al. 2023, Future Internet 15(3), 110)."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from waylight.lenses.mirror.labels import HEADS
from waylight.lenses.mirror.turns import Role, Turn

NONE = -1
_ROLES = {"therapist": Role.COACH, "client": Role.CLIENT}
_COLUMNS = {
    "behaviour": "main_therapist_behaviour",
    "question": "question_subtype",
    "reflection": "reflection_subtype",
    "input": "therapist_input_subtype",
    "talk": "client_talk_type",
}


@dataclass(slots=True)
class Corpus:
    """Conversations in the order of the file, and for every turn its label by head (``NONE`` where it has none)."""

    meetings: list[list[Turn]] = field(default_factory=list)
    quality: list[str] = field(default_factory=list)  # by conversation
    topic: list[str] = field(default_factory=list)
    labels: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    conversation: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))  # by turn


def load(path: Path) -> Corpus:
    """Read the corpus. Raises OSError if it is not there and KeyError if it lacks a column."""
    corpus, numbers, conversation = Corpus(), {}, []
    labels: dict[str, list[int]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            number = numbers.setdefault(row["transcript_id"], len(numbers))
            if number == len(corpus.meetings):
                corpus.meetings.append([])
                corpus.quality.append(row["mi_quality"])
                corpus.topic.append(row["topic"].strip())
            corpus.meetings[number].append(
                Turn(int(row["utterance_id"]), _ROLES[row["interlocutor"]], row["utterance_text"])
            )
            conversation.append(number)
            for head, column in _COLUMNS.items():
                labels[head].append(_label(head, row[column].removeprefix("therapist_")))
    corpus.conversation = np.array(conversation)
    corpus.labels = {head: np.array(column) for head, column in labels.items()}
    return corpus


def _label(head: str, word: str) -> int:
    return HEADS[head].index(word) if word in HEADS[head] else NONE
