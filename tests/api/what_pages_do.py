"""Whatever a person changes on a page, and the operations by which a program does the same; or why only a browser does.

Whoever adds an address that changes something says here which of the three it is (``test_does_what_pages_do.py``).
"""

from __future__ import annotations

OPERATIONS: dict[str, tuple[str, ...]] = {
    # engagements
    "new-engagement": ("begin_engagement",),
    "edit-engagement": ("change_engagement",),
    # meetings
    "meetings": ("plan_meeting",),
    "cancel-meeting": ("change_meeting",),
    "move-meeting": ("change_meeting",),
    "meeting-invites": ("change_meeting",),
    "meeting-agreement": ("change_meeting_words",),
    "meeting-shared": ("change_meeting_words",),
    "meeting-taken": ("change_meeting_words",),
    "meeting-chosen": ("commit",),
    "meeting-reply": ("take_meeting_reply",),
    "note": ("write_note",),
    "edit-note": ("change_note",),
    "remove-note": ("remove_note", "put_note_back", "forget_note"),
    # what she says
    "journal": ("write_reflection", "note_insight"),
    "edit-reflection": ("change_reflection", "note_insight"),
    "share-reflection": ("change_reflection",),
    "remove-reflection": ("remove_reflection", "put_reflection_back", "forget_reflection"),
    "edit-insight": ("change_insight",),
    "commit": ("commit",),
    "commitment": ("settle_commitment",),
    "question": ("change_question",),
    "own-answer": ("write_own_answer",),
    "share-own-answer": ("share_own_answer",),
    "set-down-landmark": ("set_down_landmark",),
    "edit-landmark": ("change_landmark",),
    "take-up-landmark": ("take_up_landmark", "put_landmark_back", "forget_landmark"),
    "undo-today": ("remove_reflection",),
    # goals
    "goals": ("set_goal",),
    "edit-goal": ("change_goal",),
    "rate-goal": ("rate_goal",),
    "remove-goal": ("remove_goal", "forget_goal"),
    "put-back-goal": ("change_goal",),
    "unrate-goal": ("take_goal_rating_back", "put_goal_rating_back", "forget_goal_rating"),
    "goal-yes": ("change_goal_yes",),
    "rating-yes": ("change_goal_rating",),
    "ask-goal-words": ("ask_goal_words",),
    "wish-answered": ("answer_goal_wish",),
    # between meetings
    "between": ("ask_between",),
    "withdraw-question": ("change_coach_question",),
    "ask-again": ("change_coach_question",),
    # people and initiatives
    "place": ("place_person",),
    "join": ("join_people",),
    "part": ("part_alias",),
    "name-somebody": ("name_stakeholder",),
    "stakeholder": ("change_stakeholder",),
    "initiatives": ("launch_initiative",),
    "edit-initiative": ("change_initiative",),
    "close-initiative": ("change_initiative",),
    "take-part": ("take_part",),
    "edit-part": ("change_participation",),
    "remove-part": ("remove_participation", "forget_participation"),
    "put-back-part": ("put_participation_back",),
    "hear-perspective": ("hear_perspective",),
    "edit-perspective": ("change_perspective",),
    "remove-perspective": ("remove_perspective", "forget_perspective"),
    "put-back-perspective": ("put_perspective_back",),
    # files
    "files": ("bring_files",),
    "import-confirm": ("confirm_import",),
    "import-stop": ("stop_import",),
    "import-undo": ("undo_import",),
    "import-discard": ("discard_import",),
    # consent
    "consent-agree": ("agree",),
    "consent-withdraw": ("withdraw_consent",),
    # who takes part
    "invited": ("invite",),
    "send-invitation": ("send_invitation",),
    "take-back-invitation": ("take_invitation_back",),
    "end-sponsorship": ("end_sponsorship",),
    # what is held on a person
    "privacy-links": ("make_privacy_link",),
    "close-privacy-link": ("close_privacy_link",),
    "decline-erasure": ("decline_erasure",),
    # a practice
    "practice": ("invite_member",),
    "send-member-invitation": ("send_member_invitation",),
    "take-back-member-invitation": ("take_member_invitation_back",),
    "remove-member": ("remove_member",),
    "hand-over": ("hand_over",),
    "practice-settings": ("change_practice",),
    "retention": ("change_retention",),
    # the pulse
    "pulse": ("choose_behaviour",),
    "plan-round": ("plan_round",),
    "retire-behaviour": ("retire_behaviour",),
    "listening-behaviour": ("change_behaviour",),
    "discard-round": ("discard_round",),
    "open-round": ("change_round",),
    "close-round": ("change_round",),
    "stop-repeating": ("change_round",),
    "thank-raters": ("thank_raters",),
    # the mirror
    "mirror-turn": ("change_label",),
    "mirror-rest": ("change_mirror",),
    "mirror-who": ("change_mirror",),
    "show-mirror": ("change_mirror",),
    "take-mirror-back": ("change_mirror",),
    # stories
    "stories": ("begin_story",),
    "story": ("write_story", "change_story"),
    "remove-story": ("remove_story",),
    "put-back-story": ("change_story",),
    "go-back-story": ("go_back_to_story_version",),
    "story-agreement": ("ask_for_story",),
    "take-back-story-request": ("take_back_story_request",),
    "story-request": ("agree_to_story", "decline_story", "propose_story"),
    "withdraw-story": ("withdraw_story_agreement",),
    "withdraw-quote": ("withdraw_story_quote",),
    "publish-story": ("publish_story",),
    "unpublish-story": ("unpublish_story",),
    "note-story-copy": ("note_story_copy",),
    "story-copy-told": ("change_story_copy",),
    # webhooks
    "new-webhook": ("set_up_webhook",),
    "edit-webhook": ("change_webhook",),
    "renew-webhook-secret": ("renew_webhook_secret",),
    "test-webhook": ("test_webhook",),
    "send-event-again": ("send_event_again",),
    "send-events-again": ("send_events_again",),
    "pause-webhook": ("change_webhook",),
    "resume-webhook": ("change_webhook",),
    "remove-webhook": ("remove_webhook",),
    "put-back-webhook": ("put_webhook_back",),
}

