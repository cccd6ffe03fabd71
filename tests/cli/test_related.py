import json

import pytest
from click.testing import CliRunner
from wire_samples import ninjs, write

from dabir.cli import cli

PERSIAN = {
    "headline": "زمین‌لرزه ۴٫۶ ریشتری طبس را لرزاند",
    "body_xhtml": "<p>زمین‌لرزه‌ای به بزرگی ۴٫۶ در عمق ۲۷ کیلومتری شهرستان طبس در خراسان جنوبی را لرزاند.</p>",
}
ENGLISH = {
    "language": "en",
    "headline": "Magnitude 4.6 quake jolts Tabas in eastern Iran",
    "body_xhtml": "<p>A magnitude 4.6 earthquake at a depth of 27 kilometres struck Tabas in South Khorasan.</p>",
}


@pytest.fixture
def dabir(home, tmp_path):
    """The command on a desk with a quake in two languages and a story on something else."""

    def run(*arguments, status=0):
        result = CliRunner().invoke(cli, [*map(str, arguments), "--home", str(home)])
        assert result.exit_code == status, result.output
        return result

    for name, partner, properties in (
        ("fa", "ALBORZ", PERSIAN),
        ("en", "MERIDIAN", ENGLISH),
        ("other", "ALBORZ", {}),
    ):
        run("ingest", write(tmp_path, f"{name}.json", ninjs(f"tag:{name}", **properties)), "--partner", partner)
    return run


def test_search_finds_the_other_stories_on_an_event(dabir):
    found = [json.loads(line) for line in dabir("search", "--same-event", "tag:fa", "--json").stdout.splitlines()]
    assert [(one["uri"], one["partner"], one["language"], one["version"]) for one in found] == [
        ("tag:en", "MERIDIAN", "en", 1)
    ]
    assert found[0]["headline"] == ENGLISH["headline"] and found[0]["strength"] > 1.5
    assert "tag:fa" in dabir("search", "--same-event", "tag:en").stdout


def test_story_alone_on_its_event_is_told(dabir):
    result = dabir("search", "--same-event", "tag:other")
    assert result.stdout == "" and "No other story" in result.stderr


def test_story_that_is_not_there_is_wrong(dabir):
    assert "not on this desk" in dabir("search", "--same-event", "tag:none", status=1).stderr


@pytest.mark.parametrize("arguments", [(), ("words", "--same-event", "tag:fa")])
def test_search_wants_either_words_or_a_story(dabir, arguments):
    dabir("search", *arguments, status=2)
