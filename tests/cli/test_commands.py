import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner
from wire_samples import ninjs, write

from dabir.cli import cli
from dabir.ui.editing import spelling

INGEST_FIELDS = {
    "status", "file", "uri", "guid", "version", "language", "declared_language", "headline", "slugline", "byline",
    "dateline", "source", "urgency", "priority", "firstcreated", "versioncreated", "embargoed", "expiry", "pubstatus",
    "usageterms", "ednote", "keywords", "paragraphs", "original_sha256", "error",
}  # fmt: skip
URI = "tag:alborz.example,2026:1"
pytestmark = pytest.mark.usefixtures("passphrase")


def commands(group=cli, names=()):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*names, name))
        else:
            yield " ".join((*names, name)), command


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_command_is_documented_and_takes_home_and_json(name, command):
    assert command.help and command.help.strip().endswith((".", "1.")), name
    options = {option for parameter in command.params for option in parameter.opts}
    assert {"--home", "--json"} <= options, name


def test_every_command_is_in_the_readme(pytestconfig):
    readme = (pytestconfig.rootpath / "README.md").read_text("utf-8")
    for name, _ in commands():
        assert f"dabir {name.split()[0]}" in readme, name


def test_main_job_by_commands(dabir, tmp_path, home):
    (story,) = dabir.objects("ingest", write(tmp_path, "a.json", ninjs()), "--partner", "ALBORZ")
    assert set(story) >= INGEST_FIELDS
    assert (story["status"], story["uri"], story["version"], story["language"]) == ("new", URI, 1, "fa")
    assert story["versioncreated"] == "2026-11-24T08:00:00+03:30"
    segments = dabir.objects("translate", URI, "--from", "fa", "--to", "en")
    assert [segment["index"] for segment in segments] == [0, 1, 2, 3]
    assert all(segment["uri"] == URI and segment["target"] and segment["pack"] for segment in segments)
    dabir("release", URI, "--to", "en", "--editor", "Leyla", status=1)
    dabir("approve", URI, "--to", "en", "--editor", "Leyla")
    (released,) = dabir.objects("release", URI, "--to", "en", "--editor", "Leyla")
    assert (home / "released").is_dir()
    assert any(Path(released["folder"]).iterdir())
    assert [entry["action"] for entry in dabir.objects("log", "show")] == ["enroll", "approve", "release"]
    (verdict,) = dabir.objects("log", "verify")
    assert verdict["ok"] and verdict["entries"] == 3


def test_kill_and_refuse_by_commands(dabir, tmp_path):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    dabir("refuse", URI, "--editor", "Leyla", status=3)
    dabir("refuse", URI, "--editor", "Leyla", "--reason", "Not ours")
    dabir("approve", URI, "--editor", "Leyla")
    dabir("revoke", URI, "--editor", "Leyla", "--reason", "Too early")
    dabir("kill", URI, "--editor", "Leyla", "--reason", "Wrong")
    result = dabir("approve", URI, "--editor", "Leyla", status=1)
    assert "Leyla killed it: Wrong" in result.stderr


def test_unreadable_input_exits_with_3_and_says_why(dabir, tmp_path):
    result = dabir("ingest", write(tmp_path, "bad.xml", b"<newsItem"), status=3)
    assert "bad.xml" in result.stderr
    (row,) = dabir.objects("quarantine", "list")
    assert row["file"].endswith("bad.xml") and row["reason"]
    dabir("quarantine", "retry", row["id"], status=3)
    dabir("quarantine", "export", row["id"], tmp_path / "out")
    assert (tmp_path / "out" / "bad.xml").read_bytes() == b"<newsItem"


def test_one_good_story_beside_a_bad_file_is_success(dabir, tmp_path):
    write(tmp_path / "in", "bad.xml", b"<newsItem")
    write(tmp_path / "in", "good.json", ninjs())
    assert {story["status"] for story in dabir.objects("ingest", tmp_path / "in")} == {"new", "quarantined"}


def test_text_is_segmented_by_line(dabir):
    text = "وزیر به باکو رفت. او فردا بازمی‌گردد.\nعدد ۳.۵ است.\n"
    segments = dabir.objects("segment", "--lang", "fa", stdin=text.encode())
    assert [(s["paragraph"], s["text"]) for s in segments] == [
        (0, "وزیر به باکو رفت."),
        (0, "او فردا بازمی‌گردد."),
        (1, "عدد ۳.۵ است."),
    ]
    assert all(text.split("\n")[s["paragraph"]][s["start"] : s["end"]] == s["text"] for s in segments)


def test_standard_input_is_translated_by_line(dabir):
    segments = dabir.objects(
        "translate", "-", "--from", "fa", "--to", "az", stdin="باران بارید.\n\nبرف آمد.\n".encode()
    )
    assert [segment["paragraph"] for segment in segments] == [0, 2]
    assert all(segment["target"] and isinstance(segment["checks"], list) for segment in segments)


