"""Mail headers and interaction tables become interactions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from waylight.record.bringing.outcome import Bringing, Outcome, digest, store
from waylight.record.interaction import Interaction
from waylight.record.people import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waylight.intake.rows import InteractionRow, MailRow


def set_aside_because(row: MailRow) -> str:
    """Why a message tells nothing about who reached whom, in English words; "" when it does."""
    if row.list_id:
        return gettext_noop("sent through a list")
    return gettext_noop("sent by a machine") if row.automatic else ""


def mail_key(message_id: str, recipient: str) -> str:
    """The name of one message to one recipient, given by address or spelling."""
    return digest("mail", message_id, normalise(recipient))


def table_key(row: InteractionRow, equal: Counter[str]) -> str:
    """The name of a table's row. Of equal rows in one table, ``equal`` counts which one this is.

    Two equal rows of one table were two messages in one second; the second is a row of its own.
    """
    base = digest("table", row.at, normalise(row.sender), normalise(row.recipient), row.kind, row.thread)
    equal[base] += 1
    return digest(base, equal[base])


def bring_mail(rows: Iterable[MailRow], to: Bringing) -> Outcome:
    """One interaction for each recipient of a message. Lists and automatic mail are set aside."""
    outcome = Outcome()
    store(_from_mail(rows, to, outcome), to, outcome)
    return outcome


def _from_mail(rows: Iterable[MailRow], to: Bringing, outcome: Outcome) -> Iterator[Interaction]:
    for n, row in enumerate(rows):
        to.report(n)
        if reason := set_aside_because(row):
            outcome.aside(reason)
            continue
        line = row.place.line
        sender = to.naming.mailbox(row.sender, file=to.file, line=line)
        boxes = [to.naming.mailbox(box, file=to.file, line=line) for box in (*row.to, *row.cc)]
        recipients = {alias.pk: alias for alias in boxes if alias and sender and alias.pk != sender.pk}
        if sender is None or not recipients:
            outcome.aside(gettext_noop("names nobody but its sender"))
            continue
        for alias in recipients.values():
            yield Interaction(
                engagement=to.engagement,
                kind=Interaction.Kind.MAIL,
                at=row.at,
                sender=sender,
                recipient=alias,
                thread=digest(row.thread),
                reply=row.reply,
                recipients=len(recipients),
                title=row.subject or "",
                key=mail_key(row.message_id, alias.value),
                source=to.file,
                line=line,
            )


def bring_table(rows: Iterable[InteractionRow], to: Bringing) -> Outcome:
    """Rows of an interactions table become interactions as they stand."""
    outcome = Outcome()
    store(_from_table(rows, to, outcome), to, outcome)
    return outcome


def _from_table(rows: Iterable[InteractionRow], to: Bringing, outcome: Outcome) -> Iterator[Interaction]:
    equal: Counter[str] = Counter()
    for n, row in enumerate(rows):
        to.report(n)
        line = row.place.line
        sender = to.naming.alias(row.sender, file=to.file, line=line)
        recipient = to.naming.alias(row.recipient, file=to.file, line=line)
        if sender.pk == recipient.pk:
            outcome.aside(gettext_noop("goes from somebody to themselves"))
            continue
        yield Interaction(
            engagement=to.engagement,
            kind=row.kind if row.kind in Interaction.Kind.values else Interaction.Kind.MESSAGE,
            at=row.at,
            sender=sender,
            recipient=recipient,
            thread=digest(row.thread) if row.thread else "",
            key=table_key(row, equal),
            source=to.file,
            line=line,
        )
