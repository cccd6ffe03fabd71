"""A Merkle tree over the log's entries: roots, inclusion proofs and consistency proofs.

Source: RFC 6962, section 2.1 (the tree and its proofs) and RFC 9162, sections 2.1.3.2 and 2.1.4.2 (how proofs are
checked). A leaf is the line of an entry as it is exported. Nothing here keeps more hashes than a path from a leaf to
the root needs, so a log of any length is gone through once, in order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Self

HASH_BYTES: Final = 32
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()

#: A whole subtree: its height, and its place among those of this height, from 0.
Node = tuple[int, int]


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node over two others (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """The right edge of a growing tree: the roots of its whole subtrees, the largest first.

    Attributes:
        size: number of leaves.
        hashes: one for each 1 in the binary form of `size`.
    """

    size: int = 0
    hashes: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes, whole: Callable[[Node, bytes], None] | None = None) -> None:
        """Add the hash of the next leaf.

        Args:
            leaf: the hash.
            whole: told each subtree that becomes whole by it, the leaf first.
        """
        place, height, hashes = self.size, 0, self.hashes
        if whole:
            whole((0, place), leaf)
        while place & 1:
            leaf = node_hash(hashes.pop(), leaf)
            place, height = place >> 1, height + 1
            if whole:
                whole((height, place), leaf)
        hashes.append(leaf)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The hash of the whole tree."""
        if not self.hashes:
            return EMPTY_ROOT
        *rest, root = self.hashes
        for left in reversed(rest):
            root = node_hash(left, root)
        return root

    def to_bytes(self) -> bytes:
        """Return size (8 bytes, big-endian) and hashes."""
        return self.size.to_bytes(8, "big") + b"".join(self.hashes)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what `to_bytes` wrote.

        Raises:
            ValueError: when the number of hashes does not belong to the size.
        """
        size, rest = int.from_bytes(data[:8], "big"), data[8:]
        if len(data) < 8 or len(rest) != size.bit_count() * HASH_BYTES:
            raise ValueError(f"{len(rest)} bytes of hashes are not those of a tree of {size} leaves")
        return cls(size, [rest[at : at + HASH_BYTES] for at in range(0, len(rest), HASH_BYTES)])


@dataclass(frozen=True, slots=True)
class Proofs:
    """What one pass over the leaves has shown.

    Attributes:
        root: of the tree of all leaves.
        size: their number.
        inclusion: the inclusion proof of each leaf asked for, by its place.
        consistency: the consistency proof with each earlier size asked for, by that size.
    """

    root: bytes
    size: int
    inclusion: dict[int, tuple[bytes, ...]]
    consistency: dict[int, tuple[bytes, ...]]


def prove(leaves: Iterable[bytes], size: int, *, places: Iterable[int] = (), sizes: Iterable[int] = ()) -> Proofs:
    """Go over the leaves once and put proofs together.

    Args:
        leaves: hashes of the leaves, in order, at least `size` of them.
        size: how many make up the tree.
        places: leaves to be proved to be in it, from 0.
        sizes: earlier sizes to be proved consistent with it, from 1.

    Raises:
        ValueError: when a place or size is not within the tree, or there are too few leaves.
    """
    paths = {place: _inclusion_path(place, size) for place in places}
    steps = {earlier: _consistency_path(earlier, size) for earlier in sizes}
    wanted = {node for nodes in (*paths.values(), *steps.values()) for span in nodes for node in _whole(span)}
    kept: dict[Node, bytes] = {}

    def keep(node: Node, digest: bytes) -> None:
        if node in wanted:
            kept[node] = digest

    frontier = Frontier()
    for leaf in leaves:
        if frontier.size == size:
            break
        frontier.add(leaf, keep)
    if frontier.size < size:
        raise ValueError(f"{frontier.size} leaves are too few for a tree of {size}")

    def hashes(spans: list[_Span]) -> tuple[bytes, ...]:
        return tuple(_joined([kept[node] for node in _whole(span)]) for span in spans)

    return Proofs(
        frontier.root,
        size,
        {place: hashes(path) for place, path in paths.items()},
        {earlier: hashes(path) for earlier, path in steps.items()},
    )


#: Leaves from one place up to another, the second not among them.
_Span = tuple[int, int]


def _split(size: int) -> int:
    """Return the largest power of two below a size: where the tree of this size divides."""
    return 1 << ((size - 1).bit_length() - 1)


def _inclusion_path(place: int, size: int) -> list[_Span]:
    """Return the spans whose hashes are PATH(place, D[size]), from the leaf up (RFC 6962, 2.1.1)."""
    if not 0 <= place < size:
        raise ValueError(f"leaf {place} is not in a tree of {size}")
    path: list[_Span] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if place < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def _consistency_path(earlier: int, size: int) -> list[_Span]:
    """Return the spans whose hashes are PROOF(earlier, D[size]) (RFC 6962, 2.1.2)."""
    if not 0 < earlier <= size:
        raise ValueError(f"a tree of {size} leaves has no earlier one of {earlier}")
    path: list[_Span] = []
    start, end, own = 0, size, True
    while earlier < end:
        middle = start + _split(end - start)
        if earlier <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start, own = middle, False
    if not own:
        path.append((start, end))
    return path[::-1]


def _whole(span: _Span) -> list[Node]:
    """Divide a span that ends where the tree does, or is whole, into whole subtrees, the largest first."""
    start, end = span
    nodes = []
    while start < end:
        height = (end - start).bit_length() - 1
        nodes.append((height, start >> height))
        start += 1 << height
    return nodes


def _joined(hashes: list[bytes]) -> bytes:
    *rest, root = hashes
    for left in reversed(rest):
        root = node_hash(left, root)
    return root


def is_included(leaf: bytes, place: int, size: int, proof: Iterable[bytes], root: bytes) -> bool:
    """Tell whether a proof shows that a leaf is in a tree (RFC 9162, 2.1.3.2).

    Args:
        leaf: the leaf's hash.
        place: its place, from 0.
        size: number of leaves.
        proof: the inclusion proof.
        root: the tree's hash.
    """
    if not 0 <= place < size:
        return False
    at, last, digest = place, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            digest = node_hash(sibling, digest)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            digest = node_hash(digest, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and digest == root


def is_consistent(earlier: int, size: int, earlier_root: bytes, root: bytes, proof: Iterable[bytes]) -> bool:
    """Tell whether a proof shows that a tree has grown out of an earlier one (RFC 9162, 2.1.4.2).

    Args:
        earlier: number of leaves of the earlier tree; an empty one is consistent with every other.
        size: number of leaves of the later tree.
        earlier_root: the earlier tree's hash.
        root: the later tree's hash.
        proof: the consistency proof.
    """
    hashes = list(proof)
    if earlier == size:
        return not hashes and earlier_root == root
    if earlier == 0:
        return not hashes and earlier_root == EMPTY_ROOT
    if 0 < earlier < size and earlier & (earlier - 1) == 0:
        hashes.insert(0, earlier_root)
    return 0 < earlier < size and bool(hashes) and _both(earlier - 1, size - 1, hashes) == (earlier_root, root)


def _both(at: int, last: int, hashes: list[bytes]) -> tuple[bytes, bytes] | None:
    """Rebuild the earlier and the later root from a consistency proof; None when it is too long or too short.

    Args:
        at: place of the earlier tree's last leaf.
        last: place of the later tree's.
        hashes: the proof, beginning with the largest whole subtree that both have.
    """
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        at, last = at >> 1, last >> 1
    return (old, new) if last == 0 else None
