"""Takes what came with an import's files out of the record, and lets go of what nothing else needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from waylight.record.bringing.people_met import met
from waylight.record.bringing.touched import forget_organisations, put_back
from waylight.record.initiative import Perspective
from waylight.record.insight import STANDS, Commitment, Confidence, Insight, Question, Reflection
from waylight.record.interaction import Interaction
from waylight.record.kept import rows_changed
from waylight.record.meeting import Meeting, Note, Utterance
from waylight.record.people import Alias, Person, Stakeholder, normalise, part

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.record.imports import Import

SOURCED: tuple[type[Any], ...] = (Alias, Stakeholder, Meeting, Note, Interaction, Insight, Commitment)
SOURCED += (Confidence, Question, Reflection, Utterance)


def take_out(brought: Import) -> set[str]:
    """Remove the rows that came with an import's files, and put back what they changed in others.

    Returns the words of the commitments that this opened or removed, normalised.
    """
    put_back(brought.result.get("touched", []))
    words = _open_again(brought)
    # Views were noted by hand: those from shared entries stay. A private one goes, or the coach would see it;
    # so does one that was removed with its entry.
    shared = Perspective.objects.filter(STANDS, reflection__source__brought=brought, reflection__private=False)
    shared.update(reflection=None)
    first = Interaction.objects.filter(source__brought=brought).aggregate(at=Min("at"))["at"]
    if first:
        rows_changed(brought.engagement_id, since=first)
    for model in (Interaction, Insight, Commitment, Confidence, Question, Reflection, Utterance, Note):
        model.objects.filter(source__brought=brought).delete()
    for meeting in Meeting.objects.filter(source__brought=brought):
        _let_go(meeting)
    for alias in Alias.objects.filter(joined_in__brought=brought):
        part(alias)
    # What a file said of a place goes with it; other files that said the same say it again when they are replayed.
    Stakeholder.objects.filter(source__brought=brought).update(level="", side="", named=False)
    return words


def _open_again(brought: Import) -> set[str]:
    """Open the commitments that these files settled; returns the words of those, and of those that go with the files.

    Entries of other files that speak of the same words are read again, as if these files had never been.
    """
    settled_here = Commitment.objects.filter(settled_in__source__brought=brought)
    going = Commitment.objects.filter(source__brought=brought)
    words = {normalise(one.text) for found in (settled_here, going) for one in found}
    settled_here.update(state=Commitment.State.OPEN, settled_on=None, settled_in=None, was="")
    return words


def _let_go(meeting: Meeting) -> None:
    """A meeting goes, unless somebody wrote something on it, or another file's transcript is of it."""
    said = any(
        model.objects.filter(meeting=meeting).exists() for model in (Commitment, Insight, Question, Confidence, Note)
    )
    turn = Utterance.objects.filter(meeting=meeting).first()
    if said or meeting.has_words:
        Meeting.objects.filter(pk=meeting.pk).update(source=None, line=None)
    elif turn:
        Meeting.objects.filter(pk=meeting.pk).update(source=turn.source_id, line=None, key=None)
    else:
        meeting.delete()


def let_go_of_names(brought: Import) -> None:
    """After the other imports were replayed: remove the names, people and organisations that nothing needs any more."""
    _stakeholders(brought)
    _aliases(brought)
    forget_organisations(brought.result.get("touched", []))
    for model in SOURCED:  # what a user has built on stays, without the place it came from
        model._default_manager.filter(source__brought=brought).update(source=None, line=None)


def _stakeholders(brought: Import) -> None:
    """A stakeholder whom other files show belongs to those; one whom nothing shows goes."""
    still_met = met(brought.engagement)
    for stakeholder in Stakeholder.objects.filter(source__brought=brought):
        source, line = still_met.get(stakeholder.person_id, (None, None))
        if source:
            Stakeholder.objects.filter(pk=stakeholder.pk).update(source=source, line=line)
        elif not stakeholder.invitations.exists():
            stakeholder.delete()


def _aliases(brought: Import) -> None:
    """A name that other files' rows carry belongs to those; one that nothing carries goes, with its person."""

    def first(model: type[Interaction | Utterance], field: str) -> Subquery:
        return Subquery(model._default_manager.filter(**{field: OuterRef("pk")}).order_by("pk").values("source")[:1])

    mine = Alias.objects.filter(source__brought=brought)
    carried = Coalesce(first(Interaction, "sender"), first(Interaction, "recipient"), first(Utterance, "speaker"))
    mine.annotate(now=carried).filter(now__isnull=False).update(source=F("now"), line=None)
    forget_unused(mine)


def forget_unused(mine: QuerySet[Alias]) -> None:
    """Of these names, remove those that no row carries and nobody needs, and the people who are left without any."""
    needed = Person.objects.filter(pk=OuterRef("person")).filter(_needed())
    unused = mine.filter(sent=None, received=None, utterances=None).exclude(Exists(needed))
    people = {pk for pair in unused.values_list("person", "first_person") for pk in pair}
    Alias.objects.filter(pk__in=list(unused.values_list("pk", flat=True))).delete()
    named = Q(aliases__isnull=False) | Exists(Alias.objects.filter(first_person=OuterRef("pk")))
    keep = set(Person.objects.filter(_needed() | named, pk__in=people).values_list("pk", flat=True))
    Person.objects.filter(pk__in=people - keep).delete()


def _needed() -> Q:
    """A person whom something other than a name in a file needs: one who was erased is needed to stay nameless."""
    needs = ("stakes", "insights", "participations", "perspectives", "coached_in", "sponsors", "user", "erasures")
    condition = Q()
    for need in needs:
        condition |= Q(**{f"{need}__isnull": False})
    return condition
