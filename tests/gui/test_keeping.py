"""Backup, packing and retention from the window."""

from datetime import date, timedelta

import pytest
from conftest import PASSPHRASE
from PySide6.QtWidgets import QFileDialog, QMessageBox

from dabir.domain.agreement import Agreement, Party, Terms
from dabir.ui.people.identity import EditorDialog

AGREEMENT = Agreement(
    id="caspian-2024",
    edition=1,
    title="Exchange of news",
    own="ARAN",
    parties=(Party("ARAN", "Aran Xəbər Xidməti", ("az",)), Party("ALBORZ", "خبرگزاری البرز نمونه", ("fa",))),
    signed=date(2024, 5, 20),
    start=date(2024, 6, 1),
    terms=Terms(retention=timedelta(days=30)),
)


@pytest.fixture
def keeping(desk, window, settle, stories, signer, clock):
    """The dialog on a desk with two stories whose time is over, one of them approved."""
    desk.agreements.add(AGREEMENT, signer)
    desk.decisions.approve(stories[0], "", signer)
    clock.advance(days=31)
    window.actions_["keeping"].trigger()
    settle(window)
    return window.people.keeping


def shown(keeping):
    return [
        [keeping.model.data(keeping.model.index(row, column)) for column in (0, 1, 5)]
        for row in range(keeping.model.rowCount())
    ]


def test_backup_is_written_and_told(keeping, window, settle, tmp_path):
    keeping.backup_button.click()
    keeping.findChild(QFileDialog).reject()
    keeping.back_up(tmp_path / "desk.zip")
    settle(window)
    assert (tmp_path / "desk.zip").exists()
    assert "2 stories" in keeping.notice.words.text() and "verified" in keeping.notice.words.text()
    keeping.back_up(tmp_path / "desk.zip")
    settle(window)
    assert "there already" in keeping.notice.words.text()


def test_what_goes_and_stays_is_shown_and_goes_when_the_chief_signs(keeping, window, settle, desk, stories):
    goes, stays = shown(keeping)
    assert goes[:2] == ["goes", "1"] and "caspian-2024" in goes[2]
    assert stays == ["stays", "1", "somebody has decided on a story in it"]
    keeping.remove_button.click()
    box = keeping.findChild(QMessageBox)
    assert "1 story in 1 file?" in box.text()
    next(button for button in box.buttons() if button.text() == "Remove").click()
    settle(window)
    window.findChild(EditorDialog).offer("Leyla", PASSPHRASE)
    window.findChild(EditorDialog)._answer()
    settle(window)
    assert [row[0] for row in shown(keeping)] == ["stays"]
    assert "entered in the log" in keeping.notice.words.text()
    assert not keeping.remove_button.isEnabled()
    assert desk.record.verify().ok


def test_room_is_told_and_there_is_nothing_to_pack_on_a_new_desk_after_packing(keeping, window, settle, desk):
    assert "on the disk" in keeping.room_words.text()
    keeping.pack_button.click()
    settle(window)
    assert not keeping.pack_button.isEnabled()
    assert desk.compaction.left() == 0
