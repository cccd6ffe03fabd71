"""The trial translation a pack must pass before it is installed, made in a process of its own.

A damaged model or a processor that CTranslate2 does not support can end the process, and a bad conversion to 8 bits
loads well and writes garbage. `python -m dabir.translation.probe FOLDER` translates a few sentences in each direction
and prints one JSON object; `run` starts it and judges the answer.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dabir.domain.errors import DabirError, PackError

#: Seconds a pack has for the trial; a big one on a slow disk needs some.
TIMEOUT: Final = 300.0
_MARK: Final = "dabir-probe:"
_WINDOWS_NO_WINDOW: Final = 0x08000000

SENTENCES: Final = MappingProxyType(
    {
        "fa": ("دبیر خبر را خواند.", "دیدار وزیران فردا در تهران برگزار می‌شود.", "بهای نفت افزایش یافت."),
        "az": ("Redaktor xəbəri oxudu.", "Nazirlərin görüşü sabah Bakıda keçiriləcək.", "Neftin qiyməti artdı."),
        "en": ("The editor read the story.", "The ministers will meet in London tomorrow.", "Oil prices rose."),
        "ru": ("Редактор прочитал новость.", "Министры встретятся завтра в Москве.", "Цены на нефть выросли."),
        "ar": ("قرأ المحرر الخبر.", "يعقد الوزراء اجتماعهم غدا في القاهرة.", "ارتفعت أسعار النفط."),
        "tr": ("Editör haberi okudu.", "Bakanlar yarın Ankara'da görüşecek.", "Petrol fiyatları yükseldi."),
    }
)


def sentences(language: str) -> tuple[str, ...]:
    """Return the sentences tried in a language; English ones where Dabir has none of it."""
    return SENTENCES.get(language, SENTENCES["en"])


def why_garbage(outputs: Sequence[str], scores: Sequence[float]) -> str:
    """Return why these translations of different sentences cannot be from a working model, or "".

    It speaks up only when every one of them is bad, so that a weak model of a rare language passes.

    Args:
        outputs: one for each sentence.
        scores: their scores.
    """
    if any(math.isnan(score) for score in scores):
        return "its scores are no numbers"
    if all(not output.strip() for output in outputs):
        return "every translation is empty"
    if all(not any(character.isalnum() for character in output) for output in outputs):
        return "no translation has a letter in it"
    if len(outputs) > 1 and len(set(outputs)) == 1:
        return "different sentences get one and the same translation"
    if all(_one_thing(output) for output in outputs):
        return "every translation is one sign or word over and over"
    return ""


def _one_thing(output: str) -> bool:
    words = output.split()
    letters = "".join(words)
    return (len(letters) > 4 and len(set(letters)) == 1) or (len(words) > 3 and len(set(words)) == 1)


def run(folder: Path, file: Path, *, timeout: float = TIMEOUT, command: Sequence[str] = ()) -> None:
    """Try an unpacked pack in a child process.

    Args:
        folder: the unpacked pack.
        file: what it was unpacked from, for messages.
        timeout: seconds it may take.
        command: what to run in place of this interpreter with this module; the folder is added at the end.

    Raises:
        PackError: when the trial crashes, takes too long or yields garbage.
    """
    try:
        done = subprocess.run(
            [*(command or (sys.executable, "-m", "dabir.translation.probe")), str(folder)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            check=False,
            env=_environment(),
            creationflags=_WINDOWS_NO_WINDOW if sys.platform == "win32" else 0,
        )
    except subprocess.TimeoutExpired as error:
        raise PackError(
            f"{file} was not installed: its trial translation took more than {timeout:.0f} seconds.",
            "Try again when the computer is less busy.",
        ) from error
    except OSError as error:
        raise PackError(f"{file} was not installed: the trial could not be started ({error.strerror}).") from error
    lines = [line for line in done.stdout.decode("utf-8", "replace").splitlines() if line.startswith(_MARK)]
    if not lines:
        raise PackError(
            f"{file} was not installed: its trial translation ended the process (status {done.returncode}).",
            "The model is damaged, or made for another processor; with CT2_FORCE_CPU_ISA=GENERIC in the environment "
            f"it may run. {_last_line(done.stderr)}".strip(),
        )
    trouble = json.loads(lines[-1].removeprefix(_MARK))["trouble"]
    if trouble:
        raise PackError(f"{file} was not installed: {trouble}.", "Get another version of the pack.")


def _environment() -> dict[str, str]:
    """Return the child's environment, in which it finds this very program."""
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    return os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"}


def _last_line(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return f"It said: {lines[-1][:300]}" if lines else ""


def trouble_of(folder: Path) -> str:
    """Translate in every direction of an unpacked pack, here and now; return what is wrong, or "".

    Raises:
        PackError: when the model cannot be loaded.
    """
    from dabir.translation import jobs, metadata, record  # noqa: PLC0415 - the parent process needs none of it
    from dabir.translation.model import Model  # noqa: PLC0415

    says = metadata.parse((folder / "metadata.json").read_bytes(), folder)
    model = Model(record.pack_of(says, folder), 1)
    for source, target in says.directions:
        # As the model answers: the engine would mend a loop, which here is what is looked for.
        planned = [job.pieces for job in jobs.plan(model, sentences(source), source)]
        outputs = [answers[0] for answers in model.translate([planned], target, beam=2)[0]]
        reason = why_garbage([one.text for one in outputs], [one.score for one in outputs])
        if reason:
            return f"it translates {source} into {target} as garbage: {reason} ({outputs[0].text[:40]!r})"
    return ""


def main(arguments: Sequence[str]) -> int:
    """Try the pack in the folder named; print what is wrong, as JSON."""
    try:
        trouble = trouble_of(Path(arguments[0]))
    except DabirError as error:
        trouble = error.message.rstrip(".")
    sys.stdout.write(f"\n{_MARK}{json.dumps({'trouble': trouble})}\n")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
