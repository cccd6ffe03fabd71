"""What was released, held against what came in: on a desk, without one, and as another system gives it back."""

import json
import shutil

import pytest
from wire_samples import PERSIAN, ninjs, take_in, write

from dabir.domain.errors import InputRefused
from dabir.publish.comparison import Kind
from dabir.publish.outputs import OUTPUTS
from dabir.publish.release import compose
from dabir.store import releases
from dabir.workflow.record.verification import Verification
from dabir.workflow.releasing.releasing import Releasing

WIRE = ninjs()
ENGLISH = (
    "Minister goes to Baku",
    "The energy minister arrived.",
    "He met his counterpart.",
    "They met for two hours.",
)


@pytest.fixture
def story(desk, tmp_path):
    (row,) = take_in(desk, tmp_path / "wire", WIRE)
    return row


@pytest.fixture
def released(desk, story, signer):
    """The folder of the released original."""
    desk.decisions.approve(story, "", signer)
    return desk.decisions.release(story, "", signer)


@pytest.fixture
def translated(desk, story, signer):
    """The folder of the released translation."""
    for unit in desk.translations.units(story, "en"):
        desk.translations.edit(story, "en", unit.index, ENGLISH[unit.index])
    desk.decisions.approve(story, "en", signer, "Read.")
    return desk.decisions.release(story, "en", signer)


@pytest.fixture
def on_desk(desk):
    return Verification(desk.database)


@pytest.fixture
def alone():
    return Verification(None)


def every_output(desk, story, target, tmp_path):
    """Write a release in every output, into a folder without a manifest."""
    (release,) = [one for one in releases.of_story(desk.database.read(), story) if one.target_language == target]
    item = Releasing(desk.database, tmp_path).item(release)
    for output in OUTPUTS:
        yield output.name, write(tmp_path / "single", output.file_name(item), output.render(item))


def test_release_as_written_is_unaltered_word_for_word_and_byte_for_byte(on_desk, alone, released, translated):
    for folder in (released, translated):
        for verification, against in ((on_desk, "the desk"), (alone, "the original in the release's own folder")):
            verdict = verification.verify(folder)
            assert verdict.ok, verdict
            assert (verdict.same_bytes, verdict.compared, verdict.against) == (True, 3, against)


@pytest.mark.parametrize("target", ["", "en"])
def test_single_file_of_every_output_is_compared(desk, on_desk, story, released, translated, tmp_path, target):
    for name, file in every_output(desk, story, target, tmp_path):
        if name == "text":
            continue
        verdict = on_desk.verify(file)
        assert verdict.ok, (name, verdict)
        assert (verdict.uri, verdict.target_language) == ("tag:alborz.example,2026:1", target)


@pytest.mark.parametrize("target", ["", "en"])
def test_changed_word_is_found_in_every_output(desk, on_desk, story, released, translated, tmp_path, target):
    old, new = ("counterpart", "enemy") if target else ("همتای", "دشمن")
    for name, file in every_output(desk, story, target, tmp_path):
        if name == "text":
            continue
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
        verdict = on_desk.verify(file)
        assert not verdict.ok, name
        (what,) = {found.released for _, found in verdict.differences}
        assert what.startswith(new), name
        assert {found.kind for _, found in verdict.differences} == {Kind.WORDS}


def test_plain_text_is_compared_by_the_manifest_beside_it(on_desk, alone, translated):
    file = translated / "translation.txt"
    assert on_desk.verify(file).ok
    assert alone.verify(file).ok
    file.write_text(file.read_text("utf-8").replace("two hours", "two minutes"), "utf-8")
    ((name, found),) = on_desk.verify(file).differences
    assert (name, found.original, found.released) == ("translation.txt", "hours.", "minutes.")


def test_changed_file_in_a_folder_shows_as_changed_bytes_and_changed_words(on_desk, translated):
    file = translated / "translation.json"
    file.write_text(file.read_text("utf-8").replace("counterpart", "enemy"), "utf-8")
    verdict = on_desk.verify(translated)
    assert "translation.json has " in " ".join(verdict.problems)
    assert [name for name, _ in verdict.differences] == ["translation.json"]


def test_release_forged_with_all_its_hashes_is_found_by_the_desk(desk, on_desk, alone, story, translated, tmp_path):
    (release,) = releases.of_story(desk.database.read(), story)
    item = Releasing(desk.database, tmp_path).item(release)
    import dataclasses

    from dabir.domain.text import Text

    words = (*item.paragraphs[:-1], "They quarrelled.")
    forged = dataclasses.replace(item, paragraphs=words, text_sha256=Text(item.headline, words).sha256)
    shutil.rmtree(translated)
    translated.mkdir()
    for name, data in compose(forged).items():
        (translated / name).write_bytes(data)
    assert alone.verify(translated).ok, "the folder alone agrees with itself"
    verdict = on_desk.verify(translated)
    assert "The log of the desk has no approval of this text." in verdict.problems
    assert "quarrelled." in {found.released for _, found in verdict.differences}


def test_changed_original_is_found_by_the_desk_and_by_the_file_named(on_desk, alone, released, tmp_path):
    (original,) = released.glob("original*")
    original.write_bytes(original.read_bytes().replace(b'"urgency"', b'"Urgency"'))
    assert on_desk.verify(released).same_bytes is False
    came = write(tmp_path, "came.json", WIRE)
    verdict = alone.verify(released, came)
    assert verdict.same_bytes is False
    assert "not byte for byte" in " ".join(verdict.problems)


