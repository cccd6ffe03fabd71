"""A guard against a fault of PySide6 6.12.0 on Python 3.11.

There every `emit()` of a signal returns `True` without counting the reference, so after some hundred signals Python
believes that nobody needs `True` any more and stops with a fatal error. From Python 3.12 on booleans are never
counted down (PEP 683). On older ones this module gives them a count that no session can use up.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

#: More references than signals could be emitted in centuries.
_PLENTY: Final = 1 << 40


def keep_booleans() -> None:
    """Keep `True` and `False` alive for good; needed, and done, on CPython before 3.12 only."""
    if sys.implementation.name == "cpython" and sys.version_info < (3, 12):
        for constant in (True, False):
            # The reference count is the first field of every object (PyObject.ob_refcnt).
            count = ctypes.c_ssize_t.from_address(id(constant))
            if count.value < _PLENTY:
                count.value += _PLENTY
