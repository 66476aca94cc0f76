"""Train what looks like a name on WNUT 2017 (Derczynski et al. 2017): ``python -m train.story_names FOLDER``.

FOLDER holds ``train.conll`` and ``dev.conll``. The model is fitted on the first; half its lines are added once more
without capitals, since people write so. The threshold is set by cross-validation on the first and on no other text.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from waylight.lenses.story.names import cues_of_line
from waylight.lenses.story.tokens import ENDS

WHERE = Path(__file__).parent.parent / "src/waylight/lenses/story/weights"
KINDS = ("none", "person", "place", "company", "product")
KIND_OF = {"person": "person", "location": "place", "corporation": "company", "group": "company"}
STRENGTH = 0.1  # C of the L2 penalty
SMALLEST = 0.02  # a weight that moves no probability is left out
FLAGGED = 0.098  # share of words of the training text that may be flagged
Line = list[tuple[str, str]]


def read(path: Path) -> list[Line]:
    """Read lines of (word, label)."""
    lines: list[Line] = [[]]
    for row in path.read_text("utf-8").splitlines():
        if row.strip():
            word, label = row.split("\t")
            lines[-1].append((word, KIND_OF.get(label[2:], "product" if label != "O" else "none")))
        elif lines[-1]:
            lines.append([])
    return [line for line in lines if line]


def cues(lines: list[Line]) -> list[list[str]]:
    """Return the cues of every word of every line."""
    found = []
    for line in lines:
        words = [word for word, _ in line]
        found += cues_of_line(words, [n == 0 or words[n - 1] in ENDS for n in range(len(words))])
    return found


def labels(lines: list[Line]) -> np.ndarray:
    """Return the kind's number of every word."""
    return np.array([KINDS.index(label) for line in lines for _, label in line])


def fit(lines: list[Line]) -> tuple[DictVectorizer, LogisticRegression]:
    """Fit the model to lines, half of them once more without capitals."""
    both = lines + [[(word.lower(), label) for word, label in line] for line in lines[::2]]
    vectors = DictVectorizer(dtype=np.float32)
    table = vectors.fit_transform([dict.fromkeys(one, 1) for one in cues(both)])
    return vectors, LogisticRegression(C=STRENGTH, max_iter=500).fit(table, labels(both))


def unseen(lines: list[Line]) -> np.ndarray:
    """Return for every word the probability of being a name, from a model that has not seen its line."""
    chances = [np.zeros(0)] * len(lines)
    for train, test in GroupKFold(5).split(lines, groups=np.arange(len(lines))):
        vectors, model = fit([lines[n] for n in train])
        for n in test:
            table = vectors.transform([dict.fromkeys(one, 1) for one in cues([lines[n]])])
            chances[n] = 1 - model.predict_proba(table)[:, 0]
    return np.concatenate(chances)


def main(folder: Path) -> None:
    """Fit, prune, round to steps of one byte, and write weights with what they are."""
    lines = read(folder / "train.conll")
    plain = np.array([word.isalpha() for line in lines for word, _ in line])
    threshold = float(np.quantile(unseen(lines), 1 - FLAGGED))
    vectors, model = fit(lines)
    weights = model.coef_.T.astype(np.float32)
    kept = np.abs(weights).max(axis=1) >= SMALLEST
    step = float(np.abs(weights).max() / 127)
    names = [name for name, keep in zip(vectors.get_feature_names_out(), kept, strict=True) if keep]
    np.savez_compressed(
        WHERE / "names.npz",
        cues=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        weights=np.round(weights[kept] / step).astype(np.int8),
        bias=model.intercept_.astype(np.float32),
    )
    about = {"kinds": KINDS, "threshold": round(threshold, 4), "step": step, "cues": len(names)}
    (WHERE / "names.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")
    print(about, f"words of letters: {plain.mean():.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
