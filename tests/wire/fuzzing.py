"""Fuzzing of the wire formats: damaged samples into every parser of the registry.

    PYTHONPATH=desktop:tests python -m wire.fuzzing --inputs 200000

Each format is run in a process of its own, with its memory limited, two at a time, and gives one line of JSON: inputs,
seconds of processor time, the slowest input, the largest memory, failures. An input is made from the name of its
format and its number, so that a run can go on where it was stopped (its state lies in the folder for what is written)
and a failing input can be made again: `--formats rss --first 4711 --inputs 1`. It is also written out, with what it did.

What must hold for each: nothing but `WireError` comes out of a parser; each reading has a story or a sentence, and
none tells of an unforeseen failure; none takes longer than the limit; the memory stays bounded.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from wire.mutation import mutated

from dabir.domain.errors import WireError
from dabir.wire import registry
from dabir.wire.encoding import one_file
from dabir.wire.format import Context, Format, Reading

DATA: Final = Path(__file__).parents[1] / "data" / "wire"
#: Every how manyth input goes through the whole registry as well, with detection of its language.
_WHOLE_WAY: Final = 20
#: Longest time one input may take, in seconds of processor time.
LIMIT: Final = 2.0
#: Address space of a process, and what it may really use, in MiB.
_SPACE: Final = 4096
MEMORY: Final = 700
#: After so long without a sign of life, in seconds, a process hangs outside of Python.
_HANGS: Final = 300
#: Failures after which a format is given up.
_ENOUGH: Final = 20
_STATE_EVERY: Final = 500
_CONTEXT: Final = Context("damaged", "ARAN", datetime(2026, 3, 20, 12, tzinfo=UTC), ("fa", "az", "en", "ru"))


class TooSlow(BaseException):
    """The time for one input is over; no `except Exception` of a parser may catch it."""


@dataclass(slots=True)
class Report:
    """What a run of one format found.

    Attributes:
        format: its name.
        first: number of the first input.
        inputs: how many were tried.
        refused: how many of them were refused whole.
        seconds: processor time in all.
        slowest: processor time of the slowest.
        slowest_input: its number.
        largest_memory: of the process, in MiB.
        failures: number and what happened.
    """

    format: str
    first: int = 0
    inputs: int = 0
    refused: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_input: int = -1
    largest_memory: int = 0
    failures: list[tuple[int, str]] = field(default_factory=list)


def samples_of(wire: Format) -> list[bytes]:
    """Return the samples of a format, in the order of their names."""
    module = wire.parse.__module__.rpartition(".")[2]
    return [path.read_bytes() for path in sorted((DATA / module).iterdir()) if path.is_file()]


def all_samples() -> list[bytes]:
    """Return the samples of all formats."""
    return [path.read_bytes() for path in sorted(DATA.glob("*/*")) if path.is_file()]


def named(name: str) -> Format:
    """Return the format of a name."""
    return next(one for one in registry.FORMATS if one.name == name)


def check(wire: Format, data: bytes, *, whole_way: bool) -> bool:
    """Put one input into a parser and look at what comes out.

    Returns:
        Whether it was refused.

    Raises:
        AssertionError: when what comes out is not as it must be.
        Exception: whatever the parser lets out.
    """
    assert 0 <= wire.recognises(data) <= 100, "recognises() answers something else than a confidence"
    try:
        with one_file():
            readings = wire.parse(data, _CONTEXT._replace(read_part=_read_part))
        _check_readings(readings)
        refused = False
    except WireError as error:
        if not error.message:
            raise AssertionError("refused without a sentence") from error
        refused = True
    if whole_way:
        with contextlib.suppress(WireError):
            _, readings = registry.parse(data, _CONTEXT)
            _check_readings(readings)
            for part, reading in enumerate(readings):
                if reading.story:
                    assert reading.story.uri, "a story without an identity"
                    assert reading.story.format, "a story without a format"
                    assert reading.story.part == part, "a story with the wrong place in its file"
    return refused


def run(name: str, *, first: int, inputs: int, limit: float, out: Path, memory: int = 0) -> Report:
    """Try inputs on one format in this process; goes on from its state in the folder `out` where there is one.

    Args:
        name: of the format.
        first: number of the first input.
        inputs: how many.
        limit: seconds of processor time for one input.
        out: folder for the state, and for inputs that fail.
        memory: most of it the process may come to have, in MiB; 0 where it has other things in it.
    """
    wire, samples, others = named(name), samples_of(named(name)), all_samples()
    state = out / f"{name}.state"
    report = _resumed(state, Report(name, first))
    registry.parse(
        samples[0], _CONTEXT
    )  # the first detection of a language loads its model, which is no input's fault
    with (out / f"{name}.at").open("wb", buffering=0) as at, _watched():
        while report.inputs < inputs and len(report.failures) < _ENOUGH:
            number = first + report.inputs
            os.pwrite(at.fileno(), f"{number:20}".encode(), 0)
            _try(wire, number, mutated(name, number, samples, others), limit, report, out)
            report.inputs += 1
            report.largest_memory = _largest_memory()
            if report.inputs % _STATE_EVERY == 0:
                state.write_text(json.dumps(asdict(report)), "utf-8")
    if 0 < memory < report.largest_memory:
        report.failures.append((-1, f"{report.largest_memory} MiB were used, more than {memory}"))
    state.unlink(missing_ok=True)
    return report


def _largest_memory() -> int:
    """Return the most memory this process has had, in MiB.

    The kernel counts what the process that started this one had as well in ru_maxrss, which is the whole test suite.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run_apart(name: str, *, first: int, inputs: int, limit: float, out: Path) -> Report:
    """Try inputs on one format in a process of its own, and end it where it no longer moves."""
    out.mkdir(parents=True, exist_ok=True)
    at = out / f"{name}.at"
    at.write_bytes(b"")
    options = ["--first", str(first), "--inputs", str(inputs), "--limit", str(limit), "--out", str(out)]
    process = subprocess.Popen(
        [sys.executable, "-m", "wire.fuzzing", "--worker", name, *options],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    while True:
        try:
            printed, _ = process.communicate(timeout=5)
            break
        except subprocess.TimeoutExpired:
            if time.time() - at.stat().st_mtime > _HANGS:
                process.kill()
                printed, _ = process.communicate()
                break
    lines = printed.strip().splitlines()
    if process.returncode == 0 and lines:
        return Report(**json.loads(lines[-1]))
    number = int(at.read_bytes().strip() or first)
    reason = f"the process ended with status {process.returncode} or hung"
    wire = named(name)
    _write_out(out, name, number, mutated(name, number, samples_of(wire), all_samples()), reason)
    return Report(name, first, number - first, failures=[(number, reason)])


def main() -> int:
    """Run the fuzzing from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=2000, help="how many, for each format")
    parser.add_argument("--first", type=int, default=0, help="number of the first")
    parser.add_argument("--formats", default="", help="names with commas between; all of them without")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds of processor time for one input")
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"), help="folder for states and failing inputs")
    parser.add_argument("--worker", default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    options = {"first": given.first, "inputs": given.inputs, "limit": given.limit, "out": given.out}
    if given.worker:
        resource.setrlimit(resource.RLIMIT_AS, (_SPACE * 1024 * 1024,) * 2)
        print(json.dumps(asdict(run(given.worker, **options, memory=MEMORY))))  # noqa: T201 - it is a command
        return 0
    names = given.formats.split(",") if given.formats else [one.name for one in registry.FORMATS]
    failed = False
    with ThreadPoolExecutor(given.jobs) as pool:
        for report in pool.map(lambda name: run_apart(name, **options), names):
            print(json.dumps(asdict(report), ensure_ascii=False), flush=True)  # noqa: T201 - it is a command
            failed |= bool(report.failures)
    return int(failed)


def _try(wire: Format, number: int, data: bytes, limit: float, report: Report, out: Path) -> None:
    before = time.process_time()
    reason = ""
    # The watch goes by processor time, so that other programs on the machine do not matter.
    signal.setitimer(signal.ITIMER_PROF, 5 * limit)
    try:
        report.refused += check(wire, data, whole_way=number % _WHOLE_WAY == 0)
    except TooSlow:
        reason = f"stopped after {5 * limit} s of processor time"
    except Exception:  # noqa: BLE001 - whatever it is, it must not come out of a parser
        reason = traceback.format_exc(limit=-6)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    took = time.process_time() - before
    report.seconds = round(report.seconds + took, 6)
    if took > report.slowest:
        report.slowest, report.slowest_input = round(took, 4), number
    if not reason and took > limit:
        reason = f"it took {took:.1f} s of processor time, more than {limit}"
    if reason:
        report.failures.append((number, reason))
        _write_out(out, wire.name, number, data, reason)


def _check_readings(readings: Sequence[Reading]) -> None:
    assert readings, "no reading, and no error"
    for reading in readings:
        assert (reading.story is None) == bool(reading.error), (
            "a reading with neither story nor sentence, or with both"
        )
        assert "unforeseen" not in reading.error, reading.error
        if reading.story:
            assert reading.story.text_sha256


def _read_part(data: bytes, context: Context) -> tuple[Format, list[Reading]]:
    """Read a file within a file as the registry does, but for the language, which takes most of its time."""
    chosen = registry.choose(data)
    return chosen, chosen.parse(data, context._replace(read_part=_read_part))


def _resumed(state: Path, fresh: Report) -> Report:
    if not state.exists():
        return fresh
    known = Report(**json.loads(state.read_text("utf-8")))
    return known if known.first == fresh.first else fresh


@contextlib.contextmanager
def _watched() -> Iterator[None]:
    def stop(signum: int, frame: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _write_out(out: Path, name: str, number: int, data: bytes, reason: str) -> None:
    folder = out / "failures"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}-{number}.bin").write_bytes(data)
    (folder / f"{name}-{number}.txt").write_text(reason, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
