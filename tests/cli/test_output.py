"""Which commands begin a desk, which need one, and what is said where there is none, or nothing to list."""

import click
import pytest
from click.testing import CliRunner
from wire_samples import ninjs, write

from dabir.cli import cli
from dabir.cli.output import listed, with_desk
from dabir.cli.passphrases import passphrase_of
from dabir.domain.errors import KeyLocked
from dabir.settings import Places

#: Commands a desk may begin with: they bring something of its own.
BEGIN = {
    "ingest", "partners add", "editors add", "editors import", "feeds add", "agreements add", "bundle import",
    "terms add", "terms import", "terms start", "exchange import", "memory import", "packs install", "packs download",
    "log witnesses add", "outputs ninjs", "outbox targets --new",
}  # fmt: skip
#: Commands that work without any desk, and make none.
NEED_NONE = {
    "segment", "check", "translate -", "translate --file", "packs list", "packs available", "agreements template",
    "agreements check", "bundle check", "verify-release", "outputs", "doctor", "restore", "log verify FILE",
}  # fmt: skip
#: What a command is called with beside what it must have, where that is not enough or another use is meant.
OTHER = {
    "translate": [["tag:a"], ["-"], ["--file", "x"], ["--all"]],
    "search": [["word"], ["--same-event", "tag:a"]],
    "bundle export": [["FILE", "tag:a"]],
    "outputs": [[], ["ninjs"]],
    "outbox targets": [[], ["--new"]],
    "log verify": [[], ["FILE"]],
    "sheet": [["tag:a", "FILE"], ["--from", "2026-11-25", "--to", "2026-11-26", "FILE"]],
}


def leaves(group=cli, names=()):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, (*names, name))
        else:
            yield " ".join((*names, name)), command


def value_of(parameter):
    match parameter.type:
        case click.Choice() as choice:
            return str(choice.choices[0])
        case click.IntRange() | click.types.IntParamType():
            return "1"
        case _:
            return "fa" if parameter.name == "source" else "az" if parameter.name in {"target", "lang"} else "x"


def calls():
    """Yield how each command is called, with the least it must be given."""
    for name, command in leaves():
        must = [one for one in command.params if one.required]
        options = [word for one in must if isinstance(one, click.Option) for word in (one.opts[0], value_of(one))]
        arguments = [value_of(one) for one in must if isinstance(one, click.Argument)]
        for other in OTHER.get(name, [arguments]):
            yield name, [*name.split(), *other, *options]


def kind_of(name, words):
    told = " ".join(words)
    for kind, some in (("begins", BEGIN), ("none", NEED_NONE)):
        if any(name == one or (one.startswith(f"{name} ") and told.startswith(one)) for one in some):
            return kind
    return "needs"


@pytest.mark.parametrize(
    ("kind", "words"), [pytest.param(kind_of(*call), call[1], id=" ".join(call[1])) for call in calls()]
)
def test_no_command_makes_a_desk_of_a_mistyped_folder_but_those_that_begin_one(
    kind, words, home, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DABIR_PASSPHRASE", "a long passphrase")
    monkeypatch.setenv("DABIR_PACK_INDEX", (tmp_path / "none.json").as_uri())
    if kind == "begins":
        write(tmp_path, "x", b"what is to be brought in")
    result = CliRunner().invoke(cli, [*words, "--home", str(home)], input="")
    assert result.exit_code != 2, result.output
    if kind == "begins" and words[:2] != ["editors", "import"]:
        assert f"A new desk was made in {home}" in result.stderr
        assert Places(home).has_desk
    elif kind == "needs":
        assert result.exit_code == 1
        assert f"There is no desk in {home}." in result.stderr and "dabir ingest PATH" in result.stderr
        assert result.stdout == ""
    if kind != "begins":
        assert not home.exists()


@pytest.mark.parametrize(
    "words",
    [
        "ingest", "ingest --partner ALBORZ none.json", "bundle import", "memory import", "terms import", "exchange import",
        "packs install", "agreements add --editor Leyla", "editors import",
    ],
)  # fmt: skip
def test_no_desk_is_made_for_a_mistyped_file(words, home, tmp_path, monkeypatch):
    monkeypatch.setenv("DABIR_PASSPHRASE", "a long passphrase")
    result = CliRunner().invoke(cli, [*words.split(), str(tmp_path / "mistyped.tbx"), "--home", str(home)])
    assert result.exit_code == 3 and "mistyped.tbx" in result.stderr
    assert "A new desk" not in result.stderr and not home.exists()


def test_desk_that_is_there_is_opened_without_a_word(desk, home, tmp_path):
    result = CliRunner().invoke(cli, ["ingest", str(write(tmp_path, "a.json", ninjs())), "--home", str(home)])
    assert (result.exit_code, result.stderr) == (0, "")


def test_every_exception_named_here_is_a_command():
    called = {" ".join(words) for _, words in calls()} | {"doctor", "restore"}
    assert not [one for one in BEGIN | NEED_NONE if not any(f"{each} ".startswith(f"{one} ") for each in called)]


def test_folder_that_may_not_be_read_is_not_taken_for_one_without_a_desk(home, monkeypatch):
    def refuse(_):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.is_file", refuse)
    assert Places(home).has_desk


def test_list_without_anything_says_so_on_standard_error_alone(capsys):
    assert list(listed([], "There is none.")) == []
    assert list(listed(iter("ab"), "There is none.")) == ["a", "b"]
    assert capsys.readouterr() == ("", "dabir: There is none.\n")


LISTS = [
    "partners list", "quarantine list", "terms list", "feeds list", "editors list", "kills list", "bundle list",
    "outbox list", "agreements list", "log show", "log witnesses list", "claims take-overs tag:a", "search word",
    "memory concordance word", "outbox targets", "retention show",
]  # fmt: skip


@pytest.mark.parametrize("words", LISTS)
def test_no_list_of_an_empty_desk_answers_with_silence(desk, home, words):
    for more in ([], ["--json"]):
        result = CliRunner().invoke(cli, [*words.split(), *more, "--home", str(home)])
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.startswith("dabir: ") and result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (KeyboardInterrupt, "What was finished before stays"),
        (click.Abort, "Stopped at the question; nothing was done"),
    ],
)
def test_stopped_command_says_what_became_of_its_work(raised, told):
    @click.command()
    @with_desk
    def command(home, as_json):
        raise raised

    result = CliRunner().invoke(command, [])
    assert result.exit_code == 130
    assert told in result.stderr and "Aborted" not in result.output


@pytest.mark.parametrize(("raised", "becomes"), [(KeyboardInterrupt, click.Abort), (EOFError, KeyLocked)])
def test_ctrl_c_at_a_passphrase_is_no_missing_passphrase(raised, becomes, monkeypatch):
    def ended(*_, **__):
        raise raised

    monkeypatch.delenv("DABIR_PASSPHRASE", raising=False)
    monkeypatch.setattr("click.termui.hidden_prompt_func", ended)
    with pytest.raises(becomes):
        passphrase_of(None, "Leyla", new=False)
