"""What a table can show: a company's contacts, or only what one person was part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext_noop

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.lenses.influence.contacts import Contacts

    Ids = NDArray[np.int64]

NEARLY_ALL = 0.9  # a calendar that is shared with her brings some that she has no part in
ONLY_HERS = gettext_noop(
    "This was read from what she was part of: her own mail and calendar. What others wrote to one another without her "
    "is not in it, so whether they reach out to one another more than before cannot be known from it."
)


def own_view(contacts: Contacts, person: int) -> bool:
    """Whether nearly every message and meeting has ``person`` among its sender and recipients; False without a row.

    Rows of one sender, second and thread are one message.
    """
    if not len(contacts):
        return False
    message = messages(contacts)
    hers = (contacts.sender == person) | (contacts.recipient == person)
    with_her = np.bincount(message, hers) > 0
    return bool(with_her.mean() >= NEARLY_ALL)


def messages(contacts: Contacts) -> Ids:
    """Return a number for each row, the same for rows of one message: of one sender, second and thread."""
    return in_order(np.stack([contacts.at.astype(np.int64), contacts.sender, contacts.thread]))


def in_order(keys: Ids) -> Ids:
    """Number the different columns of ``keys`` from 0 as they first come, so that what they are decides nothing."""
    _, first, where = np.unique(keys, axis=1, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    return np.asarray(rank[where.reshape(-1)])
