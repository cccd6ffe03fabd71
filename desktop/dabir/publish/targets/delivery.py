"""What can become of a delivery that did not go well: later, or never; surely not there, or perhaps there."""

from __future__ import annotations


class NotDelivered(Exception):
    """A target did not take a parcel.

    Attributes:
        reason: a sentence for people; never holds a password or what a server wrote.
        later: it is worth another try.
        after: seconds the target asks to wait; None where it asks nothing.
        doubtful: it may have arrived all the same.
        counted: it was the target's fault, and not that there is no way to it now.
    """

    def __init__(
        self,
        reason: str,
        *,
        later: bool,
        after: float | None = None,
        doubtful: bool = False,
        counted: bool = True,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.later = later
        self.after = after
        self.doubtful = doubtful
        self.counted = counted


def out_of_reach(reason: str) -> NotDelivered:
    """Return what is raised where there is no way to a target now: it was not even asked."""
    return NotDelivered(reason, later=True, counted=False)


def rejected(reason: str) -> NotDelivered:
    """Return what is raised where trying again would change nothing; a person has to mend something first."""
    return NotDelivered(reason, later=False)