def test_translate_all_takes_every_story_not_in_the_target_language(dabir, tmp_path):
    dabir(
        "ingest",
        write(tmp_path, "a.json", ninjs()),
        write(
            tmp_path,
            "b.json",
            ninjs(
                "tag:b",
                language="en",
                headline="A visit to Baku",
                body_xhtml="<p>The minister went to Baku on Tuesday morning.</p>",
            ),
        ),
    )
    assert {segment["uri"] for segment in dabir.objects("translate", "--all", "--to", "en")} == {URI}


def test_quality_of_drafts_can_be_chosen_and_is_told(dabir, tmp_path):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))

    def told(*options):
        return {segment["quality"] for segment in dabir.objects("translate", URI, "--to", "en", *options)}

    assert told("--quality", "fast") == {"fast"}
    assert told() == {"balanced"}
    assert told("--beam", "3") == {"balanced"}
    assert told("--quality", "best") == {"best"}
    assert told("--quality", "fast") == {"best"}


def test_quality_counts_for_a_text_too(dabir):
    text = "باران بارید.\n".encode()
    (one,) = dabir.objects("translate", "-", "--from", "fa", "--to", "az", "--quality", "best", stdin=text)
    assert one["quality"] == "best"


def test_unknown_quality_is_a_usage_error(dabir):
    assert "balanced" in dabir("translate", URI, "--to", "en", "--quality", "perfect", status=2).output


def test_translate_without_anything_to_translate_is_a_usage_error(dabir):
    dabir("translate", "--to", "en", status=2)


def test_check_reports_findings_by_line(dabir, tmp_path):
    file = write(tmp_path, "pairs.tsv", "۱۲ نفر آمدند.\t12 nəfər gəldi.\n۱۲ نفر آمدند.\t13 nəfər gəldi.\n".encode())
    findings = dabir.objects("check", file, "--from", "fa", "--to", "az", status=1)
    assert {finding["line"] for finding in findings} == {1}
    assert findings[0]["check"] == "numbers"


def test_check_names_the_line_without_a_tab(dabir, tmp_path):
    result = dabir("check", write(tmp_path, "pairs.tsv", b"no tab\n"), "--from", "fa", "--to", "az", status=3)
    assert "line 1" in result.stderr


def test_search_finds_other_spellings(dabir, tmp_path):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    (hit,) = dabir.objects("search", "وزير نيرو")
    assert hit["uri"] == URI


def test_tampered_record_exits_with_1(dabir, tmp_path, home):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    dabir("approve", URI, "--editor", "Leyla")
    file = tmp_path / "record.zip"
    dabir("log", "export", "--all", file)
    assert dabir("log", "verify", file, "--witnessed").output.startswith("Good: ")
    data = file.read_bytes()
    at = data.index(b'"action":"approve"')
    bad = write(tmp_path, "bad.zip", data[:at] + b'"action":"release"' + data[at + 18 :])
    number = dabir.objects("log", "verify", bad, status=1)[0]["first_bad"]
    assert [e["action"] for e in dabir.objects("log", "show")][number] == "approve"


@pytest.mark.parametrize(
    ("options", "what"), [(("--story", URI), "the story"), ((), "the whole record"), (("--day", "2026"), "")]
)
def test_export_says_what_it_wrote_or_what_it_needs(dabir, tmp_path, options, what):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    dabir("approve", URI, "--editor", "Leyla")
    told = dabir("log", "export", tmp_path / "record.zip", *options, status=0 if what else 2).output
    assert f"entries of {what}" in told if what else "2026-11-25" in told


def test_export_without_a_file_goes_to_standard_output(dabir, tmp_path):
    dabir("editors", "add", "Leyla")
    file = write(tmp_path, "record.zip", dabir("log", "export").stdout_bytes)
    assert dabir("log", "verify", file).output.startswith("Good: 1 entry of the whole record")


def test_exported_file_is_verified_without_a_desk(dabir, tmp_path, home):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    dabir("approve", URI, "--editor", "Leyla")
    dabir("log", "export", "--story", URI, tmp_path / "record.zip")
    key = dabir.objects("log", "key")[0]["key"]
    nowhere = tmp_path / "nowhere"
    result = CliRunner().invoke(
        cli, ["log", "verify", str(tmp_path / "record.zip"), "--key", key, "--home", str(nowhere)]
    )
    assert result.exit_code == 0
    assert not nowhere.exists()


