"""Reads an installed pack with Argos Translate (`argostranslate.package.Package`).

`argostranslate.translate` is never imported, for it would bring Stanza and Torch. Argos itself is imported at first
use only.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from dabir.domain.errors import PackError

_IMPORT: Final = threading.Lock()


@contextmanager
def _argos_environment(folder: Path) -> Iterator[None]:
    """Point every folder that importing Argos creates into `folder`, and leave the environment as it was.

    `argostranslate.settings` makes its data, configuration and cache folders at import, under XDG_DATA_HOME,
    XDG_CONFIG_HOME and XDG_CACHE_HOME (or the user's home), reads ARGOS_* and SNAP, and sets KMP_DUPLICATE_LIB_OK.
    """
    before = dict(os.environ)
    for name in before:
        if name.startswith(("ARGOS_", "SNAP")):
            del os.environ[name]
    os.environ.update({f"XDG_{kind}_HOME": str(folder) for kind in ("DATA", "CONFIG", "CACHE")})
    try:
        yield
    finally:
        for name in set(os.environ) - set(before):
            del os.environ[name]
        os.environ.update(before)


def read_package(folder: Path) -> Any:
    """Read an installed pack with Argos Translate.

    What Argos wants to create at import is created in the hidden folder `.argos` beside the pack.

    Args:
        folder: the pack's folder, with metadata.json and a tokenizer.

    Returns:
        An `argostranslate.package.Package`.

    Raises:
        PackError: when the pack cannot be read.
    """
    try:
        with _IMPORT:
            with _argos_environment(folder.parent / ".argos"):
                from argostranslate.package import Package  # noqa: PLC0415 - creates folders at import
            package = Package(folder)
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise PackError(
            f"The language pack in {folder} cannot be read: {error}.", "Remove it and install it again."
        ) from error
    if not hasattr(package, "tokenizer"):
        raise PackError(f"The language pack in {folder} has no tokenizer.", "Remove it and install it again.")
    return package
