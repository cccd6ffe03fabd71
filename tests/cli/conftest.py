"""The commands, run in this process on a desk of their own."""

import json

import pytest
from click.testing import CliRunner

from dabir.cli import cli


class Commands:
    """`dabir` on one desk. What no command foresaw is raised, not printed."""

    def __init__(self, home, *group):
        self._home, self._group = home, group

    def __call__(self, *arguments, status=0, stdin=None, at=None):
        """Run a command; return its result. `at` is the folder of another desk."""
        words = [*map(str, (*self._group, *arguments)), "--home", str(at or self._home)]
        result = CliRunner().invoke(cli, words, input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == status, result.output
        return result

    def objects(self, *arguments, **how):
        """Run a command with --json; return its objects."""
        return [json.loads(line) for line in self(*arguments, "--json", **how).stdout.splitlines()]

    def of(self, group):
        """Return the commands of a group."""
        return Commands(self._home, group)


@pytest.fixture
def dabir(home):
    return Commands(home)


@pytest.fixture
def passphrase(monkeypatch):
    """The passphrase of every editor's key, where commands look for it."""
    monkeypatch.setenv("DABIR_PASSPHRASE", "a long passphrase")
