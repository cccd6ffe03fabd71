"""One desk, open: the groups of acts that share its database, engine and keys."""

from __future__ import annotations

from dataclasses import dataclass

from dabir.settings import Places
from dabir.store.database import Database
from dabir.translation.engine import Engine
from dabir.workflow.decisions import Decisions
from dabir.workflow.editors import Editors
from dabir.workflow.exchange import Exchange
from dabir.workflow.intake import Intake
from dabir.workflow.memory import Memory
from dabir.workflow.packs import LanguagePacks
from dabir.workflow.pretranslation import Pretranslation
from dabir.workflow.record import Record
from dabir.workflow.revisions import Revisions
from dabir.workflow.segments import Segments
from dabir.workflow.stories import Stories
from dabir.workflow.terms import Terms
from dabir.workflow.translations import Translations


@dataclass(frozen=True, slots=True)
class Workflow:
    """What the window and the commands work with.

    Attributes:
        places: where the desk keeps its things.
        intake: files in, quarantine.
        stories: the list, one story with its versions and log, search, remembered choices.
        translations: machine translation and post-editing.
        segments: splitting and joining segments, comments.
        revisions: what a newer version of a story changes.
        pretranslation: which stories are still to be drafted.
        memory: the translation memory.
        exchange: memory and terms in one file for a partner, and back.
        terms: the termbase.
        editors: who may decide, and their keys.
        decisions: approval, refusal, release, kill.
        record: verification and export of the log.
        packs: language packs.
    """

    places: Places
    intake: Intake
    stories: Stories
    translations: Translations
    segments: Segments
    revisions: Revisions
    pretranslation: Pretranslation
    memory: Memory
    exchange: Exchange
    terms: Terms
    editors: Editors
    decisions: Decisions
    record: Record
    packs: LanguagePacks
    database: Database
    engine: Engine

    def close(self) -> None:
        """Give back models and database; the desk cannot be used after."""
        self.engine.close()
        self.database.close()
