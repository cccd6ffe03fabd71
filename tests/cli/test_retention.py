import json
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner
from wire_samples import ninjs, take_in

from dabir.app import open_desk
from dabir.cli import cli
from dabir.domain.agreement import Agreement, Party, Terms
from dabir.settings import Places

PASSPHRASE = "a long passphrase"
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
def dabir(home, monkeypatch, tmp_path):
    """The commands on a desk with two stories of two years ago, one of them approved."""
    monkeypatch.setenv("DABIR_PASSPHRASE", PASSPHRASE)
    long_ago = datetime.now(UTC) - timedelta(days=400)
    desk = open_desk(Places(home), lambda: long_ago)
    desk.editors.enroll("Leyla", PASSPHRASE)
    signer = desk.editors.unlock("Leyla", PASSPHRASE)
    desk.agreements.add(AGREEMENT, signer)
    created = long_ago.isoformat()
    wires = (ninjs(f"tag:alborz.example,2026:{number}", versioncreated=created) for number in range(2))
    desk.decisions.approve(take_in(desk, tmp_path / "wire", *wires)[0], "", signer)
    desk.close()

    def run(*arguments, status=0):
        result = CliRunner().invoke(cli, [*map(str, arguments), "--json", "--home", str(home)])
        assert result.exit_code == status, result.output
        return [json.loads(line) for line in result.stdout.splitlines()]

    return run


def test_what_would_go_is_shown_then_goes_and_is_listed(dabir):
    goes, stays = dabir("retention", "show")
    assert (goes["what"], goes["why"], goes["stories"]) == ("goes", "caspian-2024", 1)
    assert (stays["what"], stays["why"], stays["files"]) == ("stays", "decided", 1)
    (entry,) = dabir("retention", "carry-out", "--editor", "Leyla")
    assert entry["action"] == "retention"
    (listed,) = dabir("retention", "list", entry["sequence"])
    assert listed["stories"][0][0] == "tag:alborz.example,2026:1" and listed["size"] == goes["bytes"]
    assert dabir("log", "verify")[0]["ok"]
    assert [one["what"] for one in dabir("retention", "show")] == ["stays"]
    assert dabir("retention", "carry-out", "--editor", "Leyla") == []


def test_words_for_people_say_why_something_stays(dabir, home):
    result = CliRunner().invoke(cli, ["retention", "show", "--home", str(home)])
    assert "goes   1 story in 1 file" in result.output
    assert "somebody decided on a story in it" in result.output
