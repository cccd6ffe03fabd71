"""The composition root: the only place that knows every part and puts a desk together."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import datetime

from dabir.domain.errors import DabirError, RecordBroken, StoreError
from dabir.domain.language import NAMES
from dabir.publish.outputs import OUTPUTS
from dabir.settings import ARGOS_INDEX, Places, resources
from dabir.store.database import Database
from dabir.translation.engine import Engine
from dabir.translation.packs import Packs
from dabir.translation.segmenter import Segmenter
from dabir.workflow import Decisions, Editors, Intake, LanguagePacks, Record, Stories, Translations, Workflow
from dabir.workflow.agreements.agreement_rule import AgreementRule
from dabir.workflow.agreements.agreements import Agreements
from dabir.workflow.arrivals.feed_secrets import FeedSecrets
from dabir.workflow.arrivals.feeds import Feeds
from dabir.workflow.arrivals.polling import Polling
from dabir.workflow.arrivals.unsealing import Unsealing
from dabir.workflow.bundles.bundles import Bundles
from dabir.workflow.deciding.bulk import Bulk
from dabir.workflow.deciding.claims import Claims
from dabir.workflow.deciding.kills import Kills
from dabir.workflow.deciding.rules import Rule
from dabir.workflow.experience.exchange import Exchange
from dabir.workflow.experience.memory import Memory
from dabir.workflow.experience.terms import Terms
from dabir.workflow.people.passphrases import Passphrases
from dabir.workflow.people.roles import RoleRule, Roles
from dabir.workflow.record.backups import Backups
from dabir.workflow.record.checkpoints import Checkpoints
from dabir.workflow.record.compaction import Compaction
from dabir.workflow.record.ledger import Ledger
from dabir.workflow.record.retention import Retention
from dabir.workflow.record.witnesses import Witnesses
from dabir.workflow.releasing.outbox import Outbox
from dabir.workflow.releasing.output_choice import OutputChoice, OutputRule
from dabir.workflow.releasing.releasing import Releasing
from dabir.workflow.stories.attention import Attention
from dabir.workflow.stories.events import Events
from dabir.workflow.stories.timekeeping import Timekeeping
from dabir.workflow.translating.adapting import Adapting
from dabir.workflow.translating.checking import Checking
from dabir.workflow.translating.drafting import Drafting
from dabir.workflow.translating.pretranslation import Pretranslation
from dabir.workflow.translating.revisions import Revisions
from dabir.workflow.translating.segments import Segments

_log = logging.getLogger(__name__)


def system_clock() -> datetime:
    """Return the present moment with this machine's offset."""
    return datetime.now().astimezone()


class _Parts:
    """The parts that several groups of acts share, made in the order they need one another."""

    def __init__(self, places: Places, clock: Callable[[], datetime]) -> None:
        shipped = resources()
        self.places, self.clock, self.corpus, self.sample = places, clock, shipped / "corpus", shipped / "sample"
        self.database = database = Database.open(places.database, places.backups)
        self.packs = Packs(places.packs, bundled=sorted((shipped / "packs").glob("*.argosmodel")))
        self.engine = Engine(self.packs)
        self.segmenter = Segmenter(shipped / "segmentation")
        self.terms, self.memory = Terms(database), Memory(database)
        self.checking = Checking(database, self.terms)
        self.ledger = Ledger(database, places.keys, clock)
        outputs = [output.name for output in OUTPUTS]
        self.agreements = Agreements(database, self.ledger, shipped / "agreements", outputs, clock)
        self.rules: list[Rule] = [RoleRule(), AgreementRule(clock, OutputChoice(database).chosen), OutputRule()]
        witnesses = Witnesses(places.keys, self.agreements.public_keys)
        self.checkpoints = Checkpoints(database, places.keys, witnesses, clock)
        self.releasing = Releasing(database, places.released)
        self.outbox = Outbox(database, places.home, self.releasing.item, clock)
        self.kills = Kills(database, self.ledger, self.releasing, clock, self.rules, self.outbox)
        self.claims = Claims(database, self.ledger, self.checking, clock)
        self.unsealing = Unsealing(self.agreements.public_keys, self.agreements.all, clock)
        self.passphrases = Passphrases()
        self.feed_secrets = FeedSecrets(self.passphrases, os.environ)

    def decisions_on(self, ledger: Ledger, releasing: Releasing) -> Decisions:
        """Return decisions that are written into a ledger and released by something."""
        return Decisions(self.database, ledger, releasing, self.checking, self.clock, self.rules, self.outbox)

    def translations(self) -> Translations:
        """Return the machine's drafts and what is made of them."""
        drafting = Drafting(self.database, self.engine, self.segmenter, self.terms)
        return Translations(self.database, self.engine, self.segmenter, drafting, self.checking, self.clock)

    def language_packs(self) -> LanguagePacks:
        """Return the packs, with the index that more of them are downloaded from."""
        index_url = os.environ.get("DABIR_PACK_INDEX", ARGOS_INDEX)
        return LanguagePacks(self.packs, self.engine, index_url, self.places.home / "downloads")


