"""Reading a calendar where it is kept."""
