"""Planning meetings: when they are, series of them, calendars that show them, invitations and reminders."""
