"""A whole practice as one file that any program can read, and out of such a file into another installation."""
