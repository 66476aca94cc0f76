"""Webhooks: whom to tell of what, and what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.removed import Removed
from waylight.api.shapes.webhooks import Again, Delivery, MadeWebhook, NewSecret, Webhook
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.webhooks import ChangedWebhook, NewWebhook, Since


class Webhooks(Calling):
    """Webhooks: whom to tell of what, and what was sent."""

    def list_webhooks(self, *, limit: int = 50, cursor: str = "") -> Page[Webhook]:
        """The webhooks of the token's owner, as far as the token reaches."""
        return self._get("webhooks", Page[Webhook], limit=limit, cursor=cursor)

    def get_webhook(self, webhook: int) -> Webhook:
        """One webhook. Its secret is not said again."""
        return self._get(f"webhooks/{webhook}", Webhook)

    def set_up_webhook(self, given: NewWebhook, *, key: str | None = None) -> MadeWebhook:
        """Set a webhook up. The answer holds its secret, this once."""
        return self._post("webhooks", MadeWebhook, given, key)

    def change_webhook(self, webhook: int, given: ChangedWebhook, *, seen: Shape | None = None) -> Webhook:
        """Choose anew, pause it, or let it go on."""
        return self._patch(f"webhooks/{webhook}", Webhook, given, seen)

    def remove_webhook(self, webhook: int, *, seen: Shape | None = None) -> None:
        """Tell it of nothing any more."""
        self._delete(f"webhooks/{webhook}", seen)

    def list_removed_webhooks(self, *, limit: int = 50, cursor: str = "") -> Page[Removed]:
        """The webhooks that the token's owner removed: the day each was set up, and its name."""
        return self._get("removed-webhooks", Page[Removed], limit=limit, cursor=cursor)

    def put_webhook_back(self, removed_webhook: int, *, key: str | None = None) -> Webhook:
        """Put a webhook back as it was; of what happened meanwhile it is not told."""
        return self._post(f"removed-webhooks/{removed_webhook}/back", Webhook, None, key)

    def renew_webhook_secret(self, webhook: int, *, key: str | None = None) -> NewSecret:
        """Make a new secret, said this once; the one before signs beside it for a day."""
        return self._post(f"webhooks/{webhook}/secret", NewSecret, None, key)

    def test_webhook(self, webhook: int, *, key: str | None = None) -> Delivery:
        """Send an event that says nothing."""
        return self._post(f"webhooks/{webhook}/test", Delivery, None, key)

    def list_events(self, webhook: int, *, limit: int = 50, cursor: str = "", waiting: bool = False) -> Page[Delivery]:
        """What was sent in the last thirty days, and what waits, in order."""
        return self._get(f"webhooks/{webhook}/events", Page[Delivery], limit=limit, cursor=cursor, waiting=waiting)

    def send_event_again(self, webhook: int, delivery: int, *, key: str | None = None) -> Again:
        """Send one event once more, by the same name."""
        return self._post(f"webhooks/{webhook}/events/{delivery}/again", Again, None, key)

    def send_events_again(self, webhook: int, given: Since, *, key: str | None = None) -> Again:
        """Send everything since a time once more, each event by the same name."""
        return self._post(f"webhooks/{webhook}/again", Again, given, key)
