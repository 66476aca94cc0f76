"""Tokens with which programs ask in one's place: what there is, a new one shown once, and ending one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from waylight.access.tokens import Scope, Token, end_token, make_token, tokens_of
from waylight.record.engagement import Engagement

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User

USES = {
    Scope.READ: gettext_lazy("Read what I may read"),
    Scope.WRITE: gettext_lazy("Write what I may write"),
    Scope.IMPORT: gettext_lazy("Bring files in"),
    Scope.WEBHOOKS: gettext_lazy("Set up webhooks, and see what was sent"),
    Scope.PRACTICE: gettext_lazy("Invite people, and look after a practice"),
}
MAY = {  # the same, of a token that is there
    Scope.READ: gettext_lazy("read what you may read"),
    Scope.WRITE: gettext_lazy("write what you may write"),
    Scope.IMPORT: gettext_lazy("bring files in"),
    Scope.WEBHOOKS: gettext_lazy("set up webhooks, and see what was sent"),
    Scope.PRACTICE: gettext_lazy("invite people, and look after a practice"),
}
LASTS = {
    "30": gettext_lazy("30 days"),
    "90": gettext_lazy("90 days"),
    "180": gettext_lazy("half a year"),
    "365": gettext_lazy("a year"),
}
EVERYWHERE, SOME = "all", "some"


class TokenForm(forms.Form):
    """What a token is for, where, and how long."""

    name = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=60,
        help_text=gettext_lazy("As you will know it by in the list."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("It may"),
        choices=[(scope.value, words) for scope, words in USES.items()],
        initial=[Scope.READ.value],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what the token may be used for.")},
    )
    where = forms.ChoiceField(
        label=pgettext_lazy("where a token is good", "In"),
        choices=[
            (EVERYWHERE, gettext_lazy("Every engagement I may see, now or later")),
            (SOME, gettext_lazy("Only these:")),
        ],
        initial=EVERYWHERE,
        widget=forms.RadioSelect,
    )
    engagements = forms.MultipleChoiceField(
        label=gettext_lazy("Engagements"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    lasts = forms.ChoiceField(label=gettext_lazy("It ends after"), choices=list(LASTS.items()), initial="90")

    def offer(self, user: User) -> None:
        """Offer the engagements that the person may see."""
        mine = Engagement.objects.visible_to(user).select_related("client", "coach__user")
        chosen = cast("forms.MultipleChoiceField", self.fields["engagements"])
        chosen.choices = [(str(one.pk), str(one)) for one in mine]

    def clean(self) -> dict[str, Any]:
        """Some engagements are at least one."""
        given = super().clean() or {}
        if given.get("where") == SOME and not given.get("engagements"):
            self.add_error("engagements", gettext("Choose at least one engagement, or all of them."))
        return given


def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens there are, those that open something first."""
    every = list(tokens_of(cast("User", request.user)))
    named = _names(request, every)
    rows = [{"token": one, "uses": _uses(one), "where": named[one.pk]} for one in every]
    rows.sort(key=lambda row: not cast("Token", row["token"]).is_open)
    return render(request, "account/tokens.html", {"rows": rows})


def _uses(token: Token) -> str:
    return ", ".join(str(words) for scope, words in MAY.items() if token.may(scope))


def _names(request: HttpRequest, every: list[Token]) -> dict[int, list[str]]:
    """The engagements that each token is limited to, as far as its owner still sees them; none for all."""
    mine = Engagement.objects.visible_to(request.user).select_related("client", "coach__user")
    known = {one.pk: str(one) for one in mine}
    gone = gettext("an engagement you no longer see")
    return {token.pk: [known.get(number, gone) for number in token.engagements or []] for token in every}


@reauthentication_required  # type: ignore[untyped-decorator,unused-ignore]
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token, and show it this once."""
    user = cast("User", request.user)
    form = TokenForm(request.POST or None)
    form.offer(user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        only = [int(number) for number in given["engagements"]] if given["where"] == SOME else None
        expires_at = timezone.now() + timedelta(days=int(given["lasts"]))
        try:
            token, said = make_token(
                user, name=given["name"], scopes=given["scopes"], expires_at=expires_at, engagements=only
            )
        except ValueError as reason:
            form.add_error(None, str(reason))
        else:
            # Shown in the answer itself: what is kept for the next page would be kept in the clear.
            return render(request, "account/token_made.html", {"token": token, "said": said}, status=201)
    return render(request, "account/token_new.html", {"form": form})


@require_POST
def end(request: HttpRequest, access_token: int) -> HttpResponse:
    """End a token of one's own; whatever used it is let in no more."""
    ended = end_token(cast("User", request.user), access_token)
    said = gettext("That token opens nothing any more.") if ended else gettext("That token has ended already.")
    messages.success(request, said)
    return redirect("tokens")
