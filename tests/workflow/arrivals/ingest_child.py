"""A process of its own that takes a folder in, tells what is safe, and dies where it is told to.

Arguments: the desk's folder, the folder to take in, and the point ("" to go on to the end).
"""

import os
import signal
import sys
from pathlib import Path

from dabir.app import open_desk
from dabir.settings import Places
from dabir.store import search, stories
from dabir.store.database import Database
from dabir.workflow.arrivals import intake
from dabir.workflow.arrivals.readers import Readers

#: The call at which it dies: in the third batch of four files.
POINTS = {"keeping": (stories, "add", 10, True), "indexing": (search, "index_arrivals", 3, True)}
POINTS["kept"] = (Database, "write", 3, False)


def die_at(owner, name, call, before):
    real, calls = getattr(owner, name), iter(range(1, 1_000_000))

    def wrapped(*arguments, **options):
        number = next(calls)
        if number == call and before:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = real(*arguments, **options)
        if number == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(owner, name, wrapped)


def with_help():
    """Have other processes read from the first file on, as where thousands come."""
    has_help = Readers._has_help

    def waiting(readers):
        has_help(readers)
        readers._ready.result()
        return has_help(readers)

    Readers._has_help = waiting
    Readers.__init__.__defaults__ = (0,)


def main():
    desk = open_desk(Places(Path(sys.argv[1])))
    intake.BATCH = 4
    with_help()
    if sys.argv[3]:
        die_at(*POINTS[sys.argv[3]])
    for outcome in desk.intake.ingest([Path(sys.argv[2])], partner="ALBORZ"):
        sys.stdout.write(f"{outcome.status} {outcome.story.uri}\n")
        sys.stdout.flush()
    desk.close()


if __name__ == "__main__":
    main()
