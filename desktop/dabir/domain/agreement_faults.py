"""What is wrong with an agreement as it is written: each fault with the place it belongs to and what to write.

Places are called as in the file of an agreement: "title", "parties[2].code" (counted from 1), "terms.credit.fa".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from dabir.domain.agreement import Agreement, Party, Terms
from dabir.domain.language import normalise

#: What the credit line for every other language is called where a name is needed.
OTHER: Final = "other"

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID: Final = 64
_CODE: Final = re.compile(r"[^\s\x00-\x1f\x7f\"'\\/]{1,32}")
_KEY: Final = re.compile(r"[0-9a-f]{64}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]")
_CONTROL_IN_NOTE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps an agreement from being taken.

    Attributes:
        place: where ("parties[1].public_keys").
        sentence: what is wrong there and what to write.
    """

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


def faults_of(agreement: Agreement, outputs: Collection[str]) -> tuple[Fault, ...]:
    """Return everything that is wrong with an agreement, in the order of its file.

    Args:
        agreement: as it is written.
        outputs: names of the outputs the program can write.
    """
    checks = (_names(agreement), _days(agreement), _parties(agreement), _terms(agreement.terms, outputs))
    return tuple(fault for found in (*checks, _clauses(agreement)) for fault in found)


def language_fault(code: str) -> str:
    """Return why a code does not name a language, or ""."""
    if _LANGUAGE.fullmatch(code) and normalise(code) == code:
        return ""
    known = normalise(code)
    better = f", here “{known}”" if known != code and _LANGUAGE.fullmatch(known) else ""
    return f"“{code}” is no language code; write two or three small letters such as “fa”, “az” or “en”{better}."


def key_fault(key: str) -> str:
    """Return why a text is no public key of a device, or ""."""
    if _KEY.fullmatch(key):
        return ""
    if _KEY.fullmatch(key.strip().lower()):
        return "Write the key in small letters, without spaces around it."
    if re.fullmatch(r"[0-9a-f]*", key):
        return f"The key has {len(key)} digits; a public key has 64. Copy it again from the partner."
    return "A public key is 64 digits from 0 to 9 and a to f. Copy it again from the partner."


def _line(place: str, text: str, *, needed: str = "") -> Iterator[Fault]:
    """Check a text of one line.

    Args:
        place: where it stands.
        text: the text.
        needed: what to write where it must not be empty; "" where it may.
    """
    if needed and not text.strip():
        yield Fault(place, f"It is empty; write {needed}.")
    elif _CONTROL.search(text):
        yield Fault(place, "It has a line break or a control character; write it in one line.")
    elif text != text.strip():
        yield Fault(place, "It has spaces before or after; take them away.")


def _said(text: str) -> str:
    return f"“{text}” will not do" if text else "It is empty"


def _names(agreement: Agreement) -> Iterator[Fault]:
    if not _ID.fullmatch(agreement.id) or len(agreement.id) > _LONGEST_ID:
        yield Fault("id", f"{_said(agreement.id)}; write small letters, digits and hyphens such as “caspian-2024”.")
    yield from _line("title", agreement.title, needed="the title from its first page")
    if not agreement.own or agreement.party(agreement.own) is None:
        yield Fault("own", f"“{agreement.own}” is not among the parties; write the code of the party you are.")
    yield from _line("replaces", agreement.replaces)
    if agreement.replaces and agreement.replaces == agreement.id:
        yield Fault("replaces", "It cannot replace itself; name the agreement before it, or leave it out.")
    if _CONTROL_IN_NOTE.search(agreement.note):
        yield Fault("note", "It has a control character; type the note anew.")


def _days(agreement: Agreement) -> Iterator[Fault]:
    if agreement.end is None:
        return
    end = agreement.end.isoformat()
    if agreement.end < agreement.start:
        yield Fault("end", f"It ends on {end}, before it begins on {agreement.start.isoformat()}; write a later day.")
    elif agreement.end < agreement.signed:
        yield Fault("end", f"It ends on {end}, before it was signed; write a later day.")


def _parties(agreement: Agreement) -> Iterator[Fault]:
    if len(agreement.parties) < 2:
        yield Fault("parties", "An agreement has two parties or more, your own agency among them; write them all.")
    codes: dict[str, int] = {}
    keys: dict[str, str] = {}
    for number, party in enumerate(agreement.parties, 1):
        place = f"parties[{number}]"
        first = codes.setdefault(party.code.casefold(), number)
        if not _CODE.fullmatch(party.code):
            yield Fault(f"{place}.code", f"{_said(party.code)}; write a short code without spaces, as “ARAN”.")
        elif first != number:
            yield Fault(f"{place}.code", f"Party {first} has the code “{party.code}” already; give each its own.")
        yield from _party(place, party, keys)


def _party(place: str, party: Party, keys: dict[str, str]) -> Iterator[Fault]:
    yield from _line(f"{place}.name", party.name, needed="the agency's name")
    if not party.languages:
        yield Fault(f"{place}.languages", "Write the languages of its stories, for instance “fa”.")
    yield from _languages(f"{place}.languages", party.languages)
    for key in party.public_keys:
        wrong = key_fault(key)
        if not wrong and key in keys:
            wrong = f"The key {key[:8]}… is written for {keys[key]} already; each device has a key of its own."
        keys.setdefault(key, party.code)
        if wrong:
            yield Fault(f"{place}.public_keys", wrong)
    yield from _line(f"{place}.contact", party.contact)


def _languages(place: str, languages: Sequence[str]) -> Iterator[Fault]:
    for language in languages:
        if wrong := language_fault(language):
            yield Fault(place, wrong)
    for language in sorted({one for one in languages if languages.count(one) > 1}):
        yield Fault(place, f"“{language}” is written twice; write it once.")


def _terms(terms: Terms, outputs: Collection[str]) -> Iterator[Fault]:
    known = ", ".join(outputs)
    for output in dict.fromkeys(terms.outputs):
        if output not in outputs:
            yield Fault("terms.outputs", f"There is no output “{output}”; there are: {known}.")
        elif terms.outputs.count(output) > 1:
            yield Fault("terms.outputs", f"“{output}” is written twice; write it once.")
    for length, place, least in (
        (terms.embargo_delay, "terms.embargo_minutes", 0),
        (terms.retention, "terms.retention_days", 1),
    ):
        unit = timedelta(minutes=1) if place.endswith("minutes") else timedelta(days=1)
        if length is not None and (length < least * unit or length % unit):
            yield Fault(place, f"Write a whole number, {least} or more.")
    yield from _line("terms.kill_contact", terms.kill_contact)
    languages = [language for language, _ in terms.credit]
    for language, line in terms.credit:
        place = f"terms.credit.{language or OTHER}"
        if language and (wrong := language_fault(language)):
            yield Fault(place, wrong)
        if languages.count(language) > 1:
            yield Fault(place, "It is written twice; write one credit line for each language.")
        yield from _line(place, line, needed="the credit line, or leave the language out")


def _clauses(agreement: Agreement) -> Iterator[Fault]:
    terms = [term for term, _ in agreement.clauses]
    for term, place in agreement.clauses:
        if terms.count(term) > 1:
            yield Fault(f"clauses.{term}", "It is written twice; name one clause for each term.")
        yield from _line(f"clauses.{term}", place, needed="where the paper says it, or leave the term out")
