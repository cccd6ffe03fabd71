"""The page of a file of evidence that people read: no scripts, nothing from elsewhere, every text escaped.

Each name, note and text stands in an element of its own direction, so that Persian and Latin do not disturb each
other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final

from dabir.approval.note import Note, TreeHead, VerifierKey, witnesses
from dabir.domain.decision import Action, Decision
from dabir.domain.language import is_right_to_left, name_of
from dabir.domain.text import Text

#: So many entries and texts stand in the page; all of them lie beside it.
SHOWN_ENTRIES: Final = 2000
SHOWN_TEXTS: Final = 200

_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 "Noto Sans", "Noto Sans Arabic", system-ui, sans-serif; margin: 2rem auto; max-width: 72rem;
  padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid #8886; padding: .3rem .5rem;
  text-align: start; vertical-align: top; }
code { font-size: .85em; overflow-wrap: anywhere; } article { border: 1px solid #8886; border-radius: 6px;
  margin: 1rem 0; padding: .5rem 1rem; } article p { white-space: pre-wrap; } .of { opacity: .75; }
"""
#: Even a text that got past the escaping could load or run nothing.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(slots=True)
class Page:
    """Takes the entries one by one; memory does not grow with their number."""

    count: int = 0
    _newest: deque[Decision] = field(default_factory=lambda: deque(maxlen=SHOWN_ENTRIES))
    _approved: dict[str, Decision] = field(default_factory=dict)

    def add(self, entry: Decision) -> None:
        """Take the next entry."""
        self.count += 1
        self._newest.append(entry)
        if entry.action is Action.APPROVE:
            self._approved.pop(entry.subject.text_sha256, None)
            self._approved[entry.subject.text_sha256] = entry
            if len(self._approved) > SHOWN_TEXTS:
                del self._approved[next(iter(self._approved))]

    def html(
        self,
        what: str,
        log: VerifierKey,
        checkpoint: Note,
        known: Mapping[str, VerifierKey],
        texts: Mapping[str, bytes],
    ) -> bytes:
        """Return the page.

        Args:
            what: what the file is about.
            log: the log's key.
            checkpoint: the last one.
            known: keys of the witnesses, by whom they belong to.
            texts: approved texts of record by their SHA-256.
        """
        parts = [
            "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8>",
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name=viewport content="width=device-width">',
            f"<title>Record of decisions: {escape(what)}</title><style>{_STYLE}</style></head><body>",
            f"<h1>Record of decisions: {_own(what)}</h1>",
            self._state(log, checkpoint, known),
            self._entries(),
            self._texts(texts),
            "</body></html>\n",
        ]
        return "".join(parts).encode("utf-8", "backslashreplace")

    def _state(self, log: VerifierKey, checkpoint: Note, known: Mapping[str, VerifierKey]) -> str:
        head = TreeHead.read(checkpoint.text)
        seen = witnesses(checkpoint, known)
        told = [
            f"<li>{_own(whose)} has witnessed it at {escape(time.isoformat())}.</li>" for whose, time in seen.items()
        ]
        keys = "".join(f"<li>{_own(whose)}: <code>{escape(str(key))}</code></li>" for whose, key in known.items())
        return (
            f"<p>{self.count} of the {head.size} entries of the log <code>{escape(head.origin)}</code>. "
            f"Root of the tree over all: <code>{head.root.hex()}</code></p>"
            "<p>This page proves nothing by itself. Check the file it lies in with "
            "<code>dabir log verify FILE</code> or another program that knows RFC 6962 and C2SP signed notes.</p>"
            f"<p>Key of the log: <code>{escape(str(log))}</code></p>"
            f"<h2>Witnesses</h2><ul>{''.join(told) or '<li>Nobody has witnessed this checkpoint.</li>'}</ul>"
            f"{f'<p>Their keys:</p><ul>{keys}</ul>' if keys else ''}"
        )

    def _entries(self) -> str:
        left_out = self.count - len(self._newest)
        told = f"<p>The first {left_out} are not shown here; all lie in entries.jsonl.</p>" if left_out else ""
        rows = "".join(_row(entry) for entry in self._newest)
        return (
            f"<h2>Entries</h2>{told}<table><thead><tr><th>No.<th>Time<th>Editor<th>Decision<th>Of<th>Story<th>Note"
            f"<th>Original</tr></thead><tbody>{rows}</tbody></table>"
        )

    def _texts(self, texts: Mapping[str, bytes]) -> str:
        shown = [_article(entry, texts[sha256]) for sha256, entry in self._approved.items() if sha256 in texts]
        left_out = len(texts) - len(shown)
        told = f"<p>{left_out} more lie in the folder texts.</p>" if left_out else ""
        return f"<h2>Approved texts</h2>{''.join(shown) or '<p>None.</p>'}{told}" if texts else ""


def _own(text: str) -> str:
    """Return a text in a direction of its own."""
    return f"<bdi>{escape(text)}</bdi>"


def _row(entry: Decision) -> str:
    subject = entry.subject
    of = ""
    if subject.uri:
        language = subject.target_language
        of = f"translation, {_own(name_of(language))}" if language else "original"
    original = subject.original_sha256
    link = f'<a href="originals/{escape(original)}"><code>{escape(original[:12])}…</code></a>' if original else ""
    story = f"{_own(subject.uri)} v{subject.version}" if subject.uri else ""
    cells = (
        str(entry.sequence),
        escape(entry.time.isoformat()),
        _own(entry.editor),
        escape(entry.action.value),
        of,
        story,
        f"<span dir=auto>{escape(entry.note)}</span>",
        link,
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def _article(entry: Decision, record: bytes) -> str:
    subject = entry.subject
    language = subject.target_language
    try:
        text = Text.from_record(record)
    except (ValueError, TypeError):  # not of the form of today; the bytes lie beside
        text = Text(subject.text_sha256, ())
    direction = ("rtl" if is_right_to_left(language) else "ltr") if language else "auto"
    lang = f' lang="{escape(language)}"' if language else ""
    paragraphs = "".join(f"<p dir={direction}>{escape(one)}</p>" for one in text.paragraphs)
    what = f"translation, {name_of(language)}" if language else "original"
    return (
        f"<article><p class=of>{_own(subject.uri)} v{subject.version}, {escape(what)}; approved by "
        f'{_own(entry.editor)} in entry {entry.sequence}. <a href="texts/{escape(subject.text_sha256)}.json">'
        f"<code>{escape(subject.text_sha256)}</code></a></p>"
        f"<div dir={direction}{lang}><h3 dir={direction}>{escape(text.headline)}</h3>{paragraphs}</div></article>\n"
    )
