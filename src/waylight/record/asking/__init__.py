"""Asking for the pulse: behaviours, rounds, letters, and what those who are asked give."""
