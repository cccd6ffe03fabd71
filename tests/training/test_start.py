from __future__ import annotations

import subprocess
import sys


def test_program_starts_without_training() -> None:
    code = (
        "import sys; import dabir.app, dabir.cli.commands;"
        "print([name for name in sys.modules if name.startswith(('dabir.training', 'torch', 'sacrebleu'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_needs_no_torch_imports_none() -> None:
    code = (
        "import sys; sys.modules['torch'] = sys.modules['sacrebleu'] = None;"
        "from dabir.training import batches, calibration, export, lessons, modelfile, renewed, units, verdict"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
