"""Who may let programs in, and have them told: of an account's own, or of an engagement."""

from __future__ import annotations

from waylight.access.parts import Part, Rule, rule

_BOTH = [Part.COACH, Part.CLIENT]
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
    # whether an assistant may read: its coach lets it, either ends it; which of the two, the record says
    "assistant": rule(see=_BOTH),
    **dict.fromkeys(["assistant-on", "assistant-off"], rule(act=_BOTH)),
}
