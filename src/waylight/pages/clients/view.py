"""Bringing a list of clients: its columns guessed and named by hand, a preview by line, brought in, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, gettext_noop, ngettext
from django.views.decorators.http import require_POST

from waylight.intake.clients import ClientRow, clients, read_table
from waylight.intake.exported.column_map import ColumnMap
from waylight.intake.exported.days import DAY_FIRST, MONTH_FIRST
from waylight.intake.exported.headings import RowsOf
from waylight.intake.exported.sheet import no_workbook, too_large
from waylight.intake.rows import Problem
from waylight.pages.brief.commitments import today
from waylight.pages.clients.forms import ColumnsForm, ListForm, as_guessed, content_of
from waylight.pages.learning.view import coach_of
from waylight.pages.templatetags.words import in_words
from waylight.record.clients_brought import ClientsBrought, bring_clients, there_already, undo
from waylight.record.remembered_map import RememberedMap, remember, remembered

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.intake.clients import ClientTable
    from waylight.record.engagement import Engagement

NO_LINE = gettext_noop("There is no line with columns and one with a client in it. Is it the right file?")
FOR = RememberedMap.For.PRACTICE


@dataclass(frozen=True, slots=True)
class Previewed:
    """What a list holds: who is new, who is here already, and what cannot be read."""

    new: list[ClientRow]
    here: list[tuple[ClientRow, Engagement]]
    problems: list[Problem]

    @property
    def rows(self) -> list[ClientRow]:
        """All that could be read."""
        return [*self.new, *(row for row, _ in self.here)]


def bring(request: HttpRequest) -> HttpResponse:
    """Take a list, show what is understood of it, and bring it in when that is confirmed."""
    if "content" in request.POST:
        return _columns(request)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, data = form.cleaned_data["file"]
        table = read_table(data, name)
        if table.columns and table.rows:
            before = remembered(coach_of(request), FOR, table.columns)
            before = before if before and before.rows is RowsOf.CLIENTS else None
            typed = {**as_guessed(table, data, before), "otherwise": today().date().isoformat()}
            columns = ColumnsForm(table, typed)
            columns.full_clean()
            return _preview(request, table, columns)
        broken = [one.reason for one in table.problems if one.reason in (no_workbook(), too_large())]
        form.add_error("file", broken or [gettext(NO_LINE)])
    mine = ClientsBrought.objects.visible_to(request.user).filter(hours__isnull=True)
    mine = mine.prefetch_related("clients__engagement__client")
    return render(request, "clients/bring.html", {"form": form, "brought": mine})


def _columns(request: HttpRequest) -> HttpResponse:
    """The preview again with the columns as they were named, or bringing it in."""
    data = content_of(request.POST["content"])
    if data is None:
        messages.error(request, gettext("The list did not arrive whole. Nothing was changed; choose the file again."))
        return redirect("bring-clients")
    table = read_table(data, request.POST.get("name_of_file", "list.csv")[:100])
    form = ColumnsForm(table, request.POST)
    if not form.is_valid() or "bring" not in request.POST:
        return _preview(request, table, form)
    found = _previewed(request, table, form)
    if found.problems and not form.cleaned_data["leave_out"]:
        said = gettext("Some lines cannot be read. Mend them in the list, or choose to leave them out.")
        form.add_error("leave_out", said)
        return _preview(request, table, form)
    columns = {heading: field for field, heading in form.named.items()}
    order = MONTH_FIRST if form.cleaned_data["order"] == "month" else DAY_FIRST
    remember(coach_of(request), FOR, table.columns, ColumnMap(RowsOf.CLIENTS, columns, order))
    made = bring_clients(coach_of(request), found.rows, begins=form.cleaned_data["otherwise"])
    if made is None:
        messages.success(request, gettext("Everybody in the list is here already. Nothing was changed."))
        return redirect("bring-clients")
    many = made.clients.count()
    said = ngettext("{count} engagement begun. It can be undone.", "{count} engagements begun. It can be undone.", many)
    messages.success(request, said.format(count=in_words(many).capitalize()))
    return redirect("bring-clients")


def _previewed(request: HttpRequest, table: ClientTable, form: ColumnsForm) -> Previewed:
    read = list(clients(table, form.named, first_day=form.cleaned_data.get("order") != "month"))
    rows = [one for one in read if isinstance(one, ClientRow)]
    known = there_already(coach_of(request), rows)
    return Previewed(
        [one for one in rows if one.place.line not in known],
        [(one, known[one.place.line]) for one in rows if one.place.line in known],
        [one for one in read if isinstance(one, Problem)],
    )


def _preview(request: HttpRequest, table: ClientTable, form: ColumnsForm) -> HttpResponse:
    context: dict[str, Any] = {"table": table, "form": form, "found": _previewed(request, table, form)}
    return render(request, "clients/preview.html", context)


@require_POST
def take_back(request: HttpRequest, brought: int) -> HttpResponse:
    """Undo bringing a list."""
    one = get_object_or_404(ClientsBrought.objects.visible_to(request.user).filter(hours__isnull=True), pk=brought)
    done = undo(one)
    said = ngettext("{count} engagement removed.", "{count} engagements removed.", done.removed)
    said = said.format(count=in_words(done.removed).capitalize())
    stays = gettext("Something was added for {names}; they stay.").format(names=", ".join(done.stays))
    messages.success(request, f"{said} {stays}" if done.stays else said)
    return redirect("bring-clients")
