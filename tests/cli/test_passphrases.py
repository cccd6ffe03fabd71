import os
import subprocess
import sys

import pytest

from dabir.app import open_desk
from dabir.settings import Places


@pytest.mark.skipif(os.name != "posix", reason="a session without a terminal")
@pytest.mark.parametrize(
    ("command", "needed", "option", "variable"),
    [
        (
            ("editors", "add", "Leyla"),
            "The key of Leyla needs its passphrase.",
            "--passphrase-file",
            "DABIR_PASSPHRASE",
        ),
        (
            ("feeds", "add", "Alborz", "https://alborz.example/feed", "--user", "aran"),
            "Password of aran is needed.",
            "--password-file",
            "DABIR_FEED_PASSWORD",
        ),
    ],
)
def test_where_nothing_can_be_hidden_nothing_is_asked(home, command, needed, option, variable):
    open_desk(Places(home)).close()
    environment = {name: value for name, value in os.environ.items() if "PASS" not in name}
    asked = subprocess.run(
        [sys.executable, "-m", "dabir", *command, "--home", home],
        input="a long passphrase\n" * 2,
        env=environment,
        start_new_session=True,
        capture_output=True,
        text=True,
        check=False,
    )
    how = f"There is no terminal here to type it at. Use {option} FILE or the environment variable {variable}."
    assert (asked.returncode, asked.stdout, asked.stderr) == (1, "", f"dabir: {needed} {how}\n")
