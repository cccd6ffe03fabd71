"""How fast files become stories: prints one JSON object.

Ratios are to bare work on the same bytes in the same run: parsing the XML with lxml and hashing it.

    .venv/bin/python tests/benchmarks/ingest.py [stories]
"""

import hashlib
import json
import platform
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from dabir.app import open_desk
from dabir.settings import Places

SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "ALBORZ" / "01-customs-memorandum.xml"


def generate(folder: Path, stories: int) -> list[bytes]:
    """Write NewsML-G2 files that differ in identifier and headline."""
    folder.mkdir()
    made = []
    for number in range(stories):
        text = SAMPLE.read_text("utf-8").replace("2026:s001", f"2026:n{number}")
        data = text.replace("تفاهم‌نامه همکاری", f"تفاهم‌نامه شماره {number} همکاری").encode()
        (folder / f"{number:06}.xml").write_bytes(data)
        made.append(data)
    return made


def main() -> None:
    """Measure and print."""
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as place:
        wires = generate(Path(place) / "wire", stories)
        start = time.perf_counter()
        for data in wires:
            etree.fromstring(data)
            hashlib.sha256(data).digest()
        bare = time.perf_counter() - start
        desk = open_desk(Places(Path(place) / "home"))
        start = time.perf_counter()
        taken = sum(outcome.story is not None for outcome in desk.intake.ingest([Path(place) / "wire"]))
        whole = time.perf_counter() - start
        desk.close()
    print(
        json.dumps(
            {
                "benchmark": "ingest",
                "stories": taken,
                "bytes": sum(map(len, wires)),
                "stories_per_second": round(taken / whole, 1),
                "times_bare_parse_and_hash": round(whole / bare, 1),
                "python": platform.python_version(),
                "lxml": version("lxml"),
                "sqlite-utils": version("sqlite-utils"),
            }
        )
    )


if __name__ == "__main__":
    main()
