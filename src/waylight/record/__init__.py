"""The record: what is known of an engagement, and the functions that change it."""
