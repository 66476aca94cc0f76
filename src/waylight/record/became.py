"""What became of something that the client chose to do, in the reader's words, as they stand within a sentence."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

BECAME = {
    "open": pgettext_lazy("a commitment", "open"),
    "kept": pgettext_lazy("a commitment", "kept"),
    "changed": pgettext_lazy("a commitment", "changed"),
    "dropped": pgettext_lazy("a commitment", "dropped"),
}
