"""The rows of the list. They are joined here and not by a template, which would begin anew for each cell."""

# Its sentences are marked; what is not is HTML:
# not for readers

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.template.defaultfilters import truncatewords
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, pgettext

from waylight.pages.evidence.links import evidence_link
from waylight.pages.templatetags.words import day_and_year, days_long, in_zone, level, side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waylight.pages.stakeholders.asked import Heading
    from waylight.pages.stakeholders.standing import Last, Standing
    from waylight.record.engagement import Engagement
    from waylight.record.people import Stakeholder

WORDS = 14  # of how things stand, as many as the list has room for


def table_rows(
    standings: Iterable[Standing], headings: Sequence[Heading], engagement: Engagement, *, known: bool
) -> SafeString:
    """A row for each; on a phone each cell is headed by its column's words. ``known``: whether any contact is."""
    rows = _Rows(headings, engagement, known)
    return mark_safe("".join(map(rows.row, standings)))  # noqa: S308 - escaped where it is joined


class LastTimes:
    """Writes when somebody turned to somebody for the last time, and a link to that row."""

    def __init__(self, engagement: Engagement) -> None:
        self._zone = engagement.zone
        never = gettext("never seen")
        self._never = f'<span class="unknown">{never}</span>\n'
        self._out = gettext("%(name)s, last turned to on %(day)s: evidence")
        self._into = gettext("%(name)s, wrote last on %(day)s: evidence")

    def out(self, one: Standing) -> SafeString:
        """When the client turned to a stakeholder."""
        return self._cell(one.out, self._out, one)

    def into(self, one: Standing) -> SafeString:
        """When a stakeholder turned to the client."""
        return self._cell(one.into, self._into, one)

    def _cell(self, last: Last | None, said: str, one: Standing) -> SafeString:
        if last is None:
            return mark_safe(self._never)  # noqa: S308
        day = escape(day_and_year(in_zone(last.at, self._zone)))
        words = said % {"name": escape(one.stakeholder.person.name), "day": day}
        return mark_safe(f"{evidence_link(last.evidence, said=words, shown=day)}\n")  # noqa: S308


class _Rows:
    """Writes the rows of one list: what many of them say is looked up once."""

    def __init__(self, headings: Sequence[Heading], engagement: Engagement, known: bool) -> None:
        labels = [f' data-label="{escape(one.words)}">' for one in headings]
        _, self._level, self._side, self._out, self._into, self._contacts = labels
        self._last = LastTimes(engagement)
        # An address is looked up once and not for each row; only the person differs.
        self._before, _, self._after = reverse("stakeholder", args=[engagement.pk, 0]).rpartition("0")
        not_known = gettext("not known")
        self._not_known = f'<span class="unknown">{not_known}</span>'
        self._none = pgettext("contacts", "none") if known else self._not_known
        self._quiet_for = gettext("quiet for %(time)s")
        self._contacts_with = cache(_contacts_with)

    def row(self, one: Standing) -> str:
        """One stakeholder's row."""
        stake = one.stakeholder
        where = f"{self._before}{stake.person_id}{self._after}"
        at_level = escape(level(stake.level)) if stake.level else self._not_known
        on_side = escape(side(stake.side)) if stake.side else self._not_known
        name = f'<a href="{where}">{escape(stake.person.name)}</a>'
        return (
            f'<tr><th scope="row">{name}{_role(stake)}{_stands(stake)}</th>\n'
            f"<td{self._level}{at_level}</td><td{self._side}{on_side}</td>\n"
            f"<td{self._out}{self._last.out(one)}</td><td{self._into}{self._last.into(one)}{self._quiet(one)}</td>\n"
            f'<td class="n"{self._contacts}{self._four_weeks(one)}</td></tr>'
        )

    def _quiet(self, one: Standing) -> str:
        if one.quiet_days is None:
            return ""
        said = self._quiet_for % {"time": escape(days_long(one.quiet_days))}
        return f' <span class="tag plain-tag">{said}</span>'

    def _four_weeks(self, one: Standing) -> str:
        if one.tie is None or not one.tie.contacts:
            return self._none
        many = one.tie.contacts
        said = self._contacts_with(many) % {"number": many, "name": escape(one.stakeholder.person.name)}
        return evidence_link(one.rows_of("contact"), said=said, shown=str(many))


def _role(stake: Stakeholder) -> str:
    parts = [stake.role, str(stake.person.organisation or "")]
    return f"<small>{', '.join(map(escape, filter(None, parts)))}</small>" if any(parts) else ""


def _stands(stake: Stakeholder) -> str:
    return f'<small class="said">{escape(truncatewords(stake.stands, WORDS))}</small>' if stake.stands else ""


def _contacts_with(many: int) -> str:
    return ngettext(
        "%(number)s contacts with %(name)s in four weeks: evidence",
        "%(number)s contacts with %(name)s in four weeks: evidence",
        many,
    )
