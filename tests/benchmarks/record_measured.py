"""What `record.py` measures and prints: how fast decisions enter the log, and how fast a record is verified.

A desk of its own gets many refusals in bulk acts (`Ledger.append_all`), each act one transaction that is safe on the
disk when it returns. Then the whole record is verified from the database, and exported and verified as one file.
The ratios are to bare Ed25519 verification on one core, over messages of the same length, and to SHA-256 of as many
bytes as the entries are long. `parts_us` says where the time goes. Peak memory is that of the whole process, after the
entries were made and after they were verified: it does not grow with them.
"""

import argparse
import hashlib
import json
import multiprocessing
import os
import platform
import resource
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from dabir.app import open_desk
from dabir.approval import verify as verifying
from dabir.approval.canonical import Form, from_json, line_of
from dabir.approval.merkle import Frontier, leaf_hash
from dabir.approval.signatures import SignatureCheck
from dabir.approval.signing import is_signed_by
from dabir.domain.decision import Action, Subject
from dabir.domain.story import Original
from dabir.settings import Places
from dabir.store import decisions, originals
from dabir.workflow import Scope, verify_file
from dabir.workflow.record import checkpoint_file

ACT = 5000
SAMPLE = 2000


def all_processors() -> float:
    """Return the seconds of the processor that this process and those that helped it have used."""
    for child in multiprocessing.active_children():
        child.join()
    own, helped = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in (own, helped))


class Watch:
    """Seconds by the clock and of the processor, which other programs lengthen less."""

    def __init__(self) -> None:
        self.start, self.used, self.all_used = time.perf_counter(), time.process_time(), all_processors()

    @property
    def with_helpers(self) -> float:
        return all_processors() - self.all_used

    @property
    def clock(self) -> float:
        return time.perf_counter() - self.start

    @property
    def processor(self) -> float:
        return time.process_time() - self.used


def each(items, act) -> float:
    """Return the microseconds of the processor that an act takes on each of some items."""
    watch = Watch()
    for item in items:
        act(item)
    return watch.processor / len(items) * 1e6


@dataclass
class Spent:
    """Seconds spent on something."""

    clock: float = 0.0
    processor: float = 0.0


def filled(desk, entries: int) -> Spent:
    """Put decisions into the log in bulk acts; return what it took."""
    desk.editors.enroll("سارا رضایی", "correct horse battery")
    signer = desk.editors.unlock("سارا رضایی", "correct horse battery")
    data = b"<story/>"
    sha256 = hashlib.sha256(data).hexdigest()
    original = Original(sha256, data, "text/xml", "a.xml", "ALBORZ", datetime.now(UTC))
    desk.database.write(lambda db: originals.add(db, original))
    ledger, spent = desk.decisions._ledger, Spent()
    for start in range(0, entries, ACT):
        acts = [
            (
                Action.REFUSE,
                Subject(f"tag:alborz.example,2026:{number}", 1, sha256, "az", ""),
                "عدد بند ۳ نادرست است.",
            )
            for number in range(start, min(start + ACT, entries))
        ]
        watch = Watch()
        ledger.commit(lambda db, acts=acts: ledger.append_all(db, signer, acts))
        spent = Spent(spent.clock + watch.clock, spent.processor + watch.processor)
    return spent


def bare(desk) -> tuple[float, float, int]:
    """Return the microseconds of one bare signature check and of one SHA-256, and the length of an entry."""
    sample = [entry for _, entry in zip(range(SAMPLE), decisions.entries(desk.database.read(), 1), strict=False)]
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(next(desk.record.entries()).note))
    pairs = [(bytes.fromhex(entry.signature), Form(entry).unsigned) for entry in sample]
    lines = [line_of(entry) for entry in sample]
    signature = each(pairs, lambda pair: key.verify(*pair))
    return signature, each(lines, lambda line: hashlib.sha256(line).digest()), len(lines[0])


