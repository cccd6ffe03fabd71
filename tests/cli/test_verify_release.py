import json

import pytest
from click.testing import CliRunner
from wire_samples import ninjs, take_in, write

from dabir.cli import cli
from dabir.cli.verify_release import verify_release


@pytest.fixture
def released(desk, signer, tmp_path):
    (story,) = take_in(desk, tmp_path / "wire", ninjs())
    desk.decisions.approve(story, "", signer)
    return desk.decisions.release(story, "", signer)


def run(home, *arguments):
    result = CliRunner().invoke(cli, ["verify-release", *map(str, arguments), "--home", str(home)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_unaltered_release_exits_with_0(home, released):
    result = run(home, released)
    assert result.exit_code == 0
    assert result.stdout == (
        "Unaltered: tag:alborz.example,2026:1: 3 texts compared word for word with the desk;"
        " the original is there byte for byte.\n"
    )


def test_altered_file_exits_with_1_and_lists_the_difference(home, released):
    file = released / "story.json"
    file.write_text(file.read_text("utf-8").replace("باکو رفت", "تهران رفت"), "utf-8")
    result = run(home, file)
    assert result.exit_code == 1
    assert "story.json: headline, word 4 (words): original “باکو”, released “تهران”" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("Altered: tag:alborz.example,2026:1 ")
    values = json.loads(run(home, file, "--json").stdout)
    assert (values["ok"], values["differences"][0]["released"]) == (False, "تهران")


def test_without_a_desk_the_release_is_held_against_a_file_and_no_desk_is_made(released, tmp_path):
    nowhere = tmp_path / "nowhere"
    assert run(nowhere, released / "story.json", "--original", write(tmp_path, "came.json", ninjs())).exit_code == 0
    assert not nowhere.exists()


def test_what_cannot_be_compared_exits_with_3(home, desk, tmp_path):
    result = run(home, write(tmp_path, "odd.bin", b"\xff"))
    assert result.exit_code == 3
    assert "odd.bin" in result.stderr


def test_command_is_registered():
    assert cli.commands["verify-release"] is verify_release
