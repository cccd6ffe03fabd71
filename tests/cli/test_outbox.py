import pytest
from web_server import web_server
from wire_samples import ninjs, write

URI = "tag:alborz.example,2026:1"
pytestmark = pytest.mark.usefixtures("passphrase")


def test_release_goes_out_by_commands(dabir, home, tmp_path):
    with web_server() as server:
        told = dabir("outbox", "targets", "--new").stderr
        assert "No target is set up" in told and str(home / "targets.toml") in told
        with (home / "targets.toml").open("a", encoding="utf-8") as file:
            file.write(
                f'\n[[target]]\nname = "cms"\nkind = "http"\naddress = "{server.url}"\n'
                'outputs = ["ninjs", "html"]\nprivate = true\nsecret = ""\n'
            )
        dabir("outbox", "targets", "--new", status=3)
        (target,) = dabir.objects("outbox", "targets")
        assert (target["name"], target["kind"], target["outputs"]) == ("cms", "http", ["ninjs", "html"])
        dabir("ingest", write(tmp_path, "a.json", ninjs()))
        dabir("approve", URI, "--editor", "Leyla")
        dabir("release", URI, "--editor", "Leyla")
        assert [item["state"] for item in dabir.objects("outbox", "list")] == ["waiting", "waiting"]
        server.steps = [422]
        (done,) = dabir.objects("outbox", "send", status=1)
        assert (done["sent"], done["failed"]) == (1, 1)
        (failed,) = dabir.objects("outbox", "list", "--state", "failed")
        assert "422" in failed["reason"] and failed["uri"] == URI
        assert "waiting" in dabir("outbox", "retry", failed["id"]).stdout
        assert "cancelled" in dabir("outbox", "cancel", failed["id"]).stdout
        dabir("outbox", "cancel", failed["id"], status=1)
        dabir("outbox", "retry", failed["id"])
        assert "Sent 1," in dabir("outbox", "send", "--all").stdout
        assert "sent already" in dabir("outbox", "retry", failed["id"], status=1).stderr
        assert "201 Created" in dabir("outbox", "list").stdout


def test_faulty_file_of_targets_is_refused_and_nothing_is_released(dabir, home, tmp_path):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    dabir("approve", URI, "--editor", "Leyla")
    (home / "targets.toml").write_text("[[target]]\nname = 'x'\n", "utf-8")
    assert "is not one of folder, http, e-mail" in dabir("outbox", "targets", status=3).stderr
    dabir("release", URI, "--editor", "Leyla", status=3)
    assert [entry["action"] for entry in dabir.objects("log", "show")] == ["enroll", "approve"]
