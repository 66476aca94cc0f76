"""What goes over the wire, typed: shared by the server and the client. Nothing here knows Django or the record."""
