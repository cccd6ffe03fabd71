"""Damaged wire texts: 2,000 inputs a format, and whether the fuzzing itself would see a failure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from wire import fuzzing
from wire.mutation import LARGEST, mutated

from dabir.domain.errors import WireError
from dabir.domain.story import Story
from dabir.wire import registry
from dabir.wire.format import Context, Format, Reading

INPUTS = 2000
#: Generous, because the machine has other things to do: a parser that is quadratic takes far longer.
LIMIT = 10.0
Reports = dict[str, Future[fuzzing.Report]]
NAMES = [one.name for one in registry.FORMATS]


@pytest.fixture(scope="module")
def reports(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reports]:
    """Start the fuzzing of every format that is asked for, two processes at a time."""
    items = [item for item in request.session.items if "reports" in getattr(item, "fixturenames", ())]
    options = {"first": 0, "inputs": INPUTS, "limit": LIMIT, "out": tmp_path_factory.mktemp("fuzz")}
    names = sorted({item.callspec.params["name"] for item in items})
    pool = ThreadPoolExecutor(2)
    yield {name: pool.submit(fuzzing.run_apart, name, **options) for name in names}
    pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("name", NAMES)
def test_damaged_sample_is_read_or_refused(reports: Reports, name: str) -> None:
    report = reports[name].result()
    assert report.failures == []
    assert report.inputs == INPUTS
    assert report.refused < INPUTS * 0.9, "nearly everything is refused at once: the mutations reach nothing"


def test_bytes_are_kept_whatever_becomes_of_them(desk, tmp_path: Path) -> None:
    others = fuzzing.all_samples()
    inputs: dict[str, bytes] = {}
    for wire in registry.FORMATS:
        samples = fuzzing.samples_of(wire)
        inputs |= {f"{wire.name}-{number}": mutated(wire.name, number, samples, others) for number in range(8)}
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in inputs.items():
        (folder / name).write_bytes(data)
    outcomes = list(desk.intake.ingest([folder], partner="ARAN"))
    for data in filter(None, inputs.values()):
        assert desk.stories.original(hashlib.sha256(data).hexdigest()).data == data
    assert all(outcome.story or outcome.error for outcome in outcomes)


def test_inputs_are_the_same_for_the_same_number() -> None:
    samples = [b"<rss><channel><item><title>Bir</title></item></channel></rss>", b'{"uri": 12}']
    made = [mutated("x", number, samples, samples) for number in range(200)]
    assert made == [mutated("x", number, samples, samples) for number in range(200)]
    assert len(set(made)) > 150
    assert max(map(len, made)) <= LARGEST


def parses(wire: Callable[[bytes, Context], list[Reading]]) -> Format:
    """Return the format of plain texts with another parser."""
    return replace(fuzzing.named("plain"), parse=wire)


def crashes(data: bytes, context: Context) -> list[Reading]:
    raise KeyError("x")


def hides(data: bytes, context: Context) -> list[Reading]:
    return [Reading(None, "It could not be read because of an unforeseen KeyError: 'x'")]


def says_nothing(data: bytes, context: Context) -> list[Reading]:
    return []


def says_both(data: bytes, context: Context) -> list[Reading]:
    return [Reading(Story("urn:x:1"), "wrong")]


def never_ends(data: bytes, context: Context) -> list[Reading]:
    while True:
        try:
            sum(range(1000))
        except Exception:  # noqa: BLE001 - as a parser may be written
            return []


@pytest.mark.parametrize(
    ("wire", "told"),
    [
        (crashes, "KeyError"),
        (hides, "unforeseen"),
        (says_nothing, "no reading"),
        (says_both, "both"),
        (never_ends, "stopped after"),
    ],
)
def test_failure_of_a_parser_is_told_and_written_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wire: Callable[[bytes, Context], list[Reading]], told: str
) -> None:
    samples = fuzzing.samples_of(fuzzing.named("plain"))
    broken = parses(wire)
    monkeypatch.setattr(fuzzing, "samples_of", lambda _: samples)
    monkeypatch.setattr(fuzzing, "named", lambda _: broken)
    report = fuzzing.run("plain", first=7, inputs=1, limit=0.05, out=tmp_path)
    ((number, reason),) = report.failures
    assert number == 7
    assert told in reason
    written = (tmp_path / "failures" / "plain-7.bin").read_bytes()
    assert written == mutated("plain", 7, samples, fuzzing.all_samples())
    assert told in (tmp_path / "failures" / "plain-7.txt").read_text("utf-8")


def test_refusal_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(data: bytes, context: Context) -> list[Reading]:
        raise WireError("It is none.")

    assert fuzzing.check(parses(refuses), b"x", whole_way=False)


def test_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    whole = fuzzing.run("plain", first=0, inputs=6, limit=LIMIT, out=tmp_path)
    state = json.dumps({"format": "plain", "first": 0, "inputs": 4, "refused": 0, "failures": []})
    (tmp_path / "plain.state").write_text(state, "utf-8")
    rest = fuzzing.run("plain", first=0, inputs=6, limit=LIMIT, out=tmp_path)
    assert (whole.inputs, rest.inputs) == (6, 6)
    assert (tmp_path / "plain.at").read_bytes().strip() == b"5"
    assert not (tmp_path / "plain.state").exists()


def test_too_much_memory_is_a_failure(tmp_path: Path) -> None:
    report = fuzzing.run("plain", first=0, inputs=1, limit=LIMIT, out=tmp_path, memory=1)
    assert "MiB were used" in report.failures[0][1]


def test_memory_of_whoever_starts_the_process_does_not_count(tmp_path: Path) -> None:
    ballast = bytearray(900 * 1024 * 1024)
    ballast[::4096] = b"\x01" * len(ballast[::4096])
    report = fuzzing.run_apart("plain", first=0, inputs=1, limit=LIMIT, out=tmp_path)
    assert report.failures == []
    assert 0 < report.largest_memory < fuzzing.MEMORY


def test_process_that_dies_is_told_with_its_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fuzzing.sys, "executable", "/bin/false")
    report = fuzzing.run_apart("plain", first=3, inputs=5, limit=LIMIT, out=tmp_path)
    assert report.failures[0][0] == 3
    assert "ended with status 1" in report.failures[0][1]
    assert (tmp_path / "failures" / "plain-3.bin").exists()
