"""Reach, people and reciprocity of one person by the week, in DuckDB's SQL written by hand."""

from __future__ import annotations

import duckdb
from peers.influence_networkx import Figures

SQL = """
WITH mine AS (SELECT * FROM read_parquet($path) WHERE sender = $person OR recipient = $person),
near AS (SELECT l.* FROM read_parquet($path) l SEMI JOIN mine USING (thread)),
threads AS (
  SELECT *, max("at") OVER (PARTITION BY thread ORDER BY "at" RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    AS thread_before FROM near
),
hers AS (
  SELECT *, sender = $person AS out, CASE WHEN sender = $person THEN recipient ELSE sender END AS other,
  FROM threads WHERE sender = $person OR recipient = $person
),
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
begun AS (
  SELECT ("at" + 259200) // 604800 AS week, other, out,
    (thread_before IS NULL AND NOT reply)
      OR coalesce("at" - before >= long AND (thread_before IS NULL OR "at" - thread_before >= long), FALSE) AS began
  FROM judged
),
others AS (
  SELECT week, other, bool_or(out) AS wrote, bool_or(NOT out) AS heard, bool_or(out AND began) AS first_out,
    bool_or(NOT out AND began) AS first_in FROM begun GROUP BY week, other
)
SELECT week, count(*) FILTER (first_out), count(*) FILTER (first_in), count(*),
  count(*) FILTER (wrote AND heard) / nullif(count(*) FILTER (wrote), 0)
FROM others GROUP BY week ORDER BY week
"""


def measure(path: str, person: int) -> Figures:
    """For each week: reach out, reach in, people and reciprocity."""
    connection = duckdb.connect()
    found = connection.execute(SQL, {"path": path, "person": person}).fetchall()
    return {int(week): (*figures, 0.0) for week, *figures in found}
