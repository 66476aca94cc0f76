"""Story: a client's path told without naming her, and what in a text could give somebody away."""
