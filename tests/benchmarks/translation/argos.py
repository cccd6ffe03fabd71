"""The Argos side: its environment, and the process in which it translates."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

CHILD: Final = Path(__file__).with_name("argos_child.py")
#: A story is a list of paragraphs, and a paragraph a list of its sentences.
Story = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What Argos made of some stories.

    Attributes:
        stories: for each story its paragraphs, translated.
        seconds: how long it took.
        cpu: seconds of processor time it took, all threads together.
        compute_type: what the model computed in.
        versions: of the packages concerned.
    """

    stories: list[list[str]]
    seconds: float
    cpu: float
    compute_type: str
    versions: dict[str, str]


class Argos:
    """Argos with one pack, in a process that stays; see `running`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def translate(self, stories: Sequence[Story], *, beam: int, compute_type: str = "auto") -> Answer:
        """Translate stories from Persian into Azerbaijani, one call of Argos a story.

        Raises:
            RuntimeError: when the process ended; what it wrote to the standard error says why.
        """
        request = {"stories": stories, "beam": beam, "compute_type": compute_type, "source": "fa", "target": "az"}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"The process of Argos ended with status {self._process.wait()}.")
        return Answer(**json.loads(line))


def environment(folder: Path, extra: Sequence[str] = ()) -> Path:
    """Return the interpreter of an environment with Argos in it, and make the environment where there is none.

    CTranslate2 and SentencePiece get the versions that are installed here, so that both sides run the same arithmetic.

    Args:
        folder: the environment.
        extra: more requirements, for example a smaller build of Torch.
    """
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "complete").exists():
        print(f"Installing Argos with Torch and Stanza into {folder} ...", file=sys.stderr)
        venv.create(folder, with_pip=True)
        same = [f"{name}=={version(name)}" for name in ("argostranslate", "ctranslate2", "sentencepiece")]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *same, *extra], check=True)
        (folder / "complete").touch()
    return python


@contextmanager
def running(python: Path, pack: Path, work: Path) -> Iterator[Argos]:
    """Have Argos run with one pack and its own settings; everything it writes goes to a folder in `work`.

    Args:
        python: the interpreter of its environment.
        pack: the `.argosmodel`, from Persian into Azerbaijani.
        work: a folder.
    """
    home = work / f"argos-{pack.stem}"
    if not (home / "packages").exists():
        with zipfile.ZipFile(pack) as archive:
            archive.extractall(home / "packages.new")
        (home / "packages.new").rename(home / "packages")
    # ARGOS_* of the user would change what is measured; PYTHONPATH would bring Dabir's packages in.
    own = {name: value for name, value in os.environ.items() if not name.startswith(("ARGOS_", "PYTHON", "SNAP"))}
    own |= {f"XDG_{kind}_HOME": str(home) for kind in ("DATA", "CONFIG", "CACHE")}
    own |= {"ARGOS_PACKAGES_DIR": str(home / "packages")}
    process = subprocess.Popen(
        [python, CHILD, "fa", "az"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=own,
        text=True,
        encoding="utf-8",
    )
    try:
        yield Argos(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait()
