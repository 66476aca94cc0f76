"""Webhooks that were removed: listed, and put back as long as what they were told is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.access.tokens import Scope
from waylight.api.finding import one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.removed import removed
from waylight.api.shapes.base import Page
from waylight.api.shapes.removed import Removed
from waylight.api.shapes.webhooks import Webhook
from waylight.api.webhooks import get_webhook, reached
from waylight.record.webhooks import hook as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST = "/removed-webhooks"
BACK = f"{LIST}/{{int:removed_webhook}}/back"


def _removed(request: HttpRequest) -> QuerySet[record.Webhook]:
    return reached(request).filter(removed_at__isnull=False)


@operation(router, "GET", LIST, like="webhooks", answers=Page[Removed], scope=Scope.WEBHOOKS)
def list_removed_webhooks(request: HttpRequest, asked: Query[Asked]) -> Page[Removed]:
    """The webhooks that the token's owner removed: the day each was set up, and its name."""
    return page(_removed(request), asked, lambda one: removed(one.pk, one.made_at.date(), one.name, one.removed_at))


@operation(router, "POST", BACK, like="put-back-webhook", answers=Webhook, scope=Scope.WEBHOOKS)
def put_webhook_back(request: HttpRequest, removed_webhook: int) -> Webhook:
    """Put a webhook back as it was; of what happened meanwhile it is not told."""
    record.put_back(one_of(_removed(request), removed_webhook))
    return get_webhook(request, removed_webhook)
