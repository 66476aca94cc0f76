"""A backup: the whole record in one sealed file, the same for SQLite and PostgreSQL, and the way back from it."""
