"""Bringing a list of clients: its columns guessed and named by hand, a preview by line, brought in, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from waylight.intake.clients import read_table
from waylight.pages.brief.commitments import today
from waylight.pages.clients.forms import ColumnsForm, ListForm, as_named, content_of
from waylight.pages.clients.looking import CannotBeRead, bring_list, columns_of, no_list, previewed
from waylight.pages.learning.view import coach_of
from waylight.pages.templatetags.words import in_words
from waylight.record.clients_brought import ClientsBrought, undo

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.intake.clients import ClientTable


def bring(request: HttpRequest) -> HttpResponse:
    """Take a list, show what is understood of it, and bring it in when that is confirmed."""
    if "content" in request.POST:
        return _columns(request)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, data = form.cleaned_data["file"]
        table = read_table(data, name)
        if not (why_not := no_list(table)):
            named = columns_of(coach_of(request), table)
            columns = ColumnsForm(table, {**as_named(table, data, named), "otherwise": today().date().isoformat()})
            columns.full_clean()
            return _preview(request, table, columns)
        form.add_error("file", why_not)
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
    try:
        made = bring_list(
            coach_of(request),
            table,
            form.named,
            form.order_of_days,
            begins=form.cleaned_data["otherwise"],
            leave_out=form.cleaned_data["leave_out"],
        )
    except CannotBeRead as reason:
        form.add_error("leave_out", str(reason))
        return _preview(request, table, form)
    if made is None:
        messages.success(request, gettext("Everybody in the list is here already. Nothing was changed."))
        return redirect("bring-clients")
    many = made.clients.count()
    said = ngettext("{count} engagement begun. It can be undone.", "{count} engagements begun. It can be undone.", many)
    messages.success(request, said.format(count=in_words(many).capitalize()))
    return redirect("bring-clients")


def _preview(request: HttpRequest, table: ClientTable, form: ColumnsForm) -> HttpResponse:
    found = previewed(coach_of(request), table, form.named, form.order_of_days)
    context: dict[str, Any] = {"table": table, "form": form, "found": found}
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
