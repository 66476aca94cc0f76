"""The words of each use: what is read, what is kept, what never is, and what stops when the client withdraws.

These are what a client agrees to, and they are stored with the agreement, in the language she read them in. Whoever
changes what a use reads or keeps changes its words here and in the catalogs, and counts its version up; agreements
given before stand for the words they were given in.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from waylight.record.consent import Consent

Use = Consent.Use


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one use, in the client's own voice's direction: *you* is always the client."""

    version: int
    title: str
    read: str
    kept: str
    never: str
    stops: str

    @property
    def said(self) -> Words:
        """The same in the language that is spoken now."""
        texts = {name: gettext(getattr(self, name)) for name in ("title", "read", "kept", "never", "stops")}
        return Words(self.version, **texts)

    @property
    def in_full(self) -> str:
        """All of it as one text in the language that is spoken now, as it is stored with an agreement."""
        return gettext(
            "{title} (version {version})\n\nWhat is read: {read}\n\nWhat is kept: {kept}\n\n"
            "What never is: {never}\n\nIf you withdraw: {stops}"
        ).format(**asdict(self.said))

    def are(self, text: str) -> bool:
        """Whether a text is all of it, in whichever language it was read when it was agreed to."""
        return any(text == self._in_full_in(language) for language, _ in settings.LANGUAGES)

    def _in_full_in(self, language: str) -> str:
        with translation.override(language):
            return self.in_full


WORDS: dict[str, Words] = {
    Use.RECORDING: Words(
        version=1,
        title=gettext_noop("Transcripts of meetings"),
        read=gettext_noop(
            "The transcript of a meeting that you or your coach brings: who spoke, when, and what was said."
        ),
        kept=gettext_noop(
            "Each turn with its speaker and its minute, so that your own words can be found again in the meeting they "
            "come from. Only you and your coach see them."
        ),
        never=gettext_noop(
            "Sound and pictures are never read or kept. Nothing said is shown to your sponsor or your company."
        ),
        stops=gettext_noop(
            "No transcript is shown or searched any more. The meetings themselves stay in the list, and so do the "
            "commitments and questions that you or your coach kept from them."
        ),
    ),
    Use.MAIL: Words(
        version=1,
        title=gettext_noop("Mail headers"),
        read=gettext_noop(
            "The headers of the mail that you or your coach brings: sender, recipients, date, subject, and what says "
            "which messages belong together. A table of messages or calls counts as mail."
        ),
        kept=gettext_noop(
            "Who wrote to whom, when, in which thread, and whether it was an answer. Of a subject only a fingerprint, "
            "unless whoever brings the file asks for subjects to be kept in clear. Only you and your coach see it."
        ),
        never=gettext_noop(
            "The text of a mail and its attachments are never decoded, shown or stored. Nobody’s mailbox is "
            "connected: only files that one of you brings are read."
        ),
        stops=gettext_noop(
            "No figure, brief, map or path counts mail, messages or calls any more. The names of the people you "
            "wrote with stay in the list of people."
        ),
    ),
    Use.CALENDAR: Words(
        version=1,
        title=gettext_noop("Calendars"),
        read=gettext_noop(
            "The calendar file that you or your coach brings: when something takes place, who invited whom, and who "
            "accepted."
        ),
        kept=gettext_noop(
            "Time, organiser, those invited and their answers. Of a title only a fingerprint, unless whoever brings "
            "the file asks for titles to be kept in clear. Only you and your coach see it."
        ),
        never=gettext_noop(
            "Descriptions, places, links and attachments are never kept. No calendar is connected: only files that "
            "one of you brings are read."
        ),
        stops=gettext_noop(
            "No figure, brief, map or path counts your meetings with others any more. The meetings with your coach "
            "stay in the list, because they are appointments between the two of you."
        ),
    ),
    Use.PULSE: Words(
        version=1,
        title=gettext_noop("The pulse"),
        read=gettext_noop(
            "What the people you name answer to a few short questions, which you see before they are asked."
        ),
        kept=gettext_noop("Their answers, grouped. You see a group from three answers on, anybody else from five on."),
        never=gettext_noop(
            "Who gave which answer is never shown, to you, your coach or anybody else. Nobody is asked whom you did "
            "not name."
        ),
        stops=gettext_noop("Nobody is asked any more, and no page shows answers that were given."),
    ),
    Use.SPONSOR_REPORT: Words(
        version=3,
        title=gettext_noop("Reports to your sponsor"),
        read=gettext_noop(
            "The goals to which you say yes, how you and your coach both say they stand, attendance, and the pulse as "
            "a group."
        ),
        kept=gettext_noop(
            "When your sponsor says yes to a goal, and what they would like worded otherwise. Your sponsor has a page "
            "and a report with your goals, with meetings held, moved and called off, and with the pulse as a group; "
            "you can open it and read what they read."
        ),
        never=gettext_noop(
            "Nothing said in a meeting or written in a journal, and nothing about who is in contact with whom."
        ),
        stops=gettext_noop(
            "Your sponsor’s page shows neither goals nor meetings any more, and says so. No further report is made. "
            "What was printed or kept before cannot be called back."
        ),
    ),
    Use.STORY: Words(
        version=1,
        title=gettext_noop("A story without your name"),
        read=gettext_noop("The path of this engagement, as you and your coach see it."),
        kept=gettext_noop(
            "A story in which every person, company, place, product, date and exact figure is replaced. You read it "
            "before anybody else does."
        ),
        never=gettext_noop("It is never published without this agreement, and never with your name."),
        stops=gettext_noop("The story is taken back, and is not told from here any more."),
    ),
    Use.HOURS_LOG: Words(
        version=1,
        title=gettext_noop("Your name in your coach’s log of hours"),
        read=gettext_noop(
            "Your name, the address you are reached at, the first and last day of this engagement, how many are "
            "coached with you, and how many hours, paid or not."
        ),
        kept=gettext_noop(
            "A line with these in a table that your coach keeps and may hand to who accredits coaches, such as the "
            "International Coaching Federation, which may ask you whether the hours are right."
        ),
        never=gettext_noop("Nothing said, written or agreed, no goal and no date of a single meeting."),
        stops=gettext_noop(
            "Your line is left off the log, and only counted as one that is left off. A table that was handed over "
            "before cannot be called back."
        ),
    ),
}
