"""Agreements with partners: kept edition by edition, each one signed, and asked for the one that rules a story."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

import sqlite_utils

from dabir.approval.keys import Signer
from dabir.domain.agreement import Agreement, Term, none_in_force, ruling
from dabir.domain.agreement_changes import changes, state_on, summary
from dabir.domain.agreement_faults import Fault
from dabir.domain.decision import Action, Subject
from dabir.domain.errors import InputRefused, NotAllowed, NotFound
from dabir.domain.listing import Partner, StoredStory
from dabir.domain.story import Original
from dabir.store import agreements, partners, stories
from dabir.store.agreements import KeptEdition
from dabir.store.database import Database
from dabir.workflow import whole_files
from dabir.workflow.agreements import agreement_file
from dabir.workflow.people import roles
from dabir.workflow.record.ledger import Ledger

#: Kinds of templates that ship with Dabir.
TEMPLATES: Final = ("bilateral", "regional")


@dataclasses.dataclass(frozen=True, slots=True)
class Edition:
    """An edition of an agreement, with the entry of the log that brought it.

    Attributes:
        agreement: what it says.
        sha256: of its bytes.
        sequence: number of the entry.
        time: of the entry.
        editor: who signed it.
        changes: what it changed, in words.
    """

    agreement: Agreement
    sha256: str
    sequence: int
    time: datetime
    editor: str
    changes: str


@dataclasses.dataclass(frozen=True, slots=True)
class Ruling:
    """What the agreements say to a story as a whole.

    Attributes:
        agreement: the one in force at the story's own time; None where there is none.
        moment: the story's own time.
        why_not: why nothing of it may be used, for none was in force; "".
        caution: what the editor should know before he uses it; "".
    """

    agreement: Agreement | None
    moment: datetime
    why_not: str = ""
    caution: str = ""


class Agreements:
    """Keeps agreements, and says which one rules."""

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        templates: Path,
        outputs: Collection[str],
        clock: Callable[[], datetime],
    ) -> None:
        """Work on a database and the log.

        Args:
            database: the desk's store.
            ledger: the log.
            templates: folder of the templates that ship with Dabir.
            outputs: names of the outputs the program can write.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._ledger = ledger
        self._templates = templates
        self._clock = clock
        self.outputs = tuple(outputs)

    def all(self) -> list[Agreement]:
        """Return the latest edition of each agreement, by id.

        Raises:
            RecordBroken: when what is kept is not what the log says.
        """
        return latest(self._database.read())

    def get(self, name: str, edition: int | None = None) -> Agreement:
        """Return an edition of an agreement.

        Args:
            name: its id.
            edition: which; None for the latest.

        Raises:
            NotFound: when there is no such edition.
        """
        known = self.history(name)
        if edition is None:
            return known[-1].agreement
        found = next((one.agreement for one in known if one.agreement.edition == edition), None)
        if found is None:
            raise NotFound(f"The agreement “{name}” has no edition {edition}.", f"It has editions 1 to {len(known)}.")
        return found

    @staticmethod
    def written(agreement: Agreement) -> bytes:
        """Return an agreement as the file that is kept of it."""
        return agreement_file.write(agreement)

    def history(self, name: str) -> list[Edition]:
        """Return the editions of an agreement, the first first.

        Raises:
            NotFound: when there is none with this id.
            RecordBroken: when what is kept is not what the log says.
        """
        found = [_edition(kept) for kept in agreements.history(self._database.read(), name)]
        if not found:
            raise NotFound(f"This desk has no agreement “{name}”.", "List them with: dabir agreements list")
        return found

    def at(self, partner: str, moment: datetime) -> Agreement | None:
        """Return the agreement with a partner that was in force at a moment, or None."""
        return ruling(self.all(), partner, _aware(moment))

    def state(self, agreement: Agreement) -> str:
        """Return how an agreement stands today, in words (see `domain.agreement_changes.state_on`)."""
        return state_on(agreement, self.all(), self._clock().date())

    def states(self) -> dict[str, str]:
        """Return how each agreement stands today, in words, by id."""
        known, day = self.all(), self._clock().date()
        return {one.id: state_on(one, known, day) for one in known}

    def of_story(self, story_id: int) -> Ruling:
        """Return what the agreements say to a story.

        Raises:
            NotFound: when there is no such story.
        """
        db = self._database.read()
        return ruling_of(db, stories.get(db, story_id))

    def public_keys(self) -> dict[str, tuple[str, ...]]:
        """Return the public keys of each partner's devices, by the partner's code, from agreements not yet ended."""
        day = self._clock().date()
        found: dict[str, dict[str, None]] = {}
        for agreement in self.all():
            if agreement.end is None or agreement.end >= day:
                for party in agreement.partners:
                    found.setdefault(party.code, {}).update(dict.fromkeys(party.public_keys))
        return {code: tuple(keys) for code, keys in found.items()}

    def template(self, kind: str = TEMPLATES[0]) -> bytes:
        """Return the file to begin an agreement with.

        Args:
            kind: "bilateral" or "regional".

        Raises:
            InputRefused: when there is no such template.
        """
        if kind not in TEMPLATES:
            raise InputRefused(f"There is no template “{kind}”.", f"There are: {', '.join(TEMPLATES)}.")
        return (self._templates / f"{kind}.toml").read_bytes()

    def example(self, kind: str) -> Agreement:
        """Return the agreement of a template, without remarks (see `template`)."""
        return agreement_file.read(self.template(kind), f"{kind}.toml", self.outputs)

    @staticmethod
    def export(agreement: Agreement, file: Path) -> None:
        """Write an agreement to a file.

        Raises:
            StoreError: when it cannot be written.
        """
        with whole_files.replacing(file) as part:
            part.write_bytes(agreement_file.write(agreement))

    def check(self, file: Path) -> Agreement:
        """Read a file of an agreement, and keep nothing.

        Raises:
            InputRefused: when anything is wrong with it; names the file, each key and what to write.
        """
        return agreement_file.read(whole_files.read(file), file.name, self.outputs)

    def faults(self, agreement: Agreement) -> tuple[Fault, ...]:
        """Return everything that is wrong with an agreement as it is written."""
        return agreement_file.everything_wrong(agreement, self.outputs)

    def add(self, source: Path | Agreement, signer: Signer) -> Agreement:
        """Keep the first edition of an agreement, signed.

        Args:
            source: its file, or the agreement.
            signer: the editor's unlocked key.

        Raises:
            InputRefused: when anything is wrong with it, or its id is taken.
            NotAllowed: when the editor may not.
        """
        return self._keep(source, signer, new=True)

    def change(self, source: Path | Agreement, signer: Signer) -> Agreement:
        """Keep the next edition of an agreement, signed; the earlier ones stay.

        Args:
            source: its file, or the agreement; which edition it is does not matter.
            signer: the editor's unlocked key.

        Raises:
            InputRefused: when anything is wrong with it, or nothing is changed.
            NotAllowed: when the editor may not.
            NotFound: when there is no agreement with its id.
        """
        return self._keep(source, signer, new=False)

    def _keep(self, source: Path | Agreement, signer: Signer, *, new: bool) -> Agreement:
        named = source.name if isinstance(source, Path) else f"The agreement {source.id}".strip()
        wanted = self.check(source) if isinstance(source, Path) else source
        agreement_file.refuse(named, self.faults(wanted))

        def work(db: sqlite_utils.Database) -> Agreement:
            roles.require(db, signer.name, Action.AGREEMENT)
            before = agreements.history(db, wanted.id)
            if new and before:
                raise InputRefused(
                    f"This desk has an agreement “{wanted.id}” already.", "Change that one, or write another id."
                )
            if not new and not before:
                raise NotFound(f"This desk has no agreement “{wanted.id}” to change.", "Add it as a new one.")
            return self._append(db, wanted, before, signer)

        return self._ledger.commit(work)

    def _append(
        self, db: sqlite_utils.Database, wanted: Agreement, before: list[KeptEdition], signer: Signer
    ) -> Agreement:
        told = changes(_read(before[-1].data, wanted.id), wanted) if before else (summary(wanted),)
        if not told:
            raise NotAllowed(f"Nothing of the agreement “{wanted.id}” is changed.", "There is no edition to keep.")
        made = dataclasses.replace(wanted, edition=len(before) + 1)
        moment = self._clock()
        original = Original.of(
            agreement_file.write(made),
            media_type=agreements.MEDIA_TYPE,
            filename=f"{made.id}, edition {made.edition}.toml",
            partner="",
            received=moment,
        )
        subject = Subject(f"{agreements.URI}{made.id}", made.edition, original.sha256, "", "")
        entry = self._ledger.append(db, signer, Action.AGREEMENT, subject, "; ".join(told))
        agreements.add(db, made.id, made.edition, original, entry.sequence)
        _take_partners(db, made, latest(db), moment)
        return made


