"""Small stories for tests that are about the desk, not about a format. Agencies, people and events are invented."""

import json
from pathlib import Path

PERSIAN = ("وزیر نیرو وارد باکو شد.", "او با همتای خود دیدار کرد. این دیدار دو ساعت طول کشید.")
AZERBAIJANI = ("Energetika naziri Tehrana gəlib.", "O, həmkarı ilə görüşüb. Görüş iki saat davam edib.")


def ninjs(uri: str = "tag:alborz.example,2026:1", **properties) -> bytes:
    """Return a ninjs story; Persian unless told otherwise."""
    story = {
        "uri": uri,
        "version": "1",
        "type": "text",
        "language": "fa",
        "headline": "وزیر نیرو به باکو رفت",
        "versioncreated": "2026-11-24T08:00:00+03:30",
        "pubstatus": "usable",
        "urgency": 4,
        "body_xhtml": "".join(f"<p>{paragraph}</p>" for paragraph in PERSIAN),
    }
    return json.dumps({**story, **properties}, ensure_ascii=False).encode()


def write(folder: Path, name: str, data: bytes) -> Path:
    """Write a file into a folder that is made when needed, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(data)
    return file


def take_in(desk, folder: Path, *wires: bytes, partner: str = "ALBORZ") -> list[int]:
    """Ingest wire texts one after another and return the rows of their stories."""
    rows = []
    for number, data in enumerate(wires):
        file = write(folder, f"in-{number}.json", data)
        rows += [outcome.story_id for outcome in desk.intake.ingest([file], partner=partner)]
    return rows
