"""Whole logs of interactions, read by an engine: the columns and words of ``interactions``, at the speed of the engine.

What an engine cannot read of a row is looked at again as ``interactions`` would, so that both say the same of it.
"""