def latest(db: sqlite_utils.Database) -> list[Agreement]:
    """Return the latest edition of each agreement, by id.

    Raises:
        RecordBroken: when what is kept is not what the log says.
    """
    return [_edition(kept).agreement for kept in agreements.latest(db)]


def ruling_of(db: sqlite_utils.Database, stored: StoredStory) -> Ruling:
    """Return what the agreements of the desk say to a story (see `ruling_among`)."""
    return ruling_among(latest(db), stored)


def ruling_among(known: Sequence[Agreement], stored: StoredStory) -> Ruling:
    """Return what agreements say to a story: judged at its own time, that of its version, else of its receipt."""
    moment = _aware(stored.story.versioncreated or stored.received)
    found = ruling(known, stored.partner, moment)
    why_not = none_in_force(known, stored.partner, moment)
    caution = ""
    if not found and not why_not:
        partner = stored.partner
        whose = f"There is no agreement with {partner}" if partner else "It is not told whose story it is"
        caution = f"{whose}: no agreement says what may be done with it."
    return Ruling(found, moment, why_not, caution)


def creditline_of(db: sqlite_utils.Database, stored: StoredStory, language: str) -> str:
    """Return the credit line that a text of a story is released with.

    Args:
        db: a connection.
        stored: the story.
        language: of the text.
    """
    return creditline_under(db, ruling_of(db, stored).agreement, stored, language)


