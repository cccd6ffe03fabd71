"""Agreements between agencies: who, since when, on what terms; and what a release would break of them.

A story is judged by the agreement in force at its own time, so an agreement that was replaced still rules what came
under it. The rules are pure; they answer with the clause and a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class Term(StrEnum):
    """What an agreement regulates; the names of its clauses."""

    NO_ALTERATION = "no-alteration"
    TRANSLATION = "translation"
    CREDIT = "credit"
    OUTPUTS = "outputs"
    EMBARGO = "embargo"
    RETENTION = "retention"
    FOUR_EYES = "four-eyes"
    KILLS = "kills"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Party:
    """One of the agencies.

    Attributes:
        code: short code, as in the list of partners.
        name: its name.
        languages: languages of its stories.
        public_keys: Ed25519 keys of its desk's devices, 64 hex digits each, against which its bundles are checked.
        contact: whom to write or ring.
    """

    code: str
    name: str
    languages: tuple[str, ...] = ()
    public_keys: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed.

    Attributes:
        no_alteration: stories are used as they came.
        translation: translations may be published.
        credit: credit line by language of the published text; the entry under "" is for every other language.
        outputs: names of the outputs that are permitted; empty for all.
        embargo_delay: time that has to pass after the partner's own publication.
        retention: how long originals may be kept; None for ever.
        four_eyes: whoever translated a text does not approve it.
        kill_contact: whom a kill is told, and who may ask for one.
        after_end: what came while the agreement was in force may be released after its end.
    """

    no_alteration: bool = True
    translation: bool = True
    credit: tuple[tuple[str, str], ...] = ()
    outputs: tuple[str, ...] = ()
    embargo_delay: timedelta = timedelta()
    retention: timedelta | None = None
    four_eyes: bool = False
    kill_contact: str = ""
    after_end: bool = True

    def credit_in(self, language: str) -> str:
        """Return the credit line for a text in this language; "" where none is agreed."""
        lines = dict(self.credit)
        return lines.get(language) or lines.get("", "")


@dataclass(frozen=True, slots=True)
class Agreement:
    """One edition of an agreement; a change makes another edition, and the earlier ones are kept.

    Attributes:
        id: its short name on this desk ("caspian-2024").
        edition: from 1, by one at every change.
        title: as on its first page.
        own: code of the party that is this desk.
        parties: all of them, this desk among them; more than two for a regional scheme.
        signed: day of the signature.
        start: first day in force.
        end: last day in force; None while open.
        replaces: id of the agreement before it, or words for one older than the desk; "".
        terms: what is agreed.
        clauses: where the paper says it, by term ("Article 4"); a term without one is called by its name.
        note: anything else the desk should know.
    """

    id: str
    edition: int
    title: str
    own: str
    parties: tuple[Party, ...]
    signed: date
    start: date
    end: date | None = None
    replaces: str = ""
    terms: Terms = field(default_factory=Terms)
    clauses: tuple[tuple[Term, str], ...] = ()
    note: str = ""

    @property
    def partners(self) -> tuple[Party, ...]:
        """The parties but this desk."""
        return tuple(party for party in self.parties if party.code != self.own)

    def party(self, code: str) -> Party | None:
        """Return the party with this code."""
        return next((party for party in self.parties if party.code == code), None)

    def in_force(self, day: date) -> bool:
        """Whether it is in force on this day."""
        return self.start <= day and (self.end is None or day <= self.end)

    def clause(self, term: Term) -> str:
        """Return how a refusal calls the clause: "Article 4 of …", or its name."""
        place = dict(self.clauses).get(term, "")
        return f"{place} of “{self.title}”" if place else f"The clause on {_NAMES[term]} of “{self.title}”"


_NAMES = {
    Term.NO_ALTERATION: "no alteration",
    Term.TRANSLATION: "translation",
    Term.CREDIT: "the credit line",
    Term.OUTPUTS: "permitted outputs",
    Term.EMBARGO: "embargoes",
    Term.RETENTION: "retention",
    Term.FOUR_EYES: "four eyes",
    Term.KILLS: "kills",
    Term.DURATION: "duration",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """What an act would break.

    Attributes:
        term: which term.
        clause: how the paper calls it.
        sentence: what is wrong, for the person at the desk.
    """

    term: Term
    clause: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.clause}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Use:
    """What is about to be done with a text.

    Attributes:
        moment: now, with an offset.
        came: the story's own time: of its version, else of its receipt.
        language: of the text.
        translated: whether it is a translation.
        altered: whether it differs from what came in.
        creditline: the credit it will carry.
        outputs: names of the outputs it goes to.
        approver: who approved it; "" before that.
        translators: who wrote the translation.
    """

    moment: datetime
    came: datetime
    language: str
    translated: bool = False
    altered: bool = False
    creditline: str = ""
    outputs: tuple[str, ...] = ()
    approver: str = ""
    translators: frozenset[str] = frozenset()


def ruling(agreements: Iterable[Agreement], partner: str, moment: datetime) -> Agreement | None:
    """Return the agreement with a partner that was in force at a moment: the one that began last.

    Args:
        agreements: the latest edition of each.
        partner: the partner's code.
        moment: the story's own time, with an offset; its day is taken in that offset.
    """
    found = [one for one in agreements if one.own != partner and one.party(partner) and one.in_force(moment.date())]
    return max(found, key=lambda one: (one.start, one.signed, one.id), default=None)


def none_in_force(agreements: Sequence[Agreement], partner: str, moment: datetime) -> str:
    """Return why a partner's story has no agreement: none was in force at its time.

    Returns:
        "" where there was one, and where the desk keeps none with this partner at all.
    """
    known = [one for one in agreements if one.own != partner and one.party(partner)]
    if not known or ruling(known, partner, moment):
        return ""
    nearest = max(known, key=lambda one: one.start)
    day = moment.date().isoformat()
    return f"{nearest.clause(Term.DURATION)}: it was not in force on {day}, the story's own day."


def breaches(agreement: Agreement, use: Use) -> tuple[Breach, ...]:
    """Return every term that a use would break, in the order of `Term`."""
    found = {term: sentence for term, sentence in _judge(agreement, use) if sentence}
    return tuple(Breach(term, agreement.clause(term), found[term]) for term in Term if term in found)


def _judge(agreement: Agreement, use: Use) -> Iterable[tuple[Term, str]]:
    terms = agreement.terms
    if terms.no_alteration and use.altered and not use.translated:
        yield Term.NO_ALTERATION, "The text differs from what the partner sent."
    if use.translated and not terms.translation:
        yield Term.TRANSLATION, "Translations may not be published."
    credit = terms.credit_in(use.language)
    if credit and credit not in use.creditline:
        yield Term.CREDIT, f"The credit line has to say “{credit}”."
    barred = [output for output in use.outputs if terms.outputs and output not in terms.outputs]
    if barred:
        permitted = ", ".join(terms.outputs)
        yield Term.OUTPUTS, f"{', '.join(barred)}: not among the permitted outputs, which are {permitted}."
    free = use.came + terms.embargo_delay
    if terms.embargo_delay and use.moment < free:
        yield Term.EMBARGO, f"It may be used from {free.isoformat()} on."
    if terms.four_eyes and use.translated and use.approver and use.approver in use.translators:
        yield Term.FOUR_EYES, f"{use.approver} translated it; somebody else has to approve it."
    if agreement.end and use.moment.date() > agreement.end and not terms.after_end:
        yield Term.DURATION, f"It ended on {agreement.end.isoformat()}, and nothing may be released after that."
