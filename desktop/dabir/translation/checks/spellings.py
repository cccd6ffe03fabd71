"""Words that show what language they are of: spellings that another language has not, and small words of grammar."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: What is written alike in every language of Latin letters.
UNITS: Final = _words("km m cm mm kg g mg t l ml h s v w kw mw gb mb tb c f x n a b")

#: Spellings of one language that no word of another has: (language left over, language of the target).
FOREIGN: Final = MappingProxyType(
    {
        ("az", "en"): re.compile("\\w*[əğıöüşç]\\w*|\\w*q(?!u)\\w*|(?!dollar)\\w{3,}(?:l[aə]r|n[ıiuü]n)"),
        ("tr", "en"): re.compile("\\w*[ğıöüşç]\\w*"),
        ("en", "az"): re.compile(
            "(?!(?:real|ideal|kafe|tere)$)(?:\\w*(?:w|th|ck|oo|ee|ea|ou|ph|gh|wh|sh|ch)\\w*"
            "|\\w{2,}(?:ing|tion|ed|ly|ment|ness|ful|ity|cy|e|(?<![iuaəs])s))"
        ),
        ("en", "tr"): re.compile(
            "\\w*(?:w|x|q|th|ck|oo|ee|ou|ph|gh|sh|ch)\\w*|\\w{2,}(?:ing|tion|ed|ly|ment|ness|ity|cy)"
        ),
        ("az", "tr"): re.compile("\\w*[əxq]\\w*"),
        ("fa", "ar"): re.compile("\\w*[پچژگ]\\w*"),
    }
)

_SMALL_WORDS: Final = MappingProxyType(
    {
        "en": _words(
            "the of and to for with that is was were are be been has have had from by at as it its this these those"
            " which who will would not but or his her their they he she we you our into after before about said an in"
            " on a so"
        ),
        "az": _words("və bu ki ilə üçün olan bir edib deyib isə də görə sonra kimi ən daha həm belə onun onlar çox"),
        "tr": _words("ve bu ile için olan bir göre sonra gibi daha hem de da çok olarak dedi ancak"),
        "fa": _words("از به در که را این آن برای است شد کرد می خود"),
        "ar": _words("من في على إلى أن التي الذي هذا هذه عن مع بعد"),
    }
)
#: Small words of one language that are words of the other, too.
_SHARED: Final = MappingProxyType(
    {
        frozenset({"az", "tr"}): _words("bu bir da ki sonra daha son"),
        frozenset({"fa", "ar"}): _words("من در که"),
        frozenset({"az", "en"}): _words("on in an at a as so it de da and"),
        frozenset({"tr", "en"}): _words("on in an at a as so it de da and"),
    }
)


def small_words(language: str, other: str) -> frozenset[str]:
    """Return words of grammar of a language that are no words of another."""
    return _SMALL_WORDS.get(language, frozenset()) - _SHARED.get(frozenset({language, other}), frozenset())
