"""A table as a file, and then what each of its columns holds, as it is named by hand."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from waylight.intake.exported.column_map import ColumnMap, NoMap, read_map
from waylight.intake.exported.days import DAY_FIRST, MONTH_FIRST, order_of
from waylight.intake.exported.guessing import guess_columns
from waylight.intake.exported.headings import FIELDS, RowsOf
from waylight.pages.clients.arriving import MOST_BYTES
from waylight.pages.tables.words import FIELDS as FIELD_WORDS
from waylight.pages.tables.words import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from waylight.intake.exported.sheet import Sheet

ORDERS = [
    ("", pgettext_lazy("one of two", "choose")),
    (DAY_FIRST, gettext_lazy("day first: 3 April is 03/04")),
    (MONTH_FIRST, gettext_lazy("month first: 3 April is 04/03")),
]
SAMPLES = 3  # cells shown of a column


class TableForm(forms.Form):
    """The file, and a map of its columns if one was saved before."""

    file = forms.FileField(
        label=gettext_lazy("The table"),
        help_text=gettext_lazy("CSV, TSV or XLSX, at most 1 MB. You see how it is read before anything is kept."),
    )
    map = forms.FileField(
        label=gettext_lazy("Choices saved before"),
        required=False,
        help_text=gettext_lazy("The file that “Save these choices” gave you."),
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Its name and its content."""
        sent: UploadedFile[bytes] = self.cleaned_data["file"]
        if sent.size and sent.size > MOST_BYTES:
            said = gettext(
                "The table is larger than 1 MB. Bring it in parts, or on the machine that Waylight runs on: "
                "waylight import ENGAGEMENT FILE --map MAP"
            )
            raise forms.ValidationError(said)
        data = sent.read()
        if data.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
            raise forms.ValidationError(gettext("This is no table that can be read. Save it as XLSX or CSV."))
        return (sent.name or "table.csv")[:100], data

    def clean_map(self) -> ColumnMap | None:
        """The saved map, if one was sent."""
        sent: UploadedFile[bytes] | None = self.cleaned_data["map"]
        if sent is None:
            return None
        try:
            return read_map(sent.read(MOST_BYTES))
        except NoMap as reason:
            raise forms.ValidationError(str(reason)) from None


class ColumnsForm(forms.Form):
    """What the rows are and what each column holds; the table travels along, so that nothing is kept too early."""

    name_of_file = forms.CharField(max_length=100, widget=forms.HiddenInput())
    content = forms.CharField(max_length=2 * MOST_BYTES, widget=forms.HiddenInput())
    named_for = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput())
    rows = forms.ChoiceField(label=gettext_lazy("Each line is one of"))
    order = forms.ChoiceField(label=gettext_lazy("Days such as 03/04/2026 are written"), required=False, choices=ORDERS)

    def __init__(self, sheet: Sheet, kinds: Sequence[RowsOf], *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.sheet = sheet
        self.fields["rows"].choices = [(one.value, KINDS[one]) for one in kinds]  # type: ignore[attr-defined]
        picked = str(self.data.get("rows") if self.is_bound else self.initial.get("rows"))
        self.kind = RowsOf(picked) if picked in kinds else kinds[0]
        held = [
            ("", pgettext_lazy("a column", "leave out")),
            *((field, FIELD_WORDS[field]) for field in FIELDS[self.kind]),
        ]
        for number, heading in enumerate(sheet.columns):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=heading, required=False, choices=held, help_text=self._example(heading)
            )

    def _example(self, heading: str) -> str:
        cells = [cell[:40] for cell, _ in zip(self.sheet.column(heading), range(SAMPLES), strict=False)]
        said = gettext("for example {cells}") if cells else gettext("nothing stands in it")
        return said.format(cells=" · ".join(cells))

    @property
    def columns(self) -> list[forms.BoundField]:
        """A field for each column of the table."""
        return [self[f"column-{number}"] for number in range(len(self.sheet.columns))]

    @property
    def order_asked(self) -> bool:
        """Whether the days in the columns chosen leave open in which order they are written, or were ever chosen."""
        texts = [text for heading in self.named.days for text in self.sheet.column(heading)]
        return order_of(texts) is None

    @property
    def named(self) -> ColumnMap:
        """The map as it was chosen, whether it fits or not."""
        values = self.data if self.is_bound else self.initial
        known = FIELDS[self.kind]
        chosen = {heading: str(values.get(f"column-{n}", "")) for n, heading in enumerate(self.sheet.columns)}
        order = values.get("order", "")
        found = order if order in (DAY_FIRST, MONTH_FIRST) else ""
        columns = {heading: field for heading, field in chosen.items() if field in known}
        return ColumnMap(self.kind, columns, self._order(columns, found))

    def _order(self, columns: dict[str, str], chosen: str) -> Any:
        """The order that was chosen; where none was, what the days themselves show."""
        if chosen:
            return chosen
        days = ColumnMap(self.kind, columns).days
        return order_of(text for heading in days for text in self.sheet.column(heading)) or ""


def as_named(sheet: Sheet, data: bytes, named: ColumnMap) -> dict[str, Any]:
    """The form as it is first shown: with the columns that were guessed, remembered or saved."""
    held = {f"column-{number}": named.columns.get(heading, "") for number, heading in enumerate(sheet.columns)}
    content = base64.b64encode(data).decode()
    shown = {"name_of_file": sheet.name, "content": content, "named_for": named.rows.value, "rows": named.rows.value}
    return {**shown, "order": named.order, **held}


def guessed_again(form: ColumnsForm, data: bytes) -> ColumnsForm:
    """The form with its columns guessed anew, because the lines are said to be something else by now."""
    kinds = [RowsOf(value) for value, _ in form.fields["rows"].choices]  # type: ignore[attr-defined]
    return ColumnsForm(form.sheet, kinds, as_named(form.sheet, data, guess_columns(form.sheet, form.kind)))
