"""Finding an expression in a text under the endings and prefixes that its language gives to words."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from dabir.translation.checks.folding import Word, fold, words_of

#: What may follow the last letters of a dictionary form, any number of times for languages that string endings.
_ENDINGS: Final = MappingProxyType(
    {
        "az": "(?:'|l[aə]r|[nsy]?[ıiuü]n?|n[ıiuü]n|[ıiuü]m(?:[ıiuü]z)?|[ny]?[aə]|d[aə]n?|n[dc][aə]|c[aə]|k[ıi]"
        "|s[ıiuü]z|l[ıiuü](?:[qğ]|k)?|ç[ıiuü]|l[aə]|d[ıiuü]r|d[ıiuü]|ya|yə|[mn]ış|[aə]n|t[ae]k|[qkğy])*",
        "tr": "(?:'|l[ae]r|[nsy]?[ıiuü]n?|n[ıiuü]n|[ıiuü]m(?:[ıiuü]z)?|[ny]?[ae]|[dt][ae]n?|n[dc][ae]|c[ae]|ki"
        "|s[ıiuü]z|l[ıiuü](?:k|ğ)?|[çc][ıiuü]|l[ae]|[dt][ıiuü]r?|[kğ])*",
        "ru": "(?:[аеиоуыэюяйьё]|ам|ям|ом|ем|ами|ями|ах|ях|ов|ев|ей|ого|его|ому|ему|ым|им|ых|их|ыми|ими|ск|н|ц){0,4}",
        "en": "(?:'?s|es|'|n|ns)?",
        "fa": "(?:ی|یی|ای|ها|های|هایی|هایش|هایشان|هایم|اش|اند|ان|انی|ات|تر|ترین|ش|شان|ست|است|م|یم|ید|یان)?",
        "ar": "(?:ی|یه|یا|ین|ون|ات|ان|ه|ها|هم|هما|نا|ا|ک|یین|تین|تان)?",
    }
)
_PREFIXES: Final = MappingProxyType({"ar": "(?:[وف]?(?:[بک]?ال|لل|[بلک])?)", "fa": "(?:و)?"})
#: Last letters that change or fall away before an ending.
_SOFT: Final = MappingProxyType(
    {
        "az": {"q": "[qğ]", "k": "[ky]", "t": "[td]"},
        "tr": {"k": "[kğg]", "ç": "[çc]", "t": "[td]", "p": "[pb]"},
        "en": {"y": "(?:y|ie)"},
        "ar": {"ه": "[هت]"},
    }
)
_RUSSIAN_ENDING: Final = re.compile("(?<=[^\\W\\d_]{3})(?:[аеиоуыэюяйьё]|ый|ий|ая|яя|ое|ее|ые|ие|ия|ья)$")


def find(expression: str, text: str, language: str) -> list[tuple[int, int]]:
    """Return where an expression stands in a text, each word of it with any ending.

    Args:
        expression: one word or several, as a dictionary has them.
        text: where to look.
        language: of both.

    Returns:
        Spans from the first word's first to the last word's last character, in order, none overlapping.
    """
    wanted = [_form(word.folded, language) for word in words_of(expression, language)]
    words = words_of(text, language)
    if not wanted:
        return _as_it_is(expression, text)
    found: list[tuple[int, int]] = []
    for start in range(len(words) - len(wanted) + 1):
        here = words[start : start + len(wanted)]
        if (not found or here[0].start >= found[-1][1]) and _all_match(wanted, here):
            found.append((here[0].start, here[-1].end))
    return found or (_written_together(expression, words, language) if len(wanted) > 1 else [])


def is_form_of(word: str, base: str, language: str) -> bool:
    """Tell whether a folded word is the folded dictionary form with or without endings."""
    return _form(base, language).fullmatch(word) is not None


def _all_match(wanted: list[re.Pattern[str]], here: tuple[Word, ...]) -> bool:
    return all(form.fullmatch(word.folded) for form, word in zip(wanted, here, strict=True))


def _written_together(expression: str, words: tuple[Word, ...], language: str) -> list[tuple[int, int]]:
    """Find the words of an expression joined as one, as Persian may (with or without a non-joiner)."""
    if language != "fa":
        return []
    form = _form(fold(expression, language).replace(" ", ""), language)
    return [word.span for word in words if form.fullmatch(word.folded)]


def _as_it_is(expression: str, text: str) -> list[tuple[int, int]]:
    """Find an expression without letters ("5+1")."""
    wanted = expression.strip()
    return [found.span() for found in re.finditer(re.escape(wanted), text)] if wanted else []


@lru_cache(maxsize=4096)
def _form(base: str, language: str) -> re.Pattern[str]:
    stem, last = base, ""
    if language == "ru":
        stem = _RUSSIAN_ENDING.sub("", base)
    elif len(base) > 2 and base[-1] in _SOFT.get(language, {}):
        stem, last = base[:-1], _SOFT[language][base[-1]]
    ending = _ENDINGS.get(language, "")
    return re.compile(f"{_PREFIXES.get(language, '')}{re.escape(stem)}{last}{ending}")