def creditline_under(
    db: sqlite_utils.Database, agreement: Agreement | None, stored: StoredStory, language: str
) -> str:
    """Return the credit line of a text under an agreement: the agreed one in the language of the text.

    Where none is agreed it is the story's own, else the partner's.
    """
    agreed = agreement.terms.credit_in(language) if agreement else ""
    own = stored.story.creditline
    if agreed:
        # A line of the story that has the agreed words and more is the fuller one.
        return own if agreed in own else agreed
    partner = partners.get(db, stored.partner)
    return own or (partner.creditline if partner else "")


def clause_of(agreement: Agreement, term: Term, sentence: str) -> str:
    """Return a refusal that names its clause."""
    return f"{agreement.clause(term)}: {sentence}"


def _take_partners(
    db: sqlite_utils.Database, agreement: Agreement, known: Iterable[Agreement], moment: datetime
) -> None:
    """Tell the list of partners what an agreement says of them, unless another one rules them now."""
    everything = list(known)
    for party in agreement.partners:
        there = partners.get(db, party.code)
        rules = ruling(everything, party.code, moment)
        if there is not None and rules is not None and rules.id != agreement.id:
            continue
        old = there or Partner(party.code, party.name)
        language = old.language if old.language in party.languages else party.languages[0]
        credit = agreement.terms.credit_in(language) or old.creditline
        partners.put(db, Partner(party.code, party.name, language, credit))


def _edition(kept: KeptEdition) -> Edition:
    agreement = dataclasses.replace(_read(kept.data, kept.id), edition=kept.edition)
    return Edition(agreement, kept.sha256, kept.sequence, kept.time, kept.editor, kept.note)


@lru_cache(maxsize=256)
def _read(data: bytes, name: str) -> Agreement:
    """Read kept bytes; remembered, since every decision asks."""
    return agreement_file.read_kept(data, f"The agreement {name}")


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
