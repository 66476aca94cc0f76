"""Growth: dated rows as weekly series. Whether a series grew is not answered here yet, and nothing claims
it.
"""
