"""The same measures over a log of any size, as Ibis expressions: on DuckDB in the process, or on Spark.

A log is an Ibis table with one row for each recipient. ``at`` (whole seconds since 1970, UTC), ``sender`` and
``recipient`` have to be there; people are named by text or by whole numbers. These may be:

- ``id``, whole numbers that name rows as evidence,
- ``kind``, text; ``meeting`` is the organiser turning to somebody invited (default: message),
- ``thread``, text or whole numbers, null where not known,
- ``reply``, whether the row answers another (default: no),
- ``recipients``, how many the message went to (default: 1),
- ``weight``, what the row counts for in the network (default: 1).

No expression here looks at a clock, a time zone or the order of rows, so that every engine finds the same.
"""
