"""Whether an adapted pack is taken: better on what it was not shown, and not forgetful of what it knew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Points of chrF that may be lost on the bundled corpus.
MAY_FORGET: Final = 1.0
#: Standard errors by which drafts must come nearer to their own translations than to others.
SURELY: Final = 2.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured; chrF from 0 to 100.

    Attributes:
        units: confirmed units kept apart.
        own_before: chrF on them of the pack in use.
        own_after: of the adapted one.
        nearer: how much nearer its drafts came to their own translations than to those of other units.
        nearer_error: standard error of that.
        corpus: chrF on the development part of the bundled corpus, of the bundled pack and of the adapted one; None
            where that was not asked any more.
    """

    units: int
    own_before: float
    own_after: float
    nearer: float
    nearer_error: float
    corpus: tuple[float, float] | None = None


def forgets(figures: Figures) -> bool:
    """Return whether too much of the bundled corpus is forgotten."""
    return figures.corpus is not None and figures.corpus[0] - figures.corpus[1] > MAY_FORGET


def why_refused(figures: Figures) -> str:
    """Return why an adapted pack is not taken, a sentence; "" where nothing speaks against it."""
    own = f"chrF {figures.own_before:.1f} before and {figures.own_after:.1f} after"
    if figures.own_after <= figures.own_before:
        return f"On the {figures.units} confirmed units kept apart it is no better: {own}."
    if figures.nearer <= SURELY * figures.nearer_error:
        return (
            f"On the {figures.units} confirmed units kept apart it has {own}, but its drafts came no nearer to their "
            "own translations than to those of other units: the units do not look like translations of their sources."
        )
    if figures.corpus is not None and forgets(figures):
        known, kept = figures.corpus
        return (
            f"On the {figures.units} confirmed units kept apart it has {own}, but on the bundled corpus chrF "
            f"{known:.1f} before and {kept:.1f} after: it forgets more than "
            f"{MAY_FORGET:.1f}."
        )
    return ""
