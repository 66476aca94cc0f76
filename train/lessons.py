"""The two lessons of a reader: to foretell meanings without labels, and then to say labels."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import torch
from torch.nn import functional

from train.aims import Aim
from train.meanings import LONGEST, Meanings
from train.model import Ints
from train.network import AT_ONCE, TOGETHER, Read
from train.reader import Reader

STEP, FIRST_STEPS, VECTORS_SLOWER = 3e-3, 0.1, 0.5  # the largest step, and the share of steps that grow towards it
FORETOLD, TAUGHT = 6, 10  # rounds


def foretell(reader: Reader, word: Ints, about: Meanings, seed: int) -> None:
    """Teach what each word means in its place and what each text means: ``word`` is every word's row of the vectors."""
    chance = _seeded(seed)
    amount = np.bincount(about.words.turn, minlength=about.words.turns)
    begin = np.cumsum(amount) - amount
    texts = np.flatnonzero((amount > 0) & (amount <= LONGEST))
    of_word, of_text = float(about.of_word[about.known].var(axis=0).sum()), float(about.of_text.var(axis=0).sum())
    for rows in _steps(reader, [texts[n : n + 1] for n in range(len(texts))], AT_ONCE, FORETOLD, STEP, chance):
        place = np.concatenate([np.arange(begin[row], begin[row] + amount[row]) for row in rows])
        turn = np.repeat(np.arange(len(rows)), amount[rows])
        found, meant = reader.heard(word[place], turn, len(rows))
        known = torch.tensor(about.known[place])
        off = (meant - torch.tensor(about.of_word[place]))[known].square().sum() / known.sum() / of_word
        far = (reader.of_text(found) - torch.tensor(about.of_text[rows])).square().sum(1).mean() / of_text
        (off + far).backward()
    print(f"  unexplained of words {off.item():.2f}, of texts {far.item():.2f}", file=sys.stderr, flush=True)


def learn(reader: Reader, read: Read, aims: dict[str, Aim], turns: Ints, seed: int) -> None:
    """Teach the labels of ``turns``, which stand in order."""
    chance, wanted = _seeded(seed), {head: tuple(map(torch.tensor, aim)) for head, aim in aims.items()}
    runs = [turns[n : n + TOGETHER] for n in range(0, len(turns), TOGETHER)]
    for rows in _steps(reader, runs, AT_ONCE // TOGETHER, TAUGHT, STEP * 2 / 3, chance):
        scores = reader(read, rows)
        losses = [
            -(functional.log_softmax(scores[head], 1) * label[rows]).sum(1) @ weight[rows]
            for head, (label, weight) in wanted.items()
        ]
        (torch.stack(losses).sum() / len(rows)).backward()
    reader.eval()


def _seeded(seed: int) -> np.random.Generator:
    torch.manual_seed(seed)
    return np.random.default_rng(seed)


def _steps(
    reader: Reader, runs: list[Ints], together: int, rounds: int, size: float, chance: np.random.Generator
) -> Iterator[Ints]:
    """Give some rows at a time; by the next, the slopes that their loss left behind have been followed."""
    others = [part for name, part in reader.named_parameters() if name != "vectors"]
    groups = [{"params": [reader.vectors], "lr": size * VECTORS_SLOWER}, {"params": others}]
    adam, steps = torch.optim.Adam(groups, lr=size), rounds * -(-len(runs) // together)
    grows, falls = FIRST_STEPS * steps, (1 - FIRST_STEPS) * steps
    slower = torch.optim.lr_scheduler.LambdaLR(adam, lambda done: min((done + 1) / grows, (steps - done) / falls))
    reader.train()
    for _ in range(rounds):
        order = chance.permutation(len(runs))
        for start in range(0, len(order), together):
            adam.zero_grad()
            yield np.concatenate([runs[n] for n in np.sort(order[start : start + together])])
            adam.step()
            slower.step()
