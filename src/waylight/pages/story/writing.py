"""Writing a story: the text on the left, on the right what the record has for it and what could give somebody away.

Every button of the page is one of its form, so that what was typed is kept with whatever else it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext

from waylight.lenses.story.forms.web import direction
from waylight.lenses.story.redacting import redact
from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.story.checking import check, knowing, quotes_in, speaking
from waylight.pages.story.finding import length_of, story_of
from waylight.pages.story.forms import WritingForm
from waylight.pages.story.material import material, named, put_in, untold
from waylight.pages.writing_again import Came, write_again
from waylight.record.story import Length, StoryVersion
from waylight.record.story.languages import is_spoken, name_of, words_in
from waylight.record.story.text import call_it, choose_words, tell_in, write
from waylight.record.unseen import mark_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User
    from waylight.lenses.story.known import Known
    from waylight.record.engagement import Engagement
    from waylight.record.story import Story

EVERYTHING = "all"


def writing(request: HttpRequest, engagement: int, story: int, length: str) -> HttpResponse:
    """Write the text of one length; put a piece into it; replace what could give somebody away."""
    found = find(request, engagement)
    mine, of = story_of(request, found, story), length_of(length)
    text_now, speaks = mine.text(of), mine.language
    form = WritingForm(request.POST or None, initial={"title": mine.title, "language": speaks, "text": text_now})
    form.fields["text"].widget.attrs |= {"lang": speaks, "dir": direction(speaks)}
    came = write_again(request, form, lambda seen: _keep(request, found, mine, of, form, seen), "text")
    if came is Came.WRITTEN:
        return HttpResponseRedirect(f"{reverse('story', args=[found.pk, mine.pk, of])}#{_next(request)}")
    newest = mine.latest(of)
    text = newest.text if newest else ""
    offers = material(found, request.user, today(), speaks)
    context: dict[str, Any] = {
        "story": mine,
        "length": of,
        "lengths": [(one, one.label, mine.latest(one)) for one in Length],
        "form": form,
        "changed": came.changed,
        "newest": newest,
        "seen": mark_of(text),
        "checked": check(text, knowing(found, request.user), mine),
        "quotes": quotes_in(text, found, request.user),
        "offers": offers,
        "untold": untold(text, offers) if is_spoken(speaks) else 0,
        "drafted_in": _otherwise(words_in(speaks)),
    }
    return show(request, "story/writing.html", found, "stories", status=came.status, **context)


def _otherwise(language: str) -> str:
    """A language, if the page is in another; else ""."""
    return "" if words_in(get_language() or "") == language else language


def _next(request: HttpRequest) -> str:
    return "leaks" if "replace" in request.POST else "material" if "put" in request.POST else "writing"


def _keep(
    request: HttpRequest, engagement: Engagement, story: Story, length: Length, form: WritingForm, seen: str
) -> None:
    """Keep what was typed, and do what the button says. Raises what ``write`` raises."""
    by, text = cast("User", request.user), form.cleaned_data["text"]
    if name := request.POST.get("put"):
        if (chosen := named(material(engagement, request.user, today(), story.language), name)) is None:
            messages.error(
                request, gettext("That is not in the record any more as it was; the text is kept as you wrote it.")
            )
        else:
            text = put_in(text, *chosen)
    made = write(story, length, text, by=by, seen=seen)
    if form.cleaned_data["title"].strip() and form.cleaned_data["title"].strip() != story.title:
        call_it(story, form.cleaned_data["title"])
    spoke = story.language
    if form.cleaned_data["language"] and form.cleaned_data["language"] != spoke:
        tell_in(story, form.cleaned_data["language"])
    if which := request.POST.get("replace"):
        _replace(request, engagement, story, which)
    elif made:
        messages.success(request, gettext("Kept as version {number}.").format(number=made.number))
    elif story.language != spoke:
        said = gettext("Every text of this story is in {language} from now on.")
        messages.success(request, said.format(language=name_of(story.language)))
    else:
        messages.success(request, gettext("Nothing in the text is otherwise than before."))


def _replace(request: HttpRequest, engagement: Engagement, story: Story, which: str) -> None:
    """Replace one thing, or everything, in the texts of every length, by the words typed beside it."""
    known, typed = knowing(engagement, request.user), _typed(request)
    only = None if which == EVERYTHING else {request.POST.get(f"about-{which}", "")}
    choose_words(story, {about: words for about, words in typed.items() if only is None or about in only})
    changed = [str(one.label) for one in Length if _replaced(request, story, one, known, only)]
    if changed:
        messages.success(request, gettext("Replaced in {texts}.").format(texts=", ".join(changed)))
    else:
        messages.error(request, gettext("There was nothing to replace."))


def _typed(request: HttpRequest) -> dict[str, str]:
    """The words beside each thing that could give somebody away, as the page showed them or somebody changed them."""
    given = request.POST
    numbers = [name.removeprefix("about-") for name in given if name.startswith("about-")]
    return {str(given[f"about-{n}"])[:400]: str(given.get(f"words-{n}", ""))[:200] for n in numbers}


def _replaced(
    request: HttpRequest, story: Story, length: Length, known: list[Known], only: set[str] | None
) -> StoryVersion | None:
    before = story.text(length)
    after = redact(before, known, instead=story.replacements, only=only, tongue=speaking(story)).text
    return write(story, length, after, by=cast("User", request.user), how=StoryVersion.How.REPLACED)
