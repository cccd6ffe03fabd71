"""Makes a folder of what partners send in a day: the samples in all their formats, each file a story of its own.

Of a thousand stories so many come in each format as on a desk that takes an agency's wire, some web feeds and what
smaller newsrooms send by mail and as files. A feed holds ten items a file, as many web feeds do. Identifiers, numbers
and headlines are varied. Where a sample has paragraphs in markup, sentences of the corpus stand in their place, of
about the same length, so that no text comes twice and none is remembered. One NewsML-G2 file in twenty is a new
version of the one before.
"""

from __future__ import annotations

import email
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import feedparser
import lxml.html
from lxml import etree

_ROOT: Final = Path(__file__).parents[2]
_SAMPLE: Final = _ROOT / "resources" / "sample"
_WIRE: Final = _ROOT / "tests" / "data" / "wire"
_CORPUS: Final = _ROOT / "resources" / "corpus"
#: Which column of the corpus holds a language, counted from the end.
_COLUMNS: Final = {"fa": -3, "az": -2}
_PARAGRAPH: Final = re.compile(r"<p>([^<>]{40,})</p>")
#: The time of day of a wire; its minutes and seconds are varied.
_TIME: Final = re.compile(r"(?<=[T ])(\d\d)(:?)\d\d\2\d\d(?=[+Z]| [+-]\d)")
#: Items in a file of a web feed.
_ITEMS: Final = 10
#: One file in so many is a new version of the one before, where its format numbers versions.
_VERSIONS: Final = 20


def _mail(data: bytes) -> None:
    for part in email.message_from_bytes(data).walk():
        part.get_payload(decode=True)


# Wires name HTML's characters and never send the DTD that declares them, so the reader must go on.
_LENIENT: Final = etree.XMLParser(recover=True)

#: The least that reading a file takes, by its kind.
BARE: Final[dict[str, Callable[[bytes], Any]]] = {
    "xml": lambda data: etree.fromstring(data, _LENIENT),
    "feed": lambda data: feedparser.parse(io.BytesIO(data)),
    "json": json.loads,
    "mail": _mail,
    "html": lxml.html.document_fromstring,
    "text": lambda data: data.decode("utf-8", "replace"),
}


@cache
def _sentences(language: str) -> list[str]:
    """Return the sentences of the corpus that stand as they are in XML and JSON alike."""
    lines = [line for file in sorted(_CORPUS.glob("*.tsv")) for line in file.read_text("utf-8").splitlines()]
    told = [line.split("\t")[_COLUMNS[language]] for line in lines]
    return [one for one in told if len(one) > 40 and not re.search(r"[<>&\"\\\[\]]", one)]


@dataclass(frozen=True, slots=True)
class Template:
    """A sample that stories are made from.

    Attributes:
        format: as stories carry it.
        bare: what reads it barely, a key of `BARE`.
        share: stories of a thousand.
        path: the sample.
        marks: what stands in it, and what comes in its place; "#" is the number of the story.
        item: pattern of an item, where it is a feed whose items are told ten times; "".
        stories: how many a file holds.
        version: what tells version 1, where versions are numbered; "".
    """

    format: str
    bare: str
    share: int
    path: Path
    marks: tuple[tuple[str, str], ...]
    item: str = ""
    stories: int = 1
    version: str = ""

    def files(self) -> Iterator[bytes]:
        """Yield files without end."""
        text = self.path.read_bytes().decode("utf-8")
        missing = [old for old, _ in self.marks if old not in text]
        if missing:
            raise SystemExit(f"{self.path} holds no {missing[0]!r}")
        number = 0
        while True:
            if self.item:
                yield self._feed(text, number).encode()
                number += self.stories
                continue
            number += 1
            made = self._marked(text, number)
            yield made.encode()
            if self.version and number % _VERSIONS == 0:
                newer = re.sub(r"\d", "2", self.version)
                yield made.replace(self.version, newer).encode()

    def _feed(self, text: str, number: int) -> str:
        found = re.findall(self.item, text, re.DOTALL)
        start, end = text.index(found[0]), text.rindex(found[-1]) + len(found[-1])
        items = [self._marked(found[one % len(found)], number + one) for one in range(self.stories)]
        return text[:start] + "\n".join(items) + text[end:]

    def _marked(self, text: str, number: int) -> str:
        for old, new in self.marks:
            text = text.replace(old, new.replace("#", str(number)))
        chance = random.Random(f"{self.path.name} {number}")
        moment = f"{chance.randrange(60):02}", f"{chance.randrange(60):02}"
        text = _TIME.sub(lambda found: found[2].join((found[1], *moment)), text)
        sentences = _sentences("fa" if re.search("[\u0600-\u06ff]", text) else "az")
        return _PARAGRAPH.sub(lambda found: f"<p>{_as_long(found[1], sentences, chance)}</p>", text)


def _as_long(text: str, sentences: list[str], chance: random.Random) -> str:
    made: list[str] = []
    while sum(map(len, made)) < 0.75 * len(text):
        made.append(chance.choice(sentences))
    return " ".join(made)


def _g2(share: int, name: str, identity: str, headline: str) -> Template:
    marks = ((identity, f"{identity}-#"), (headline, f"{headline} #"))
    return Template("newsml-g2", "xml", share, _SAMPLE / name, marks, version='version="1" standard')


