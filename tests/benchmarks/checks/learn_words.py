"""Learn the word list of the checks: which stems of Persian, Azerbaijani and English translate one another.

    python tests/benchmarks/checks/learn_words.py

Reads the seen half of the corpus (see `material.is_seen`) and writes dabir/translation/checks/lexicon_a_to_k.py and
lexicon_l_to_z.py. Takes minutes. Two stems belong together where the translation model IBM 1 (Brown et al., "The
Mathematics of Statistical Machine Translation", 1993, section 4.2) says so in both directions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import material
from material import Row

import dabir.translation.checks
from dabir.translation.checks.folding import words_of
from dabir.translation.checks.stems import FUNCTION_WORDS, stem

_ROUNDS: Final = 6
#: Two stems go together so often at least, and with this product of their probabilities in both directions.
_LEAST_COUNT: Final = 2.5
_LEAST_PRODUCT: Final = 0.01
#: What is taken off certainty for stems seen seldom: so many sentences more, half of them answered.
_DOUBT: Final = 3
_WIDTH: Final = 116
_NOTHING: Final = "#"
_FOLDER: Final = Path(dabir.translation.checks.__file__).parent

Table = dict[tuple[str, str], tuple[float, float]]
Rows = dict[str, tuple[set[str], set[str]]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What was learnt.

    Attributes:
        rows: Persian and Azerbaijani stems by the English stem.
        answered: share of the sentences with a stem that have one of its rows in the other language, by language.
    """

    rows: Rows
    answered: Mapping[str, Mapping[str, float]]


def learn(rows: Sequence[Row]) -> Lexicon:
    """Return the word list of some rows of the corpus."""
    stems = [{language: _stems(row, language) for language in material.LANGUAGES} for row in rows]
    found: Rows = defaultdict(lambda: (set(), set()))
    for place, language in enumerate(("fa", "az")):
        pairs = [(one[language], one["en"]) for one in stems]
        there, back = _translations(pairs), _translations([(two, one) for one, two in pairs])
        for (ours, english), (probability, count) in there.items():
            other, other_count = back.get((english, ours), (0.0, 0.0))
            usual = min(count, other_count) >= _LEAST_COUNT and probability * other >= _LEAST_PRODUCT
            if usual and min(len(ours), len(english)) > 1:
                found[english][place].add(ours)
    return Lexicon(dict(found), _answered(found, stems))


def _stems(row: Row, language: str) -> list[str]:
    words = words_of(row.texts[language], language)
    found = (stem(word.folded, language) for word in words if word.folded not in FUNCTION_WORDS[language])
    return list(dict.fromkeys(found))


def _translations(pairs: Iterable[tuple[list[str], list[str]]]) -> Table:
    """Return probability and expected count of each stem's translations."""
    some = [([*ours, _NOTHING], theirs) for ours, theirs in pairs if ours and theirs]
    table: Table | None = None
    for _ in range(_ROUNDS):
        counts: dict[tuple[str, str], float] = defaultdict(float)
        for ours, theirs in some:
            for word in theirs:
                shares = [table.get((one, word), (1e-9, 0.0))[0] if table else 1.0 for one in ours]
                whole = sum(shares)
                for one, share in zip(ours, shares, strict=True):
                    counts[one, word] += share / whole
        totals: dict[str, float] = defaultdict(float)
        for (one, _word), count in counts.items():
            totals[one] += count
        table = {
            key: (count / totals[key[0]], count) for key, count in counts.items() if count > 1e-4 * totals[key[0]]
        }
    return {key: value for key, value in (table or {}).items() if key[0] != _NOTHING}


def _answered(rows: Rows, stems: Sequence[Mapping[str, list[str]]]) -> dict[str, dict[str, float]]:
    numbers: dict[str, dict[str, set[int]]] = {language: defaultdict(set) for language in material.LANGUAGES}
    for number, (english, (persian, azerbaijani)) in enumerate(rows.items()):
        for language, some in (("en", {english}), ("fa", persian), ("az", azerbaijani)):
            for one in some:
                numbers[language][one].add(number)
    met: dict[str, Counter[str]] = {language: Counter() for language in material.LANGUAGES}
    answered: dict[str, Counter[str]] = {language: Counter() for language in material.LANGUAGES}
    for sentence in stems:
        there = {language: {n for one in some for n in numbers[language][one]} for language, some in sentence.items()}
        for ours, theirs in material.directions():
            known = [one for one in sentence[ours] if numbers[ours][one]]
            met[ours].update(known)
            answered[ours].update(one for one in known if not numbers[ours][one].isdisjoint(there[theirs]))
    return {
        language: {one: (answered[language][one] + _DOUBT) / (count + 2 * _DOUBT) for one, count in some.items()}
        for language, some in met.items()
    }


def written(lexicon: Lexicon) -> dict[str, str]:
    """Return the rows by the half of the alphabet, as `dabir.translation.checks.lexicon` reads them."""
    halves: dict[str, list[str]] = {"a_to_k": [], "l_to_z": []}
    for english, (persian, azerbaijani) in sorted(lexicon.rows.items()):
        cells = [
            "/".join(f"{one}{min(9, round(lexicon.answered[language].get(one, 0) * 10))}" for one in sorted(some))
            for language, some in (("en", {english}), ("fa", persian), ("az", azerbaijani))
        ]
        halves["a_to_k" if english < "l" else "l_to_z"].append("|".join(cells))
    return {name: _lines(rows) for name, rows in halves.items()}


def _lines(rows: Iterable[str]) -> str:
    lines, line = [], ""
    for row in rows:
        if line and len(line) + len(row) >= _WIDTH:
            lines.append(line)
            line = row
        else:
            line = f"{line} {row}".strip()
    return "\n".join([*lines, line])


def main() -> None:
    """Learn and write."""
    rows = [row for row in material.read(0) if material.is_seen(row)]
    for name, text in written(learn(rows)).items():
        first, last = name[0].upper(), name[-1].upper()
        head = (
            f'"""Rows of the word list whose English stem begins with {first} to {last}; see `lexicon` for how to read'
            f' them.\n\nWritten by tests/benchmarks/checks/learn_words.py from {len(rows):,} sentence triples.\n"""\n\n'
            "from __future__ import annotations\n\nfrom typing import Final\n\n"
        )
        (_FOLDER / f"lexicon_{name}.py").write_text(f'{head}ROWS: Final = """\n{text}\n"""\n', "utf-8")


if __name__ == "__main__":
    main()
