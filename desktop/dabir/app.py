"""The composition root: the only place that knows every part and puts a desk together."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import datetime

from dabir.domain.errors import DabirError, RecordBroken, StoreError
from dabir.domain.language import NAMES
from dabir.settings import ARGOS_INDEX, Places, resources
from dabir.store.database import Database
from dabir.translation.engine import Engine
from dabir.translation.packs import Packs
from dabir.translation.segmenter import Segmenter
from dabir.workflow import Decisions, Editors, Intake, LanguagePacks, Record, Stories, Translations, Workflow
from dabir.workflow.checking import Checking
from dabir.workflow.drafting import Drafting
from dabir.workflow.exchange import Exchange
from dabir.workflow.ledger import Ledger
from dabir.workflow.memory import Memory
from dabir.workflow.pretranslation import Pretranslation
from dabir.workflow.releasing import Releasing
from dabir.workflow.revisions import Revisions
from dabir.workflow.segments import Segments
from dabir.workflow.terms import Terms

_log = logging.getLogger(__name__)


def system_clock() -> datetime:
    """Return the present moment with this machine's offset."""
    return datetime.now().astimezone()


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
    shipped = resources()
    database = Database.open(places.database, places.backups)
    packs = Packs(places.packs, bundled=sorted((shipped / "packs").glob("*.argosmodel")))
    engine = Engine(packs)
    segmenter = Segmenter(shipped / "segmentation")
    releasing = Releasing(database, places.released)
    ledger = Ledger(database, places.keys, clock)
    terms = Terms(database)
    memory = Memory(database)
    checking = Checking(database, terms)
    translations = Translations(
        database, engine, segmenter, Drafting(database, engine, segmenter, terms), checking, clock
    )
    index_url = os.environ.get("DABIR_PACK_INDEX", ARGOS_INDEX)
    workflow = Workflow(
        places=places,
        intake=Intake(database, tuple(NAMES), shipped / "sample", clock),
        stories=Stories(database, clock),
        translations=translations,
        segments=Segments(database, segmenter, clock),
        revisions=Revisions(database, segmenter),
        pretranslation=Pretranslation(database, translations),
        memory=memory,
        exchange=Exchange(terms, memory),
        terms=terms,
        editors=Editors(database, places.keys, ledger, clock),
        decisions=Decisions(database, ledger, releasing, checking, clock),
        record=Record(database, places.keys),
        packs=LanguagePacks(packs, engine, index_url, places.home / "downloads"),
        database=database,
        engine=engine,
    )
    try:
        ledger.upgrade()
    except RecordBroken as error:
        # The desk must open all the same: how else could anybody look into it? Verification says so too.
        _log.warning("%s", error)
    try:
        workflow.decisions.finish_releases()
    except DabirError as error:
        # Such as an output folder on a disk that is away: no reason to keep the desk shut; it is tried again.
        _log.warning("A recorded release is still to be written. %s", error)
    return workflow
