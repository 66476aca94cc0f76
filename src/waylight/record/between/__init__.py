"""The client's own place between meetings: what she is asked, how she is, what became of things, and her mails."""
