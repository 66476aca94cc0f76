"""A list of clients as a file, and then its columns as they are named by hand."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from waylight.intake.clients import GUESSES, ClientTable
from waylight.intake.exported.days import DAY_FIRST
from waylight.pages.clients.arriving import MOST_BYTES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from waylight.intake.exported.column_map import ColumnMap
    from waylight.intake.exported.days import Order

LABELS = {
    "name": pgettext_lazy("a column of clients", "Whole name"),
    "first_name": pgettext_lazy("a column of clients", "First name"),
    "last_name": pgettext_lazy("a column of clients", "Last name"),
    "address": pgettext_lazy("a column of clients", "E-mail address"),
    "organisation": pgettext_lazy("a column of clients", "Organisation"),
    "pronouns": pgettext_lazy("a column of clients", "Pronouns"),
    "zone": pgettext_lazy("a column of clients", "Time zone"),
    "begins": pgettext_lazy("a column of clients", "First day"),
    "ends": pgettext_lazy("a column of clients", "Last day"),
    "goals": pgettext_lazy("a column of clients", "Goals"),
    "hours": pgettext_lazy("a column of clients", "Hours bought"),
}


class ListForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("The list, as CSV or XLSX"),
        help_text=gettext_lazy(
            "As other tools export it, at most 1 MB. You see what was understood before anything is kept."
        ),
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Its name and its content."""
        sent: UploadedFile[bytes] = self.cleaned_data["file"]
        if sent.size and sent.size > MOST_BYTES:
            raise forms.ValidationError(gettext("The file is larger than 1 MB. Save the list of clients alone."))
        data = sent.read()
        if data.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
            said = gettext("This is no table. Open it in a spreadsheet and save it as XLSX or CSV.")
            raise forms.ValidationError(said)
        return (sent.name or "list.csv")[:100], data


class ColumnsForm(forms.Form):
    """Which column holds what; the list itself travels along, so that nothing is kept before it is confirmed."""

    name_of_file = forms.CharField(max_length=100, widget=forms.HiddenInput())
    content = forms.CharField(max_length=2 * MOST_BYTES, widget=forms.HiddenInput())
    order = forms.ChoiceField(
        label=gettext_lazy("Days such as 03/04/2026 are written"),
        choices=[("day", gettext_lazy("day first")), ("month", gettext_lazy("month first"))],
    )
    otherwise = forms.DateField(
        label=gettext_lazy("First day of who has none"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    leave_out = forms.BooleanField(
        label=gettext_lazy("Leave out the lines that cannot be read, and bring the others"), required=False
    )

    def __init__(self, table: ClientTable | None, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        columns = table.columns if table else ()
        for field in GUESSES:
            choices = [("", gettext("not in the list")), *((one, one) for one in columns)]
            self.fields[f"column_{field}"] = forms.ChoiceField(label=LABELS[field], required=False, choices=choices)
        self.order_fields(
            [*("name_of_file", "content"), *(f"column_{one}" for one in GUESSES), "order", "otherwise", "leave_out"]
        )

    @property
    def named(self) -> dict[str, str]:
        """The column of each field for which one was named."""
        given = {field: self.cleaned_data.get(f"column_{field}", "") for field in GUESSES}
        return {field: column for field, column in given.items() if column}

    @property
    def order_of_days(self) -> Order:
        """How days are written, as far as it was said."""
        said: Order = self.cleaned_data.get("order", "")
        return said


def as_named(table: ClientTable, data: bytes, named: ColumnMap) -> dict[str, Any]:
    """The form as it is first shown: with the columns that were guessed, or named for such a list before."""
    headings = {field: heading for heading, field in named.columns.items()}
    return {
        "name_of_file": table.name,
        "content": base64.b64encode(data).decode(),
        "order": named.order or DAY_FIRST,
        **{f"column_{field}": headings.get(field, "") for field in GUESSES},
    }


def content_of(text: str) -> bytes | None:
    """The list as it was sent at first; None for what is none, or too large."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if 0 < len(data) <= MOST_BYTES else None
