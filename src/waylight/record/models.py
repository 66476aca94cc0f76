"""Every model of the record, gathered so that Django finds them; each lives with the functions that change it."""

from waylight.record.account_invitation import AccountInvitation
from waylight.record.audit import AuditEvent
from waylight.record.belonging import Belonging
from waylight.record.consent import Consent
from waylight.record.engagement import Engagement
from waylight.record.handing_over import HandedOver
from waylight.record.imports import Import, ImportFile, StagedChunk
from waylight.record.initiative import Initiative, Participation, Perspective
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection, SetAside
from waylight.record.interaction import Interaction
from waylight.record.keys import Key
from waylight.record.meeting import Meeting, Note, Utterance
from waylight.record.past_hours import PastHours
from waylight.record.people import Alias, Member, Organisation, Person, Practice, Stakeholder
from waylight.record.privacy.asked import ErasureAsked
from waylight.record.privacy.erased import ErasedName, Erasure
from waylight.record.privacy.links import PrivacyLink
from waylight.record.privacy.retention import LetGo, Period
from waylight.record.pulse import Answer, Asked, Behaviour, Invitation, Letter, Pulse
from waylight.record.story import LearningNote, Story

__all__ = [
    "AccountInvitation",
    "Alias",
    "Answer",
    "Asked",
    "AuditEvent",
    "Behaviour",
    "Belonging",
    "Commitment",
    "Confidence",
    "Consent",
    "Engagement",
    "ErasedName",
    "Erasure",
    "ErasureAsked",
    "HandedOver",
    "Import",
    "ImportFile",
    "Initiative",
    "Insight",
    "Interaction",
    "Invitation",
    "Key",
    "LearningNote",
    "LetGo",
    "Letter",
    "Meeting",
    "Member",
    "Note",
    "Organisation",
    "Participation",
    "PastHours",
    "Period",
    "Person",
    "Perspective",
    "Practice",
    "PrivacyLink",
    "Pulse",
    "Question",
    "Reflection",
    "SetAside",
    "StagedChunk",
    "Stakeholder",
    "Story",
    "Utterance",
]
