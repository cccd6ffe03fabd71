"""JSON as releases carry it: UTF-8, names in the order given, readable by people."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def json_bytes(value: Mapping[str, object]) -> bytes:
    """Write a JSON document in UTF-8 with a newline at its end.

    Half a surrogate pair, which a damaged wire can bring and UTF-8 cannot hold, is written as its JSON escape
    (RFC 8259, 7 and 8.2), so that even then no character of the text is lost.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode("utf-8")
