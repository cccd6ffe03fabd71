"""Terms: how the desk wants a name or an expression to be translated, and how not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the termbase for one pair of languages, in one direction.

    Attributes:
        source: the term as dictionaries have it.
        target: its translation as dictionaries have it.
        source_language: language of the source, normalised ("fa").
        target_language: language of the target, normalised.
        source_forms: other forms under which the term is found in a source.
        target_forms: other forms under which the translation counts as used.
        forbidden: translations that must not be used for it.
        partner: code of the partner agency it is for; "" for every partner.
        note: for the translator.
        origin: where it came from: "desk" for what people here entered, "starter" for the names from CLDR, else the
            name of the file it was brought in with.
        id: its row in the store; 0 before it is kept.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    source_forms: tuple[str, ...] = ()
    target_forms: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    partner: str = ""
    note: str = ""
    origin: str = "desk"
    id: int = 0
