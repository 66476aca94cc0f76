"""Early signs that an engagement is stalling, for the coach alone: a probability, what it rests on, how usual that is.

``chance.stalling`` takes ``rows.Rows`` and a day.
"""
