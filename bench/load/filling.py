"""Fills the store that the environment leads to, and writes down who can sign in: ``python -m bench.load.filling``."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import django

MOST = 100  # of coaches and of clients who are at work


def sessions(users: list[int]) -> dict[int, str]:
    """Sign some accounts in, coaches with a second factor; returns their sessions."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.test import Client

    from waylight.access.models import User

    found = {}
    for user in User.objects.filter(pk__in=users):
        if user.memberships.exists():
            TOTP.activate(user, generate_totp_secret())
        browser = Client()
        browser.force_login(user)
        found[user.pk] = browser.cookies["sessionid"].value
    return found


def main() -> None:
    """Fill the store."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--of", type=float, default=None)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--who", type=Path, required=True)
    chosen = options.parse_args()
    django.setup()
    from bench.load.made import fill
    from bench.load.size import Size

    size = Size.of_one_coach() if chosen.of is None else Size.of_practice(chosen.of)
    began = time.perf_counter()
    whole = fill(size, seed=chosen.seed)
    print(f"{size.in_words}, made in {time.perf_counter() - began:,.0f} s.", flush=True)
    coaches = list(whole.coaches.items())[:MOST]
    clients = list(whole.clients.items())[:MOST]
    signed_in = sessions([user for user, _ in (*coaches, *clients)])
    who = {
        "coaches": [{"session": signed_in[user], "engagements": many} for user, many in coaches],
        "clients": [{"session": signed_in[user], "engagements": [one]} for user, one in clients],
    }
    chosen.who.write_text(json.dumps(who))


if __name__ == "__main__":
    main()
