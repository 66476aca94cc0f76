"""Who turned to whom first is the same for a table in memory and for a log of any size, row by row."""

from __future__ import annotations

import ibis
import numpy as np
import pyarrow
from hypothesis import given, settings

from tests.lenses.influence.log.logs import ROWS, a_log, at, college
from waylight.lenses.influence.contacts import CROWD, Contact, Contacts
from waylight.lenses.influence.initiation import initiations
from waylight.lenses.influence.log.at_hand import over
from waylight.lenses.influence.log.begun import begun, with_threads
from waylight.lenses.influence.log.table import PAIR, Rule, full, near, with_pair
from waylight.lenses.influence.log.tally import mine
from waylight.lenses.influence.log.windows import Every


def in_memory(rows: list[Contact], quiet_days: float | None = None) -> list[int]:
    table = Contacts.of(rows)
    return sorted(table.id[initiations(table, quiet_days=quiet_days)].tolist())


def in_a_log(log: ibis.Table, rule: Rule = Rule()) -> list[int]:  # noqa: B008
    rows = begun(with_threads(with_pair(full(log)), PAIR), PAIR, rule)
    return sorted(rows.filter(rows.begun & (rows.recipients <= CROWD)).id.to_pyarrow().to_pylist())


@given(ROWS)
@settings(max_examples=25, deadline=None)
def test_any_rows_begin_the_same(rows: list[Contact]) -> None:
    assert in_a_log(a_log(*rows)) == in_memory(rows)


@given(ROWS)
@settings(max_examples=6, deadline=None)
def test_any_rows_begin_the_same_with_one_length_of_silence_for_all(rows: list[Contact]) -> None:
    assert in_a_log(a_log(*rows), Rule(quiet_days=10)) == in_memory(rows, quiet_days=10)


@given(ROWS)
@settings(max_examples=6, deadline=None)
def test_what_is_around_her_decides_all_her_rows(rows: list[Contact]) -> None:
    log = full(a_log(*rows))
    whole = begun(with_threads(with_pair(log), PAIR), PAIR, Rule())
    whole = whole.filter(whole.begun & ((whole.less == "p1") | (whole.more == "p1")))
    hers = over(near(log, "p1").to_pyarrow(), mine, Every.WEEK, Rule())
    assert [row["id"] for row in hers.sort_by("id").to_pylist() if row["begun"]] == sorted(
        whole.id.to_pyarrow().to_pylist()
    )


def test_all_messages_of_a_college_begin_the_same() -> None:
    log = full(college())
    rows = log.select("id", "at", "sender", "recipient").to_pyarrow()
    people = pyarrow.concat_arrays([rows[side].combine_chunks() for side in ("sender", "recipient")])
    sender, recipient = np.split(people.dictionary_encode().indices.to_numpy().astype(np.int64), 2)
    number, when = rows["id"].to_numpy(), rows["at"].to_numpy()
    order = np.lexsort((number, when))
    nothing = np.zeros(len(order), dtype=np.int64)
    table = Contacts(
        number[order],
        when[order].astype("datetime64[s]"),
        sender[order],
        recipient[order],
        nothing - 1,
        nothing + 2,
        nothing.astype(bool),
        nothing + 1,
    )
    expected = sorted(table.id[initiations(table)].tolist())
    assert len(expected) > 14_000
    assert in_a_log(log) == expected


def test_a_log_without_threads_or_kinds_has_silences_only() -> None:
    rows = [Contact(1, at(0), 1, 2), Contact(2, at(1), 2, 1), Contact(3, at(40), 2, 1)]
    assert in_a_log(a_log(*rows).select("id", "at", "sender", "recipient")) == [1, 3]
