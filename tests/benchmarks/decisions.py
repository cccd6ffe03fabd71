"""How many decisions a second a bulk act makes durable: prints one JSON object.

Every story is approved by the rules that hold for it alone; 500 of them share one transaction, one flush of the disk
and one checkpoint. The ratio is to the least that any such record takes: an Ed25519 signature a decision and one
fsync for each 500, in the same run. Beside it stand the ledger alone (`append_all`), and one act a story.

    .venv/bin/python tests/benchmarks/decisions.py [--stories 5000] [--single 50]
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from wire_samples import ninjs

from dabir.app import open_desk
from dabir.approval.keys import Signer
from dabir.domain.decision import Action, Subject
from dabir.settings import Places
from dabir.workflow import BulkAct
from dabir.workflow.deciding.bulk import TOGETHER

#: Bytes of an entry as it is signed, near enough.
ENTRY = b"x" * 640


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of the processor, which other programs lengthen less."""

    clock: float
    processor: float


def seconds(work: Callable[[], object]) -> Took:
    """Return how long a call takes."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - clock, time.process_time() - processor)


def bare(signer: Signer, count: int, folder: Path) -> Took:
    """Return how long bare signatures take, written and flushed a group at a time."""

    def work() -> None:
        with (folder / "bare").open("wb") as file:
            for start in range(0, count, TOGETHER):
                file.write(b"".join(signer.sign(ENTRY).encode() for _ in range(min(TOGETHER, count - start))))
                file.flush()
                os.fsync(file.fileno())

    return seconds(work)


def alone(desk, signer: Signer, count: int) -> Took:
    """Return how long the ledger takes for the entries alone, without the stories they are about."""
    acts = [
        (Action.REFUSE, Subject(f"tag:alborz.example,2026:bare-{one}", 1, "", "", ""), "") for one in range(count)
    ]
    ledger = desk.bulk._ledger

    def work() -> None:
        for start in range(0, count, TOGETHER):
            group = acts[start : start + TOGETHER]
            ledger.commit(lambda db, group=group: ledger.append_all(db, signer, group))

    return seconds(work)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=5000)
    parser.add_argument("--single", type=int, default=50)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wires = folder / "wires"
        wires.mkdir()
        total = arguments.stories + arguments.single
        for number in range(total):
            wire = ninjs(f"tag:alborz.example,2026:{number}", headline=f"خبر شمارهٔ {number} از نمایشگاه کتاب گنجه")
            (wires / f"{number:06}.json").write_bytes(wire)
        desk = open_desk(Places(folder / "home"))
        try:
            desk.editors.enroll("Leyla", "a long passphrase")
            signer = desk.editors.unlock("Leyla", "a long passphrase")
            rows = [one.story_id for one in desk.intake.ingest([wires], partner="ALBORZ")]
            many, few = rows[: arguments.stories], rows[arguments.stories :]
            least = bare(signer, len(many), folder)
            ledger = alone(desk, signer, len(many))
            bulk = seconds(lambda: desk.bulk.decide(BulkAct.APPROVE, many, "", signer))
            single = seconds(lambda: [desk.decisions.approve(row, "", signer) for row in few])
            verdict = desk.record.verify()
            if not verdict.ok or verdict.entries != 1 + 2 * len(many) + len(few):
                raise SystemExit(f"the record is not whole: {verdict.reason}")
        finally:
            desk.close()
    print(
        json.dumps(
            {
                "workload": f"{len(many)} originals approved, {TOGETHER} in a transaction",
                "bulk_decisions_per_s": round(len(many) / bulk.clock),
                "bulk_decisions_per_processor_s": round(len(many) / bulk.processor),
                "ledger_entries_per_s": round(len(many) / ledger.clock),
                "ledger_entries_per_processor_s": round(len(many) / ledger.processor),
                "single_decisions_per_s": round(len(few) / single.clock, 1) if few else None,
                "bare_signatures_per_s": round(len(many) / least.clock),
                "ratio_to_bare": round(bulk.processor / least.processor, 2),
                "ledger_ratio_to_bare": round(ledger.processor / least.processor, 2),
                "cryptography": version("cryptography"),
                "python": platform.python_version(),
                "cores": os.cpu_count(),
            }
        )
    )


if __name__ == "__main__":
    main()
