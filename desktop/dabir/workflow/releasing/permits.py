"""What the agreements in force say to the outputs of the desk: which of them a release may be written in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dabir.domain.agreement import Agreement, ruling


@dataclass(frozen=True, slots=True)
class Permit:
    """What is to be known of an output before it is chosen.

    Attributes:
        output: its name.
        chosen: whether releases are written in it now.
        barred_by: the agreements that rule somebody's stories of today and do not permit it. While it is chosen,
            none of those stories can be released.
    """

    output: str
    chosen: bool
    barred_by: tuple[Agreement, ...]


def permits(
    known: Iterable[str], chosen: Iterable[str], agreements: Sequence[Agreement], now: datetime
) -> tuple[Permit, ...]:
    """Return what is to be known of each output.

    Args:
        known: names of all outputs.
        chosen: names of those that releases are written in.
        agreements: the latest edition of each.
        now: the present moment; a story is judged by the agreement of its own time.
    """
    in_force = [one for one in agreements if _rules(one, agreements, now)]
    written = set(chosen)
    return tuple(
        Permit(
            name,
            name in written,
            tuple(one for one in in_force if one.terms.outputs and name not in one.terms.outputs),
        )
        for name in known
    )


def _rules(agreement: Agreement, agreements: Sequence[Agreement], now: datetime) -> bool:
    """Whether any partner's stories of this moment are judged by an agreement."""
    return any(ruling(agreements, party.code, now) == agreement for party in agreement.partners)
