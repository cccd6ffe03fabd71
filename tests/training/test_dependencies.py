from __future__ import annotations

import tomllib
from pathlib import Path


def test_pipeline_and_adaptation_train_with_the_same_versions() -> None:
    root = Path(__file__).resolve().parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    extra = set(project["project"]["optional-dependencies"]["adapt"])
    assert extra <= set(project["dependency-groups"]["pack"])
    assert not {one for one in project["project"]["dependencies"] if one.startswith("torch")}
