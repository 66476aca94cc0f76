"""What the environment says, read for mistakes before anything is started: each is a sentence with what to do."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import dj_database_url

from waylight import telemetry
from waylight.access.mail_server import mail_settings
from waylight.cli.language_models import why_not

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

KNOWN = (
    *("WAYLIGHT_HTTPS", "WAYLIGHT_HOSTS", "WAYLIGHT_ORIGINS", "WAYLIGHT_PROXIES", "WAYLIGHT_SECRET_KEY"),
    *("WAYLIGHT_MASTER_KEY", "WAYLIGHT_NEW_MASTER_KEY", "WAYLIGHT_IDLE_HOURS", "WAYLIGHT_VAR", "WAYLIGHT_UPLOAD_MB"),
    *("WAYLIGHT_SMTP_URL", "WAYLIGHT_MAIL_FROM", "WAYLIGHT_METRICS_TOKEN", "WAYLIGHT_DEBUG", "WAYLIGHT_TASKS"),
    *("WAYLIGHT_KEYS", "WAYLIGHT_PRIVATE_HOSTS", "WAYLIGHT_NER"),
    *telemetry.NAMES,
)
LEAST_SECRET = 50  # characters
LEAST_TOKEN = 20
NUMBERS: dict[str, tuple[Callable[[str], float], float, str]] = {
    "WAYLIGHT_PROXIES": (int, 0, "a whole number, 0 or more"),
    "WAYLIGHT_IDLE_HOURS": (float, 0.01, "a number of hours above 0"),
    "WAYLIGHT_UPLOAD_MB": (int, 1, "a whole number of megabytes above 0"),
}


def mistakes(given: Mapping[str, str]) -> Iterator[str]:
    """What is wrong in the environment ``given``, wherever Waylight is served."""
    for name in sorted(name for name in given if name.startswith("WAYLIGHT_") and name not in KNOWN):
        near = difflib.get_close_matches(name, KNOWN, n=1)
        yield f"{name} is no name that Waylight knows.{f' Is {near[0]} meant?' if near else ''}"
    for name, (number, least, wanted) in NUMBERS.items():
        if name in given and not _is_number(given[name], number, least):
            yield f"{name} is “{given[name]}”; it has to be {wanted}."
    for name, least in (("WAYLIGHT_SECRET_KEY", LEAST_SECRET), ("WAYLIGHT_METRICS_TOKEN", LEAST_TOKEN)):
        if 0 < len(given.get(name, "")) < least:
            yield f"{name} has {len(given[name])} characters; it needs {least} or more, made by chance."
    if problem := _why_not(mail_settings, given.get("WAYLIGHT_SMTP_URL", "")):
        yield problem
    if "DATABASE_URL" in given and _why_not(dj_database_url.parse, given["DATABASE_URL"]):
        yield "DATABASE_URL is no address of a database. It reads as postgres://name:password@host:5432/database."
    if problem := _folder(given.get("WAYLIGHT_VAR", "")):
        yield problem
    yield from _extras(given)


def _extras(given: Mapping[str, str]) -> Iterator[str]:
    """What is asked of an extra that is not there."""
    if problem := telemetry.why_not(given):
        yield problem
    if problem := why_not(given.get("WAYLIGHT_NER", "")):
        yield f"WAYLIGHT_NER: {problem}"


def missing(given: Mapping[str, str]) -> Iterator[str]:
    """What the environment lacks to serve others, over HTTPS and behind a proxy."""
    if given.get("WAYLIGHT_HTTPS") != "1":
        yield "WAYLIGHT_HTTPS is not 1: pages and cookies would go over the network in the open."
    hosts = given.get("WAYLIGHT_HOSTS", "")
    if not hosts or "*" in hosts.split(","):
        yield "WAYLIGHT_HOSTS does not say which name it is asked by, as waylight.practice.example."
    origins = [origin for origin in given.get("WAYLIGHT_ORIGINS", "").split(",") if origin]
    if not origins or not all(origin.startswith("https://") for origin in origins):
        yield "WAYLIGHT_ORIGINS does not say where its forms stand, as https://waylight.practice.example."
    if given.get("WAYLIGHT_PROXIES", "0") == "0":
        yield "WAYLIGHT_PROXIES is 0: everybody behind the proxy would count as one person who tries to sign in."
    if not given.get("WAYLIGHT_SMTP_URL"):
        yield "WAYLIGHT_SMTP_URL is not set: mail would be printed and not sent, so that nobody can be invited."
    elif "@" not in given.get("WAYLIGHT_MAIL_FROM", ""):
        yield "WAYLIGHT_MAIL_FROM does not say whom mail comes from, as Waylight <waylight@practice.example>."
    if given.get("WAYLIGHT_DEBUG") == "1":
        yield "WAYLIGHT_DEBUG is 1: error pages would show what is in the store."


def _is_number(text: str, number: Callable[[str], float], least: float) -> bool:
    try:
        return number(text) >= least
    except ValueError:
        return False


def _why_not(read: Callable[[str], object], text: str) -> str:
    """Why a value cannot be read; "" if it can."""
    try:
        read(text)
    except ValueError as reason:
        return str(reason) or "It cannot be read."
    return ""


def _folder(named: str) -> str:
    """What is wrong with the folder of the store; "" if it can be used, or is still to be made."""
    folder = Path(named) if named else None
    if folder is None or not folder.exists():
        return ""
    if not folder.is_dir():
        return f"WAYLIGHT_VAR is {folder}, which is no folder."
    return open_to_others(folder)


def open_to_others(folder: Path) -> str:
    """What to do about a folder that other accounts can open; "" if they cannot."""
    if folder.stat().st_mode & 0o077:
        return f"{folder} can be opened by other accounts of this machine. Close it: chmod 700 {folder}"
    return ""
