"""What may forbid a decision beside the state of the story: agreements, roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import sqlite_utils

from dabir.domain.decision import Action
from dabir.domain.listing import StoredStory


class Rule(Protocol):
    """One body of rules; asked within the transaction of the decision."""

    def why_not(self, db: sqlite_utils.Database, stored: StoredStory, target: str, act: Action, editor: str) -> str:
        """Return the sentence why this editor may not do this now, or "".

        Args:
            db: the transaction's connection.
            stored: the story.
            target: language of the translation; "" for the original.
            act: what is to be decided.
            editor: who decides.
        """
        ...


def why_rules_forbid(
    rules: Iterable[Rule], db: sqlite_utils.Database, stored: StoredStory, target: str, act: Action, editor: str
) -> str:
    """Return why the first of some rules that forbids an act does so; "" where none does. See `Rule.why_not`."""
    return next((why for rule in rules if (why := rule.why_not(db, stored, target, act, editor))), "")
