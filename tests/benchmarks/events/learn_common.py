"""Learn from the corpus which words are too common to point to one event: resources/events/<language>.txt.

A line is a stem (dabir.translation.checks.stems) and in how many sentences of 10,000 it stands. Names are left out,
for they do point to something: a word that is mostly written with a capital within sentences, or, in Persian, that
mostly stands where one of the other two languages has such a word of the same sound.

Run again after the corpus or the stems change: PYTHONPATH=desktop python tests/benchmarks/events/learn_common.py
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dabir.translation.checks.capitals import begins_sentence
from dabir.translation.checks.folding import words_of
from dabir.translation.checks.romanise import skeletons
from dabir.translation.checks.stems import stem

ROOT = Path(__file__).parents[3] / "resources"
LANGUAGES = ("fa", "az", "en")
CAPITALS = ("az", "en")
LEAST = 4


def rows() -> Iterator[dict[str, str]]:
    """Yield the sentences of the corpus by language; lists of words and names say nothing of how common they are."""
    for file in sorted((ROOT / "corpus").glob("*.tsv")):
        if not file.stem.startswith("glossary"):
            for line in file.read_text("utf-8").splitlines():
                cells = line.split("\t")[-3:]
                if len(cells) == 3 and all(cells):
                    yield dict(zip(LANGUAGES, cells, strict=True))


def capitalised(language: str) -> tuple[Counter[str], set[str]]:
    """Return in how many sentences each stem stands, and which stems are names by their capitals."""
    seen, within, capital = Counter[str](), Counter[str](), Counter[str]()
    for row in rows():
        text = row[language]
        for base, word in {stem(word.folded, language): word for word in words_of(text, language)}.items():
            seen[base] += 1
            if not begins_sentence(text, word.start):
                within[base] += 1
                capital[base] += word.is_capitalised
    return seen, {base for base in seen if capital[base] * 2 > within[base]}


def sounding(names: dict[str, set[str]]) -> tuple[Counter[str], set[str]]:
    """Return in how many sentences each Persian stem stands, and which are names by the other languages' names."""
    seen, heard = Counter[str](), Counter[str]()
    for row in rows():
        sounds: set[str] = set()
        for language in CAPITALS:
            for word in words_of(row[language], language):
                if word.is_capitalised and stem(word.folded, language) in names[language]:
                    sounds.update(skeletons(word.folded, language))
        # Without what an ending adds: Lənkəranda is لنکران.
        sounds |= {sound[:-1] for sound in sounds} | {sound[:-2] for sound in sounds}
        for base, word in {stem(word.folded, "fa"): word for word in words_of(row["fa"], "fa")}.items():
            seen[base] += 1
            heard[base] += any(len(sound) > 2 and sound in sounds for sound in skeletons(word.folded, "fa"))
    return seen, {base for base in seen if heard[base] * 2 > seen[base]}


def main() -> None:
    """Write the lists."""
    total = sum(1 for _ in rows())
    counted = {language: capitalised(language) for language in CAPITALS}
    counted["fa"] = sounding({language: names for language, (_, names) in counted.items()})
    (ROOT / "events").mkdir(exist_ok=True)
    for language, (seen, names) in counted.items():
        common = {
            base: max(1, round(count / total * 10_000))
            for base, count in seen.items()
            if count >= LEAST and base not in names and len(base) > 1
        }
        lines = [f"{base} {count}" for base, count in sorted(common.items(), key=lambda one: (-one[1], one[0]))]
        (ROOT / "events" / f"{language}.txt").write_text("\n".join(lines) + "\n", "utf-8")
        print(language, len(lines))


if __name__ == "__main__":
    main()
