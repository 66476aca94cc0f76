"""Hours of coaching: what is left of those bought, and what a credential still asks for."""
