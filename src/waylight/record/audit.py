"""Who saw or changed what, and when. No content is ever here."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """One thing that somebody did. Rows are added, never changed."""

    at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    engagement = models.ForeignKey("record.Engagement", models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    what = models.CharField(max_length=80, blank=True)  # the thing's kind and number

    class Meta:
        ordering = ["at", "pk"]
