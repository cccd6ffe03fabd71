"""Write the drafts in tests/data/events: the stories of the gold set as the bundled pack drafts them.

Run again after a new pack: PYTHONPATH=desktop:tests python tests/benchmarks/events/make_drafts.py
"""

import json
import tempfile
import tomllib
from pathlib import Path

from wire_samples import ninjs, take_in

from dabir.app import open_desk
from dabir.domain.text import text_of_units
from dabir.settings import Places

DATA = Path(__file__).parents[2] / "data" / "events"
LANGUAGES = ("fa", "az", "en")


def main() -> None:
    """Draft every story of all files into the two other languages."""
    for name, drafts in (("stories", "drafts"), ("more_stories", "more_drafts"), ("unseen", "unseen_drafts")):
        write_drafts(DATA / f"{name}.toml", DATA / f"{drafts}.toml")


def write_drafts(source: Path, target_file: Path) -> None:
    """Draft the stories of a file.

    Args:
        source: the stories.
        target_file: where the drafts are written.
    """
    stories = tomllib.loads(source.read_text("utf-8"))["story"]
    lines = [
        f"# Machine drafts of {source.name} by the bundled pack, made by tests/benchmarks/events/make_drafts.py.\n"
    ]
    with tempfile.TemporaryDirectory() as home:
        desk = open_desk(Places(Path(home)))
        for number, story in enumerate(stories):
            body = "".join(f"<p>{paragraph}</p>" for paragraph in story["paragraphs"])
            wire = ninjs(f"tag:{number}", language=story["language"], headline=story["headline"], body_xhtml=body)
            [row] = take_in(desk, Path(home) / "wire" / str(number), wire)
            for target in LANGUAGES:
                if target == story["language"]:
                    continue
                desk.translations.translate([row], target)
                text = text_of_units(desk.stories.get(row).story, desk.translations.units(row, target))
                written = json.dumps([text.headline, *text.paragraphs], ensure_ascii=False)
                lines.append(f'[[draft]]\nstory = {number}\nlanguage = "{target}"\ntext = {written}\n')
        desk.close()
    target_file.write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
