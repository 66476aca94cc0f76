"""Who may use which page. Nothing is open that is not in this table, and a page without a line here stops the start.

A line names the parts that may see a page (GET) and those that may act on it (POST). What a person may see *on* a page
is said by ``predicates.py``, where every query starts. ``docs/who-may-what.md`` says the same for people to read, and a
test walks every page as everybody and compares.
"""

from __future__ import annotations

from waylight.access.parts import Part, Rule, rule
from waylight.access.rules_for_programs import PROGRAMS

_ANYBODY, _SIGNED_IN, _COACHING, _ADMIN = [Part.ANYBODY], [Part.SIGNED_IN], [Part.COACHING], [Part.ADMIN]
_COACH, _CLIENT, _BOTH = [Part.COACH], [Part.CLIENT], [Part.COACH, Part.CLIENT]

RULES: dict[str, Rule] = {
    # an installation without anybody in it; found until it is set up, and never again
    "set-up": rule(see=_ANYBODY, act=_ANYBODY),
    # accounts
    **dict.fromkeys(
        [
            *("sign-in", "account_login", "sign-out", "account_logout", "mfa_login_webauthn", "mfa_authenticate"),
            *("account_request_login_code", "account_confirm_login_code", "account_email_verification_sent"),
            *("account_reset_password", "account_reset_password_from_key", "accept-invitation"),
        ],
        rule(see=_ANYBODY, act=_ANYBODY),
    ),
    **dict.fromkeys(
        [
            *("account_inactive", "account_signup"),
            *("account_reset_password_done", "account_reset_password_from_key_done"),
        ],
        rule(see=_ANYBODY),
    ),
    **dict.fromkeys(
        [
            *("account", "account_email", "account_change_password", "account_set_password"),
            *("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "usersessions_list"),
            *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes"),
            *("mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"),
        ],
        rule(see=_SIGNED_IN, act=_SIGNED_IN),
    ),
    **dict.fromkeys(["mfa_index", "mfa_view_recovery_codes", "mfa_download_recovery_codes"], rule(see=_SIGNED_IN)),
    "end-session": rule(act=_SIGNED_IN),
    # programs
    **PROGRAMS,
    # engagements
    "engagements": rule(see=_SIGNED_IN),
    "first-page": rule(see=_SIGNED_IN),
    "new-engagement": rule(see=_COACHING, act=_COACHING),
    "engagement": rule(see=[*_BOTH, Part.SPONSOR]),
    "invited": rule(see=_COACH, act=_COACH),
    "send-invitation": rule(act=_COACH),
    "take-back-invitation": rule(act=_COACH),
    "end-sponsorship": rule(act=_COACH),
    "edit-engagement": rule(see=_COACH, act=_COACH),
    "erase-engagement": rule(see=_COACH, act=_COACH),
    "commit": rule(act=_BOTH),
    # the coach's own journal
    "learning": rule(see=_COACHING, act=_COACHING),
    "learning-note": rule(see=_COACHING, act=_COACHING),
    **dict.fromkeys(["remove-learning-note", "take-question", "remove-hours", "forget-hours"], rule(act=_COACHING)),
    **dict.fromkeys(["learning-month", "learning-year", "learning-year-file", "hours-csv"], rule(see=_COACHING)),
    **dict.fromkeys(["hours", "edit-hours"], rule(see=_COACHING, act=_COACHING)),
    # a list of clients
    "bring-clients": rule(see=_COACHING, act=_COACHING),
    "undo-clients": rule(act=_COACHING),
    # hours of coaching from another tool's log
    "bring-hours": rule(see=_COACHING, act=_COACHING),
    "undo-hours": rule(act=_COACHING),
    # a coach's first steps
    **dict.fromkeys(["first-steps", "first-steps-journal"], rule(see=_COACHING)),
    **dict.fromkeys(["pass-step-over", "put-steps-away"], rule(act=_COACHING)),
    # what waits for a coach
    "dashboard": rule(see=_COACHING),
    # the coach's log of coaching hours
    **dict.fromkeys(["coaching-log", "past-coaching"], rule(see=_COACHING, act=_COACHING)),
    **dict.fromkeys(["coaching-log-csv", "coaching-log-xlsx"], rule(see=_COACHING)),
    **dict.fromkeys(["past-coaching-counts", "forget-past-coaching"], rule(act=_COACHING)),
    # hours bought: the coach writes, the client reads
    "packages": rule(see=_BOTH, act=_COACH),
    "packages-csv": rule(see=_BOTH),
    **dict.fromkeys(["edit-package", "edit-correction"], rule(see=_COACH, act=_COACH)),
    **dict.fromkeys(
        [
            *("package-counts", "correct-hours", "correction-counts", "kind-of-coaching", "in-group"),
            "in-group-counts",
        ],
        rule(act=_COACH),
    ),
    # templates of a practice, and papers: the coach lays them before the client, who answers
    **dict.fromkeys(["templates", "template"], rule(see=_COACHING, act=_COACHING)),
    "template-offered": rule(act=_COACHING),
    **dict.fromkeys(["papers", "paper"], rule(see=_BOTH, act=_COACH)),
    "paper-yes": rule(act=_BOTH),
    "paper-answer": rule(act=_CLIENT),
    "paper-shown": rule(act=_COACH),
    # the brief
    "brief": rule(see=_BOTH),
    "meeting-brief": rule(see=_BOTH),
    "brief-download": rule(see=_BOTH),
    "commitment": rule(act=_BOTH),
    "question": rule(act=_BOTH),
    "proposal": rule(act=_BOTH),
    # figures and the rows behind them
    "map": rule(see=_BOTH),
    "map-svg": rule(see=_BOTH),
    "map-csv": rule(see=_BOTH),
    "path": rule(see=_BOTH),
    "path-svg": rule(see=_BOTH),
    "path-csv": rule(see=_BOTH),
    # goals: coach and client both write and rate them
    **dict.fromkeys(["goals", "edit-goal", "rate-goal"], rule(see=_BOTH, act=_BOTH)),
    "goals-csv": rule(see=_BOTH),
    **dict.fromkeys(["rating-yes", "wish-answered"], rule(act=_BOTH)),
    # its sponsor says yes to goals, too, asks for other words, and reads a report that coach and client see as well
    "goal-yes": rule(act=[*_BOTH, Part.SPONSOR]),
    "ask-goal-words": rule(act=[Part.SPONSOR]),
    **dict.fromkeys(["sponsor-report", "sponsor-report-file"], rule(see=[*_BOTH, Part.SPONSOR])),
    "stalling": rule(see=_COACH),
    # the engagement's report, of what its reader may see
    **dict.fromkeys(["report", "report-file"], rule(see=_BOTH)),
    **dict.fromkeys(["remove-goal", "put-back-goal", "unrate-goal"], rule(act=_BOTH)),
    # what the client writes on her path, she alone
    "own-answer": rule(act=_CLIENT),
    "share-own-answer": rule(act=_CLIENT),
    "set-down-landmark": rule(act=_CLIENT),
    "edit-landmark": rule(see=_CLIENT, act=_CLIENT),
    "take-up-landmark": rule(act=_CLIENT),
    "movement": rule(see=_BOTH),
    "movement-svg": rule(see=_BOTH),
    "movement-csv": rule(see=_BOTH),
    "evidence": rule(see=_BOTH),
    "search": rule(see=_BOTH),
    # meetings; what a note says is seen as predicates.py has it
    "meetings": rule(see=_BOTH, act=_BOTH),
    "meeting": rule(see=_BOTH),
    **dict.fromkeys(["cancel-meeting", "meeting-invites"], rule(act=_BOTH)),
    # one's own calendar; the feed follows from its secret address alone
    "my-calendar": rule(see=_SIGNED_IN, act=_SIGNED_IN),
    "my-reminders": rule(act=_SIGNED_IN),
    "mails-in-doubt": rule(see=_SIGNED_IN, act=_SIGNED_IN),
    "feed": rule(see=_ANYBODY),
    "stop-reminders": rule(see=_ANYBODY, act=_ANYBODY),
    # where a client's calendar is read, by her own choice alone
    "calendar-reading": rule(see=_CLIENT, act=_CLIENT),
    **dict.fromkeys(["read-calendar-now", "end-calendar-reading"], rule(act=_CLIENT)),
    **dict.fromkeys(
        ["move-meeting", "meeting-agreement", "meeting-shared", "meeting-taken", "meeting-chosen", "meeting-reply"],
        rule(see=_BOTH, act=_BOTH),
    ),
    "note": rule(act=_BOTH),
    "edit-note": rule(see=_BOTH, act=_BOTH),
    "remove-note": rule(act=_BOTH),
    # the coach's mirror of a meeting, for the coach alone; the client opens what is shown her, as the view has it
    **dict.fromkeys(
        ["mirror", "mirrors", "mirrors-csv", "mirror-supervision", "mirror-supervision-file"], rule(see=_COACH)
    ),
    "my-mirror": rule(see=_COACHING),
    "mirror-turn": rule(see=_COACH, act=_COACH),
    **dict.fromkeys(["mirror-rest", "mirror-who", "show-mirror", "take-mirror-back"], rule(act=_COACH)),
    "mirror-shown": rule(see=_BOTH),
    # the client's journal: her coach reads what she shares, she alone writes
    "journal": rule(see=_BOTH, act=_CLIENT),
    "edit-reflection": rule(see=_CLIENT, act=_CLIENT),
    "remove-reflection": rule(act=_CLIENT),
    "edit-insight": rule(see=_CLIENT, act=_CLIENT),
    "share-reflection": rule(act=_CLIENT),
    # the client's place between meetings: her coach asks one question, she alone writes
    **dict.fromkeys(["today", "today-letters"], rule(see=_CLIENT, act=_CLIENT)),
    **dict.fromkeys(["undo-today", "stop-letters"], rule(act=_CLIENT)),
    "between": rule(see=_COACH, act=_COACH),
    **dict.fromkeys(["withdraw-question", "ask-again"], rule(act=_COACH)),
    # by a link in a mail she asked for, which says whose it is
    **dict.fromkeys(["open-today", "stop-today-letters"], rule(see=_ANYBODY, act=_ANYBODY)),
    "fresh-today-letter": rule(act=_ANYBODY),
    # people
    "people": rule(see=_BOTH),
    "place": rule(act=_BOTH),
    "join": rule(act=_BOTH),
    "part": rule(act=_BOTH),
    # stakeholders and initiatives: coach and client both say how things stand
    "stakeholders": rule(see=_BOTH),
    "stakeholders-csv": rule(see=_BOTH),
    "stakeholder": rule(see=_BOTH, act=_BOTH),
    "name-somebody": rule(see=_BOTH, act=_BOTH),
    **dict.fromkeys(
        [
            *("initiatives", "edit-initiative", "edit-part", "belongs", "hear-perspective", "edit-perspective"),
        ],
        rule(see=_BOTH, act=_BOTH),
    ),
    **dict.fromkeys(["initiative", "parts-csv"], rule(see=_BOTH)),
    **dict.fromkeys(
        [
            *("close-initiative", "take-part", "remove-part", "put-back-part", "belongs-by-word"),
            *("no-longer-belongs", "remove-perspective", "put-back-perspective"),
        ],
        rule(act=_BOTH),
    ),
    # what is held on a person, and how it goes
    "privacy": rule(see=_SIGNED_IN),
    "privacy-export": rule(see=_SIGNED_IN),
    "person-privacy": rule(see=_COACH),
    "person-export": rule(see=_COACH),
    "person-erase": rule(see=_COACH, act=_COACH),
    "privacy-links": rule(see=_BOTH, act=_BOTH),
    "close-privacy-link": rule(act=_BOTH),
    "decline-erasure": rule(act=_COACH),
    # by a link, which says whose it is
    "held-by-link": rule(see=_ANYBODY),
    "export-by-link": rule(see=_ANYBODY),
    "ask-erasure": rule(act=_ANYBODY),
    # for programs that watch over it: says nothing of anybody; the second asks for a token of its own
    **dict.fromkeys(["health", "metrics"], rule(see=_ANYBODY)),
    "retention": rule(see=_ADMIN, act=_ADMIN),
    "retention-let-go": rule(act=_ADMIN),
    # the pulse: asked by client or coach, answered by a link; her sponsor sees groups of answers
    **dict.fromkeys(["pulse", "plan-round"], rule(see=_BOTH, act=_BOTH)),
    "round": rule(see=[*_BOTH, Part.SPONSOR]),
    **dict.fromkeys(
        [
            *(
                "retire-behaviour",
                "listening-behaviour",
                "rater-address",
                "discard-round",
                "open-round",
                "close-round",
                "stop-repeating",
            ),
            "thank-raters",
        ],
        rule(act=_BOTH),
    ),
    "answer-pulse": rule(see=_ANYBODY, act=_ANYBODY),
    "take-back-answers": rule(act=_ANYBODY),
    "ask-no-more": rule(act=_ANYBODY),
    # stories: the coach writes and publishes, the client reads what she is asked, answers, and takes back
    "stories": rule(see=_BOTH, act=_COACH),
    "story": rule(see=_COACH, act=_COACH),
    "story-agreement": rule(see=_COACH, act=_COACH),
    "story-versions": rule(see=_BOTH),
    "story-request": rule(see=_BOTH, act=_CLIENT),
    **dict.fromkeys(
        [
            *("remove-story", "put-back-story", "go-back-story", "publish-story", "take-back-story-request"),
            *("note-story-copy", "story-copy-told"),
        ],
        rule(act=_COACH),
    ),
    **dict.fromkeys(["withdraw-story", "withdraw-quote", "unpublish-story"], rule(act=_BOTH)),
    # stories that stand on the web, for the world; a version as a file is its coach's
    **dict.fromkeys(
        ["published-stories", "published-feed", "published-story", "published-story-file"], rule(see=_ANYBODY)
    ),
    "story-file": rule(see=_COACH),
    # files; an import is seen by who brought it
    "files": rule(see=_BOTH, act=_BOTH),
    "bring-table": rule(see=_BOTH, act=_BOTH),
    "import": rule(see=_BOTH),
    "import-confirm": rule(act=_BOTH),
    "import-stop": rule(act=_BOTH),
    "import-undo": rule(act=_BOTH),
    "import-discard": rule(act=_BOTH),
    "import-problems": rule(see=_BOTH),
    # what the client agrees to: her coach records what was agreed by word; the record says who may do which
    "consent": rule(see=_BOTH),
    "consent-agree": rule(act=_BOTH),
    "consent-withdraw": rule(act=_BOTH),
    "opened": rule(see=_CLIENT),
    # a practice: dates, hours and words, no content
    "members": rule(see=_ADMIN),
    "practice": rule(see=_ADMIN, act=_ADMIN),
    "remove-member": rule(act=_ADMIN),
    "hand-over": rule(see=_ADMIN, act=_ADMIN),
    "send-member-invitation": rule(act=_ADMIN),
    "take-back-member-invitation": rule(act=_ADMIN),
    "practice-hours": rule(see=_ADMIN),
    "practice-settings": rule(see=_ADMIN, act=_ADMIN),
    "audit": rule(see=_ADMIN),
    "audit-csv": rule(see=_ADMIN),
    # programs come through a door of their own, which asks each operation's page in this table (api/operations.py)
    "api:*": rule(see=_ANYBODY, act=_ANYBODY),
    # the Django admin
    "admin:*": rule(see=[Part.SUPPORT], act=[Part.SUPPORT]),
}


def rule_of(name: str) -> Rule | None:
    """The line of a page, by the name of its address (``namespace:name`` inside a namespace)."""
    return RULES.get(name) or RULES.get(f"{name.partition(':')[0]}:*")
