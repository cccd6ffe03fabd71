import os
import signal
import subprocess
import sys
import threading

import pytest
from feed_desk import Ring
from wire_samples import ninjs, write

from dabir.cli import feeds as commands
from dabir.workflow.people import passphrases


@pytest.fixture
def dabir(dabir, monkeypatch):
    monkeypatch.setattr("dabir.feeds.watched.SETTLED", 0.0)
    return dabir.of("feeds")


@pytest.fixture
def ring(monkeypatch):
    kept = Ring()
    monkeypatch.setattr(passphrases.Passphrases.__init__, "__defaults__", (lambda: kept,))
    return kept


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_folder_is_set_up_tried_out_and_polled(dabir, folder):
    write(folder, "a.json", ninjs())
    (feed,) = dabir.objects(
        "add", "stick", folder, "--partner", "ALBORZ", "--interval", "2h", "--zone", "Asia/Tehran"
    )
    assert (feed["kind"], feed["address"], feed["interval"]) == ("folder", str(folder), 7200)
    (trial,) = dabir.objects("test", "stick")
    assert trial["names"] == [str(folder / "a.json")]
    told = dabir("poll")
    assert "وزیر نیرو" in told.stdout and "stick: 1 new, 0 known already, 0 set aside." in told.stdout
    assert "No feed is due: the next one is at" in dabir("poll").stderr
    (look,) = dabir.objects("poll", "stick")
    assert (look["feed"], look["taken"], look["failed"]) == ("stick", 0, False)
    (feed,) = dabir.objects("list")
    assert (feed["taken"], feed["taken_today"], feed["failures"]) == (1, 1, 0)
    assert "well" in dabir("list").stdout


def test_feed_without_a_known_partner_is_told(dabir, folder):
    assert "no partner ALBORZ yet" in dabir("add", "stick", folder, "--partner", "ALBORZ").stderr


def test_folder_that_is_not_there_is_set_up_and_told(dabir, folder):
    result = dabir("add", "stick", folder / "mistyped")
    assert result.stderr.splitlines()[1] == (
        f"dabir: {folder / 'mistyped'} is not there now. It is looked for again and again; "
        "if it is mistyped: dabir feeds change “stick” --address FOLDER"
    )
    assert [feed["address"] for feed in dabir.objects("list")] == [str(folder / "mistyped")]
    file = write(folder, "a.json", ninjs())
    assert f"{file} is no folder." in dabir("change", "stick", "--address", file).stderr
    assert dabir("change", "stick", "--address", folder).stderr == ""


def test_failing_feed_is_told_and_exits_with_1(dabir, folder):
    dabir("add", "stick", folder)
    folder.rmdir()
    result = dabir("poll", status=1)
    assert "is not there now" in result.stderr
    assert "failing" in dabir("list").stdout and "is not there now" in dabir("list").stdout
    dabir("test", "stick", status=3)


def test_quarantined_input_is_told_on_standard_error(dabir, folder):
    write(folder, "bad.xml", b"<newsItem")
    dabir("add", "stick", folder)
    assert "bad.xml" in dabir("poll", "--json").stderr


def test_feed_is_changed_renamed_paused_and_removed(dabir, folder):
    dabir("add", "stick", folder)
    (feed,) = dabir.objects("change", "stick", "--name", "البرز", "--clear", "--interval", "30s", "--language", "fa")
    assert (feed["name"], feed["clear"], feed["interval"], feed["language"]) == ("البرز", True, 30, "fa")
    (feed,) = dabir.objects("change", "البرز", "--no-clear", "--address", folder / "sub")
    assert (feed["clear"], feed["interval"], feed["address"]) == (False, 30, str(folder / "sub"))
    assert "paused" in dabir("pause", "البرز").stdout
    assert "they are paused" in dabir("poll").stderr
    assert "is paused" in dabir("poll", "البرز", status=1).stderr
    assert "not read yet" in dabir("resume", "البرز").stdout
    dabir("remove", "البرز")
    assert dabir.objects("list") == []
    assert "There is no feed" in dabir("poll").stderr
    dabir("show", "البرز", status=1)


def test_show_tells_the_agreement_and_where_the_password_is(dabir, folder):
    dabir("add", "stick", folder, "--partner", "ALBORZ")
    (feed,) = dabir.objects("show", "stick")
    assert (feed["agreement"], feed["agreement_caution"]) == ("", "There is no agreement with ALBORZ.")
    assert (feed["password"], feed["password_variable"]) == (False, "DABIR_FEED_PASSWORD_STICK")
    assert "There is no agreement with ALBORZ." in dabir("show", "stick").stdout


