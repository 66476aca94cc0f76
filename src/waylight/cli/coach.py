"""``waylight coach EMAIL``: an account for a coach, with a practice of her own or in one that is there.

Roles are rows of their own. Who begins a practice looks after it, so the first coach of a new one is its admin as well.
"""

from __future__ import annotations

import secrets
import sys
from typing import TYPE_CHECKING

from waylight.cli.prepare import django, prepare

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``coach`` takes."""
    parser.add_argument("email")
    parser.add_argument("--name", default="", help="as others see it")
    parser.add_argument("--practice", default="", help="the practice's name (default: one named after the coach)")


def run(args: argparse.Namespace) -> int:
    """Make the account and print its password, which is shown this once."""
    django()
    prepare(sample=False)
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from waylight.access.models import User
    from waylight.record.audit import Verb, note_that
    from waylight.record.people import Member, Practice

    email = args.email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        sys.stderr.write(f"“{args.email}” is not an e-mail address.\n")
        return 2
    if User.objects.filter(email=email).exists():
        sys.stderr.write(f"{email} has an account already; nothing was changed.\n")
        return 2
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(email, password, name=args.name)
    # Only a practice that was named is joined: two coaches of one name are not one practice.
    known = Practice.objects.filter(name=args.practice, sample=False).first() if args.practice else None
    practice = known or Practice.objects.create(name=args.practice or f"Practice of {user}")
    roles = [Member.Role.COACH] if known else [Member.Role.COACH, Member.Role.ADMIN]
    for role in roles:
        Member.objects.create(practice=practice, user=user, role=role)
    note_that(None, Verb.MADE, f"account {user.pk}")
    sys.stdout.write(f"{email} can sign in with the password {password}\n")
    return 0