def test_two_desks_witness_each_other_with_one_file(dabir, tmp_path, home):
    def partner(*arguments, status=0):
        result = CliRunner().invoke(cli, [*map(str, arguments), "--home", str(tmp_path / "partner")])
        assert result.exit_code == status, result.output
        return result.output

    file = tmp_path / "checkpoint"
    dabir("editors", "add", "Leyla")
    assert "dabir log witness checkpoint" in dabir("log", "checkpoint", file).output
    partner("partners", "add", "ARAN", "Aran Xəbər Xidməti")
    assert "dabir log witnesses add NAME KEY" in partner("log", "witness", file, status=1)
    partner("log", "witnesses", "add", "Alborz", dabir("log", "key").output.strip())
    dabir("log", "witnesses", "add", "Aran", partner("log", "key").strip())
    assert "No witness has signed" in dabir("log", "cosigned", file, status=3).stderr
    assert "sees them for the first time" in partner("log", "witness", file)
    assert "Aran has seen the first" in dabir("log", "cosigned", file).output
    assert "Aran has seen the first" in dabir("log", "verify", "--witnessed").output
    assert [one["name"] for one in dabir.objects("log", "witnesses", "list")] == ["Aran"]
    dabir("log", "witnesses", "remove", "Aran")
    assert "No witness has seen it" in dabir("log", "verify", "--witnessed").output


def test_editors_are_added_listed_and_revoked(dabir):
    dabir("editors", "add", "رضا")
    assert [editor["name"] for editor in dabir.objects("editors", "list")] == ["رضا"]
    assert "--only-chief" in dabir("editors", "revoke", "رضا", status=1).stderr
    dabir("editors", "revoke", "رضا", "--only-chief")
    assert dabir.objects("editors", "list")[0]["revoked"]


def test_partners_are_listed(dabir):
    dabir("partners", "add", "ARAN", "Aran Xəbər Xidməti", "--language", "az")
    refused = dabir("partners", "add", "ALBORZ", "Alborz", "--language", "ir", status=3)
    assert "Is it fa (Persian)?" in refused.stderr
    assert dabir.objects("partners", "list")[0]["name"] == "Aran Xəbər Xidməti"


def test_packs_lists_the_bundled_pack_with_its_directions(dabir):
    (pack,) = dabir.objects("packs", "list")
    assert pack["bundled"]
    assert set(pack["directions"]) == {"fa-az", "fa-en", "az-fa", "az-en", "en-fa", "en-az"}


def test_doctor_finds_this_desk_healthy_or_names_libraries(dabir):
    dabir("partners", "add", "ARAN", "Aran Xəbər Xidməti")
    report = dabir.objects("doctor")
    assert {"Dabir", "Qt", "Desk", "Pack", "Record"} <= {line["what"] for line in report}


@pytest.mark.parametrize(
    ("there", "line"), [(["fa_IR", "az_AZ"], "ok    Spelling: checked in "), ([], "-     Spelling: not checked: ")]
)
def test_doctor_calls_what_is_optional_and_not_here_neither_good_nor_wrong(dabir, monkeypatch, there, line):
    monkeypatch.setattr(spelling, "_library", lambda: SimpleNamespace(list_languages=lambda: there))
    report = dabir.objects("doctor")
    assert [one["ok"] for one in report if one["what"] == "Spelling"] == [True if there else None]
    assert any(one.startswith(line) for one in dabir("doctor").stdout.splitlines())


def test_doctor_without_a_desk_says_how_to_begin_one_and_makes_none(dabir, home):
    report = {line["what"]: line for line in dabir.objects("doctor")}
    assert report["Desk"]["ok"] is None and "dabir ingest PATH" in report["Desk"]["remedy"]
    assert "Pack" in report and "Record" not in report
    assert not home.exists()


def test_mistyped_editor_is_refused_and_gets_no_key(dabir, tmp_path):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    dabir("approve", URI, "--editor", "Leyla")
    result = dabir("approve", URI, "--to", "en", "--editor", "leyla", status=1)
    assert "No editor named leyla" in result.stderr
    assert [editor["name"] for editor in dabir.objects("editors", "list")] == ["Leyla"]


def test_raw_draft_is_approved_with_a_caution(dabir, tmp_path):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    drafted = dabir("translate", URI, "--to", "en")
    assert "bundled pack" in drafted.stderr
    result = dabir("approve", URI, "--to", "en", "--editor", "Leyla")
    assert "4 of 4 segments are machine drafts" in result.stderr


def test_home_that_cannot_be_made_is_an_error_for_people(tmp_path):
    blocked = write(tmp_path, "file", b"")
    result = CliRunner().invoke(cli, ["partners", "add", "A", "B", "--home", str(blocked / "desk")])
    assert result.exit_code == 1
    assert "cannot be made" in result.stderr


def test_check_goes_on_behind_a_bad_line(dabir, tmp_path):
    file = write(tmp_path, "pairs.tsv", "no tab\n۱۲ نفر آمدند.\t13 nəfər gəldi.\n".encode())
    result = dabir("check", file, "--from", "fa", "--to", "az", status=3)
    assert "line 1" in result.stderr
    assert "2: error" in result.stdout


def test_missing_passphrase_file_is_named(dabir, tmp_path):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    result = dabir("approve", URI, "--editor", "Leyla", "--passphrase-file", tmp_path / "none", status=3)
    assert "none" in result.stderr


def test_dabir_starts_as_a_program():
    shown = subprocess.run([sys.executable, "-m", "dabir", "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout.startswith("dabir, version ")
