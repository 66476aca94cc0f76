"""Writing something again by a form that carries a mark of what it showed: nobody overwrites what they did not see."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext

from waylight.record.rewritten import take_change_back
from waylight.record.unseen import ChangedMeanwhile

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest

    from waylight.record.rewritten import Rewritten


class Came(Enum):
    """What came of a form."""

    NOTHING = auto()  # it was only asked for, or something in it does not fit
    WRITTEN = auto()
    CHANGED = auto()  # somebody else had changed the same; nothing was written

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows the form again."""
        return 409 if self.changed else 200

    @property
    def changed(self) -> bool:
        """Whether the page shows what stands there now, beside what was typed."""
        return self is Came.CHANGED


def write_again(
    request: HttpRequest,
    form: Form,
    write: Callable[[str], object],
    beside: str | Callable[[str], str | None] | None = None,
) -> Came:
    """Call ``write`` with the mark that the form carried, if the form was sent and fits.

    Why it cannot be (ValueError) is said ``beside`` a field: the one of that name, or of the name it gives for why.
    """
    if request.method != "POST" or not form.is_valid():
        return Came.NOTHING
    try:
        write(request.POST.get("seen", ""))
    except ChangedMeanwhile:
        return Came.CHANGED
    except ValueError as reason:
        form.add_error(beside(str(reason)) if callable(beside) else beside, str(reason))
        return Came.NOTHING
    return Came.WRITTEN


def take_back(request: HttpRequest, one: Rewritten) -> None:
    """Let an entry say what it said before its last change, and tell who asked for it what came of that."""
    try:
        take_change_back(one)
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, gettext("Taken back: it says what it said before."))
