"""A process of its own that sends what waits in the outbox, and dies or runs out of disk where it is told to.

Arguments: the desk's folder, and the point: where it is killed ("begin", "begun", ...), "full-before", "full-after", or
"" for neither.
"""

import json
import os
import resource
import signal
import sys
from pathlib import Path

from dabir.app import open_desk
from dabir.domain.errors import DabirError
from dabir.publish.targets import folder_target, http_target
from dabir.settings import Places
from dabir.store import outbox


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def fill_disk():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def around(module, name, before=None, after=None):
    real = getattr(module, name)

    def wrapped(*arguments, **options):
        if before:
            before()
        answer = real(*arguments, **options)
        if after:
            after()
        return answer

    setattr(module, name, wrapped)


POINTS = {
    "begin": (outbox, "begin", die, None),
    "begun": (outbox, "begin", None, die),
    "deliver": (http_target, "deliver", die, None),
    "delivered": (http_target, "deliver", None, die),
    "write": (folder_target, "deliver", die, None),
    "written": (folder_target, "deliver", None, die),
    "end": (outbox, "end", die, None),
    "ended": (outbox, "end", None, die),
    "full-before": (outbox, "due", fill_disk, None),
    "full-after": (http_target, "deliver", None, fill_disk),
    "full-folder": (folder_target, "deliver", fill_disk, None),
}


def main():
    desk = open_desk(Places(Path(sys.argv[1])))
    if sys.argv[2] in POINTS:
        around(*POINTS[sys.argv[2]])
    try:
        done = desk.outbox.send()
        print(json.dumps({"sent": done.sent, "busy": done.busy}))  # noqa: T201 - what the test reads
    except DabirError as error:
        print(json.dumps({"error": str(error)}))  # noqa: T201 - what the test reads
    sys.stdout.flush()
    os._exit(0)


main()
