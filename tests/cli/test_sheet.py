import json

import pytest
from wire_samples import ninjs, take_in, write


@pytest.fixture
def dabir(dabir, desk, signer, tmp_path, qapp):
    (story,) = take_in(desk, tmp_path / "wire", ninjs())
    desk.decisions.approve(story, "", signer)
    return dabir.of("sheet")


def test_sheet_of_a_story_is_written(dabir, tmp_path):
    file = tmp_path / "sheet.pdf"
    result = dabir("tag:alborz.example,2026:1", file, "--json")
    assert json.loads(result.stdout) == {"file": str(file), "pages": 1, "approvals": 1}
    assert file.read_bytes().startswith(b"%PDF-")


def test_file_that_is_there_is_not_written_over(dabir, tmp_path):
    file = write(tmp_path, "sheet.pdf", b"of yesterday")
    assert f"{file} is there already." in dabir("tag:alborz.example,2026:1", file, status=3).stderr
    assert file.read_bytes() == b"of yesterday"


@pytest.mark.parametrize(("start", "end", "number"), [("08:00", "10:00", 1), ("09:30", "10:00", 0)])
def test_sheet_of_a_shift_is_written(dabir, tmp_path, start, end, number):
    times = [f"2026-11-25T{clock}+00:00" for clock in (start, end)]
    result = dabir(tmp_path / "sheet.pdf", "--from", times[0], "--to", times[1], "--language", "fa", "--json")
    assert json.loads(result.stdout)["approvals"] == number


@pytest.mark.parametrize(
    "arguments",
    [
        ["sheet.pdf"],
        ["uri", "sheet.pdf", "--from", "2026-11-25"],
        ["a", "b", "sheet.pdf"],
        ["sheet.pdf", "--to", "2026-11-25"],
    ],
)
def test_neither_story_nor_shift_is_a_usage_error(dabir, tmp_path, arguments):
    dabir(*arguments, status=2)


def test_odd_time_and_odd_language_are_refused(dabir, tmp_path):
    file = tmp_path / "sheet.pdf"
    assert "“noon” is no time" in dabir(file, "--from", "noon", "--to", "2026-11-25", status=3).stderr
    assert "“de”" in dabir("tag:alborz.example,2026:1", file, "--language", "de", status=3).stderr
    assert not file.exists()
