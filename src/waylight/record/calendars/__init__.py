"""Reading a client's calendar where she keeps it: by an address on the web, or from a calendar server (CalDAV)."""
