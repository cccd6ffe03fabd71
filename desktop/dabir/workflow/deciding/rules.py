"""What may forbid a decision beside the state of the story: agreements, roles."""

from __future__ import annotations

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
