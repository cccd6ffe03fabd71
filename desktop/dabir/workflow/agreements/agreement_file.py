"""Agreements as TOML files (toml.io, version 1.0): read strictly, written always in the same form.

What the file has that is not known is an error and not passed over: a term that is written but not kept would be
worse than none. The number of the edition is not in the file; the desk counts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any, Final

from dabir.domain.agreement import Agreement, Party, Term, Terms
from dabir.domain.agreement_faults import OTHER, Fault, faults_of, language_fault
from dabir.domain.errors import InputRefused
from dabir.translation.languages import why_not_language

#: So many faults are named in one message; the rest is counted.
_NAMED: Final = 8
_LARGEST: Final = 1 << 20
_LONGEST_DELAY: Final = 366 * 24 * 60
_LONGEST_RETENTION: Final = 366 * 1000
_DAY: Final = date(2000, 1, 1)


def read(data: bytes, name: str, outputs: Collection[str]) -> Agreement:
    """Read an agreement somebody wrote, and check it.

    Args:
        data: the file.
        name: what the file is called, for the message.
        outputs: names of the outputs the program can write.

    Returns:
        The agreement, as edition 1.

    Raises:
        InputRefused: when anything is wrong with it; names the file, each key and what to write.
    """
    agreement, found = _parse(data, name)
    refuse(name, found or everything_wrong(agreement, outputs))
    return agreement


def everything_wrong(agreement: Agreement, outputs: Collection[str]) -> tuple[Fault, ...]:
    """Return everything that is wrong with an agreement as it is written, languages that there are not included.

    Args:
        agreement: as it is written.
        outputs: names of the outputs the program can write.
    """
    written = [
        (f"parties[{number}].languages", code)
        for number, party in enumerate(agreement.parties, 1)
        for code in party.languages
    ]
    written += [(f"terms.credit.{code}", code) for code, _ in agreement.terms.credit if code]
    # Of a code that has not even the form of one, that is told already.
    unknown = [(place, why_not_language(code)) for place, code in written if not language_fault(code)]
    return (*faults_of(agreement, outputs), *(Fault(place, why) for place, why in unknown if why))


def read_kept(data: bytes, name: str) -> Agreement:
    """Read an edition that was checked when it was kept.

    Raises:
        InputRefused: when it is none.
    """
    agreement, found = _parse(data, name)
    refuse(name, found)
    return agreement


def refuse(name: str, faults: Iterable[Fault]) -> None:
    """Refuse an agreement that has faults.

    Raises:
        InputRefused: when there are any.
    """
    told = [str(fault) for fault in faults]
    if told:
        more = f" And {len(told) - _NAMED} more." if len(told) > _NAMED else ""
        raise InputRefused(f"{name} is no agreement that can be kept. {' '.join(told[:_NAMED])}{more}")


def write(agreement: Agreement) -> bytes:
    """Write an agreement: the same bytes for the same agreement, whatever its edition."""
    terms = agreement.terms
    days = [("signed", agreement.signed), ("start", agreement.start)]
    lines = [f"{key} = {_text(value)}" for key, value in _heads(agreement)]
    lines += [f"{key} = {day.isoformat()}" for key, day in days]
    lines += [f"end = {agreement.end.isoformat()}"] if agreement.end else []
    lines += [f"{key} = {_text(value)}" for key, value in _tails(agreement) if value]
    lines += ["", "[terms]"]
    lines += [f"{key} = {str(value).lower()}" for key, value in _switches(terms)]
    lines += [f"outputs = {_list(terms.outputs)}", f"embargo_minutes = {terms.embargo_delay // timedelta(minutes=1)}"]
    lines += [f"retention_days = {terms.retention.days}"] if terms.retention is not None else []
    lines += [f"kill_contact = {_text(terms.kill_contact)}"]
    if terms.credit:
        lines += ["", "[terms.credit]"]
        lines += [f"{language or OTHER} = {_text(line)}" for language, line in terms.credit]
    if agreement.clauses:
        lines += ["", "[clauses]"]
        lines += [f"{term.value} = {_text(place)}" for term, place in agreement.clauses]
    for party in agreement.parties:
        lines += ["", "[[parties]]", f"code = {_text(party.code)}", f"name = {_text(party.name)}"]
        lines += [f"languages = {_list(party.languages)}", f"public_keys = {_list(party.public_keys)}"]
        lines += [f"contact = {_text(party.contact)}"]
    return ("\n".join(lines) + "\n").encode()


def _heads(agreement: Agreement) -> tuple[tuple[str, str], ...]:
    return (("id", agreement.id), ("title", agreement.title), ("own", agreement.own))


def _tails(agreement: Agreement) -> tuple[tuple[str, str], ...]:
    return (("replaces", agreement.replaces), ("note", agreement.note))


def _switches(terms: Terms) -> tuple[tuple[str, bool], ...]:
    return (
        ("no_alteration", terms.no_alteration),
        ("translation", terms.translation),
        ("four_eyes", terms.four_eyes),
        ("after_end", terms.after_end),
    )


def _text(text: str) -> str:
    """Return a basic string (TOML 1.0, section "String"): quotes, strokes and control characters are escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n").replace("\t", "\\t")
    return '"' + "".join(f"\\u{ord(one):04X}" if one < " " or one == "\x7f" else one for one in escaped) + '"'


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(_text(text) for text in texts)}]"