TEMPLATES: Final = (
    _g2(80, "ALBORZ/01-customs-memorandum.xml", "2026:s001", "تفاهم‌نامه همکاری گمرکی"),
    _g2(70, "ALBORZ/04-gilan-flood.xml", "2026:s005", "سیل در گیلان"),
    _g2(60, "ARAN/07-sheki-embargoed.xml", "2026:s082", "Şəki"),
    Template(
        "newsml-g2",
        "xml",
        50,
        _WIRE / "newsml_g2" / "aran_xhtml.xml",
        (("20260114:kitabxana", "20260114:kitabxana-#"), ("Gəncədə yeni kitabxana", "Gəncədə #-ci kitabxana")),
    ),
    Template(
        "nitf",
        "xml",
        60,
        _SAMPLE / "ARAN" / "02-book-fair.xml",
        (("aran.example:s006", "aran.example:s006-#"), ("Bakı Beynəlxalq Kitab Sərgisi", "Bakı #-ci Kitab Sərgisi")),
    ),
    Template(
        "nitf",
        "xml",
        40,
        _WIRE / "nitf" / "alborz.xml",
        (("2026/0412", "2026/0412-#"), ("2026/0411", "2026/0411-#"), ("به ۴۲ روستا رسید", "به ۴۲ روستا رسید #")),
    ),
    Template(
        "nitf",
        "xml",
        40,
        _WIRE / "nitf" / "aran_agency.xml",
        (("aran.example/2026/30", "aran.example/2026/#-30"), ("başa çatıb", "başa çatıb #")),
    ),
    Template(
        "ninjs",
        "json",
        80,
        _SAMPLE / "ALBORZ" / "06-exports-embargoed.json",
        (("2026:s002", "2026:s002-#"), ("صادرات غیرنفتی ایران", "صادرات غیرنفتی # ایران")),
    ),
    Template(
        "ninjs",
        "json",
        60,
        _SAMPLE / "ARAN" / "03-pile-up.json",
        (("2026:s010", "2026:s010-#"), ("Bakı–Quba yolunda", "Bakı–Quba yolunda #")),
    ),
    Template(
        "ninjs",
        "json",
        20,
        _WIRE / "ninjs" / "aran_1.json",
        (("2026/01/16/neft", "2026/01/16/neft-#"), ("yükaşırma artıb", "yükaşırma artıb #")),
    ),
    Template(
        "rss",
        "feed",
        120,
        _SAMPLE / "ALBORZ" / "09-news-feed.rss",
        (("alborz.example/news/s", "alborz.example/news/#-s"), ("2026:s", "2026:#-s"), ("<title>", "<title># ")),
        r"<item>.*?</item>",
        _ITEMS,
    ),
    Template(
        "rss",
        "feed",
        60,
        _SAMPLE / "ARAN" / "06-news-feed.atom",
        (("2026:s", "2026:#-s"), ("<title>", "<title># ")),
        r"<entry>.*?</entry>",
        _ITEMS,
    ),
    Template(
        "newsml-1",
        "xml",
        60,
        _WIRE / "newsml1" / "xaz_full.xml",
        (("qatar-17", "qatar-17-#"), ("Bakı–Gəncə qatarı", "Bakı–Gəncə qatarı #")),
    ),
    Template(
        "iptc7901",
        "text",
        30,
        _WIRE / "iptc7901" / "full.txt",
        (("XAZ0311", "XAZ#"), ("Neft bazarında", "Neft bazarında #")),
    ),
    Template(
        "iptc7901",
        "text",
        30,
        _SAMPLE / "ALBORZ" / "02-earthquake-flash.txt",
        (("ALBORZ0311", "ALBORZ#"), ("فوری:", "فوری #:")),
    ),
    Template(
        "anpa1312",
        "text",
        40,
        _WIRE / "anpa1312" / "framed.txt",
        (
            ("b1488", "b#"),
            ("b1489", "c#"),
            ("Silk festival in Sheki", "Silk festival # in Sheki"),
            ("Young player wins", "Young player # wins"),
        ),
        stories=2,
    ),
    Template(
        "mail",
        "mail",
        25,
        _WIRE / "mail" / "alborz_alternative.eml",
        (("20261126.1330.77@", "20261126.1330.#@"), ("Subject: ", "Subject: # ")),
    ),
    Template(
        "mail",
        "mail",
        15,
        _WIRE / "mail" / "forwarded.eml",
        (("fwd-1@", "fwd-#@"), ("emb-5@", "emb-#@"), ("Budget goes", "Budget # goes")),
        stories=2,
    ),
    Template(
        "html",
        "html",
        30,
        _SAMPLE / "ALBORZ" / "10-saffron.html",
        (("news/s021", "news/s021-#"), ("برداشت زعفران در خراسان", "برداشت زعفران # در خراسان")),
    ),
    Template(
        "plain",
        "text",
        30,
        _SAMPLE / "ARAN" / "08-electric-buses.txt",
        (("Bakının ictimai nəqliyyatına", "Bakının # nömrəli nəqliyyatına"),),
    ),
)


@dataclass(frozen=True, slots=True)
class Wire:
    """A file that was made."""

    name: str
    data: bytes
    template: Template


def make(folder: Path, stories: int) -> list[Wire]:
    """Write files with so many stories, or a few more, into a folder, the formats mixed; return them in order."""
    folder.mkdir(parents=True)
    open_files = [(one, one.files()) for one in TEMPLATES]
    told = dict.fromkeys(TEMPLATES, 0)
    wires: list[Wire] = []
    done = 0
    while done < stories:
        # Whichever format is furthest behind its share comes next.
        template, files = min(open_files, key=lambda one: (told[one[0]] + one[0].stories) / one[0].share)
        suffix = template.path.suffix
        wire = Wire(f"{len(wires):06}{suffix}", next(files), template)
        (folder / wire.name).write_bytes(wire.data)
        wires.append(wire)
        told[template] += template.stories
        done += template.stories
    return wires
