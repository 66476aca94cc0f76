"""Every model of the record, gathered so that Django finds them; each lives with the functions that change it."""

from waylight.record.account_invitation import AccountInvitation
from waylight.record.assistant import Assistant
from waylight.record.audit import AuditEvent
from waylight.record.belonging import Belonging
from waylight.record.between.letters import TodayLetter
from waylight.record.between.mood import Mood
from waylight.record.between.outcome import Outcome
from waylight.record.between.question import Answered, CoachQuestion
from waylight.record.between.wish import Wish
from waylight.record.calendars.subscription import Subscription
from waylight.record.clients_brought import BroughtClient, ClientsBrought
from waylight.record.coaching_log import PastCoaching
from waylight.record.consent import Consent
from waylight.record.engagement import Engagement
from waylight.record.first_steps import FirstSteps
from waylight.record.goal import Goal, GoalRating
from waylight.record.handing_over import HandedOver
from waylight.record.imports import Import, ImportFile, StagedChunk
from waylight.record.initiative import Initiative, Participation, Perspective
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection
from waylight.record.interaction import Interaction
from waylight.record.kept import Changes, Kept, KeptAnswer
from waylight.record.keys import Key
from waylight.record.landmark import Landmark
from waylight.record.learning import LearningNote, Study
from waylight.record.meeting import Meeting, Note, Utterance
from waylight.record.mirror import Adjustment, Correction, ShownMirror, WhoSpoke
from waylight.record.moment import OwnAnswer
from waylight.record.moving import MeetingMoved
from waylight.record.package import HoursCorrected, Package
from waylight.record.paper import Paper, PaperYes
from waylight.record.past_hours import PastHours
from waylight.record.people import Alias, Member, Organisation, Person, Practice, Stakeholder
from waylight.record.planning.feed import Feed
from waylight.record.planning.invited import Invite, Reply
from waylight.record.planning.reminders import Reminder
from waylight.record.planning.reminding import Reminding
from waylight.record.planning.series import Series
from waylight.record.privacy.asked import ErasureAsked
from waylight.record.privacy.erased import ErasedName, Erasure
from waylight.record.privacy.links import PrivacyLink
from waylight.record.privacy.retention import LetGo, Period
from waylight.record.pulse import Answer, Asked, Behaviour, Invitation, Letter, Pulse
from waylight.record.put_aside import SetAside
from waylight.record.remembered_map import RememberedMap
from waylight.record.saying_yes import GoalWish, GoalYes
from waylight.record.seen_entries import SeenEntry
from waylight.record.story import CopySent, Publication, Quoted, Story, StoryRequest, StoryVersion
from waylight.record.template import Template
from waylight.record.terms import InGroup, Terms
from waylight.record.webhooks.delivery import Delivery
from waylight.record.webhooks.hook import Webhook

__all__ = [
    "AccountInvitation",
    "Adjustment",
    "Alias",
    "Answer",
    "Answered",
    "Asked",
    "Assistant",
    "AuditEvent",
    "Behaviour",
    "Belonging",
    "BroughtClient",
    "Changes",
    "ClientsBrought",
    "CoachQuestion",
    "Commitment",
    "Confidence",
    "Consent",
    "CopySent",
    "Correction",
    "Delivery",
    "Engagement",
    "ErasedName",
    "Erasure",
    "ErasureAsked",
    "Feed",
    "FirstSteps",
    "Goal",
    "GoalRating",
    "GoalWish",
    "GoalYes",
    "HandedOver",
    "HoursCorrected",
    "Import",
    "ImportFile",
    "InGroup",
    "Initiative",
    "Insight",
    "Interaction",
    "Invitation",
    "Invite",
    "Kept",
    "KeptAnswer",
    "Key",
    "Landmark",
    "LearningNote",
    "LetGo",
    "Letter",
    "Meeting",
    "MeetingMoved",
    "Member",
    "Mood",
    "Note",
    "Organisation",
    "Outcome",
    "OwnAnswer",
    "Package",
    "Paper",
    "PaperYes",
    "Participation",
    "PastCoaching",
    "PastHours",
    "Period",
    "Person",
    "Perspective",
    "Practice",
    "PrivacyLink",
    "Publication",
    "Pulse",
    "Question",
    "Quoted",
    "Reflection",
    "RememberedMap",
    "Reminder",
    "Reminding",
    "Reply",
    "SeenEntry",
    "Series",
    "SetAside",
    "ShownMirror",
    "StagedChunk",
    "Stakeholder",
    "Story",
    "StoryRequest",
    "StoryVersion",
    "Study",
    "Subscription",
    "Template",
    "Terms",
    "TodayLetter",
    "Utterance",
    "Webhook",
    "WhoSpoke",
    "Wish",
]
