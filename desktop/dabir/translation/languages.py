"""Which codes name a language, after CLDR (Unicode, UTS 35), and which ones may have been meant by one that does not.

Only what a person writes is held against this. What a partner's wire says of its language is taken as it comes.
"""

from __future__ import annotations

import difflib
import functools
from typing import Final

from babel import Locale
from babel.core import get_global

from dabir.domain.language import NAMES

#: So many codes are named beside one that is wrong.
_NAMED: Final = 3
#: How like what was written a code has to be, one of Dabir's own languages and any, and a name; from 0 to 1.
_LIKE_OWN: Final = 0.5
_LIKE_ANY: Final = 0.6
_LIKE_NAME: Final = 0.7
#: Codes of CLDR that stand for no language, or for several.
_NONE: Final = frozenset({"und", "mul", "zxx"})


def why_not_language(code: str) -> str:
    """Return why a code names no language, with those that may have been meant, as sentences; "" where it names one.

    Args:
        code: as `dabir.domain.language.normalise` returns it.
    """
    if code in _codes():
        return ""
    usual = get_global("language_aliases").get(code, "").partition("_")[0]
    if usual in _names():
        return f"“{code}” is written {usual} here ({_names()[usual]})."
    near = [f"{one} ({_names()[one]})" for one in _near(code)]
    which = " or ".join([", ".join(near[:-1]), near[-1]] if len(near) > 1 else near)
    return f"“{code}” is no code of a language. {f'Is it {which}?' if near else 'Write one such as fa, az or en.'}"


def english_name(code: str) -> str:
    """Return the English name of any language; its code where it has none."""
    return _names().get(code, code)


@functools.cache
def _names() -> dict[str, str]:
    """Return the English name of each language that has one, those Dabir is at home in first."""
    every = Locale.parse("en").languages.items()
    named = {code: name for code, name in every if "_" not in code and code not in _NONE}
    return {**NAMES, **{code: name for code, name in sorted(named.items()) if code not in NAMES}}


@functools.cache
def _codes() -> frozenset[str]:
    """Return the codes of all languages; of one that has several, the one that CLDR prefers."""
    tagged = {tag.partition("_")[0] for tag in get_global("likely_subtags")}
    return frozenset(tagged | _names().keys()) - get_global("language_aliases").keys() - _NONE


def _near(code: str) -> list[str]:
    """Return codes that may have been meant: the languages of a country, then those whose name or code is alike."""
    small = code.lower()
    meant = [get_global("likely_subtags").get(f"und_{code.upper()}", "").partition("_")[0]]
    by_name = {name.lower(): one for one, name in _names().items()}
    meant += [by_name[name] for name in difflib.get_close_matches(small, by_name, _NAMED, _LIKE_NAME)]
    if not any(meant):
        meant += difflib.get_close_matches(small, NAMES, _NAMED, _LIKE_OWN)
        meant += difflib.get_close_matches(small, _names(), _NAMED, _LIKE_ANY)
    return [one for one in dict.fromkeys(meant) if one in _names()][:_NAMED]
