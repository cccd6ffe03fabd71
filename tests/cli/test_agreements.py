import pytest
from wire_samples import ninjs, write


@pytest.fixture
def dabir(dabir, monkeypatch):
    monkeypatch.setenv("DABIR_PASSPHRASE", "correct horse battery")
    return dabir


@pytest.fixture
def file(dabir, tmp_path):
    path = tmp_path / "agreement.toml"
    path.write_text(dabir("agreements", "template").stdout, "utf-8")
    return path


def test_template_is_checked_added_and_shown(dabir, file):
    assert "Good:" in dabir("agreements", "check", file).stdout
    assert "There is no desk" in dabir("agreements", "list", status=1).stderr
    added = dabir("agreements", "add", file, "--editor", "Leyla")
    assert "edition 1" in added.stdout
    assert "No public key of ALBORZ" in added.stderr
    (listed,) = dabir.objects("agreements", "list")
    assert (listed["id"], listed["edition"], listed["terms"]["four_eyes"]) == ("caspian-2024", 1, True)
    assert listed["clauses"]["credit"] == "Article 4"
    assert [party["code"] for party in listed["parties"]] == ["ARAN", "ALBORZ"]
    assert dabir.objects("agreements", "show", "caspian-2024") == [{k: v for k, v in listed.items() if k != "state"}]
    assert [partner["code"] for partner in dabir.objects("partners", "list")] == ["ALBORZ"]


def test_file_that_was_shown_can_be_changed_and_added_as_the_next_edition(dabir, file):
    dabir("agreements", "add", file, "--editor", "Leyla")
    shown = dabir("agreements", "show", "caspian-2024").stdout
    file.write_text(shown.replace("four_eyes = true", "four_eyes = false"), "utf-8")
    (made,) = dabir.objects("agreements", "add", file, "--editor", "Leyla")
    assert (made["edition"], made["changes"]) == (2, "four eyes “yes” → “no”")
    assert [one["edition"] for one in dabir.objects("agreements", "history", "caspian-2024")] == [1, 2]
    assert dabir("agreements", "show", "caspian-2024", "--edition", 1).stdout == shown
    assert "editions 1 to 2" in dabir("agreements", "show", "caspian-2024", "--edition", 3, status=1).stderr
    assert "Nothing of the agreement" in dabir("agreements", "add", file, "--editor", "Leyla", status=1).stderr
    assert dabir.objects("log", "verify")[0]["ok"]


def test_bad_file_ends_with_3_and_names_the_key(dabir, file, tmp_path):
    file.write_text(file.read_text("utf-8").replace('own = "ARAN"', 'own = "X"\ncolour = 1'), "utf-8")
    for command in (("check", file), ("add", file, "--editor", "Leyla")):
        told = dabir("agreements", *command, status=3).stderr
        assert "agreement.toml" in told
        assert "colour: There is no such key" in told
    assert "cannot be read" in dabir("agreements", "check", tmp_path / "none.toml", status=3).stderr
    assert dabir.objects("editors", "list") == []


def test_regional_template_has_ten_agencies(dabir):
    (made,) = dabir.objects("agreements", "template", "regional")
    assert made["text"].count("[[parties]]\n") == 10
    dabir("agreements", "template", "universal", status=2)


def test_unknown_agreement_is_not_found(dabir, desk):
    for command in ("show", "history"):
        assert "no agreement “x”" in dabir("agreements", command, "x", status=1).stderr


def test_release_without_an_agreement_says_so(dabir, tmp_path):
    file = write(tmp_path, "story.json", ninjs())
    dabir("ingest", file, "--partner", "ALBORZ")
    act = ("tag:alborz.example,2026:1", "--editor", "Leyla")
    dabir("approve", *act)
    assert "There is no agreement with ALBORZ" in dabir("release", *act).stderr
