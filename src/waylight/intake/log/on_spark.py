"""Reads a log with Spark, for what one machine's memory does not hold. Needs the extra ``spark`` and Java 17."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import ibis

from waylight.intake.log.columns import Chosen, choose
from waylight.intake.log.dialects import SPARK, broken, columns
from waylight.intake.log.log import SOURCE, Log, as_arrow, united
from waylight.intake.log.rows import Read, read_cells
from waylight.intake.log.source import Source, sources
from waylight.intake.rows import Choices, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import ibis.expr.types as ir
    from ibis.backends.pyspark import Backend
    from pyspark.sql import DataFrame, SparkSession

AT_MOST = 100_000  # unsound rows that are looked at again
DOUBLE = '"'


class NoSpark(Exception):
    """Spark cannot be started here; the sentence says what is missing."""


def session(zone: str, memory: str = "") -> SparkSession:
    """Start Spark in this machine alone: it listens on the loopback address, and shows no page. Raises NoSpark."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as reason:
        raise NoSpark("Spark is not installed; pip install 'waylight[spark]'.") from reason
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise NoSpark("Spark needs Java 17; there is no java on this machine.")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master("local[*]").appName("waylight").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    builder = builder.config("spark.sql.session.timeZone", zone).config("spark.sql.shuffle.partitions", "8")
    builder = builder.config("spark.sql.legacy.parquet.nanosAsLong", "true").config("spark.log.level", "ERROR")
    if memory:
        builder = builder.config("spark.driver.memory", memory.lower().removesuffix("b"))
    return builder.getOrCreate()


def read_log(paths: list[Path], choices: Choices, given: Mapping[str, str], *, memory: str = "") -> Log:
    """Read every path into one table, as ``in_process.read_log`` does. Raises NoSpark.

    Rows have ids, but not those of their lines: Spark reads the parts of a file side by side.
    """
    spark = session(choices.zone, memory)
    spark.conf.set("spark.sql.session.timeZone", choices.zone)
    engine = ibis.pyspark.connect(spark)
    log, parts = Log(), []
    for source in sources(paths, given):
        if isinstance(source, Problem):
            log.problems.append(source)
            continue
        number = len(log.names)
        log.names.append(source.name)
        frame = _frame(spark, source)
        chosen = choose(frame.columns, given) if source.parquet else source.chosen
        if chosen.why_not:
            log.problems.append(Problem(Place(source.name), chosen.why_not))
            continue
        log.directed &= chosen.directed
        parts += [
            _as_ibis(engine, part, f"log_{number}_{n}")
            for n, part in enumerate(_read(spark, frame, chosen, source, number, choices, log))
        ]
    log.table = united(parts)
    return log


def _frame(spark: SparkSession, source: Source) -> DataFrame:
    if source.parquet:
        return spark.read.parquet(str(source.path))
    reader = spark.read.option("header", "true").option("sep", source.delimiter).option("escape", '"')
    frame = reader.csv(str(source.path))
    # The titles as the source has them, whatever Spark makes of doubled or empty ones.
    return frame.toDF(*source.columns) if len(frame.columns) == len(source.columns) else frame


def _read(
    spark: SparkSession,
    frame: DataFrame,
    chosen: Chosen,
    source: Source,
    number: int,
    choices: Choices,
    log: Log,
) -> Iterator[DataFrame]:
    titles = list(chosen.titles.values())
    if not chosen.directed:
        yield _kept(spark, _again(frame.select(titles), chosen, source, choices), number, log)
        return
    named = columns(SPARK, chosen.titles, dict(frame.dtypes))
    found = [f"{expression} AS `{name}`" for name, expression in named.items()]
    raw = [f"`{title}` AS `raw {name}`" for name, title in chosen.titles.items()]
    from pyspark.sql import functions

    rows = frame.selectExpr(*found, *raw).withColumn("id", functions.monotonically_increasing_id() + number * SOURCE)
    if not source.parquet:
        rows = rows.persist()
    rule = " OR ".join(broken(named)).replace(DOUBLE, "`")
    yield rows.filter(f"NOT ({rule})").select("id", *named)
    given = [functions.col(f"raw {name}").alias(title) for name, title in chosen.titles.items()]
    unsound = rows.filter(rule).select(given)
    some = unsound.limit(AT_MOST)
    if some.head(1):
        yield _kept(spark, _again(some, chosen, source, choices), number, log)
        if (more := unsound.count() - AT_MOST) > 0:
            log.problems.append(Problem(Place(source.name), f"{more:,} more rows could not be read."))


def _again(frame: DataFrame, chosen: Chosen, source: Source, choices: Choices) -> Iterator[Read]:
    """Look at rows as Python has them, for what the engine's own reading does not know."""
    for row in frame.toLocalIterator():
        cells = {name: row[title] for name, title in chosen.titles.items()}
        yield read_cells(cells, Place(source.name), choices, chosen)


def _kept(spark: SparkSession, items: Iterable[Read], number: int, log: Log) -> DataFrame:
    rows = []
    for item in items:
        if isinstance(item, Problem):
            log.problems.append(item)
        else:
            rows.append(item)
    return spark.createDataFrame(as_arrow(rows, number))


def _as_ibis(engine: Backend, frame: DataFrame, name: str) -> ir.Table:
    frame.createOrReplaceTempView(name)
    return engine.table(name)