ONLY_A_BROWSER: dict[str, tuple[str, ...]] = {
    "A token stands in for signing in; a program that looked after the account could let itself in.": (
        *("sign-in", "sign-out", "account_login", "account_logout", "account", "account_email"),
        *("account_request_login_code", "account_confirm_login_code", "account_email_verification_sent"),
        *("account_reset_password", "account_reset_password_from_key", "account_change_password"),
        *("account_set_password", "account_reauthenticate", "usersessions_list", "end-session"),
    ),
    "A second factor shows that a person sits there.": (
        *("mfa_login_webauthn", "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
        *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes"),
        *("mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"),
    ),
    "A token makes no token and ends none: what one leaks would outlive it.": ("new-token", "end-token"),
    "Whether a program may read at all is said by a person, on the page that says what it means.": (
        *("assistant-on", "assistant-off"),
    ),
    "An installation without anybody in it has nobody whose token it could be.": ("set-up",),
    "A link in a mail says whose it is: there is no account, so no token.": (
        *("accept-invitation", "answer-pulse", "take-back-answers", "ask-no-more", "ask-erasure", "open-today"),
        *("stop-today-letters", "fresh-today-letter", "stop-reminders"),
    ),
    "First steps are a tour of the pages.": ("pass-step-over", "put-steps-away"),
    "The Django admin is for support, in a browser.": ("admin:*",),
    "It is the API itself.": ("api:*",),
    "What goes with it does not come back, for anybody: a person reads first what it is.": (
        *("erase-engagement", "person-erase", "retention-let-go"),
    ),
}

# Nothing does these for a program yet.
NOT_YET: frozenset[str] = frozenset(
    {
        # a coach's own journal, hours, lists and templates
        *("learning", "learning-note", "remove-learning-note", "take-question", "hours", "edit-hours"),
        *("remove-hours", "forget-hours", "bring-clients", "undo-clients", "bring-hours", "undo-hours"),
        *("coaching-log", "past-coaching", "past-coaching-counts", "forget-past-coaching"),
        *("templates", "template", "template-offered"),
        # hours bought, and papers
        *("packages", "edit-package", "edit-correction", "package-counts", "correct-hours", "correction-counts"),
        *("kind-of-coaching", "in-group", "in-group-counts"),
        *("papers", "paper", "paper-yes", "paper-answer", "paper-shown"),
        # meetings
        *("my-calendar", "my-reminders", "mails-in-doubt", "proposal"),
        *("calendar-reading", "read-calendar-now", "end-calendar-reading"),
        # between meetings
        *("today", "today-letters", "stop-letters"),
        # people
        *("belongs", "belongs-by-word", "no-longer-belongs", "rater-address"),
        "bring-table",
    }
)
