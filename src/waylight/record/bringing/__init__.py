"""How the rows of brought files become part of the record, and how that is undone."""
