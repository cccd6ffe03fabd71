import json

import pytest
from wire_samples import ninjs, write

URI = "tag:alborz.example,2026:1"
pytestmark = pytest.mark.usefixtures("passphrase")


def listed(dabir, **at):
    return [json.loads(line) for line in dabir("editors", "list", "--json", **at).stdout.splitlines()]


def test_role_is_given_by_the_chief_and_a_translator_approves_nothing(dabir, tmp_path):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    dabir("editors", "add", "Leyla")
    dabir("editors", "add", "رضا کریمی")
    assert "only the chief" in dabir("editors", "role", "Leyla", "editor", "--editor", "رضا کریمی", status=1).stderr
    dabir("editors", "role", "رضا کریمی", "translator", "--editor", "Leyla")
    assert [(one["name"], one["role"]) for one in listed(dabir)] == [("Leyla", "chief"), ("رضا کریمی", "translator")]
    assert "is a translator" in dabir("approve", URI, "--editor", "رضا کریمی", status=1).stderr
    assert "Ask Leyla" in dabir("editors", "revoke", "رضا کریمی", status=1).stderr
    dabir("editors", "revoke", "رضا کریمی", "--editor", "Leyla", "--reason", "Left.")
    dabir("log", "verify")


def test_passphrase_is_changed(dabir, tmp_path, monkeypatch):
    dabir("editors", "add", "Leyla")
    new = write(tmp_path, "new.txt", b"yeni uzun parol\n")
    dabir("editors", "passphrase", "Leyla", "--new-passphrase-file", new)
    assert (
        "passphrase is wrong"
        in dabir("editors", "passphrase", "Leyla", "--new-passphrase-file", new, status=1).stderr
    )
    monkeypatch.setenv("DABIR_PASSPHRASE", "yeni uzun parol")
    assert (
        "is the one the key has"
        in dabir("editors", "passphrase", "Leyla", "--new-passphrase-file", new, status=3).stderr
    )


def test_key_is_exported_and_taken_on_a_second_desk(dabir, tmp_path):
    dabir("editors", "add", "Leyla")
    journey = write(tmp_path, "journey.txt", b"for this journey only\n")
    file = tmp_path / "leyla.key"
    dabir("editors", "export", "Leyla", file, "--transfer-file", journey)
    dabir("editors", "export", "Leyla", file, "--transfer-file", journey, status=3)
    dabir("editors", "import", file, "--transfer-file", journey, at=tmp_path / "second")
    (here,), (there,) = listed(dabir), listed(dabir, at=tmp_path / "second")
    assert here["public_key"] == there["public_key"]
    assert there["key_here"]
    other = write(tmp_path, "other.txt", b"another journey\n")
    assert (
        "transfer passphrase"
        in dabir("editors", "import", file, "--transfer-file", other, status=1, at=tmp_path / "third").stderr
    )
    dabir("editors", "import", tmp_path / "nowhere", "--transfer-file", journey, status=3)