class Unsigned(SignatureCheck):
    """Checks nothing, so that what is left is the walk."""

    def add(self, claim):  # noqa: ARG002
        return None

    def finish(self):
        return None


def parts(desk, entries: int) -> dict[str, float]:
    """Return where the time goes, in microseconds of the processor for an entry."""
    db = desk.database.read()
    sample = [entry for _, entry in zip(range(SAMPLE), decisions.entries(db), strict=False)]
    lines = [line_of(entry).decode() for entry in sample]
    signed = [(sample[0].note, Form(entry).unsigned, entry.signature) for entry in sample]
    watch = Watch()
    for _ in decisions.entries(db):
        pass
    reading = watch.processor / entries * 1e6
    checkpoint = checkpoint_file.load(desk.places.keys)
    with patch.object(verifying, "SignatureCheck", Unsigned):
        watch = Watch()
        found = verifying.verify(
            iter(sample), device_public_key=desk.checkpoints.key().public_key, checkpoint=checkpoint
        )
        walk = watch.processor / len(sample) * 1e6
    assert found.entries == len(sample)
    tree = Frontier()
    return {
        "signature": round(each(signed, lambda one: is_signed_by(*one)), 1),
        "reading_from_the_database": round(reading, 1),
        "walk_without_signatures": round(walk, 1),
        "of_it_canonical_form": round(each(sample, lambda one: Form(one).sealed(one.signature, one.entry_sha256)), 1),
        "of_it_tree": round(each(lines, lambda line: tree.add(leaf_hash(line.encode()))), 1),
        "reading_from_a_file": round(each(lines, from_json), 1),
    }


def memory() -> int:
    """Return the most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measured(desk, folder: Path, entries: int) -> dict[str, object]:
    """Fill, verify, export and verify the export."""
    filling = filled(desk, entries)
    peak = memory()
    signature, digest, length = bare(desk)
    watch = Watch()
    verdict = desk.record.verify()
    whole, worked = watch.clock, watch.with_helpers
    assert verdict.ok, verdict.reason
    after = memory()
    watch = Watch()
    desk.record.export(folder / "record.zip", Scope())
    exported = watch.clock
    watch = Watch()
    verdict = verify_file(folder / "record.zip")
    from_file = watch.clock
    assert verdict.ok, verdict.reason
    cores = len(os.sched_getaffinity(0))
    count = verdict.entries
    return {
        "entries": count,
        "cores": cores,
        "bytes_an_entry": length,
        "durable_decisions_per_second": round(entries / filling.clock),
        "verified_per_second": round(count / whole),
        "cores_used_to_verify": round(worked / whole, 2),
        "verified_from_a_file_per_second": round(count / from_file),
        "exported_per_second": round(count / exported),
        "bare_ed25519_us": round(signature, 1),
        "bare_sha256_us": round(digest, 2),
        "verification_processor_us": round(worked / count * 1e6, 1),
        "decision_processor_us": round(filling.processor / entries * 1e6, 1),
        "verification_processor_to_bare_ed25519": round(worked / count * 1e6 / signature, 2),
        "verification_processor_to_bare_sha256": round(worked / count * 1e6 / digest, 1),
        "verification_clock_to_bare_ed25519": round(whole / count * 1e6 / signature, 2),
        "decision_processor_to_bare_ed25519": round(filling.processor / entries * 1e6 / signature, 2),
        "decision_clock_to_bare_ed25519": round(filling.clock / entries * 1e6 / signature, 2),
        "parts_us": parts(desk, count),
        "peak_mb_after_writing": peak,
        "peak_mb_after_verifying": after,
        "peak_mb_after_export_and_its_verification": memory(),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        desk = open_desk(Places(Path(name) / "desk"))
        found = measured(desk, Path(name), asked.entries)
        desk.close()
    versions = {"python": platform.python_version(), "cryptography": version("cryptography")}
    print(json.dumps({"benchmark": "record", **found, **versions}))
