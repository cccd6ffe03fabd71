import json

from click.testing import CliRunner

from dabir.cli import cli


def run(home, *arguments):
    return CliRunner().invoke(cli, ["outputs", *arguments, "--home", str(home)])


def test_outputs_are_listed_and_chosen(home):
    assert "* ninjs\n  newsml-g2\n" in run(home).stdout
    chosen = [json.loads(line) for line in run(home, "html", "nitf", "--json").stdout.splitlines()]
    assert [one["name"] for one in chosen if one["chosen"]] == ["nitf", "html"]
    assert "* nitf" in run(home).stdout


def test_unknown_output_is_refused_with_those_there_are(home):
    result = run(home, "fax")
    assert result.exit_code == 3
    assert "no output called fax" in result.stderr
    assert "newsml-g2" in result.stderr
