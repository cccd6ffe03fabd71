"""What an edition of an agreement changes, and how an agreement stands on a day: in words, for log and window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from dabir.domain.agreement import Agreement, Party, Terms
from dabir.domain.agreement_faults import OTHER


def changes(before: Agreement, after: Agreement) -> tuple[str, ...]:
    """Return what is new in an edition, a phrase each; none when only its number differs."""
    told = [
        *_changed("title", before.title, after.title),
        *_changed("this desk is", before.own, after.own),
        *_changed("signed", before.signed.isoformat(), after.signed.isoformat()),
        *_changed("in force from", before.start.isoformat(), after.start.isoformat()),
        *_changed("in force until", _end(before), _end(after)),
        *_changed("replaces", before.replaces, after.replaces),
        *_parties(before, after),
        *_terms(before.terms, after.terms),
        *_lines("clause on", dict(before.clauses), dict(after.clauses)),
        *_changed("note", before.note, after.note),
    ]
    if not told and before.parties != after.parties:
        told.append("order of the parties")
    return tuple(told)


def summary(agreement: Agreement) -> str:
    """Return what a first edition brings, in words: with whom, and from when on."""
    partners = ", ".join(party.code for party in agreement.partners)
    until = f" until {agreement.end.isoformat()}" if agreement.end else ""
    return f"“{agreement.title}” with {partners}, in force from {agreement.start.isoformat()}{until}"


def state_on(agreement: Agreement, agreements: Iterable[Agreement], day: date) -> str:
    """Return how an agreement stands on a day.

    Args:
        agreement: the one asked about.
        agreements: the latest edition of each of the desk.
        day: the day.

    Returns:
        "in force", "from 2027-01-01", "ended 2024-05-31" or "replaced by caspian-2024".
    """
    for other in agreements:
        if other.replaces == agreement.id and other.id != agreement.id and other.start <= day:
            return f"replaced by {other.id}"
    if day < agreement.start:
        return f"from {agreement.start.isoformat()}"
    if agreement.end and agreement.end < day:
        return f"ended {agreement.end.isoformat()}"
    return "in force"


def _end(agreement: Agreement) -> str:
    return agreement.end.isoformat() if agreement.end else "further notice"


def _changed(what: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield f"{what} {_quoted(before)} → {_quoted(after)}"


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if words else "none"


def _lines(what: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for name in dict.fromkeys((*before, *after)):
        yield from _changed(f"{what} {name or OTHER}", before.get(name, ""), after.get(name, ""))


def _parties(before: Agreement, after: Agreement) -> Iterator[str]:
    for party in before.parties:
        other = after.party(party.code)
        if other is None:
            yield f"{party.code} left"
        else:
            yield from _party(party, other)
    for party in after.parties:
        if before.party(party.code) is None:
            yield f"{party.code} joined"


def _party(before: Party, after: Party) -> Iterator[str]:
    yield from _changed(f"name of {before.code}", before.name, after.name)
    yield from _changed(f"languages of {before.code}", ", ".join(before.languages), ", ".join(after.languages))
    yield from _changed(f"contact of {before.code}", before.contact, after.contact)
    gone = [key for key in before.public_keys if key not in after.public_keys]
    new = [key for key in after.public_keys if key not in before.public_keys]
    yield from (f"key {key[:8]}… of {before.code} withdrawn" for key in gone)
    yield from (f"key {key[:8]}… of {before.code} added" for key in new)


def _terms(before: Terms, after: Terms) -> Iterator[str]:
    for what, one, other in (
        ("no alteration", before.no_alteration, after.no_alteration),
        ("translation", before.translation, after.translation),
        ("four eyes", before.four_eyes, after.four_eyes),
        ("release after the end", before.after_end, after.after_end),
    ):
        yield from _changed(what, _yes(one), _yes(other))
    yield from _changed("outputs", ", ".join(before.outputs) or "all", ", ".join(after.outputs) or "all")
    yield from _changed("waiting time", _minutes(before.embargo_delay), _minutes(after.embargo_delay))
    yield from _changed("retention", _days(before.retention), _days(after.retention))
    yield from _changed("contact for kills", before.kill_contact, after.kill_contact)
    yield from _lines("credit line", dict(before.credit), dict(after.credit))


def _yes(answer: bool) -> str:  # noqa: FBT001 - the value itself
    return "yes" if answer else "no"


def _minutes(delay: timedelta) -> str:
    return f"{delay // timedelta(minutes=1)} minutes"


def _days(length: timedelta | None) -> str:
    return "for ever" if length is None else f"{length.days} days"
