"""How an engine's SQL makes a log's columns of what a file has: the rules of ``interactions``, and null for what breaks
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LATEST = 4_102_444_800  # seconds from 1970 to the year 2100, which lies outside
LONGEST = {"sender": 320, "recipient": 320, "kind": 40, "thread": 400}
WHOLE = (
    "TINYINT",
    "SMALLINT",
    "INT",
    "INTEGER",
    "BIGINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "LONG",
    "SHORT",
    "BYTE",
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the two engines call differently. ``{}`` is the expression it is about.

    Text without a zone is read in the session's zone, which the reader sets to the one that was chosen.
    """

    seconds: str  # of a text or a timestamp, in whole seconds since 1970
    number: str
    blank_less: str
    whole: str = "CAST({0} AS BIGINT)"  # of a time as a whole number
    text: str = "VARCHAR"
    unix: str = r"regexp_full_match({}, '\d{{1,7}}(\.\d+)?|\d{{9,}}(\.\d+)?|\d{{8}}\.\d+')"
    quote: str = '"'


DUCKDB = Dialect(
    seconds="CAST(floor(epoch(TRY_CAST({} AS TIMESTAMPTZ))) AS BIGINT)",
    number="TRY_CAST({} AS DOUBLE)",
    blank_less="trim({}, ' \t\r\n')",
)
SPARK = Dialect(
    seconds="unix_seconds(TRY_CAST({} AS TIMESTAMP))",
    number="TRY_CAST({} AS DOUBLE)",
    blank_less="btrim({}, ' \t\r\n')",
    # Times by the nanosecond, as pandas writes them, reach Spark as whole numbers; no second is that far off.
    whole="CASE WHEN {0} >= 10000000000000000 THEN {0} div 1000000000 ELSE CAST({0} AS BIGINT) END",
    text="STRING",
    unix=r"{} rlike '^([0-9]{{1,7}}([.][0-9]+)?|[0-9]{{9,}}([.][0-9]+)?|[0-9]{{8}}[.][0-9]+)$'",
    quote="`",
)


def columns(dialect: Dialect, titles: Mapping[str, str], types: Mapping[str, str]) -> dict[str, str]:
    """The expression of each of the log's columns, from the table's ``titles`` and the engine's ``types`` of those.

    People stay whole numbers where sender and recipient both are; all else becomes text.
    """
    mark = dialect.quote
    quoted = {name: mark + title.replace(mark, mark * 2) + mark for name, title in titles.items()}
    numbered = all(types[titles[name]].upper() in WHOLE for name in ("sender", "recipient"))

    def text(name: str) -> str:
        return f"substr({dialect.blank_less.format(f'CAST({quoted[name]} AS {dialect.text})')}, 1, {LONGEST[name]})"

    found = {"at": _time(dialect, quoted["at"], types[titles["at"]].upper())}
    for side in ("sender", "recipient"):
        found[side] = f"CAST({quoted[side]} AS BIGINT)" if numbered else f"nullif({text(side)}, '')"
    found["kind"] = f"coalesce(nullif(lower({text('kind')}), ''), 'message')" if "kind" in quoted else "'message'"
    if "thread" in quoted:
        found["thread"] = _thread(quoted["thread"], text("thread"), types[titles["thread"]].upper())
    if "reply" in quoted:
        found["reply"] = _reply(dialect, quoted["reply"], types[titles["reply"]].upper())
    for name, kind in (("recipients", "BIGINT"), ("weight", "DOUBLE")):
        if name in quoted:
            given = dialect.blank_less.format(f"CAST({quoted[name]} AS {dialect.text})")
            read = dialect.number.format(given)
            found[name] = f"CASE WHEN coalesce({given}, '') = '' THEN 1 ELSE CAST({read} AS {kind}) END"
    return found


def broken(names: Mapping[str, str]) -> list[str]:
    """The conditions, never null, of which a row of ``columns`` that has to be looked at again meets one.

    One for each column or two, so that an engine may answer from what a file says of a column as a whole.
    """
    rules = [
        "sender IS NULL OR recipient IS NULL OR sender = recipient",
        f'"at" IS NULL OR "at" < 0 OR "at" >= {LATEST}',
    ]
    if "recipients" in names:
        rules.append("recipients IS NULL OR recipients < 1 OR recipients >= 2147483648")
    if "weight" in names:
        rules.append("weight IS NULL OR weight <= 0 OR weight >= 1e300")
    return rules


def _time(dialect: Dialect, title: str, kind: str) -> str:
    if kind in WHOLE:
        return dialect.whole.format(title)
    if kind in ("DOUBLE", "FLOAT", "REAL"):
        return f"CAST(floor({title}) AS BIGINT)"
    if kind not in ("VARCHAR", "STRING"):
        return dialect.seconds.format(title)
    given = dialect.blank_less.format(title)
    unix = f"CAST(floor({dialect.number.format(given)}) AS BIGINT)"
    return f"CASE WHEN {dialect.unix.format(given)} THEN {unix} ELSE {dialect.seconds.format(given)} END"


def _reply(dialect: Dialect, title: str, kind: str) -> str:
    said = f"lower(CAST({title} AS {dialect.text})) IN ('1', 'true', 't', 'yes', 'y')"
    return f"coalesce({title if kind == 'BOOLEAN' else said}, FALSE)"


def _thread(title: str, text: str, kind: str) -> str:
    return f"CAST({title} AS BIGINT)" if kind in WHOLE else f"nullif({text}, '')"
