"""Who was erased, and how their names are known again without being kept.

Of an erased name only an HMAC-SHA-256 (Krawczyk, Bellare and Canetti 1997, RFC 2104) stays, under a key that the store
has for this alone. Whatever is brought later is compared with it, so that no file brings the name back.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from waylight.access.shared_keys import key_of_erased_names
from waylight.record.people import Alias, Person, normalise
from waylight.record.scope import OfEngagement, Scoped

SOMEONE = "someone"  # the same in every language, since it is compared
WORD = re.compile(r"[^\W_]+")


class Erasure(models.Model):
    """A person was erased: when, by whom, and why. The person is nameless now, so this says nothing of who it was."""

    class Why(models.TextChoices):
        ASKED = "asked", gettext_lazy("they asked for it")
        NOT_NEEDED = "not needed", gettext_lazy("it is not needed any more")  # not for readers
        BY_MISTAKE = "by mistake", gettext_lazy("it should never have been here")  # not for readers

    person = models.ForeignKey(Person, models.CASCADE, related_name="erasures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=12, choices=Why)
    at = models.DateTimeField(auto_now_add=True)


class ErasedName(OfEngagement):
    """A name that is not to come back into an engagement: its keyed hash, and the nameless alias it stands for."""

    keyed = models.CharField(max_length=64)
    alias = models.ForeignKey(Alias, models.CASCADE, related_name="erased_names")

    objects: ClassVar[Scoped[ErasedName]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "keyed"], name="erased_name_once_per_engagement")]


def bare(name: str) -> str:
    """The words of a name or an address, however they are written and joined; "" if there are none.

    >>> bare("Mei.Okafor@Norvia.example"), bare("mei_okafor norvia-example")
    ('mei okafor norvia example', 'mei okafor norvia example')
    """
    return " ".join(WORD.findall(normalise(name)))


def keyed(engagement: int, name: str, *, first: bool = False) -> str:
    """The keyed hash of a name within an engagement, 64 hex digits; the same name elsewhere has another.

    ``first`` is for a first name that stands alone: it is known again only where a text says whom it heard. Raises
    CannotOpen.
    """
    said = f"{engagement}\x1f{'first' if first else 'whole'}\x1f{bare(name)}"
    return hmac.new(key_of_erased_names(), said.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
