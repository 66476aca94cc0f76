"""Who may let programs in, and have them told: of an account's own, or of an engagement."""

from __future__ import annotations

from waylight.access.parts import Part, Rule, rule

_SIGNED_IN, _WORKING = [Part.SIGNED_IN], [Part.COACHING, Part.ADMIN]

PROGRAMS: dict[str, Rule] = {
    "new-token": rule(see=_SIGNED_IN, act=_SIGNED_IN),
    "tokens": rule(see=_SIGNED_IN),
    "end-token": rule(act=_SIGNED_IN),
    # addresses that are told of events; each is its owner's alone, as the view has it
    **dict.fromkeys(["webhooks", "webhook", "webhook-csv"], rule(see=_WORKING)),
    **dict.fromkeys(["new-webhook", "edit-webhook", "renew-webhook-secret"], rule(see=_WORKING, act=_WORKING)),
    **dict.fromkeys(
        [
            *("pause-webhook", "resume-webhook", "test-webhook", "send-events-again", "send-event-again"),
            *("remove-webhook", "put-back-webhook"),
        ],
        rule(act=_WORKING),
    ),
}
