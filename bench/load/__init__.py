"""A whole practice at work: made, served as in production, and used by a hundred people at once.

    python -m bench.load --of 0.01               a hundredth: 2 coaches, 50 engagements, 200,000 interactions
    python -m bench.load --of 1                  200 coaches, 5,000 engagements, 20 million interactions
    python -m bench.load --coach                 one coach with ten years of work, on SQLite

Needs PostgreSQL and ``pip install -r requirements-load.lock``. ``made.py`` fills a store, ``people.py`` is who uses it.
"""
