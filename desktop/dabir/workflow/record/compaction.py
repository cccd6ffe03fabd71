"""The same desk in fewer bytes: what was kept before packing is packed, in small steps, while the desk is in use."""

from __future__ import annotations

from collections.abc import Callable

import sqlite_utils

from dabir.store import compacting, dictionaries
from dabir.store.compacting import TABLES, Room, Step, Table
from dabir.store.database import Database

#: Told how many pieces were looked at, and how many there are.
OnProgress = Callable[[int, int], None]


class Compaction:
    """Packs, and tells how much that saved."""

    def __init__(self, database: Database) -> None:
        """Work on the desk's store."""
        self._database = database

    def left(self) -> int:
        """Return how many pieces are still to be looked at."""
        db = self._database.read()
        return sum(compacting.left(db, table) for table in TABLES)

    def run(self, on_progress: OnProgress | None = None) -> Step:
        """Pack everything that is not packed yet and gains from it. What it raises half-way, it goes on from.

        Args:
            on_progress: told after each step; what it raises ends it, and what is packed stays packed.

        Returns:
            What was done, all steps together.

        Raises:
            RecordBroken: when what something is packed with was changed.
            StoreError: when the database cannot be written.
        """
        for table in TABLES:
            self._train(table)
        total, done = self.left(), Step()
        for table in TABLES:
            while (step := self._database.write(_packing(table))).rows:
                done = Step(
                    done.rows + step.rows,
                    done.packed + step.packed,
                    done.before + step.before,
                    done.after + step.after,
                )
                if on_progress:
                    on_progress(done.rows, max(total, done.rows))
        return done

    def room(self) -> Room:
        """Return what the database file takes, and how much of that is free."""
        return compacting.room(self._database.read())

    def give_back(self) -> None:
        """Give what is free in the file back to the disk; nobody can write meanwhile.

        Raises:
            StoreError: when the disk has no room for that, or somebody else keeps writing.
        """
        compacting.give_back(self._database.path)

    def _train(self, table: Table) -> None:
        """Make the dictionary of a table, where it has none and enough rows. Nobody waits for it."""
        db = self._database.read()
        if dictionaries.newest(db, table.name):
            return
        number = dictionaries.next_number(db)
        data = compacting.trained(compacting.samples(db, table), number)

        def keep(db: sqlite_utils.Database) -> None:
            # Another program may have been first; then its dictionary is as good.
            if data and dictionaries.next_number(db) == number:
                dictionaries.add(db, number, table.name, data)

        self._database.write(keep)


def _packing(table: Table) -> Callable[[sqlite_utils.Database], Step]:
    return lambda db: compacting.pack_some(db, table)
