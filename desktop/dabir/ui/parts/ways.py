"""What to do, said for the window: where a remedy names a command of the terminal, the way to the same act in here.

The parts below the window know one way to each act, the command, and write it whole ("dabir log verify"). A command
that the window has no act for, such as “dabir restore”, is left as it is: then the terminal is the way.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

#: A command, and its options and arguments: names in quotation marks, words in capitals that stand for something.
_COMMAND: Final = re.compile(
    r"dabir (?P<act>[a-z]+(?: [a-z-]+)*)(?P<given>(?: (?:--[a-z-]+|“[^”]*”|\"[^\"]*\"|[A-Z]+|[0-9]+|chief))*)"
)
_OPTION: Final = re.compile(r"--[a-z-]+")
_HOST_KEY: Final = re.compile(r"--host-key \"([^\"]*)\"")

_PEOPLE: Final = "Desk › Editors and keys"
_CHANGE_FEED: Final = "View › Feeds › Change"
_WITNESSES: Final = "View › Log › Witnesses"
_WAYS: Final = MappingProxyType(
    {
        "agreements list": "View › Agreements",
        "backup": "Desk › Backup, room and retention › Back up",
        "editors add": f"{_PEOPLE} › Add",
        "editors revoke": f"{_PEOPLE} › Revoke",
        "editors role": f"{_PEOPLE} › Change role",
        "feeds change": _CHANGE_FEED,
        "feeds change --host-key": f"{_CHANGE_FEED} › Host key",
        "feeds change --no-clear": f"{_CHANGE_FEED}, without the tick at what is deleted or marked there",
        "feeds change --password": f"{_CHANGE_FEED} › Password",
        "feeds change --private": f"{_CHANGE_FEED} › It is in our own network",
        "feeds change --zone": f"{_CHANGE_FEED} › Time zone",
        "feeds list": "View › Feeds",
        "ingest": "Desk › Bring in files",
        "kills list": "View › Queue",
        "log checkpoint": f"{_WITNESSES} › Write a checkpoint for a witness",
        "log export": "View › Log › Export for an auditor",
        "log key": f"{_WITNESSES} › Witnesses and keys",
        "log show": "View › Log",
        "log verify": "View › Log › Verify",
        "log witness": f"{_WITNESSES} › Witness another desk’s checkpoint",
        "log witnesses add": f"{_WITNESSES} › Witnesses and keys › Add",
        "outbox list": "View › Outbox",
        "outbox targets": "View › Outbox",
        "packs download": "View › Packs › Download and install",
        "packs install": "View › Packs › Install from a file",
    }
)


def in_window(words: str) -> str:
    """Return words with the window's own way in place of each command that the window has an act for."""
    return _COMMAND.sub(_way, words)


def _way(found: re.Match[str]) -> str:
    act, given = found["act"], found["given"]
    option = _OPTION.search(given)
    way = _WAYS.get(f"{act} {option[0]}" if option else act) or _WAYS.get(act)
    if way is None:
        return found[0]
    key = _HOST_KEY.search(given)
    return f"{way}: {key[1]}" if key else way
