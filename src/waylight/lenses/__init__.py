"""Lenses are pure: plain columns in, figures with their evidence and their uncertainty out. No Django here."""
