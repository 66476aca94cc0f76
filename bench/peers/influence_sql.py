"""Reach, people and reciprocity of one person by the week, in DuckDB's SQL written by hand.

Twice: for any log, with the whole rule and a look for rows that break one, and for a log of which somebody knows that
every row has a thread, that none is a meeting and that nothing is wrong with it.
"""

from __future__ import annotations

import duckdb
from peers.influence_networkx import Figures

BROKEN = """
SELECT count(*) FROM read_parquet($path) WHERE sender IS NULL OR recipient IS NULL OR sender = recipient
  OR "at" IS NULL OR "at" < 0 OR "at" >= 4102444800
"""
GAPS = """
gaps AS (
  SELECT *, coalesce("at" - lag("at") OVER pair, 0) AS gap,
    max("at") OVER (PARTITION BY other ORDER BY "at" RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
  FROM hers WINDOW pair AS (PARTITION BY other ORDER BY "at")
),
rhythm AS (
  SELECT *, count(gap) FILTER (gap >= 86400) OVER earlier AS n,
    coalesce(sum(least(gap, 3628800)) FILTER (gap >= 86400) OVER earlier, 0) AS length
  FROM gaps
  WINDOW earlier AS (PARTITION BY other ORDER BY "at" RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
judged AS (
  SELECT *, least(greatest(3 * (2419200 + length) / (4 + n), 604800), 3628800) AS long FROM rhythm
),
"""
OTHERS = """
others AS (
  SELECT week, other, bool_or(out) AS wrote, bool_or(NOT out) AS heard, bool_or(out AND began) AS first_out,
    bool_or(NOT out AND began) AS first_in FROM begun GROUP BY week, other
)
"""
COUNTS = """
  count(*) FILTER (first_out), count(*) FILTER (first_in), count(other),
  count(*) FILTER (wrote AND heard) / nullif(count(*) FILTER (wrote), 0)
"""
ANY_LOG = f"""
WITH mine AS (SELECT * FROM read_parquet($path) WHERE sender = $person OR recipient = $person),
near AS (
  SELECT l.* FROM read_parquet($path) l SEMI JOIN (FROM mine WHERE thread IS NOT NULL) USING (thread)
  UNION ALL FROM mine WHERE thread IS NULL
),
threads AS (
  SELECT *, max("at") OVER (PARTITION BY thread ORDER BY "at" RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    AS thread_before FROM near
),
hers AS (
  SELECT *, sender = $person AS out, CASE WHEN sender = $person THEN recipient ELSE sender END AS other,
    thread IS NOT NULL AS known, kind = 'meeting' AS meeting
  FROM threads WHERE sender = $person OR recipient = $person
), {GAPS}
begun AS (
  SELECT ("at" + 259200) // 604800 AS week, other, out,
    (known AND thread_before IS NULL AND (meeting OR NOT reply))
      OR coalesce("at" - before >= long AND (
        NOT known OR (NOT meeting AND (thread_before IS NULL OR "at" - thread_before >= long))), FALSE)
      OR (before IS NULL AND NOT known AND NOT reply) AS began
  FROM judged
), {OTHERS},
edges AS (
  SELECT (min("at") + 259200) // 604800 AS first, (max("at") + 259200) // 604800 AS last FROM read_parquet($path)
),
weeks AS (SELECT unnest(generate_series(first, last)) AS week FROM edges)
SELECT week, {COUNTS} FROM weeks LEFT JOIN others USING (week) GROUP BY week ORDER BY week
"""
THIS_LOG = f"""
WITH mine AS (SELECT * FROM read_parquet($path) WHERE sender = $person OR recipient = $person),
near AS (SELECT l.* FROM read_parquet($path) l SEMI JOIN mine USING (thread)),
threads AS (
  SELECT *, max("at") OVER (PARTITION BY thread ORDER BY "at" RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    AS thread_before FROM near
),
hers AS (
  SELECT *, sender = $person AS out, CASE WHEN sender = $person THEN recipient ELSE sender END AS other
  FROM threads WHERE sender = $person OR recipient = $person
), {GAPS}
begun AS (
  SELECT ("at" + 259200) // 604800 AS week, other, out,
    (thread_before IS NULL AND NOT reply)
      OR coalesce("at" - before >= long AND (thread_before IS NULL OR "at" - thread_before >= long), FALSE) AS began
  FROM judged
), {OTHERS}
SELECT week, {COUNTS} FROM others GROUP BY week ORDER BY week
"""


def measure(path: str, person: int, *, any_log: bool = True) -> Figures:
    """For each week: reach out, reach in, people and reciprocity. Raises ValueError for rows that break a rule."""
    connection = duckdb.connect()
    if any_log:
        [[broken]] = connection.execute(BROKEN, {"path": path}).fetchall()
        if broken:
            raise ValueError(f"{broken} rows of {path} break a rule.")
    sql = ANY_LOG if any_log else THIS_LOG
    found = connection.execute(sql, {"path": path, "person": person}).fetchall()
    return {int(week): (*figures, 0.0) for week, *figures in found}
