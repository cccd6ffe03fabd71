"""Passwords and tokens of targets: from the environment, else from the keyring of the system; never from a file."""

from __future__ import annotations

import os
import re
from typing import Final

from dabir.publish.targets.delivery import out_of_reach

#: The service under which the keyring keeps them.
SERVICE: Final = "dabir"


def variable_of(name: str) -> str:
    """Return the environment variable for a secret: DABIR_SECRET_ and its name in capitals."""
    return "DABIR_SECRET_" + re.sub(r"[^A-Z0-9]", "_", name.upper())


def secret_of(name: str) -> str:
    """Return a secret.

    Args:
        name: as the target calls it; "" for none.

    Raises:
        NotDelivered: when it is nowhere to be found.
    """
    if not name:
        return ""
    found = os.environ.get(variable_of(name)) or _from_keyring(name)
    if not found:
        raise out_of_reach(
            f"The secret “{name}” is neither in the environment ({variable_of(name)}) nor in the system's keyring "
            f"(service “{SERVICE}”). Put it there; it is then tried again by itself."
        )
    return found


def _from_keyring(name: str) -> str:
    try:
        import keyring  # noqa: PLC0415 - optional, and asked only where a target needs it
        from keyring.errors import KeyringError  # noqa: PLC0415 - optional
    except ImportError:
        return ""
    try:
        return str(keyring.get_password(SERVICE, name) or "")
    except KeyringError as error:
        raise out_of_reach(f"The system's keyring does not give the secret “{name}”: it may be locked.") from error
