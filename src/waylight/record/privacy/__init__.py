"""What is held on a person, and how it goes: handed out, erased, or let go after a time."""
