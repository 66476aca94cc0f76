"""Influence: who the client turns to, who turns to her, how widely, and how that moves from week to week."""
