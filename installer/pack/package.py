"""Put model, tokenizer, metadata and card of the bundled pack into its `.argosmodel`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from dabir.training.package import write
from dabir.training.tokens import PREFIXES

CODE = "fa-az-en-news"
VERSION = "0.5"
NAMES = {"fa": "Persian", "az": "Azerbaijani", "en": "English"}
LICENSE = "GPL-3.0-or-later"


def metadata(extra: Mapping[str, object] | None = None) -> dict[str, object]:
    """Return metadata.json as argostranslate.package.Package reads it, with `target_prefixes` for the directions.

    A pack of Argos has one direction and at most one `target_prefix`; this one has six directions, chosen by the
    prefix of the target language in `target_prefixes`.
    """
    return {
        "package_version": VERSION,
        "argos_version": "1.9",
        "type": "translate",
        "code": f"translate-{CODE}",
        "languages": [{"code": code, "name": name} for code, name in NAMES.items()],
        "target_prefix": "",
        "target_prefixes": dict(PREFIXES),
        "bundled": True,
        "placeholders": "figures",
        "alignment": True,
        "license": LICENSE,
        **(extra or {}),
    }


def file_name() -> str:
    """Return the name of the pack's file."""
    return f"{CODE}-{VERSION}.argosmodel"


def write_pack(model: Path, tokenizer: Path, card: str, extra: Mapping[str, object], target: Path) -> None:
    """Write the pack, whole or not at all.

    Args:
        model: the CTranslate2 directory.
        tokenizer: the SentencePiece model.
        card: the text of the model card.
        extra: further fields of the metadata.
        target: the `.argosmodel` to write.
    """
    contents = {
        "metadata.json": json.dumps(metadata(extra), ensure_ascii=False, indent=2).encode(),
        "sentencepiece.model": tokenizer.read_bytes(),
        "README.md": card.encode(),
        **{f"model/{path.name}": path.read_bytes() for path in model.iterdir()},
    }
    write(contents, CODE, target)
