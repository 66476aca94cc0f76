"""Says that the worker has brought files in, to whoever has something to make of them.

``came_in`` is sent with the number of the ``engagement``, once its rows are in the record for good. The record knows
nobody who listens.
"""

from __future__ import annotations

from django.dispatch import Signal

came_in = Signal()
