"""What words and characters alone tell: the plain peer that the mirror's model is measured beside.

    python -m train.plain CORPUS

N-grams of the turn alone with logistic regression, in the folds in which the model was measured; a fold is read by what
was learned on the others. Prints macro F1 by head.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from train.corpus import NONE, Corpus, load
from train.model import Ints
from train.validating import FOLDS, folds_of, macro_f1
from waylight.lenses.mirror.labels import HEADS

SEED = 20261125  # the folds of the card


def main(path: Path) -> int:
    """Measure each head."""
    corpus = load(path)
    fold = folds_of(corpus.conversation, SEED)
    for head, names in HEADS.items():
        label = corpus.labels[head]
        turns = label != NONE
        said = unseen_labels(corpus, label, turns, fold)
        print(f"{head}: {macro_f1(label[turns], said[turns], len(names)):.3f} of {int(turns.sum())} turns")
    return 0


def unseen_labels(corpus: Corpus, label: Ints, turns: Ints, fold: Ints) -> Ints:
    """Label each turn by n-grams of the conversations in the other folds."""
    texts = np.array([turn.text for meeting in corpus.meetings for turn in meeting])
    said = np.full(len(label), NONE)
    for one in range(FOLDS):
        learned, tried = turns & (fold != one), turns & (fold == one)
        said[tried] = _reader().fit(texts[learned], label[learned]).predict(texts[tried])
    return said


def _reader() -> object:
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    return make_pipeline(make_union(words, characters), LogisticRegression(C=5, max_iter=2000, class_weight="balanced"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit((__doc__ or "").strip())
    sys.exit(main(Path(sys.argv[1])))
