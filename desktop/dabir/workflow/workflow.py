"""One desk, open: the groups of acts that share its database, engine and keys."""

from __future__ import annotations

from dataclasses import dataclass

from dabir.settings import Places
from dabir.store.database import Database
from dabir.translation.engine import Engine
from dabir.workflow.agreements.agreements import Agreements
from dabir.workflow.arrivals.feeds import Feeds
from dabir.workflow.arrivals.intake import Intake
from dabir.workflow.arrivals.polling import Polling
from dabir.workflow.bundles.bundles import Bundles
from dabir.workflow.deciding.bulk import Bulk
from dabir.workflow.deciding.claims import Claims
from dabir.workflow.deciding.decisions import Decisions
from dabir.workflow.deciding.kills import Kills
from dabir.workflow.experience.exchange import Exchange
from dabir.workflow.experience.memory import Memory
from dabir.workflow.experience.terms import Terms
from dabir.workflow.people.editors import Editors
from dabir.workflow.people.passphrases import Passphrases
from dabir.workflow.people.roles import Roles
from dabir.workflow.record.backups import Backups
from dabir.workflow.record.checkpoints import Checkpoints
from dabir.workflow.record.compaction import Compaction
from dabir.workflow.record.record import Record
from dabir.workflow.record.retention import Retention
from dabir.workflow.releasing.outbox import Outbox
from dabir.workflow.stories.attention import Attention
from dabir.workflow.stories.events import Events
from dabir.workflow.stories.stories import Stories
from dabir.workflow.stories.timekeeping import Timekeeping
from dabir.workflow.translating.adapting import Adapting
from dabir.workflow.translating.packs import LanguagePacks
from dabir.workflow.translating.pretranslation import Pretranslation
from dabir.workflow.translating.revisions import Revisions
from dabir.workflow.translating.segments import Segments
from dabir.workflow.translating.translations import Translations


@dataclass(frozen=True, slots=True)
class Workflow:
    """What the window and the commands work with.

    Attributes:
        places: where the desk keeps its things.
        intake: files in, quarantine.
        feeds: where stories come from by themselves, and how that goes.
        polling: looks at those feeds.
        stories: the list, one story with its versions and log, search, remembered choices.
        attention: what came in and calls for an editor.
        events: stories that tell of one event.
        translations: machine translation and post-editing.
        segments: splitting and joining segments, comments.
        revisions: what a newer version of a story changes.
        pretranslation: which stories are still to be drafted.
        memory: the translation memory.
        exchange: memory and terms in one file for a partner, and back.
        terms: the termbase.
        editors: who may decide, and their keys.
        passphrases: kept in the keyring of the system for whoever asks for it.
        roles: who is translator, editor and chief.
        decisions: approval, refusal, release, kill.
        bulk: the same on many stories at once.
        agreements: what is agreed with partners.
        bundles: signed files for partners, and what came in theirs.
        record: verification and export of the log.
        checkpoints: sent to witnesses and taken back; witnessing those of other desks.
        backups: the whole desk in one file.
        compaction: the same desk in fewer bytes.
        retention: what an agreement forbids to keep longer.
        outbox: what goes to the desk's targets.
        kills: what is killed, taken back, and what persons say to it.
        claims: who works on what.
        timekeeping: what happens because time passes.
        packs: language packs.
        adapting: the bundled pack, adapted to the desk.
    """

    places: Places
    intake: Intake
    feeds: Feeds
    polling: Polling
    stories: Stories
    attention: Attention
    events: Events
    translations: Translations
    segments: Segments
    revisions: Revisions
    pretranslation: Pretranslation
    memory: Memory
    exchange: Exchange
    terms: Terms
    editors: Editors
    passphrases: Passphrases
    roles: Roles
    decisions: Decisions
    bulk: Bulk
    agreements: Agreements
    bundles: Bundles
    record: Record
    checkpoints: Checkpoints
    backups: Backups
    compaction: Compaction
    retention: Retention
    outbox: Outbox
    kills: Kills
    claims: Claims
    timekeeping: Timekeeping
    packs: LanguagePacks
    adapting: Adapting
    database: Database
    engine: Engine

    def close(self) -> None:
        """Give back models and database; the desk cannot be used after."""
        self.engine.close()
        self.database.close()
