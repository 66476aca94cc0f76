"""Leadership of an initiative, as far as contacts show it: how present the client is where something goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext, gettext_noop
from waylight.lenses import intervals
from waylight.lenses.figure import Figure
from waylight.lenses.influence.acts import units
from waylight.lenses.influence.contacts import Contacts, Kind, instant

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.lenses.influence.contacts import Moment

    Flags = NDArray[np.bool_]
    Ids = NDArray[np.int64]

FEWEST_ACTIVE = 5  # threads and series: below it one of them moves the share by more than a fifth
TOO_FEW = gettext_noop("Fewer than {count} threads or meetings were going on.")


@dataclass(frozen=True, slots=True, eq=False)
class Active:
    """The threads and series that something happened in, sorted, and in which of them she took part."""

    unit: Ids
    present: Flags


def active(contacts: Contacts, person: int, *, start: Moment, end: Moment) -> Active:
    """Return what went on from ``start`` until before ``end``, and where ``person`` took part.

    She takes part in a thread by writing in it, and in a meeting by calling it or by being invited and not declining.
    To have been sent a message is to be told, and not to take part.
    """
    inside = (contacts.at >= instant(start)) & (contacts.at < instant(end))
    takes_part = (contacts.sender == person) | ((contacts.recipient == person) & (contacts.kind == Kind.MEETING))
    unit = units(contacts)
    going_on = np.unique(unit[inside])
    return Active(going_on, np.isin(going_on, unit[inside & takes_part]))


def leadership(contacts: Contacts, person: int, *, start: Moment, end: Moment) -> Figure:
    """Return the share of the threads and series going on in the window in which ``person`` takes part.

    Give all contacts of the initiative. The interval is ``intervals.share`` over threads and series, which are taken as
    one each however much is said in them. The rows are those that show her taking part.
    """
    found = active(contacts, person, start=start, end=end)
    here = contacts.between(start, end)
    takes_part = (here.sender == person) | ((here.recipient == person) & (here.kind == Kind.MEETING))
    rows = here.id[takes_part].tolist()
    if len(found.unit) < FEWEST_ACTIVE:
        return Figure.unknown(gettext(TOO_FEW).format(count=FEWEST_ACTIVE), tuple(rows))
    return intervals.share(int(found.present.sum()), len(found.unit), rows)
