"""The templates of a practice: written, changed, removed and put back by who wrote them; used by every coach of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.learning.view import coach_of
from waylight.pages.papers.forms import TemplateForm
from waylight.pages.papers.shipped import every_shipped, shipped
from waylight.pages.writing_again import Came, write_again
from waylight.record import template as record
from waylight.record.template import Template

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


def templates(request: HttpRequest) -> HttpResponse:
    """Every template one may use, those that come with Waylight, and a form for a new one."""
    begun = shipped(request.GET.get("from", ""))
    initial = {"kind": begun.kind, "title": begun.title, "text": begun.text} if begun else {}
    form = TemplateForm(request.POST or None, initial={"shared": True, **initial})
    if request.method == "POST" and form.is_valid():
        try:
            record.write(coach_of(request), **form.cleaned_data)
        except ValueError as reason:
            form.add_error("text", str(reason))
        else:
            messages.success(request, gettext("Written. You can use it in an engagement, on the page Agreements."))
            return redirect("templates")
    every = list(_seen(request))
    context = {
        "form": form,
        "begun": begun,
        "templates": [one for one in every if not one.removed_at],
        "removed": [one for one in every if one.removed_at],
        "shipped": every_shipped(),
    }
    return render(request, "papers/templates.html", context)


def template(request: HttpRequest, template: int) -> HttpResponse:
    """Read a template; who wrote it writes it again."""
    one = get_object_or_404(_seen(request), pk=template)
    if one.coach.user_id != request.user.pk:
        return render(request, "papers/template.html", {"template": one})
    typed = {"kind": one.kind, "title": one.title, "text": one.text, "shared": one.shared}
    form = TemplateForm(request.POST or None, initial=typed)
    came = write_again(request, form, lambda seen: record.revise(one, **form.cleaned_data, seen=seen), "text")
    if came is Came.WRITTEN:
        messages.success(request, gettext("Written again. Papers that were made of it before stay as they are."))
        return redirect("templates")
    if came.changed:
        one = get_object_or_404(_seen(request), pk=template)
    context = {"form": form, "template": one, "changed": came.changed}
    return render(request, "papers/template.html", context, status=came.status)


@require_POST
def template_offered(request: HttpRequest, template: int) -> HttpResponse:
    """Offer a template no more, or again."""
    mine = Template.objects.filter(coach__user=request.user.pk)
    one = get_object_or_404(mine, pk=template)
    (record.put_back if one.removed_at else record.remove)(one)
    removed = gettext("Removed; below it can be put back.")
    messages.success(request, gettext("It is offered again.") if one.removed_at else removed)
    return redirect("templates")


def _seen(request: HttpRequest) -> QuerySet[Template]:
    return Template.objects.visible_to(request.user).select_related("coach__user")
