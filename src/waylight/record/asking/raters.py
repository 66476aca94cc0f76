"""Who can be asked: those whom the client named and who have an address; never who takes part in the coaching."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from waylight.record.people import Alias, Person, Stakeholder, goes_by, normalise
from waylight.record.pulse import Pulse

if TYPE_CHECKING:
    from waylight.record.engagement import Engagement


@dataclass(frozen=True, slots=True)
class Rater:
    """A stakeholder, the address she would be asked at ("" for none), and why she is never asked, if she is not."""

    stakeholder: Stakeholder
    address: str
    never: str

    @property
    def lacks_address(self) -> bool:
        """Whether she could be asked if an address were known."""
        return not self.never and not self.address

    @property
    def why_not(self) -> str:
        """Why she is not asked now; "" if she can be."""
        return gettext("No address is known.") if self.lacks_address else self.never


def could_be_asked(engagement: Engagement) -> list[Rater]:
    """Those whom the client named, by name. Who takes part in the coaching is in it, with the reason why not."""
    named = Stakeholder.objects.filter(engagement=engagement, named=True, person__erasures=None)
    known, taking_part = addresses(engagement), _taking_part(engagement)
    return [
        Rater(one, known.get(one.person_id, ""), _why_never(one, known.get(one.person_id, ""), engagement, taking_part))
        for one in named.select_related("person").order_by("person__name", "pk")
    ]


def addresses(engagement: Engagement) -> dict[int, str]:
    """The first address of each person in the engagement's files, by the person's number."""
    found: dict[int, str] = {}
    every = Alias.objects.filter(engagement=engagement, value__contains="@").order_by("pk")
    for person, value in every.values_list("person", "value"):
        found.setdefault(person, value)
    return found


def address_of(stakeholder: Stakeholder) -> str:
    """The first address of a stakeholder, "" for none."""
    hers = Alias.objects.filter(engagement=stakeholder.engagement_id, person=stakeholder.person_id, value__contains="@")
    return hers.order_by("pk").values_list("value", flat=True).first() or ""


def _taking_part(engagement: Engagement) -> dict[str, str]:
    """The addresses under which coach and client sign in or stand in the files, and which of the two it is."""
    coach, client = engagement.coach.user, engagement.client
    found = {normalise(coach.email): "coach"}
    found |= {normalise(client.user.email): "client"} if client.user else {}
    mine = Alias.objects.filter(engagement=engagement, value__contains="@")
    found |= dict.fromkeys(mine.filter(person__user=coach).values_list("value", flat=True), "coach")
    return found | dict.fromkeys(mine.filter(person=client).values_list("value", flat=True), "client")


def _why_never(one: Stakeholder, address: str, engagement: Engagement, taking_part: dict[str, str]) -> str:
    person: Person = one.person
    if person.pk == engagement.client_id or taking_part.get(address) == "client":
        return gettext("{name} is whom the questions are about, and is not asked.").format(name=person.name)
    if (person.user_id and person.user_id == engagement.coach.user_id) or taking_part.get(address) == "coach":
        why = gettext("{name} coaches here and sees the answers as a group, and so is not asked.")
        return why.format(name=person.name)
    return ""


def speaks(stakeholder: Stakeholder, language: str) -> None:
    """Say in which language somebody is asked, in this round and later ones; "" for that of the round.

    It is said by who asks and never learnt from the page that she opens: that would tell that she was there. Raises
    ValueError for a language that there is not.
    """
    if language and language not in Pulse.Language.values:
        raise ValueError(gettext("Choose one of the languages."))
    Stakeholder.objects.filter(pk=stakeholder.pk).exclude(language=language).update(language=language)


def give_address(stakeholder: Stakeholder, address: str) -> None:
    """Note the address of somebody who has none. Raises ValueError for one that is somebody else's."""
    engagement, value = stakeholder.engagement, normalise(address)
    taken = Alias.objects.filter(engagement=engagement, value=value).exclude(person=stakeholder.person_id)
    if taken.exists() or value in _taking_part(engagement):
        why = gettext("{address} is the address of somebody else here. Nothing was changed.")
        raise ValueError(why.format(address=address))
    goes_by(engagement, stakeholder.person, [address])
