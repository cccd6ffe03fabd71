"""The pass over a part of a record: the entries about one story or day, each proved to be in the tree.

The rules are those of the whole (`verify`), but for the order: an entry follows the one before it only where it is
the next one, and in place of the tree over all entries there is an inclusion proof for each. That no other entry
belongs to the part nobody can see from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dabir.approval.merkle import is_included
from dabir.approval.note import TreeHead
from dabir.approval.walk import Walk
from dabir.domain.decision import Decision


@dataclass(slots=True, kw_only=True)
class ExcerptWalk(Walk):
    """The pass.

    Attributes:
        places: numbers of the entries, in order.
        proofs: the inclusion proof of each.
        head: what the checkpoint says that they are proved to be in.
    """

    places: Sequence[int]
    proofs: Mapping[int, tuple[bytes, ...]]
    head: TreeHead
    _before: int = -1

    @property
    def expected(self) -> int:
        """Number of the entry that comes next."""
        return self.places[self.count] if self.count < len(self.places) else self.head.size

    def _place(self, entry: Decision) -> str:
        if self.count == len(self.places) or entry.sequence != self.expected:
            return f"is missing or out of its order; entry {entry.sequence} stands in its place"
        if entry.sequence == self._before + 1 and entry.previous != self._head:
            return "does not follow the entry before it: one of the two was changed, added or removed"
        self._before = entry.sequence
        return self._device(entry)

    def _grow(self, entry: Decision) -> str:
        head = self.head
        if is_included(self._leaf, entry.sequence, head.size, self.proofs[entry.sequence], head.root):
            return ""
        return "is not in the tree that the checkpoint was signed over: the entry or its proof was changed"
