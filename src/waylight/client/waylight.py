"""The client: every operation of the API as a method of its name."""

from __future__ import annotations

from waylight.client.belongings import Belongings
from waylight.client.between import Between
from waylight.client.calendar_readings import CalendarReadings
from waylight.client.client_lists import ClientLists
from waylight.client.coaching_log import LogOfCoaching
from waylight.client.consents import Consents
from waylight.client.engagements import Engagements
from waylight.client.feed import OwnFeed
from waylight.client.figures import Figures
from waylight.client.files import Files
from waylight.client.found import Found
from waylight.client.goals import Goals
from waylight.client.goals_agreed import GoalsAgreed
from waylight.client.hour_lists import HourLists
from waylight.client.hours import Hours
from waylight.client.imports import Imports
from waylight.client.initiatives import Initiatives
from waylight.client.interactions import Interactions
from waylight.client.invitations import Invitations
from waylight.client.kind_of_coaching import KindsOfCoaching
from waylight.client.learning_hours import HoursOfLearning
from waylight.client.learning_notes import LearningNotes
from waylight.client.mails_in_doubt import MailsInDoubt
from waylight.client.meeting_words import MeetingOwnWords
from waylight.client.meetings import Meetings
from waylight.client.member_invitations import MemberInvitations
from waylight.client.members import Members
from waylight.client.mirror import OwnMirror
from waylight.client.notes import Notes
from waylight.client.own_path import OwnPath
from waylight.client.papers import Papers
from waylight.client.participations import Participations
from waylight.client.people import People
from waylight.client.perspectives import Perspectives
from waylight.client.practices import Practices
from waylight.client.privacy import ErasuresAsked, PrivacyLinks
from waylight.client.proposals import OfProposals
from waylight.client.pulse import Pulse
from waylight.client.raters import Raters
from waylight.client.reflections import Reflections
from waylight.client.reminders import OwnReminders
from waylight.client.removed import OfRemoved
from waylight.client.retention import KeptFor
from waylight.client.said import Said
from waylight.client.stakeholders import Stakeholders
from waylight.client.stories import Stories
from waylight.client.story_publications import StoryPublications
from waylight.client.story_requests import StoryRequests
from waylight.client.tables import Tables
from waylight.client.templates import Templates
from waylight.client.today import OwnToday
from waylight.client.webhooks import Webhooks


class Waylight(
    Belongings,
    Between,
    CalendarReadings,
    ClientLists,
    Consents,
    Engagements,
    ErasuresAsked,
    Figures,
    Files,
    Found,
    Goals,
    GoalsAgreed,
    HourLists,
    Hours,
    HoursOfLearning,
    Imports,
    Initiatives,
    Interactions,
    Invitations,
    KeptFor,
    KindsOfCoaching,
    LearningNotes,
    LogOfCoaching,
    MailsInDoubt,
    MeetingOwnWords,
    Meetings,
    MemberInvitations,
    Members,
    Notes,
    OfProposals,
    OfRemoved,
    OwnFeed,
    OwnMirror,
    OwnPath,
    OwnReminders,
    OwnToday,
    Papers,
    Participations,
    People,
    Perspectives,
    Practices,
    PrivacyLinks,
    Pulse,
    Raters,
    Reflections,
    Said,
    Stakeholders,
    Stories,
    StoryPublications,
    StoryRequests,
    Tables,
    Templates,
    Webhooks,
):
    """A Waylight, at an address, asked with a token. Methods are called as the operations are (docs/api.md)."""
