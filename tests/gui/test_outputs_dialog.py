"""The outputs of releases are chosen in a dialog that says what the agreements in force permit."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from dabir.domain.agreement import Agreement, Party, Term, Terms
from dabir.workflow.releasing.output_choice import OutputChoice

AGREEMENT = Agreement(
    id="caspian-2024",
    edition=1,
    title="توافق‌نامهٔ مبادلهٔ خبر",
    own="ARAN",
    parties=(Party("ARAN", "Aran Xəbər Xidməti", ("az",)), Party("ALBORZ", "خبرگزاری البرز نمونه", ("fa",))),
    signed=date(2024, 5, 20),
    start=date(2024, 6, 1),
    terms=Terms(outputs=("ninjs", "text")),
    clauses=((Term.OUTPUTS, "Article 4"),),
)


@pytest.fixture
def ask(window, settle):
    """Open the dialog by its menu entry."""

    def opened():
        settle(window)
        window.actions_["outputs"].trigger()
        settle(window)
        return window.outbox.outputs

    return opened


def test_choice_is_kept_for_every_release_from_now_on(desk, window, settle, ask, qtbot):
    dialog = ask()
    assert dialog.chosen() == ["ninjs", "text"]
    assert "no agreement says anything" in dialog.verdicts["html"].text()
    dialog.boxes["html"].setChecked(True)
    dialog.boxes["ninjs"].setChecked(False)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(window)
    assert OutputChoice(desk.database).chosen() == ("html", "text")
    qtbot.waitUntil(lambda: window.outbox.outputs is None)
    window.actions_["view_outbox"].trigger()
    settle(window)
    assert window.outbox.target_words.text().startswith("Releases are written as html, text.")


def test_output_an_agreement_in_force_does_not_permit_names_the_clause(desk, signer, ask):
    desk.agreements.add(AGREEMENT, signer)
    dialog = ask()
    assert "Article 4 of “توافق‌نامهٔ مبادلهٔ خبر”" in dialog.verdicts["html"].text()
    assert "permitted by every agreement in force" in dialog.verdicts["text"].text()
    assert dialog.words.isHidden()
    dialog.boxes["html"].setChecked(True)
    assert "nothing that came under" in dialog.words.text()
    assert dialog.ok.isEnabled(), "other partners may permit it"
    dialog.boxes["html"].setChecked(False)
    assert dialog.words.isHidden()
    dialog.reject()


def test_release_needs_an_output(desk, ask):
    dialog = ask()
    for box in dialog.boxes.values():
        box.setChecked(False)
    assert not dialog.ok.isEnabled()
    assert dialog.words.text() == "A release needs at least one output."
    dialog.reject()
    assert OutputChoice(desk.database).chosen() == ("ninjs", "text")


def test_outbox_view_has_the_dialog_too(window, settle, qtbot):
    settle(window)
    window.actions_["view_outbox"].trigger()
    settle(window)
    qtbot.mouseClick(window.outbox.outputs_button, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.outbox.outputs.isVisible()
    window.outbox.outputs.reject()