def open_desk(places: Places, clock: Callable[[], datetime] = system_clock) -> Workflow:
    """Open the desk in a home folder, making it when it is new.

    Releases that a crash cut off are completed.

    Raises:
        StoreError: when the folder cannot be made or the database cannot be opened.
    """
    try:
        places.create()
    except OSError as error:
        raise StoreError(
            f"The desk's folder {places.home} cannot be made: {error.strerror}.",
            "Name another one with --home or DABIR_HOME, or mend the permissions.",
        ) from error
    parts = _Parts(places, clock)
    workflow = _put_together(parts)
    _finish(parts.ledger, workflow)
    return workflow


def _put_together(parts: _Parts) -> Workflow:
    database, clock, places, ledger = parts.database, parts.clock, parts.places, parts.ledger
    intake = Intake(database, tuple(NAMES), parts.sample, clock, parts.unsealing, parts.kills)
    translations, language_packs, agreements = parts.translations(), parts.language_packs(), parts.agreements
    return Workflow(
        places=places,
        intake=intake,
        feeds=Feeds(database, parts.feed_secrets, agreements, places.home, clock),
        polling=Polling(database, intake, parts.feed_secrets, clock),
        stories=Stories(database, clock),
        attention=Attention(database, clock),
        events=Events(database, resources() / "events"),
        translations=translations,
        segments=Segments(database, parts.segmenter, clock),
        revisions=Revisions(database, parts.segmenter),
        pretranslation=Pretranslation(database, translations),
        memory=parts.memory,
        exchange=Exchange(parts.terms, parts.memory),
        terms=parts.terms,
        editors=Editors(database, places.keys, ledger, clock),
        passphrases=parts.passphrases,
        roles=Roles(database, places.keys, ledger),
        decisions=parts.decisions_on(ledger, parts.releasing),
        bulk=Bulk(database, ledger, parts.releasing, parts.decisions_on, clock),
        agreements=agreements,
        bundles=Bundles(database, ledger, intake, parts.unsealing, parts.segmenter, agreements.all, clock),
        record=Record(database, places.keys, parts.checkpoints),
        checkpoints=parts.checkpoints,
        compaction=Compaction(database),
        retention=Retention(database, ledger, clock),
        backups=Backups(database, places, clock),
        outbox=parts.outbox,
        kills=parts.kills,
        claims=parts.claims,
        timekeeping=Timekeeping(database, parts.claims, clock),
        packs=language_packs,
        adapting=Adapting(database, language_packs, parts.corpus, clock),
        database=database,
        engine=parts.engine,
    )


def _finish(ledger: Ledger, workflow: Workflow) -> None:
    """Do what an earlier run, or an earlier version, left to be done."""
    try:
        ledger.upgrade()
    except RecordBroken as error:
        # The desk must open all the same: how else could anybody look into it? Verification says so too.
        _log.warning("%s", error)
    for unfinished in (workflow.kills.carry_out, workflow.decisions.finish_releases):
        try:
            unfinished()
        except DabirError as error:
            # Such as an output folder on a disk that is away: no reason to keep the desk shut; it is tried again.
            _log.warning("A recorded release, or a notice that takes one back, is still to be written. %s", error)
