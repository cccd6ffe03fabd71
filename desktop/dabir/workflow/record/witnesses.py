"""Whose word on this desk's checkpoints counts, and whose logs this desk will witness: keys of other desks.

They come from the agreements, as keys of the parties, and from a file beside the private keys, where a person has
added them: a source that no change of the database reaches.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dabir.approval.keys import device_id
from dabir.approval.note import Kind, VerifierKey
from dabir.approval.verify import log_key
from dabir.domain.errors import InputRefused, NotAllowed, NotFound, RecordBroken
from dabir.workflow import whole_files

NAME: Final = "witnesses"


@dataclass(frozen=True, slots=True)
class Witness:
    """Another desk whose key is known.

    Attributes:
        name: whose desk it is.
        public_key: its device's key, 64 hex digits.
        by_agreement: whether the key is from an agreement; such a one is changed there.
    """

    name: str
    public_key: str
    by_agreement: bool = False

    @property
    def key(self) -> VerifierKey:
        """The key of its cosignatures."""
        return VerifierKey(f"dabir/{device_id(self.public_key)}", self.public_key, Kind.COSIGNATURE)

    @property
    def log(self) -> VerifierKey:
        """The key of its own log."""
        return log_key(self.public_key)


def nobody() -> Mapping[str, Collection[str]]:
    """Return no keys, for a desk without agreements."""
    return {}


class Witnesses:
    """Keeps the list."""

    def __init__(self, folder: Path, parties: Callable[[], Mapping[str, Collection[str]]] = nobody) -> None:
        """Work on the folder of keys.

        Args:
            folder: where the list lies.
            parties: gives the public keys (64 hex digits) of the partners' desks, by the partner's name.
        """
        self._file = folder / NAME
        self._parties = parties

    def all(self) -> list[Witness]:
        """Return everyone, those added by hand first.

        Raises:
            RecordBroken: when the list cannot be read.
        """
        found = self._added()
        names, known = {one.name for one in found}, {one.public_key for one in found}
        for party, keys in self._parties().items():
            for number, key in enumerate((key for key in keys if key not in known), 1):
                name = party if number == 1 and party not in names else f"{party} ({number})"
                found.append(Witness(name, key, by_agreement=True))
        return found

    def keys(self) -> dict[str, VerifierKey]:
        """Return the keys of all cosignatures that count, by whom they belong to."""
        return {one.name: one.key for one in self.all()}

    def of_log(self, origin: str) -> Witness:
        """Return the desk whose log has this name.

        Raises:
            NotFound: when its key is not known.
        """
        for one in self.all():
            if one.log.name == origin:
                return one
        raise NotFound(
            f"This desk does not know the key of {origin}, so it cannot tell whose checkpoint it is.",
            "Ask the other desk for the key that “dabir log key” shows, by another way than this file, and add it "
            "by: dabir log witnesses add NAME KEY",
        )

    def add(self, name: str, key: str) -> Witness:
        """Add another desk.

        Args:
            name: whose it is.
            key: as `dabir log key` prints it on that desk.

        Raises:
            InputRefused: when it is no such key, or the name will not do.
            NotAllowed: when the name or the key is there already.
        """
        name = " ".join(name.split())
        try:
            read = VerifierKey.read(key.strip())
        except RecordBroken as error:
            raise InputRefused(
                error.message, "It is the line that “dabir log key” shows on the other desk."
            ) from error
        made = Witness(name, read.public_key)
        if not name or read.name != made.log.name:
            raise InputRefused("A witness needs a name, and the key of a desk.", "Ask for: dabir log key")
        for one in self._added():
            if name == one.name or made.public_key == one.public_key:
                raise NotAllowed(f"{one.name} is a witness already, with the key {one.log}.", "Remove it first.")
        self._write([*self._added(), made])
        return made

    def remove(self, name: str) -> None:
        """Take a desk off the list.

        Raises:
            NotFound: when it is not on the list of those added by hand.
        """
        added = self._added()
        left = [one for one in added if one.name != name]
        if len(left) == len(added):
            raise NotFound(f"No witness {name} was added here.", "Keys of partners are changed in their agreement.")
        self._write(left)

    def _write(self, added: list[Witness]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with whole_files.replacing(self._file) as part:
            part.write_text("".join(f"{one.log} {one.name}\n" for one in added), "utf-8", newline="\n")

    def _added(self) -> list[Witness]:
        try:
            lines = self._file.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise RecordBroken(f"The list of witnesses, {self._file}, cannot be read.") from error
        found = []
        for line in lines:
            key, _, name = line.partition(" ")
            found.append(Witness(name, VerifierKey.read(key).public_key))
        return found
