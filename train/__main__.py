"""Trains the mirror's model and measures it: ``python -m train CORPUS``. The same corpus gives the same weights."""

from __future__ import annotations

import argparse
import json
import sys
from itertools import chain
from pathlib import Path

import numpy as np
import torch

from train.chat import chat
from train.contexts import contexts
from train.corpus import NONE, Corpus, load
from train.fitting import Floats
from train.meanings import meanings
from train.model import Ints, Seen, calibrated, seen_by
from train.side_by_side import side_by_side
from train.student import SHARE, Student, parts_of
from train.teacher import Teacher
from train.validating import calibration_error, each_f1, folds_of, interval, macro_f1, unseen_scores, unseen_sureness
from train.vectors import words
from waylight.lenses.mirror.labels import HEADS, OF_CLIENT, OF_COACH
from waylight.lenses.mirror.tokens import split
from waylight.lenses.mirror.weights import SHIPPED, fingerprint

SEED = 20261124
FOLDS = 20261125  # by this seed; settings were chosen in the folds of another
CORPUS = Path("../shared/data/annomi/train.csv")


def main() -> int:
    """Fit, measure, write the weights and print the measures; 2 if the corpus is not there."""
    options = argparse.ArgumentParser(prog="train", description="Train the mirror's model.")
    options.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    options.add_argument("--processes", type=int, default=2, help="that compute at once; the weights are the same")
    options.add_argument("--weights", type=Path, default=SHIPPED, help="where to write them")
    chosen = options.parse_args()
    if not chosen.corpus.exists():
        sys.stderr.write(f"{chosen.corpus} is not there. AnnoMI's table is needed to train; nothing was changed.\n")
        return 2
    torch.set_num_threads(1)  # sums in one order, so the same weights
    corpus = load(chosen.corpus)
    fold = folds_of(corpus.conversation, FOLDS)
    texts = [turn.text for meeting in corpus.meetings for turn in meeting]
    about, in_context = side_by_side(
        lambda read: read(), [lambda: meanings(chat()), lambda: contexts(corpus)], chosen.processes
    )
    student = Student(corpus, words(chain.from_iterable(map(split, texts))), about, SEED)
    teacher = Teacher(corpus, in_context)
    network, beside = student.cross_taught(teacher.thoughts, fold, SEED, chosen.processes)
    parts: dict[str, Floats | Ints] = parts_of(network)
    measures: dict[str, object] = {}
    for name, heads in (("coach", OF_COACH), ("client", OF_CLIENT)):
        turns = corpus.labels[heads[0]] != NONE
        seen = seen_by(corpus, turns)
        weights = [
            one_head(corpus, seen, head, fold, beside[head], parts, measures, chosen.processes) for head in heads
        ]
        both = np.concatenate(weights, axis=1)
        parts |= {f"{name}_keys": seen.keys, f"{name}_weights": both[:-1].astype(np.float16), f"{name}_bias": both[-1]}
    np.savez(chosen.weights, **parts)  # type: ignore[arg-type]
    measures["sha256"] = fingerprint(chosen.weights)
    print(json.dumps(measures, indent=1))
    return 0


def one_head(
    corpus: Corpus,
    seen: Seen,
    head: str,
    fold: Ints,
    beside: Floats,
    parts: dict[str, Floats | Ints],
    measures: dict[str, object],
    processes: int,
) -> Floats:
    """Measure a head, with the network's scores ``beside``, by cross-validation; then fit it on everything."""
    label = corpus.labels[head]
    turns = label != NONE
    weights, marks = unseen_scores(seen, label, turns, fold, head, processes)
    scores = marks + SHARE[head] * beside
    scale, shift = calibrated(scores[turns], label[turns])
    parts[f"{head}_scale"], parts[f"{head}_shift"] = np.array(scale), shift
    measures[head] = measured(corpus, label, scores, fold, head) | {
        name: round(macro_f1(label[turns], part[turns].argmax(axis=1), len(HEADS[head])), 3)
        for name, part in (("macro F1 of the marks alone", marks), ("macro F1 of the network alone", beside))
    }
    print(head, json.dumps(measures[head]), file=sys.stderr, flush=True)
    return weights


def measured(corpus: Corpus, label: Ints, scores: Floats, fold: Ints, head: str) -> dict[str, object]:
    """Say how often a head is right where it had not seen the conversation."""
    where, labels = np.flatnonzero(label != NONE), len(HEADS[head])
    own, said = label[where], scores[where].argmax(axis=1)
    sure, conversation = unseen_sureness(scores, label, fold)[where], corpus.conversation[where]
    high = np.array([quality == "high" for quality in corpus.quality])[conversation]
    topics = np.array(corpus.topic)[conversation]
    common = sorted(set(topics), key=lambda topic: -int((topics == topic).sum()))[:6]
    return {
        "turns": len(where),
        "macro F1": round(macro_f1(own, said, labels), 3),
        "90 %": [round(x, 3) for x in interval(conversation, lambda rows: macro_f1(own[rows], said[rows], labels))],
        "F1": dict(zip(HEADS[head], [round(x, 3) for x in each_f1(own, said, labels)], strict=True)),
        "ECE": round(calibration_error(own == said, sure), 3),
        "ECE 90 %": [
            round(x, 3) for x in interval(conversation, lambda rows: calibration_error((own == said)[rows], sure[rows]))
        ],
        "quality": {
            name: [int(rows.sum()), round(macro_f1(own[rows], said[rows], labels), 3)]
            for name, rows in (("high", high), ("low", ~high))
        },
        "topic": {
            topic: [
                int((topics == topic).sum()),
                round(macro_f1(own[topics == topic], said[topics == topic], labels), 3),
            ]
            for topic in common
        },
    }


if __name__ == "__main__":
    sys.exit(main())
