"""The steps that bring a database from one version to the next.

A step is a module `mNNNN_name.py` with a function `apply(db)`. It is written once and never changed after a release:
it imports nothing of the program, so that it does the same for ever. To add one, write the module, list it here, and
test it in tests/store/test_migrations.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import sqlite_utils

from dabir.store.migrations import (
    m0001_first,
    m0002_memory,
    m0003_terms,
    m0004_workbench,
    m0005_tree,
    m0006_roles,
    m0007_bundles,
    m0008_agreements,
    m0009_life,
    m0010_outbox,
    m0011_feeds,
    m0012_list,
    m0013_packing,
    m0014_events,
    m0015_retention,
    m0016_sluglines,
    m0017_quarantine_source,
    m0018_release_folders,
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step.

    Attributes:
        name: name of its module.
        apply: changes a database of the version before.
    """

    name: str
    apply: Callable[[sqlite_utils.Database], None]


#: In order; a database's version is the number of steps it has gone.
MIGRATIONS: Final = (
    Migration("m0001_first", m0001_first.apply),
    Migration("m0002_memory", m0002_memory.apply),
    Migration("m0003_terms", m0003_terms.apply),
    Migration("m0004_workbench", m0004_workbench.apply),
    Migration("m0005_tree", m0005_tree.apply),
    Migration("m0006_roles", m0006_roles.apply),
    Migration("m0007_bundles", m0007_bundles.apply),
    Migration("m0008_agreements", m0008_agreements.apply),
    Migration("m0009_life", m0009_life.apply),
    Migration("m0010_outbox", m0010_outbox.apply),
    Migration("m0011_feeds", m0011_feeds.apply),
    Migration("m0012_list", m0012_list.apply),
    Migration("m0013_packing", m0013_packing.apply),
    Migration("m0014_events", m0014_events.apply),
    Migration("m0015_retention", m0015_retention.apply),
    Migration("m0016_sluglines", m0016_sluglines.apply),
    Migration("m0017_quarantine_source", m0017_quarantine_source.apply),
    Migration("m0018_release_folders", m0018_release_folders.apply),
)
