"""What a redelivery and a changed redelivery of the XML formats become on a desk."""

from pathlib import Path

import pytest

from dabir.domain.listing import IngestStatus

SAMPLES = Path(__file__).parents[2] / "data" / "wire"
CASES = [
    ("newsml1/xaz_full.xml", "fevralın 1-dən", "fevralın 2-dən"),
    ("newsml_g2/aran_xhtml.xml", "saat 9-dan", "saat 8-dən"),
    ("nitf/aran_agency.xml", "10 min ton", "11 min ton"),
]


@pytest.mark.parametrize(("name", "old", "new"), CASES)
def test_same_version_with_another_text_is_kept_and_flagged(desk, tmp_path, name, old, new):
    data = (SAMPLES / name).read_text("utf-8")
    assert old in data
    first, again, changed = (tmp_path / f"{number}.xml" for number in range(3))
    first.write_text(data, "utf-8")
    again.write_text(data.replace("<?xml", "<?xml", 1) + "\n", "utf-8")
    changed.write_text(data.replace(old, new), "utf-8")
    [one], [two], [three] = (list(desk.intake.ingest([file], partner="ARAN")) for file in (first, again, changed))
    assert (one.status, two.status, three.status) == (IngestStatus.NEW, IngestStatus.DUPLICATE, IngestStatus.VERSION)
    assert any("different text" in warning for warning in three.warnings)
    assert desk.stories.get(one.story_id).variant
    assert desk.stories.get(three.story_id).variant


def test_kill_of_an_item_reaches_its_stories_in_every_language(desk, tmp_path):
    data = (SAMPLES / "newsml1/alborz_languages.xml").read_text("utf-8")
    before, after = data.split("    <NewsComponent EquivalentsList", 1)[0], data[data.index("  </NewsItem>") :]
    kill = before.replace("Usable", "Canceled").replace('"N">1<', '"A">2<') + after
    story, notice = tmp_path / "story.xml", tmp_path / "kill.xml"
    story.write_text(data, "utf-8")
    notice.write_text(kill, "utf-8")
    persian, azerbaijani = desk.intake.ingest([story], partner="ALBORZ")
    assert (persian.story.language, azerbaijani.story.language) == ("fa", "az")
    [killed] = desk.intake.ingest([notice], partner="ALBORZ")
    assert killed.story.is_kill
    assert desk.stories.get(persian.story_id).killed
    assert desk.stories.get(azerbaijani.story_id).killed