class _Table:
    """One table of the file; takes each key once, and what is left at the end is not known."""

    def __init__(self, values: Any, place: str, faults: list[Fault]) -> None:
        self.faults = faults
        self.place = place
        self.values: dict[str, Any] = dict(values) if isinstance(values, dict) else {}
        if not isinstance(values, dict):
            faults.append(Fault(place, f"It is to be a table: write [{place}] and its keys below."))

    def at(self, key: str) -> str:
        """Return the place of a key."""
        return f"{self.place}.{key}" if self.place else key

    def take(self, key: str, kind: type, what: str, default: Any, *, needed: bool = False) -> Any:
        """Take the value of a key.

        Args:
            key: its name.
            kind: what type it has to have.
            what: what to write, for the message.
            default: where it is left out, or wrong.
            needed: whether it must be there.
        """
        if key not in self.values:
            if needed:
                self.faults.append(Fault(self.at(key), f"It is missing; write {what}."))
            return default
        value = self.values.pop(key)
        # An exact type: a moment is no day to TOML, and a switch is no number, although Python takes them for one.
        if type(value) is not kind:
            self.faults.append(Fault(self.at(key), f"It will not do as it is written; write {what}."))
            return default
        return value

    def text(self, key: str, *, needed: bool = False) -> str:
        """Take a text."""
        return str(self.take(key, str, 'a text in quotation marks, as "…"', "", needed=needed))

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """Take a day."""
        found: date | None = self.take(key, date, "a day without quotation marks, as 2024-05-31", None, needed=needed)
        return found

    def switch(self, key: str, *, default: bool) -> bool:
        """Take yes or no."""
        return bool(self.take(key, bool, "true or false, without quotation marks", default))

    def number(self, key: str, largest: int) -> int | None:
        """Take a whole number; None where there is none."""
        found: int | None = self.take(key, int, "a whole number without quotation marks", None)
        if found is not None and abs(found) > largest:
            self.faults.append(Fault(self.at(key), f"It is too large; write {largest} or less."))
            return None
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of texts."""
        what = 'a list of texts, as ["fa", "en"]'
        found = self.take(key, list, what, [])
        if all(isinstance(one, str) for one in found):
            return tuple(found)
        self.faults.append(Fault(self.at(key), f"It will not do as it is written; write {what}."))
        return ()

    def table(self, key: str) -> _Table:
        """Take a table; an empty one where it is left out."""
        return _Table(self.values.pop(key, {}), self.at(key), self.faults)

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Take everything there is as texts by name."""
        return tuple((name, self.text(name)) for name in list(self.values))

    def close(self, *, hint: str = "") -> None:
        """Complain of every key that was not taken."""
        for key in self.values:
            words = hint if key == "edition" and hint else "There is no such key; see the template, or leave it out."
            self.faults.append(Fault(self.at(key), words))


def _parse(data: bytes, name: str) -> tuple[Agreement, list[Fault]]:
    if len(data) > _LARGEST:
        raise InputRefused(f"{name} is too large for an agreement ({len(data):,} bytes).", "Name another file.")
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputRefused(f"{name} is not in UTF-8.", "Save it as UTF-8 and try again.") from error
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise InputRefused(f"{name} is no TOML: {error}.", "Mend that place; the template shows the form.") from error
    faults: list[Fault] = []
    root = _Table(values, "", faults)
    identity = root.text("id", needed=True)
    title, own = root.text("title", needed=True), root.text("own", needed=True)
    signed, start, end = root.day("signed", needed=True), root.day("start", needed=True), root.day("end")
    agreement = Agreement(
        id=identity,
        edition=1,
        title=title,
        own=own,
        parties=_parties(root),
        signed=signed or _DAY,
        start=start or _DAY,
        end=end,
        replaces=root.text("replaces"),
        terms=_terms(root.table("terms")),
        clauses=_clauses(root.table("clauses")),
        note=root.text("note"),
    )
    root.close(hint="The desk counts the editions by itself; leave it out.")
    return agreement, faults


def _parties(root: _Table) -> tuple[Party, ...]:
    what = "a table [[parties]] for each agency, your own among them"
    listed = root.take("parties", list, what, [], needed=True)
    parties = []
    for number, values in enumerate(listed, 1):
        table = _Table(values, f"parties[{number}]", root.faults)
        code, name = table.text("code", needed=True), table.text("name", needed=True)
        languages, keys = table.texts("languages"), table.texts("public_keys")
        parties.append(Party(code, name, languages, keys, table.text("contact")))
        table.close()
    return tuple(parties)


def _terms(table: _Table) -> Terms:
    usual = Terms()
    delay = table.number("embargo_minutes", _LONGEST_DELAY)
    days = table.number("retention_days", _LONGEST_RETENTION)
    credit = table.table("credit").lines()
    made = Terms(
        no_alteration=table.switch("no_alteration", default=usual.no_alteration),
        translation=table.switch("translation", default=usual.translation),
        credit=tuple(("" if language == OTHER else language, line) for language, line in credit),
        outputs=table.texts("outputs"),
        embargo_delay=timedelta(minutes=delay or 0),
        retention=None if days is None else timedelta(days=days),
        four_eyes=table.switch("four_eyes", default=usual.four_eyes),
        kill_contact=table.text("kill_contact"),
        after_end=table.switch("after_end", default=usual.after_end),
    )
    table.close()
    return made


def _clauses(table: _Table) -> tuple[tuple[Term, str], ...]:
    found = tuple((term, table.text(term.value)) for term in Term if term.value in table.values)
    for key in table.values:
        table.faults.append(Fault(table.at(key), f"There is no such term; there are: {', '.join(Term)}."))
    return found
