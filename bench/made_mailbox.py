"""A made mbox of any size, the same for the same seed: what a busy person's mailbox looks like from outside.

Bodies are log-normal (median 18 kB, mean about 27 kB: a short text, its HTML twin, a signature's picture); 1 % carry
an attachment of 0.2 to 2 MB in Base64. Half of the messages answer an earlier one, a tenth come through a list, a
fifth of the names need encoded words. Headers have the Received, DKIM and ARC lines that make real ones long.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.utils import format_datetime
from pathlib import Path

_NAMES = (
    "Ann Lee", "Zoë Martin", "Jörg Müller", "Priya Raman", "Tomás Ortega", "Mei Tanaka", "Olu Adeyemi", "Kim Park",
    "Lena Fischer", "Sam Carter", "Grace O'Neill", "Ivan Petrov", "Noor Haddad", "Ida Berg", "Paul Dubois", "Wei Chen",
)  # fmt: skip
_WORDS = "the pilot team budget supplier review next week shared draft question agree differ listen plan board".split()
_START = datetime(2023, 1, 2, 8, tzinfo=UTC)


def write_mailbox(path: Path, *, size_mb: int, seed: int = 7) -> int:
    """Write an mbox of at least ``size_mb`` million bytes and return the number of its messages."""
    draw = random.Random(seed)
    text, attachment = _text(draw), base64.encodebytes(draw.randbytes(2_000_000))
    written = number = 0
    threads: list[str] = []
    with path.open("wb") as out:
        while written < size_mb * 1_000_000:
            written += out.write(_header(draw, number, threads))
            written += sum(map(out.write, _body(draw, text, attachment)))
            number += 1
    return number


def _text(draw: random.Random) -> bytes:
    lines = (" ".join(draw.choices(_WORDS, k=draw.randint(4, 12))) for _ in range(60_000))
    return "\n".join(">From here on " + line if draw.random() < 0.01 else line for line in lines).encode()


def _body(draw: random.Random, text: bytes, attachment: bytes) -> Iterator[bytes]:
    size = int(draw.lognormvariate(9.8, 0.9))
    start = text.find(b"\n", draw.randrange(len(text) // 2)) + 1  # never inside a quoted ">From"
    yield b"\n" + text[start : start + size] + b"\n"
    if draw.random() < 0.01:
        yield b"\n--part\nContent-Transfer-Encoding: base64\n\n" + attachment[: draw.randint(200_000, 2_000_000)]
    yield b"\n\n"


def _mailbox(draw: random.Random) -> str:
    name = draw.choice(_NAMES)
    address = f"{name.split()[0].lower().encode('ascii', 'ignore').decode()}{draw.randrange(200)}@example.org"
    shown = name if name.isascii() else Header(name, "utf-8").encode()
    return draw.choice((f"{shown} <{address}>", f'"{shown}" <{address}>', address))


def _header(draw: random.Random, number: int, threads: list[str]) -> bytes:
    at = _START + timedelta(minutes=7 * number)
    own = f"<{draw.getrandbits(64):x}.{number}@mail.example.org>"
    lines = [f"From sender@example.org {at:%a %b %d %H:%M:%S %Y}", *_route(draw, at), f"Message-ID: {own}"]
    lines += [f"Date: {format_datetime(at)}", f"From: {_mailbox(draw)}"]
    lines.append("To: " + ",\n ".join(_mailbox(draw) for _ in range(min(40, 1 + int(draw.expovariate(0.5))))))
    if draw.random() < 0.4:
        lines.append("Cc: " + ",\n ".join(_mailbox(draw) for _ in range(draw.randint(1, 6))))
    subject = " ".join(draw.choices(_WORDS, k=5)) + (" über alles" if draw.random() < 0.2 else "")
    if threads and draw.random() < 0.5:
        before = draw.choice(threads[-200:])
        lines += [f"In-Reply-To: {before}", f"References: {before}\n <x{number}@mail.example.org>"]
        subject = "Re: " + subject
    threads.append(own)
    lines.append("Subject: " + (subject if subject.isascii() else Header(subject, "utf-8").encode()))
    if draw.random() < 0.1:
        lines += ["List-Id: Pilot <pilot.lists.example.org>", "Precedence: list"]
    lines += ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="part"', "X-Spam-Status: No, score=-2.1"]
    return ("\n".join(lines) + "\n").encode()


def _route(draw: random.Random, at: datetime) -> Iterator[str]:
    def signature(size: int) -> str:
        return base64.b64encode(draw.randbytes(size)).decode()

    for hop in range(3):
        source = f"mx{hop}.example.org (mx{hop}.example.org [192.0.2.{hop}])"
        yield f"Received: from {source}\n\tby in.example.org; {format_datetime(at)}"
    yield f"ARC-Seal: i=1; a=rsa-sha256; d=example.org; s=arc; cv=none;\n b={signature(192)}"
    yield f"ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed; d=example.org;\n h=from:to:subject; b={signature(192)}"
    yield f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed; d=example.org;\n h=from:to:subject:date; b={signature(192)}"
    yield "Authentication-Results: in.example.org; dkim=pass header.d=example.org; spf=pass smtp.mailfrom=example.org"
