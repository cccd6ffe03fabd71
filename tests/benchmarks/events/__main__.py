"""How precisely stories of one event are found, and at what cost: prints one JSON object.

Precision and recall are of pairs, in stories.toml and more_stories.toml (the limits in dabir.domain.event were fitted
to both) and in unseen.toml (they were not), within a language and across languages, without drafts and with those of the bundled pack. Cost and false alarms are measured on stories put together of the corpus's sentences, each used once, all within one window of days: no two of them tell of one event.

    PYTHONPATH=desktop:tests python tests/benchmarks/events [stories a language]
"""

import json
import platform
import random
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from pathlib import Path

from wire_samples import ninjs, write

from dabir.app import open_desk
from dabir.settings import Places, resources
from dabir.store import events, search

DATA = Path(__file__).parents[2] / "data" / "events"
LANGUAGES = ("fa", "az", "en")
SENTENCES = 8


def gold(stories_file: str, drafts_file: str) -> dict[str, object]:
    """Return precision and recall on a file."""
    stories = tomllib.loads((DATA / stories_file).read_text("utf-8"))["story"]
    drafts = tomllib.loads((DATA / drafts_file).read_text("utf-8"))["draft"]
    with tempfile.TemporaryDirectory() as place:
        desk = open_desk(Places(Path(place) / "home"))
        rows = []
        for number, story in enumerate(stories):
            body = "".join(f"<p>{paragraph}</p>" for paragraph in story["paragraphs"])
            given = {"headline": story["headline"], "versioncreated": story["time"].isoformat(), "body_xhtml": body}
            file = write(Path(place), f"{number}.json", ninjs(f"tag:{number}", language=story["language"], **given))
            rows += [outcome.story_id for outcome in desk.intake.ingest([file], partner=story["partner"])]
        desk.events.catch_up()
        alone = measured(desk, rows, stories)

        def draft(db: object) -> None:
            for one in drafts:
                search.index_translation(db, rows[one["story"]], one["language"], "\n".join(one["text"]))

        desk.database.write(draft)
        desk.events.catch_up()
        result = {"stories": len(stories), "without_drafts": alone, "with_drafts": measured(desk, rows, stories)}
        desk.close()
    return result


def measured(desk: object, rows: list[int], stories: list[dict]) -> dict[str, object]:
    """Return precision and recall of the pairs found."""
    found, wanted, right = defaultdict(int), defaultdict(int), defaultdict(int)
    wrong = []
    for number, row in enumerate(rows):
        related = {one.row.id for one in desk.events.of(row)}
        for other, other_row in enumerate(rows):
            one, two = stories[number], stories[other]
            kind = "within_language" if one["language"] == two["language"] else "across_languages"
            same = one["event"] == two["event"] and number != other
            found[kind] += other_row in related
            wanted[kind] += same
            right[kind] += same and other_row in related
            if other_row in related and not same:
                wrong.append([one["event"], two["event"]])
    return {
        kind: {
            "pairs": wanted[kind] // 2,
            "precision": round(right[kind] / found[kind], 3) if found[kind] else None,
            "recall": round(right[kind] / wanted[kind], 3),
        }
        for kind in wanted
    } | {"wrong": wrong}


def corpus(number: int) -> dict[str, object]:
    """Return cost a story, and how many pairs are found among stories that have nothing to do with each other."""
    lines = [
        line.split("\t")[-3:]
        for file in sorted((resources() / "corpus").glob("*.tsv"))
        if not file.stem.startswith(("glossary", "stories"))
        for line in file.read_text("utf-8").splitlines()
        if line.count("\t") >= len(LANGUAGES) - 1
    ]
    random.Random(1).shuffle(lines)
    with tempfile.TemporaryDirectory() as place:
        desk = open_desk(Places(Path(place) / "home"))
        made = 0
        for column, language in enumerate(LANGUAGES):
            # No sentence in two languages, or two stories would tell of what it says.
            sentences = [line[column] for line in lines[column :: len(LANGUAGES)]]
            for first in range(0, min(number * SENTENCES, len(sentences) - SENTENCES), SENTENCES):
                headline, *body = sentences[first : first + SENTENCES]
                properties = {"headline": headline, "body_xhtml": "".join(f"<p>{one}</p>" for one in body)}
                write(Path(place) / "wire", f"{made}.json", ninjs(f"tag:{made}", language=language, **properties))
                made += 1
        start = time.process_time()
        taken = sum(outcome.story is not None for outcome in desk.intake.ingest([Path(place) / "wire"], partner="P"))
        ingest = time.process_time() - start
        start = time.process_time()
        desk.events.catch_up()
        compared = time.process_time() - start
        db = desk.database.read()
        pairs = db.execute("SELECT count(*) / 2 FROM event_links").fetchone()[0]
        trigger = trigger_cost(desk)
        size = db.execute(
            "SELECT (SELECT sum(length(traits)) FROM event_traits) + 24 * (SELECT count(*) FROM event_keys)"
        ).fetchone()[0]
        assert events.waiting(db, 1) == []
        desk.close()
    return {
        "stories": taken,
        "false_pairs": pairs,
        "ingest_ms_a_story": round(ingest / taken * 1000, 2),
        "waiting_noted_ms_a_story": trigger,
        "compared_in_background_ms_a_story": round(compared / taken * 1000, 2),
        "bytes_a_story": round(size / taken),
    }


def trigger_cost(desk: object) -> float:
    """Return what noting that a story waits costs in the transaction of its arrival, in milliseconds."""

    def work(db: object) -> float:
        count = db.execute("SELECT count(*) FROM stories").fetchone()[0]
        start = time.process_time()
        for row in range(1, count + 1):
            db.execute("INSERT OR IGNORE INTO event_waiting (story_id) VALUES (?)", (row,))
        spent = time.process_time() - start
        db.execute("DELETE FROM event_waiting")
        return spent / count * 1000

    return round(desk.database.write(work), 4)


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print(
        json.dumps(
            {
                "benchmark": "events",
                "stories": gold("stories.toml", "drafts.toml"),
                "more_stories": gold("more_stories.toml", "more_drafts.toml"),
                "unseen": gold("unseen.toml", "unseen_drafts.toml"),
                "corpus": corpus(number),
                "python": platform.python_version(),
                "platform": platform.platform(),
            },
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
