"""The use cases of the desk: what an editor does, from the arrival of a story to its release.

Each module is one group of acts. All of them block; the window runs them on its thread pool, the commands run them
in line. None of them knows Qt or a terminal.
"""

from dabir.approval.evidence import Kind, Scope
from dabir.approval.keys import Signer
from dabir.approval.verify import Verdict
from dabir.approval.witnessing import Witnessed
from dabir.translation.index import Available
from dabir.translation.packs import Pack
from dabir.workflow.arrivals.intake import Intake
from dabir.workflow.deciding.bulk import BulkAct, BulkOutcome, Prospect
from dabir.workflow.deciding.decisions import Decisions
from dabir.workflow.people.editors import Editors
from dabir.workflow.people.passphrases import Passphrases
from dabir.workflow.people.roles import Member
from dabir.workflow.record.record import Record, verify_file, witness_words
from dabir.workflow.stories.stories import Stories
from dabir.workflow.translating.adapting import Adaptation
from dabir.workflow.translating.packs import LanguagePacks
from dabir.workflow.translating.translations import Translations
from dabir.workflow.workflow import Workflow

__all__ = [
    "Adaptation",
    "Available",
    "BulkAct",
    "BulkOutcome",
    "Decisions",
    "Editors",
    "Intake",
    "Kind",
    "LanguagePacks",
    "Member",
    "Pack",
    "Passphrases",
    "Prospect",
    "Record",
    "Scope",
    "Signer",
    "Stories",
    "Translations",
    "Verdict",
    "Witnessed",
    "Workflow",
    "verify_file",
    "witness_words",
]
