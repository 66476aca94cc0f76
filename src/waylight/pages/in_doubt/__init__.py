"""Mails of which nobody knows whether they arrived."""