PAGE = """<!DOCTYPE html><html><head><title>site</title><link rel="canonical" href="{uri}"></head><body>
<nav><a href="/">Home</a></nav><main><h1>{headline}</h1><div class="by">خبرگزاری البرز</div>
<p>{first}</p>
<p><b>او</b> با همتای خود   دیدار کرد.<br>این دیدار دو ساعت طول کشید.</p></main>
<footer>All rights</footer><script>track()</script></body></html>"""
GOOD = {"uri": "tag:alborz.example,2026:1", "headline": "وزیر نیرو به باکو رفت", "first": PERSIAN[0]}


def page(tmp_path, **changes):
    html = PAGE.format(**(GOOD | changes)).replace('<div class="by">خبرگزاری البرز</div>', changes.get("by", ""))
    return write(tmp_path, "page.html", html.encode())


def test_page_of_another_system_has_the_same_words(on_desk, alone, released, tmp_path):
    file = page(tmp_path)
    assert on_desk.verify(file).ok
    assert alone.verify(file, write(tmp_path, "came.json", WIRE)).ok


def test_page_of_another_system_tells_each_difference_with_its_place(on_desk, released, tmp_path):
    verdict = on_desk.verify(page(tmp_path, headline="وزير نیرو به باکو رفت", first="وزیر نیرو وارد تهران شد."))
    assert [(found.kind, found.place, found.original, found.released) for _, found in verdict.differences] == [
        (Kind.TYPOGRAPHY, "headline, word 1", "وزیر", "وزير"),
        (Kind.WORDS, "paragraph 1, word 4", "باکو", "تهران"),
    ]
    assert not verdict.ok


def test_page_that_does_not_mark_its_text_is_read_without_menus_head_and_foot(on_desk, released, tmp_path):
    file = page(tmp_path)
    html = file.read_text("utf-8").replace("<main>", "<header>Site").replace("</h1>", "</h1></header>")
    file.write_text(html.replace("</main>", ""), "utf-8")
    assert on_desk.verify(file).ok
    file.write_text(html.replace("</main>", "<p>دروغ</p>"), "utf-8")
    ((_, found),) = on_desk.verify(file).differences
    assert found.released == "دروغ"


def test_sentence_added_to_a_page_is_told(on_desk, released, tmp_path):
    verdict = on_desk.verify(page(tmp_path, by="<p>به گزارش ما</p>"))
    ((_, found),) = verdict.differences
    assert (found.original, found.released) == ("", "به گزارش ما")


def test_original_shown_under_a_translation_may_not_be_altered_either(desk, on_desk, story, translated, tmp_path):
    files = dict(every_output(desk, story, "en", tmp_path))
    file = files["html"]
    file.write_text(file.read_text("utf-8").replace("دو ساعت", "سه ساعت"), "utf-8")
    ((name, found),) = on_desk.verify(file).differences
    assert (name, found.original, found.released) == ("translation.html, original", "دو", "سه")


def test_item_nobody_knows_needs_its_original_named(on_desk, alone, released, tmp_path):
    file = page(tmp_path, uri="tag:other.example,2026:9")
    for verification in (on_desk, alone):
        with pytest.raises(InputRefused, match=r"nothing to compare tag:other\.example,2026:9 with"):
            verification.verify(file)


def test_another_original_than_the_item_names_is_a_problem(desk, alone, story, released, tmp_path):
    files = dict(every_output(desk, story, "", tmp_path))
    other = write(tmp_path, "other.json", ninjs(urgency=5))
    verdict = alone.verify(files["nitf"], other)
    assert "names an original with SHA-256" in " ".join(verdict.problems)
    assert verdict.differences == ()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"<a/>", b"{}", b"<rss", b"<rss version='2.0'/>"])
def test_what_is_no_release_is_refused_with_its_name(on_desk, tmp_path, data):
    with pytest.raises(InputRefused, match=r"odd\.bin cannot be compared"):
        on_desk.verify(write(tmp_path, "odd.bin", data))


def test_missing_path_is_named(on_desk, tmp_path):
    with pytest.raises(InputRefused, match="nowhere"):
        on_desk.verify(tmp_path / "nowhere")
    with pytest.raises(InputRefused, match=r"manifest\.json cannot be read"):
        on_desk.verify(tmp_path)


def test_every_item_of_a_feed_is_compared(desk, on_desk, story, released, translated, tmp_path):
    from dabir.publish import atom
    from dabir.publish.feed import Feed

    work = Releasing(desk.database, tmp_path)
    items = [work.item(one) for one in releases.of_story(desk.database.read(), story)]
    file = write(tmp_path, "feed.atom", atom.render_feed(items, Feed("Dabir", "urn:x:1")))
    assert (on_desk.verify(file).ok, on_desk.verify(file).compared) == (True, 2)
    file.write_text(file.read_text("utf-8").replace("counterpart", "enemy"), "utf-8")
    ((name, found),) = on_desk.verify(file).differences
    assert found.released.startswith("enemy")
    assert "feed.atom, tag:alborz.example,2026:1" in name


def test_release_that_was_taken_back_is_said_to_be(desk, on_desk, story, released, signer):
    desk.decisions.kill(story, signer, "Untrue.")
    with pytest.raises(InputRefused, match="was taken back"):
        on_desk.verify(released)


def test_verification_writes_nothing(on_desk, released):
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in released.iterdir()}
    on_desk.verify(released)
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in released.iterdir()} == before
    assert json.loads((released / "manifest.json").read_bytes())
