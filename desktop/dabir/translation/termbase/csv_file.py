r"""Terms in a table: CSV (RFC 4180) with a header, as spreadsheets write it.

Columns: source, target, source_forms, target_forms, forbidden, partner, note; the first two must be there. Forms in a
cell are parted by semicolons; a semicolon or stroke of a form itself has a stroke before it ("\;", "\\"). Commas,
semicolons and tabs between cells are told by the header.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

from dabir.domain.errors import InputRefused
from dabir.domain.term import Term
from dabir.translation.termbase.encoding import decode
from dabir.translation.termbase.entry import cleaned

COLUMNS: Final = ("source", "target", "source_forms", "target_forms", "forbidden", "partner", "note")
_NEEDED: Final = frozenset({"source", "target"})
_SEPARATORS: Final = ",;\t"
_FORM: Final = re.compile(r"(?:[^;\\]|\\.?)+", re.DOTALL)
_STROKE: Final = re.compile(r"\\(.)", re.DOTALL)


def read(data: bytes, name: str, pair: tuple[str, str]) -> list[Term]:
    """Read the terms of a table.

    Args:
        data: the file.
        name: its name, for people.
        pair: languages of the sources and the targets.

    Raises:
        InputRefused: when it is no such table; names the file and the line.
    """
    text = decode(data, name)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    # The number of the line a row begins at: cells may have line ends.
    line = 1
    header: tuple[str, ...] = ()
    terms: list[Term] = []
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                if header:
                    terms.append(_term(row, header, pair))
                else:
                    header = _header(row)
            line = rows.line_num + 1
    except csv.Error as error:
        raise InputRefused(
            f"{name}, line {line}: the quotation marks or cells of this row are not right ({error}).",
            "Mend the row, or save the table again as CSV.",
        ) from error
    except InputRefused as error:
        raise InputRefused(f"{name}, line {line}: {error.message}", error.remedy) from error
    if not header:
        raise InputRefused(f"{name} is empty.", f"Its first line is to be: {','.join(COLUMNS)}.")
    return terms


def write(terms: Iterable[Term]) -> bytes:
    """Return a table of terms, as UTF-8 with the mark that spreadsheets know it by."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for term in terms:
        forms = (";".join(map(_stroked, listed)) for listed in (term.source_forms, term.target_forms, term.forbidden))
        table.writerow((term.source, term.target, *forms, term.partner, term.note))
    return text.getvalue().encode("utf-8-sig")


def _separator(text: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=header.count)


def _header(row: list[str]) -> tuple[str, ...]:
    header = tuple(cell.strip().lower() for cell in row)
    for column in header:
        if column not in COLUMNS:
            raise InputRefused(f"“{column}” is no column of terms.", f"The columns are: {', '.join(COLUMNS)}.")
    twice = {column for column in header if header.count(column) > 1}
    if twice or not set(header) >= _NEEDED:
        wrong = f"The column {min(twice)} is there twice." if twice else "A table of terms needs source and target."
        raise InputRefused(wrong, f"Its first line is to be: {','.join(COLUMNS)}.")
    return header


def _term(row: list[str], header: tuple[str, ...], pair: tuple[str, str]) -> Term:
    if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
        raise InputRefused(
            f"This row has {len(row)} cells, and the header {len(header)}.",
            "Put cells with the separator in them in quotation marks.",
        )
    cells = dict(zip(header, row, strict=False))
    return cleaned(
        Term(
            cells.get("source", ""),
            cells.get("target", ""),
            *pair,
            _forms(cells.get("source_forms", "")),
            _forms(cells.get("target_forms", "")),
            _forms(cells.get("forbidden", "")),
            cells.get("partner", ""),
            cells.get("note", ""),
        )
    )


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(_STROKE.sub(r"\1", found) for found in _FORM.findall(cell))


def _stroked(form: str) -> str:
    return form.replace("\\", "\\\\").replace(";", "\\;")
