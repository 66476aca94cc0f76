"""From a table whose columns are named to an import, as of any file: what the page and programs have in common."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from waylight.access.rates import spend
from waylight.intake.exported.reading import why_not
from waylight.pages.files.limits import IMPORTS
from waylight.record.imports import Packing, receive
from waylight.record.people import as_coach
from waylight.record.remembered_map import RememberedMap, remember

if TYPE_CHECKING:
    from waylight.access.models import User
    from waylight.intake.exported.column_map import ColumnMap
    from waylight.intake.exported.sheet import Sheet
    from waylight.intake.rows import Row
    from waylight.pages.tables.reading import Previewed
    from waylight.record.engagement import Engagement
    from waylight.record.imports import Import

FOR = RememberedMap.For.ENGAGEMENT


class NotLikeThis(ValueError):
    """Why a table cannot come in as its columns are named, as a sentence."""


def why_not_brought(sheet: Sheet, named: ColumnMap, preview: Previewed) -> str:
    """Why a table cannot come in as its columns are named, as a sentence; "" if it can."""
    wrong = why_not(sheet, named)
    if not wrong and not preview.rows:
        wrong = gettext("Not one line can be read like this, so nothing would come in.")
    return wrong


def bring(
    engagement: Engagement, user: User, data: bytes, *, sheet: Sheet, named: ColumnMap, preview: Previewed
) -> Import:
    """Stage what was read like what was read of any file, and remember the map. Raises NotLikeThis, TooOften.

    The same table with other columns is another file.
    """
    if wrong := why_not_brought(sheet, named, preview):
        raise NotLikeThis(wrong)
    spend(IMPORTS, user.pk)
    if coach := as_coach(user):
        remember(coach, FOR, sheet.columns, named)
    packing = Packing(sheet.name)
    packing.add([*_rows(preview), *preview.problems])
    digest = hashlib.sha256(data + named.as_json().encode()).hexdigest()
    return receive(engagement, user, [packing.finish(digest)])


def _rows(preview: Previewed) -> list[Row]:
    return preview.rows  # type: ignore[return-value]  # hours come in elsewhere
