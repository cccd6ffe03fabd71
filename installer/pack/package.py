"""Put model, tokenizer, metadata and card into an `.argosmodel`, the zip form of an Argos Translate package.

The zip is a pure function of its files: entries are sorted and carry a fixed time, so the same model gives the same
bytes.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from pack.tokens import PREFIXES

CODE = "fa-az-en-news"
VERSION = "0.2"
NAMES = {"fa": "Persian", "az": "Azerbaijani", "en": "English"}
LICENSE = "GPL-3.0-or-later"
_EPOCH = (1980, 1, 1, 0, 0, 0)


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
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(contents.items()):
            entry = zipfile.ZipInfo(f"{CODE}/{name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    partial.replace(target)
