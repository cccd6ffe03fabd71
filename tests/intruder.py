"""What an intruder does to a desk, for tests that it is noticed."""

import sqlite3


def tamper(desk, *statements):
    """Change the database as an intruder would: with the triggers out of the way."""
    with sqlite3.connect(desk.places.database) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER [{name}]")
        for statement in statements:
            assert db.execute(statement).rowcount > 0