def test_faulty_feed_is_refused_with_a_sentence(dabir, folder):
    assert "Nothing reads gopher://" in dabir("add", "x", "gopher://alborz.example", status=3).stderr
    refused = dabir("add", "x", "https://aran:geheim@alborz.example/", status=3)
    assert "No name and no password" in refused.stderr and "geheim" not in refused.output
    assert "no time such as" in dabir("add", "x", folder, "--interval", "soon", status=2).output
    assert "own folder" in dabir("add", "x", folder.parent, status=3).stderr


def test_password_is_asked_for_and_told_to_nobody(dabir, ring, monkeypatch, tmp_path):
    address = "https://alborz.example/feed"
    asked = dabir("add", "a", address, "--user", "aran", stdin="geheim-42\n")
    assert list(ring.kept.values()) == ["geheim-42"]
    monkeypatch.setenv(commands.PASSWORD, "geheim-43")
    dabir("add", "b", address, "--user", "aran")
    dabir("add", "c", address, "--password-file", write(tmp_path, "secret", b"Bearer geheim-44\n"))
    dabir("add", "d", address, "--user", "aran", "--no-password")
    assert sorted(ring.kept.values()) == ["Bearer geheim-44", "geheim-42", "geheim-43"]
    shown = "".join(dabir(*words).output for words in (("list",), ("show", "a"), ("show", "c", "--json")))
    assert "geheim" not in asked.output + shown
    dabir("change", "a", "--password")
    dabir("change", "b", "--no-password")
    dabir("change", "c", "--interval", "1h")
    assert sorted(ring.kept.values()) == ["Bearer geheim-44", "geheim-43"]
    assert [dabir.objects("show", name)[0]["password"] for name in "abcd"] == [True, False, True, False]


def test_without_a_keyring_the_password_can_be_in_the_environment(dabir, monkeypatch):
    monkeypatch.setattr(passphrases.Passphrases.__init__, "__defaults__", (lambda: None,))
    words = ("add", "Alborz", "https://alborz.example/feed", "--user", "aran")
    refused = dabir(*words, status=3, stdin="geheim-42\n")
    assert "no keyring" in refused.stderr and "DABIR_FEED_PASSWORD_ALBORZ" in refused.stderr
    monkeypatch.setenv("DABIR_FEED_PASSWORD_ALBORZ", "geheim-42")
    dabir(*words)
    assert dabir.objects("show", "Alborz")[0]["password"]


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_watching_goes_on_until_it_is_stopped(dabir, folder, monkeypatch, end):
    write(folder, "a.json", ninjs())
    dabir("add", "stick", folder)
    real = commands.Patrol.run

    def run(self, stop, looked, tell):
        def stopping(look):
            looked(look)
            signal.raise_signal(end)

        real(self, stop, stopping, tell)

    monkeypatch.setattr(commands.Patrol, "run", run)
    result = dabir("poll", "--watch")
    assert "stick: 1 new" in result.stdout and "Stopped." in result.stderr
    assert not [one for one in threading.enumerate() if one.name.startswith("dabir-feed")]


OFFLINE = """
from click.testing import CliRunner
from dabir.cli import cli
for words in (
    ["feeds", "add", "alborz", "https://alborz.example/feed"],
    ["feeds", "change", "alborz", "--interval", "1m"],
    ["feeds", "list"],
    ["feeds", "show", "alborz"],
    ["feeds", "pause", "alborz"],
    ["feeds", "poll"],
    ["search", "x"],
    ["feeds", "remove", "alborz"],
):
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, (words, result.output)
"""


def test_only_looking_and_trying_out_connect(home, tmp_path, pytestconfig):
    blocked, attempts = pytestconfig.rootpath / "tests" / "data" / "offline", tmp_path / "attempts"
    environment = {
        **os.environ,
        "DABIR_HOME": str(home),
        "DABIR_TEST_ATTEMPTS": str(attempts),
        "PYTHONPATH": os.pathsep.join([str(blocked), str(pytestconfig.rootpath / "desktop")]),
    }
    run = [sys.executable, "-c"]
    subprocess.run([*run, OFFLINE], env=environment, check=True)
    assert not attempts.exists(), attempts.read_text("utf-8")
