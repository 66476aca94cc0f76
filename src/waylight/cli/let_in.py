"""``waylight let-in EMAIL``: for who lost app, passkeys and recovery codes, and asks who runs the server."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from waylight.cli.prepare import django, prepare

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``let-in`` takes."""
    parser.add_argument("email")


def run(args: argparse.Namespace) -> int:
    """Take the second factors away, end the sessions, and tell the owner by mail. Be sure who asks, first."""
    django()
    prepare(sample=False)
    from django.utils import timezone
    from django.utils.translation import gettext

    from waylight.access.accounts import lift_second_factor
    from waylight.access.language import in_language_of
    from waylight.access.mail import NotSent, compose, send
    from waylight.access.models import User
    from waylight.access.sentences import NOTICES

    user = User.objects.filter(email=args.email.strip().lower()).first()
    if user is None:
        sys.stderr.write(f"Nobody has an account with the address {args.email}; nothing was changed.\n")
        return 2
    lifted = lift_second_factor(user)
    sys.stdout.write(f"{user.email} signs in with the password alone now and sets up a second factor. ")
    sys.stdout.write(f"{lifted} that were there are gone; every session has ended.\n")
    with in_language_of(user):
        notice = {
            "what": NOTICES["let_in"],
            "timestamp": timezone.now(),
            "ip": gettext("the server itself"),
            "user_agent": gettext("by hand"),
        }
        mail = compose("notice", user.email, notice)
    try:
        send(mail)
    except NotSent:
        sys.stderr.write(f"{user.email} could not be told by mail; do it yourself.\n")
    return 0
