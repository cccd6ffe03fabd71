"""The words and colours of the entries of the assistance panel: matches, terms, alternatives, findings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape

from dabir.domain.language import is_right_to_left
from dabir.domain.memory import MemoryMatch
from dabir.domain.segment import Finding, MachineTranslation
from dabir.domain.term import Term
from dabir.ui.editing.finding_lines import SEVERITY_WORDS, can_mend, mending_words
from dabir.ui.parts.badges import when
from dabir.ui.parts.rich_list import Entry
from dabir.ui.parts.text_direction import isolated
from dabir.ui.parts.theme import Tones
from dabir.workflow.experience.memory import Change, Piece


def match_entry(
    number: int, match: MemoryMatch, pieces: Iterable[Piece], languages: tuple[str, str], now: datetime, tones: Tones
) -> Entry:
    """Return the entry of a match of the memory.

    Args:
        number: with which it is put in place, from 1.
        match: the match.
        pieces: where its source differs from the segment.
        languages: of the source and of the target.
        now: the present moment.
        tones: the colours.
    """
    unit = match.unit
    where = unit.story if unit.origin == "desk" else unit.origin
    known = (isolated(unit.editor) if unit.editor else "", when(unit.time, now), isolated(where) if where else "")
    about = " · ".join(word for word in known if word)
    likeness = "the same text" if match.score >= 100 else f"{match.score} % alike"
    head = f"<b>{number}</b> &nbsp;{likeness} <span style='color:{tones.muted}'>&nbsp;{escape(about)}</span>"
    source, target = languages
    marked = _paragraph(_marked(pieces, tones), source, f"color:{tones.muted}")
    html = f"<div dir='ltr'>{head}</div>{marked}{_paragraph(escape(unit.target), target)}"
    tip = f"Alt+{number} puts it in place of the segment"
    return Entry(html, f"{number}, {likeness}: {unit.target}. {about}", tip)


def term_entry(number: int, found: str, term: Term, languages: tuple[str, str], tones: Tones) -> Entry:
    """Return the entry of a term of the segment.

    Args:
        number: with which it is inserted, from 1.
        found: the words of the source.
        term: what the termbase says of them.
        languages: of the source and of the target.
        tones: the colours.
    """
    more = [f"not: {isolated(escape(', '.join(term.forbidden)), languages[1])}"] if term.forbidden else []
    more += [isolated(escape(words)) for words in (term.note, term.partner) if words]
    html = (
        f"<div dir='ltr'><b>{number}</b> &nbsp;{isolated(escape(found), languages[0])} → "
        f"<b>{isolated(escape(term.target), languages[1])}</b>"
        f"<span style='color:{tones.muted}'>&nbsp;&nbsp;{' · '.join(more)}</span></div>"
    )
    return Entry(html, f"{number}, {found}: {term.target}", f"Alt+Shift+{number} puts it at the cursor")


def term_tip(term: Term) -> str:
    """Return what the tool tip over a term in the original says."""
    words = f"→ {term.target}"
    if term.forbidden:
        words += f"\nnot: {', '.join(term.forbidden)}"
    return f"{words}\n{term.note}" if term.note else words


def alternative_entry(number: int, made: MachineTranslation, language: str, tones: Tones, *, standing: bool) -> Entry:
    """Return the entry of an alternative.

    Args:
        number: its place, from 1.
        made: the alternative.
        language: of the translation.
        tones: the colours.
        standing: whether the segment has this text now.
    """
    note = f"<span style='color:{tones.muted}'>as it stands</span>" if standing else ""
    html = (
        f"<table width='100%'><tr><td width='24'><b>{number}</b></td>"
        f"<td width='100%'>{_paragraph(escape(made.text), language)}{note}</td></tr></table>"
    )
    return Entry(html, f"{number}{', as it stands' if standing else ''}: {made.text}", "Enter takes it")


def finding_entry(label: str, finding: Finding, tones: Tones) -> Entry:
    """Return the entry of a finding.

    Args:
        label: what its segment is called.
        finding: what was found.
        tones: the colours.
    """
    severity, colour = SEVERITY_WORDS[finding.severity], tones.of_severity(finding.severity)
    message = isolated(escape(finding.message), "en")
    mend = f" <span style='color:{tones.accent}'>&nbsp;{escape(mending_words(finding))}</span>"
    html = (
        f"<div dir='ltr'><b>{escape(label)}</b> &nbsp;<span style='color:{colour}'>{severity}</span> "
        f"&nbsp;{message}{mend if can_mend(finding) else ''}</div>"
    )
    return Entry(html, f"{label}, {severity}: {finding.message}", "Enter goes there")


def more_entry(count: int) -> Entry:
    """Return the entry that stands for findings further down in the story, which are not listed."""
    words = f"and {count:,} more further down. F4 goes from one finding to the next."
    return Entry(f"<div dir='ltr'>{words}</div>", words)


def _paragraph(html: str, language: str, style: str = "") -> str:
    right = is_right_to_left(language)
    return f"<p dir='{'rtl' if right else 'ltr'}' style='margin:1px 0;{style}'>{html}</p>"


def _marked(pieces: Iterable[Piece], tones: Tones) -> str:
    """Return the source of a match: struck out what the segment lacks, underlined what only the segment has."""
    styles = {
        Change.REMOVED: f"background-color:{tones.amber.ground};color:{tones.amber.ink};text-decoration:line-through",
        Change.ADDED: f"background-color:{tones.green.ground};color:{tones.green.ink};text-decoration:underline",
    }
    html, before = "", Change.KEPT
    for piece in pieces:
        # Words put in place of others would run into them.
        html += "\u2009" if before is Change.REMOVED and piece.change is Change.ADDED else ""
        style = styles.get(piece.change)
        html += f"<span style='{style}'>{escape(piece.text)}</span>" if style else escape(piece.text)
        before = piece.change
    return html
