"""What coach and client write on a meeting itself, and what a calendar program answered to its invitation."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of
from waylight.api.meetings import IT, find
from waylight.api.operations import operation
from waylight.api.problem import refusing
from waylight.api.shapes.meetings import ChangedMeetingWords, MeetingAnswer, MeetingReply, MeetingWords
from waylight.intake.calendar_reply import read_reply
from waylight.record.planning.answers import take_replies
from waylight.record.planning.words import What, shown, write

router = Router()
WORDS = f"{IT}/words"


@operation(router, "GET", WORDS, like="meeting", answers=MeetingWords)
def get_meeting_words(request: HttpRequest, engagement: int, meeting: int) -> MeetingWords:
    """What is written on a meeting itself."""
    one = find(request, engagement, meeting)
    return MeetingWords(agreement=one.agreement, shared=one.shared, taken_along=one.taken_along)


@operation(router, "PATCH", WORDS, like="meeting-shared", answers=MeetingWords)
def change_meeting_words(
    request: HttpRequest, engagement: int, meeting: int, given: ChangedMeetingWords
) -> MeetingWords:
    """Write on a meeting itself, in the place where both write: send If-Match, so that nothing unseen is lost."""
    one = find(request, engagement, meeting)
    with refusing():
        for name, text in given.model_dump(exclude_none=True).items():
            write(one, What(name), text, seen=shown(one, What(name)).mark)
    return get_meeting_words(request, engagement, meeting)


@operation(router, "POST", f"{ONE}/meeting-replies", like="meeting-reply", answers=MeetingAnswer)
def take_meeting_reply(request: HttpRequest, engagement: int, given: MeetingReply) -> MeetingAnswer:
    """Take what the client's calendar program answered to an invitation; it says itself which."""
    found = engagement_of(request, engagement)
    with refusing():
        answer = take_replies(found, read_reply(given.text.encode()))[-1]
    return MeetingAnswer(answer=answer.answer, said_at=answer.said_at)  # type: ignore[arg-type]
