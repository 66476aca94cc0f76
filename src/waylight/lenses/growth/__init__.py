"""Growth: dated rows as weekly series, and whether a series changed: not at all, at a moment, gradually, or both.

``answer.answer`` is for one series, ``together.together`` for several of one person with shared timing.
"""
