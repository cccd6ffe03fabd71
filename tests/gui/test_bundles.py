import pytest
from bundle_desks import Desk, changed
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog
from wire_samples import ninjs, take_in, write

from dabir.domain.segment import UnitState
from dabir.workflow.bundles.bundles import Wanted

WORDS = (
    "Energetika naziri Bakıya gedib",
    "Energetika naziri Bakıya gəldi.",
    "O, həmkarı ilə görüşdü.",
    "Görüş uzun çəkdi.",
)


@pytest.fixture
def aran(tmp_path, clock):
    """The partner's desk, with a story approved in two languages."""
    made = Desk(tmp_path / "aran", "ARAN", "Leyla", clock)
    (row,) = take_in(made.workflow, tmp_path / "wire", ninjs())
    made.approve(row)
    made.approve(row, "az", WORDS)
    yield made
    made.workflow.close()


@pytest.fixture
def xaz(tmp_path, clock, aran):
    """This desk, under one agreement with the partner."""
    made = Desk(tmp_path / "xaz", "XAZ", "Murad", clock)
    made.agree(aran)
    aran.agree(made)
    yield made
    made.workflow.close()


@pytest.fixture
def sent(aran, xaz, tmp_path):
    """A bundle of the partner's for this desk."""
    return aran.workflow.bundles.export(tmp_path / "for-XAZ.zip", "XAZ", Wanted(stories=[1])).file


@pytest.fixture
def here(xaz, open_window):
    return open_window(xaz.workflow)


def test_bundle_that_is_dropped_shows_its_seal(here, sent, settle):
    here.bringing.bring_in([sent])
    settle(here)
    here.queue.show_story(1)
    settle(here)
    assert "SEALED" in here.queue.pane.badges.words()
    assert here.queue.stories.model.row(0).sealed
    assert (
        "Signed by ARAN, unchanged since 2026-11-25 09:00 UTC, key " in here.queue.pane.details.metadata.toPlainText()
    )
    assert here.workbench.bundling.alarm_box is None


def test_changed_bundle_raises_the_alarm(here, xaz, sent, tmp_path, settle):
    data = changed(sent.read_bytes(), lambda members: members.update({"originals/more": b"x"}))
    here.bringing.bring_in([write(tmp_path, "changed.zip", data)])
    settle(here)
    box = here.workbench.bundling.alarm_box
    assert box.isVisible()
    assert "changed.zip" in box.text()
    assert "not as the sender signed it" in box.text()
    assert "originals/more" in box.informativeText()
    assert "kept whole in the quarantine" in box.informativeText()
    assert xaz.workflow.intake.quarantine_size() == 1
    box.accept()


def test_partners_translation_is_shown_and_becomes_a_draft(here, xaz, sent, settle, qtbot):
    here.bringing.bring_in([sent])
    settle(here)
    here.queue.open(1, "en")
    settle(here)
    strip = here.queue.translation.partner
    assert strip.isVisible()
    assert "ARAN approved this translation into Azerbaijani" in strip.words.text()
    qtbot.mouseClick(strip.show_button, Qt.MouseButton.LeftButton)
    assert strip.text.isVisible()
    assert strip.text.isReadOnly()
    assert WORDS[3] in strip.text.toPlainText()
    qtbot.mouseClick(strip.draft_button, Qt.MouseButton.LeftButton)
    settle(here)
    assert here.queue.story.target == "az"
    assert [unit.target for unit in here.queue.model.units] == list(WORDS)
    assert {unit.state for unit in xaz.workflow.translations.units(1, "az")} == {UnitState.MACHINE}
    assert "ARAN approved by Leyla, 2026-11-25" in here.queue.translation.draft_words()


def test_story_without_a_partners_translation_has_no_strip(here, xaz, tmp_path, settle):
    take_in(xaz.workflow, tmp_path / "wire2", ninjs("tag:alborz.example,2026:5"))
    here.refresh_all()
    settle(here)
    here.queue.show_story(1)
    settle(here)
    assert here.queue.translation.partner.isHidden()
    assert "SEALED" not in here.queue.pane.badges.words()


def test_selected_stories_are_handed_on(here, xaz, tmp_path, settle):
    rows = take_in(
        xaz.workflow, tmp_path / "w", ninjs("tag:x.example:1"), ninjs("tag:x.example:2"), ninjs("tag:x.example:3")
    )
    for row in rows[:2]:
        xaz.approve(row)
    here.refresh_all()
    settle(here)
    model, view = here.queue.stories.model, here.queue.stories.view
    view.selectionModel().clearSelection()
    for row in rows[:2]:
        index = model.index(model.place_of(row), 0)
        view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    assert here.actions_["bundle_export"] in view.actions()
    here.actions_["bundle_export"].trigger()
    settle(here)
    dialog = here.workbench.bundling.dialog
    assert dialog.chosen.text() == "The 2 selected stories"
    assert dialog.partner.code == "ARAN"
    found = []
    dialog.wanted.connect(lambda partner, wanted: found.append((partner, wanted)))
    dialog.write_button.click()
    files = here.findChild(QFileDialog)
    files.reject()
    ((partner, wanted),) = found
    assert sorted(wanted.stories) == sorted(rows[:2])
    here.workbench.bundling.export(tmp_path / "out.zip", partner, wanted)
    settle(here)
    assert "2 stories in" in here.queue.notice.words.text()
    assert "signed by XAZ for ARAN" in here.queue.notice.words.text()
    assert (tmp_path / "out.zip").is_file()


def test_dialog_without_an_agreement_says_what_is_missing(window, settle):
    window.actions_["bundle_export"].trigger()
    settle(window)
    dialog = window.workbench.bundling.dialog
    assert not dialog.write_button.isEnabled()
    dialog.reject()
