"""Where cards of different heights stand, one under the other, though most of them were never measured.

A card that was not measured counts as tall as a usual one. Places are found through a binary indexed tree of what the
measured ones differ by (Fenwick, "A new data structure for cumulative frequency tables", 1994), in steps that grow
with the logarithm of the number of cards.
"""

from __future__ import annotations

from collections.abc import Iterable


class CardHeights:
    """Heights and tops, in pixels."""

    def __init__(self, count: int = 0, usual: int = 1) -> None:
        """Begin with nothing measured.

        Args:
            count: how many cards there are.
            usual: how tall one is that was not measured; at least 1.
        """
        self.count = count
        self._usual = usual
        self._differs: dict[int, int] = {}
        self._tree = [0] * (count + 1)
        self._measured: set[int] = set()

    @property
    def total(self) -> int:
        """The height of all cards."""
        return self.top(self.count)

    def is_measured(self, row: int) -> bool:
        """Whether the height of a card is the one it was measured at, and nothing happened to it since."""
        return row in self._measured

    def height(self, row: int) -> int:
        """Return how tall a card is as far as is known."""
        return self._usual + self._differs.get(row, 0)

    def top(self, row: int) -> int:
        """Return where a card begins; of the one after the last, where all end."""
        top, place = row * self._usual, row
        while place > 0:
            top += self._tree[place]
            place &= place - 1
        return top

    def at(self, place: int) -> int:
        """Return the card at a place; the first above all, and the number of cards below all."""
        row, step = 0, 1 << self.count.bit_length()
        while step:
            beyond = row + step
            if beyond <= self.count and (tall := step * self._usual + self._tree[beyond]) <= place:
                row, place = beyond, place - tall
            step >>= 1
        return row

    def measure(self, row: int, height: int) -> bool:
        """Take over how tall a card is; tell whether it is another height than before."""
        self._measured.add(row)
        by = height - self.height(row)
        if not by:
            return False
        self._differs[row] = height - self._usual
        place = row + 1
        while place <= self.count:
            self._tree[place] += by
            place += place & -place
        return True

    def forget(self, rows: Iterable[int] | None = None) -> None:
        """Have some cards measured again when they are seen, or all; until then they stand as tall as they were."""
        if rows is None:
            self._measured.clear()
        else:
            self._measured.difference_update(rows)
