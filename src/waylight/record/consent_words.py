"""The words of each use: what is read, what is kept, what never is, and what stops when the client withdraws.

These are what a client agrees to, and they are stored with the agreement. Whoever changes what a use reads or keeps
changes its words here and counts its version up; agreements given before stand for the words they were given in.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    def in_full(self) -> str:
        """All of it as one text, as it is stored with an agreement."""
        return (
            f"{self.title} (version {self.version})\n\nWhat is read: {self.read}\n\nWhat is kept: {self.kept}\n\n"
            f"What never is: {self.never}\n\nIf you withdraw: {self.stops}"
        )


WORDS: dict[str, Words] = {
    Use.RECORDING: Words(
        version=1,
        title="Transcripts of meetings",
        read="The transcript of a meeting that you or your coach brings: who spoke, when, and what was said.",
        kept="Each turn with its speaker and its minute, so that your own words can be found again in the meeting they "
        "come from. Only you and your coach see them.",
        never="Sound and pictures are never read or kept. Nothing said is shown to your sponsor or your company.",
        stops="No transcript is shown or searched any more. The meetings themselves stay in the list, and so do the "
        "commitments and questions that you or your coach kept from them.",
    ),
    Use.MAIL: Words(
        version=1,
        title="Mail headers",
        read="The headers of the mail that you or your coach brings: sender, recipients, date, subject, and what says "
        "which messages belong together. A table of messages or calls counts as mail.",
        kept="Who wrote to whom, when, in which thread, and whether it was an answer. Of a subject only a fingerprint, "
        "unless whoever brings the file asks for subjects to be kept in clear. Only you and your coach see it.",
        never="The text of a mail and its attachments are never decoded, shown or stored. Nobody’s mailbox is "
        "connected: only files that one of you brings are read.",
        stops="No figure, brief, map or path counts mail, messages or calls any more. The names of the people you "
        "wrote with stay in the list of people.",
    ),
    Use.CALENDAR: Words(
        version=1,
        title="Calendars",
        read="The calendar file that you or your coach brings: when something takes place, who invited whom, and who "
        "accepted.",
        kept="Time, organiser, those invited and their answers. Of a title only a fingerprint, unless whoever brings "
        "the file asks for titles to be kept in clear. Only you and your coach see it.",
        never="Descriptions, places, links and attachments are never kept. No calendar is connected: only files that "
        "one of you brings are read.",
        stops="No figure, brief, map or path counts your meetings with others any more. The meetings with your coach "
        "stay in the list, because they are appointments between the two of you.",
    ),
    Use.PULSE: Words(
        version=1,
        title="The pulse",
        read="What the people you name answer to a few short questions, which you see before they are asked.",
        kept="Their answers, grouped. You see a group from three answers on, anybody else from five on.",
        never="Who gave which answer is never shown, to you, your coach or anybody else. Nobody is asked whom you did "
        "not name.",
        stops="Nobody is asked any more, and no page shows answers that were given.",
    ),
    Use.SPONSOR_REPORT: Words(
        version=3,
        title="Reports to your sponsor",
        read="The goals to which you say yes, how you and your coach both say they stand, attendance, and the pulse as "
        "a group.",
        kept="When your sponsor says yes to a goal, and what they would like worded otherwise. Your sponsor has a page "
        "and a report with your goals, with meetings held, moved and called off, and with the pulse as a group; you "
        "can open it and read what they read.",
        never="Nothing said in a meeting or written in a journal, and nothing about who is in contact with whom.",
        stops="Your sponsor’s page shows neither goals nor meetings any more, and says so. No further report is made. "
        "What was printed or kept before cannot be called back.",
    ),
    Use.STORY: Words(
        version=1,
        title="A story without your name",
        read="The path of this engagement, as you and your coach see it.",
        kept="A story in which every person, company, place, product, date and exact figure is replaced. You read it "
        "before anybody else does.",
        never="It is never published without this agreement, and never with your name.",
        stops="The story is taken back, and is not told from here any more.",
    ),
    Use.HOURS_LOG: Words(
        version=1,
        title="Your name in your coach’s log of hours",
        read="Your name, the address you are reached at, the first and last day of this engagement, how many are "
        "coached with you, and how many hours, paid or not.",
        kept="A line with these in a table that your coach keeps and may hand to who accredits coaches, such as the "
        "International Coaching Federation, which may ask you whether the hours are right.",
        never="Nothing said, written or agreed, no goal and no date of a single meeting.",
        stops="Your line is left off the log, and only counted as one that is left off. A table that was handed over "
        "before cannot be called back.",
    ),
}
