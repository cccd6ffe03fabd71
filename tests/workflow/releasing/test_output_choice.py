import pytest
from wire_samples import ninjs, take_in

from dabir.domain.errors import InputRefused, NotAllowed
from dabir.publish.outputs import OUTPUTS
from dabir.store import preferences
from dabir.workflow.releasing.output_choice import KEY, OutputChoice


@pytest.fixture
def choice(desk):
    return OutputChoice(desk.database)


@pytest.fixture
def story(desk, tmp_path):
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    return row


def test_desk_that_chose_nothing_writes_ninjs_and_text(choice):
    assert choice.chosen() == ("ninjs", "text")


def test_choice_is_remembered_in_the_order_of_the_registry(desk, choice):
    choice.choose(["html", "newsml-g2"])
    assert OutputChoice(desk.database).chosen() == ("newsml-g2", "html")
    assert choice.known == tuple(output.name for output in OUTPUTS)


def test_unknown_or_no_output_is_refused_and_the_choice_stays(choice):
    choice.choose(["html"])
    for names in (["html", "fax"], []):
        with pytest.raises(InputRefused):
            choice.choose(names)
    assert choice.chosen() == ("html",)


def test_output_this_version_does_not_know_is_left_out(desk, choice):
    desk.database.write(lambda db: preferences.put(db, KEY, "telex html"))
    assert choice.chosen() == ("html",)
    desk.database.write(lambda db: preferences.put(db, KEY, "telex"))
    assert choice.chosen() == ("ninjs", "text")


def test_release_is_written_as_chosen(desk, choice, story, signer):
    choice.choose(["nitf", "atom"])
    desk.decisions.approve(story, "", signer)
    folder = desk.decisions.release(story, "", signer)
    names = {file.name for file in folder.iterdir()}
    assert names == {"original.json", "story.nitf.xml", "story.atom.xml", "manifest.json"}


def test_text_a_chosen_output_cannot_hold_is_refused_before_it_enters_the_log(desk, choice, story, signer):
    for unit in desk.translations.units(story, "en"):
        desk.translations.edit(story, "en", unit.index, f"One\x02two {unit.index}")
    desk.decisions.approve(story, "en", signer, "Read.")
    choice.choose(["text", "nitf"])
    with pytest.raises(NotAllowed, match=r"NITF cannot hold the character U\+0002"):
        desk.decisions.release(story, "en", signer)
    assert [entry.action.value for entry in desk.stories.log_of("tag:alborz.example,2026:1")] == ["approve"]
    choice.choose(["text", "ninjs"])
    assert desk.decisions.release(story, "en", signer).is_dir()
