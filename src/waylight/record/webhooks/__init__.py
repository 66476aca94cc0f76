"""Telling a person's own programs that something happened: without content, in order, and again until it arrives."""
