"""A process of its own that looks at a watched folder, and is killed where it is told to.

Arguments: the desk's folder and the point.
"""

import os
import signal
import sys
from pathlib import Path

from dabir.app import open_desk
from dabir.feeds import watched
from dabir.settings import Places
from dabir.store import feeds, originals


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def around(owner, name, before=None, after=None):
    real = getattr(owner, name)

    def wrapped(*arguments, **options):
        if before:
            before()
        answer = real(*arguments, **options)
        if after:
            after()
        return answer

    setattr(owner, name, wrapped)


POINTS = {
    "delivered": (originals, "add", die, None),
    "storing": (originals, "add", None, die),
    "stored": (watched.Watched, "kept", die, None),
    "cleared": (watched.Watched, "kept", None, die),
    "marking": (feeds, "keep", None, die),
    "marked": (feeds, "end", die, None),
}


def main():
    watched.SETTLED = 0.0
    desk = open_desk(Places(Path(sys.argv[1])))
    around(*POINTS[sys.argv[2]])
    desk.polling.look("stick")
    os._exit(0)


main()
