"""Calendars made to be slow or large, and what the reader says of each. Used by a test and by ``bench/bounds.py``."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path

# Read in a process of its own, so that its time and its memory are those of the reading alone. VmHWM and not
# ru_maxrss, which keeps what the parent held when it forked.
_READ = r"""
import json, re, sys, time
from waylight.intake.calendar import read_calendar
start, rows, problems = time.process_time(), 0, []
with open(sys.argv[1], "rb") as stream:
    for one in read_calendar(stream, name="nasty.ics"):
        problems += [one.reason] if hasattr(one, "reason") else []
        rows += not hasattr(one, "reason")
        del problems[1:-1]
peak = int(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1]) / 1024
print(json.dumps([time.process_time() - start, peak, rows, "".join(problems[-1:])]))
"""
TOO_LARGE = "This calendar is too large or repeats too often to be read further"
BEGIN, END = b"BEGIN:VEVENT\nUID:%d\nDTSTART:20250101T100000Z\n", b"END:VEVENT\n"


def line_of_100_mb() -> Iterator[bytes]:
    return iter([BEGIN % 1, b"SUMMARY:", *repeat(b"x" * 1_000_000, 100), b"\n", END])


def one_line_in_50_million_folds() -> Iterator[bytes]:
    return iter([BEGIN % 1, b"SUMMARY:x", *repeat(b"\n x" * 500_000, 100), b"\n", END])


def empty_lines() -> Iterator[bytes]:
    return iter([BEGIN % 1, END, *repeat(b"\n" * 1_000_000, 100)])


def short_lines() -> Iterator[bytes]:
    return repeat(b"a\n" * 500_000, 100)


def empty_events() -> Iterator[bytes]:
    return repeat(b"BEGIN:VEVENT\nEND:VEVENT\n" * 10_000, 200)


def events_never_closed() -> Iterator[bytes]:
    return repeat(b"BEGIN:VEVENT\n" * 10_000, 200)


def short_events() -> Iterator[bytes]:
    return (BEGIN % number + END for number in range(600_000))


def endless_series() -> Iterator[bytes]:
    return (BEGIN % number + b"RRULE:FREQ=DAILY\n" + END for number in range(50_000))


def days_that_never_come() -> Iterator[bytes]:
    return (BEGIN % number + b"RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\n" + END for number in range(1_000))


def hourly_for_centuries() -> Iterator[bytes]:
    rule = b"DTSTART:16000101T000000\nRRULE:FREQ=HOURLY;COUNT=1000000\n"
    return (b"BEGIN:VEVENT\nUID:%d\n" % number + rule + END for number in range(1_000))


def last_days_of_many_years() -> Iterator[bytes]:
    rule = b"DTSTART:16000101\nRRULE:FREQ=YEARLY;BYSETPOS=" + b",".join(b"-%d" % n for n in range(200, 290)) + b"\n"
    return (b"BEGIN:VEVENT\nUID:%d\n" % number + rule + END for number in range(1_000))


def a_million_invited_every_day() -> Iterator[bytes]:
    people = (b"ATTENDEE:mailto:p%d@example.org\n" % number for number in range(1_000_000))
    return iter([BEGIN % 1, b"RRULE:FREQ=DAILY;COUNT=4000\n", *people, END])


def many_invited_every_day() -> Iterator[bytes]:
    people = b"".join(b"ATTENDEE:mailto:p%d@example.org\n" % number for number in range(2_000))
    return (BEGIN % number + b"RRULE:FREQ=DAILY;COUNT=4000\n" + people + END for number in range(20))


def zones_without_end() -> Iterator[bytes]:
    part = (
        b"BEGIN:STANDARD\nDTSTART:16010101T0000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0000\nRRULE:FREQ=DAILY\nEND:STANDARD\n"
    )
    for number in range(40):
        yield b"BEGIN:VTIMEZONE\nTZID:Z%d\n" % number + part * 200 + b"END:VTIMEZONE\n"
        yield b"BEGIN:VEVENT\nDTSTART;TZID=Z%d:20250101T100000\n" % number + END


def changes_of_all_that_follows() -> Iterator[bytes]:
    yield BEGIN % 1 + b"RRULE:FREQ=DAILY;COUNT=5000\n" + END
    for number in range(100_000):
        day = b"%d%02d%02d" % (2025 + number // 336 % 70, number // 28 % 12 + 1, number % 28 + 1)
        yield BEGIN % 1 + b"RECURRENCE-ID;RANGE=THISANDFUTURE:" + day + b"T100000Z\n" + END


def days_taken_out_without_end() -> Iterator[bytes]:
    days = b"EXDATE:" + b",".join(repeat(b"20250102T100000Z", 200_000)) + b"\n"
    return (BEGIN % number + b"RRULE:FREQ=DAILY;COUNT=9\n" + days * 2 + END for number in range(20))


NASTY: list[tuple[Callable[[], Iterator[bytes]], str]] = [
    (line_of_100_mb, "This line is longer than 4 MiB, so it was left out."),
    (one_line_in_50_million_folds, TOO_LARGE),
    (empty_lines, TOO_LARGE),
    (short_lines, TOO_LARGE),
    (empty_events, TOO_LARGE),
    (events_never_closed, TOO_LARGE),
    (short_events, TOO_LARGE),
    (endless_series, TOO_LARGE),
    (days_that_never_come, TOO_LARGE),
    (hourly_for_centuries, TOO_LARGE),
    (last_days_of_many_years, TOO_LARGE),
    (a_million_invited_every_day, "This event is larger than 8 MiB, so it was left out."),
    (many_invited_every_day, TOO_LARGE),
    (zones_without_end, TOO_LARGE),
    (changes_of_all_that_follows, TOO_LARGE),
    (days_taken_out_without_end, TOO_LARGE),
]


def read_in_a_process(made: Callable[[], Iterator[bytes]], path: Path) -> tuple[float, float, int, str]:
    """Write one to ``path`` and read it: processor seconds, peak memory in MiB, rows, and the last problem said."""
    with path.open("wb") as file:
        file.writelines(made())
    done = subprocess.run([sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True)
    path.unlink()
    seconds, megabytes, rows, said = json.loads(done.stdout)
    return seconds, megabytes, rows, said
