"""What README and help say of the commands is so: every command is named, and every one named exists as it is written."""

import re
import shlex

import click
import pytest

from dabir.cli import cli
from dabir.settings import resources

HELP = sorted(file.name for file in (resources() / "help").iterdir())
README = "README.md"

_SPAN = re.compile(r"`([^`]+)`")
_BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INNER = re.compile(r"\$\((dabir [^)]*)\)")


def text_of(pytestconfig, name):
    folder = pytestconfig.rootpath if name == README else resources() / "help"
    return (folder / name).read_text("utf-8")


def words_of(line):
    """Return the words of a command line as the shell parts them, without what is no part of the command."""
    parted = shlex.split(line.replace("\\|", "|"), comments=True)
    return parted[: parted.index(">")] if ">" in parted else parted


def commands_of(text):
    """Yield every command written in a text, as the words behind "dabir".

    In a row of a table, what follows the first command goes without what it shares with it: "`dabir quarantine list`,
    `retry NUMBER`", "`dabir translate URI --to en`, `--all --to en`".
    """
    for block in _BLOCK.findall(text):
        for line in [*block.splitlines(), *_INNER.findall(block)]:
            if line.startswith("dabir "):
                yield words_of(line)[1:]
    lines = _BLOCK.sub("", text).splitlines()
    yield from spans_of(" ".join(line for line in lines if not line.startswith("|")))
    for row in (line for line in lines if line.startswith("|")):
        yield from spans_of(row, shared=True)


def spans_of(text, *, shared=False):
    before = []
    for span in _SPAN.findall(text):
        words = words_of(span)
        if words[0] == "dabir":
            before = words[1:]
            yield before
        elif shared and before:
            yield continued(before, words)


def continued(before, words):
    """Return the words of a command that goes without what it shares with the one before."""
    *group, last = path_of(before)
    siblings = resolve(group)[0].commands
    return [*group, *words] if words[0] in siblings else [*group, last, *words]


def path_of(words):
    command, path = cli, []
    for word in words:
        if not isinstance(command, click.Group) or word not in command.commands:
            break
        command = command.commands[word]
        path.append(word)
    return path


def resolve(words):
    """Return the command that words lead to, and what is left for it."""
    path, command = path_of(words), cli
    for word in path:
        command = command.commands[word]
    return command, list(words[len(path) :])


def leaves(group=cli, names=()):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, (*names, name))
        else:
            yield " ".join((*names, name))


@pytest.mark.parametrize("name", [README, *HELP])
def test_commands_named_exist_with_their_options(pytestconfig, name):
    for words in commands_of(text_of(pytestconfig, name)):
        command, left = resolve(words)
        written = f"dabir {' '.join(words)}"
        if isinstance(command, click.Group):
            assert not left, f"{written}: there is no such command"
            continue
        context = click.Context(command, info_name=written)
        _, over, _ = command.make_parser(context).parse_args(left)
        assert not over, f"{written}: takes no {over}"


def test_every_command_is_named_in_readme_or_help(pytestconfig):
    named = {
        " ".join(path_of(words)) for name in [README, *HELP] for words in commands_of(text_of(pytestconfig, name))
    }
    assert set(leaves()) - named == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("| see | `dabir log show`, `verify [FILE]` |", [["log", "show"], ["log", "verify", "[FILE]"]]),
        ("| do | `dabir search WORD`, `--limit 3` |", [["search", "WORD"], ["search", "--limit", "3"]]),
        ("With `dabir key` and `make run`.", [["key"]]),
        ("```sh\nexport A=1\ndabir key --home a   # why\nx = $(dabir key)\n```\n", [["key", "--home", "a"], ["key"]]),
    ],
)
def test_commands_are_found_as_people_write_them(text, words):
    assert list(commands_of(text)) == words


def test_targets_of_make_named_in_the_readme_exist(pytestconfig):
    makefile = (pytestconfig.rootpath / "Makefile").read_text("utf-8")
    named = set(re.findall(r"(?:`|^)make ([\w-]+)", text_of(pytestconfig, README), re.MULTILINE))
    assert named >= {"run", "test"}
    assert {target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)} == set()


def test_links_and_pictures_of_the_readme_lead_somewhere(pytestconfig):
    text, root = text_of(pytestconfig, README), pytestconfig.rootpath
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    anchors = {f"#{re.sub(r'[^a-z0-9 -]', '', heading.lower()).replace(' ', '-')}" for heading in headings}
    links = set(re.findall(r"\]\(([^)]+)\)", text))
    assert {link for link in links if not (link in anchors or (root / link).is_file())} == set()
    pictures = {f"resources/ui/pictures/{file.name}" for file in (resources() / "ui" / "pictures").iterdir()}
    assert pictures - links == set()
    assert all((root / picture).stat().st_size < 150_000 for picture in pictures)
