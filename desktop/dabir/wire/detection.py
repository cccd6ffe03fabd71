"""The language of a text, among the languages the partners write in.

A statistical model (py3langid) and the letters have their say together, because the model does not know South
Azerbaijani and is unsure of short headlines: ə tells Azerbaijani from Turkish, پ چ ژ گ tell Persian from Arabic, and
the words and endings of Azerbaijani in Arabic script tell it from Persian. Where the evidence is thin the answer is
"": a wrong language costs the desk more than an open one.

Where a text of some length has many letters or common words that only one of the candidates writes, the model is not
asked: it has nothing to add, and takes longer than all the rest of reading a story; to load it, half a second.
"""

from __future__ import annotations

import copy
import itertools
import math
import os
import re
import string
import threading
from functools import lru_cache
from typing import Any, Final

from dabir.domain.language import normalise

#: Probability below which no language is told; for a short text or a close pair of languages it is higher.
SURE: Final = 0.8
_SURER: Final = 0.9
#: Letters below which a text is short.
_SHORT: Final = 25
#: Characters of a text that tell whether it is short, in nearly all of them.
_GLANCE: Final = 60
#: Letters below which no language is told.
SHORTEST: Final = 10
#: Characters looked at: the beginning of a story decides as well as the whole.
_SAMPLE: Final = 4000

#: The languages of a script, by the first bytes that its letters have in UTF-8: U+0600 to U+06FF, U+0400 to U+04FF,
#: ASCII and U+00C0 to U+027F.
_SCRIPTS: Final = (
    (bytes(range(0xD8, 0xDC)), frozenset({"fa", "ar", "azb"})),
    (bytes(range(0xD0, 0xD4)), frozenset({"ru"})),
    (string.ascii_letters.encode() + bytes(range(0xC3, 0xCA)), frozenset({"az", "en", "tr"})),
)
#: How many times the characters of the commonest script all may be, for it to be surely that of the letters.
_CLEAR: Final = 1.1
#: Languages that the model knows, of those that a script is told of.
_MODELLED: Final = frozenset({"fa", "ar", "ru", "az", "en", "tr"})
_OF_SCRIPTS: Final = frozenset().union(*(own for _, own in _SCRIPTS))
_WORDS: Final = re.compile(r"\w+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_OTHER_CYRILLIC: Final = re.compile("[іїєґўәғҝөүһҹќљњђћџѕј]", re.IGNORECASE)
_TURKIC_LETTERS: Final = re.compile("[ğışçöüə]", re.IGNORECASE)
_AZERBAIJANI_FORMS: Final = re.compile(r"\w{2}([ıiuü]b(lar)?|[ae]caq|maq)\b|\w-?d[ıiuü]r\b|q\w", re.IGNORECASE)
_TURKISH_FORMS: Final = re.compile(
    r"\b(ve|ile|için|olarak|göre|kadar|değil)\b|\w{2}(yor|[ae]cak|m[ae]k)\b", re.IGNORECASE
)
#: The commonest words of English, none of which is one in Azerbaijani or Turkish.
_ENGLISH_WORDS: Final = re.compile(
    r"\b(?:the|of|to|that|with|was|were|for|from|have|been|which|said|by|its|this|will|would|[Hh]e|[Ss]he|[Tt]hey|their"
    r"|who|when|what|where|after|before|below|between|than|more|most|about|over|into|under|please|won|wins|new"
    r"|The|This|That|With|After|When|Please)\b"
)
#: Common words of Persian, the commonest first; a quarter of its words are such as these.
_PERSIAN_WORDS: Final = (
    " در ",
    " از ",
    " که ",
    " را ",
    " می\u200c",
    " این ",
    " است",
    "\u200cها",
    " با ",
    " برای ",
    " كه ",
)
_ARABIC_LETTERS: Final = "ةإأ"
# The look back stands behind the letters it is about: so the search has letters to begin with, and is twice as fast.
_ARABIC_ARTICLE: Final = re.compile(r"ال(?<!\wال)\w{3}")
_ARABIC_ONLY: Final = re.compile("[ةإأ]|\\bال\\w{3}")
_PERSIAN_ONLY: Final = "پچژگ"
_PERSIAN_TYPED: Final = _PERSIAN_ONLY + "\u200c"
_YEH_AND_KAF: Final = "یک"
#: Letters, or words with them, that tell a language without the model; and how often they outnumber the other's.
_TELLING: Final = 3
_MANY: Final = 4
#: Which part of the words of a text in Azerbaijani has a schwa: one with no word of another language, most texts, and
#: a text that is no other's.
_FEW_WORDS: Final = 0.1
_SOME_WORDS: Final = 0.2
_MOST_WORDS: Final = 0.25
#: Which part of the words of a text in English or Persian is among its commonest, at least.
_COMMON_WORDS: Final = 0.1

# Azerbaijani in Arabic script, word by word. Persian words with the same look (ائتلاف, مؤثر, سوئیس) must not match.
_AZB_STRONG: Final = re.compile(
    r"\w*[ۆۇۏێ]\w*|\w*([گدکت]ؤ|سؤ(?!ال))\w*|اؤ\w*|بؤ\w*|(ائ(?!تلاف)|یئ|دئ|گئ|وئر|بئش)\w+"
    r"|ایله|اوچون|بیر|ایکی|سونرا|قاباق|اولدو|اولان|اولوب|اولاجاق|اولوندو|اولاراق|گلدی|گلیب|آراسیندا\w*|حاقیندا|حاقدا|قارشی"
    r"|ایلده|کیمی|باشلا(دی|ندی|ییب|یاجاق)|چوخ|داها|اونون|اونلار|اوچوش\w*|گوجلو|ناظیر\w*|سازیش\w*|یاغیش\w*|یوللار\w*"
    r"|یاردیم\w*|اینسان\w*|قادین\w*|اوشاق\w*|ایجلاس\w*|سرگی\w*|آچیل\w+"
)
_AZB_WEAK: Final = re.compile(
    r"\w{2,}(لارین|لرین|لاری|لری|لار|لاردا|لرده|لاردان|لردن|لارا|لره|یندا|یندان|سیندا|سینده|ینین|نین|ونون|میشدیر|میش|جاق"
    r"|ماق|دیلار|دیلر|یلدی|یلیب|ییب|اییر|الیر|دیغی|یلان|جیلار|چیلار|چیلر)|دیر|بو|ایل|گون|دا"
)

_lock = threading.Lock()


def detect(text: str, languages: tuple[str, ...]) -> str:
    """Return the language of a text, or "" when it is too short or the evidence is not clear.

    Args:
        text: headline, body, or both; only its beginning is looked at.
        languages: the languages to choose from, as codes or tags; Azerbaijani in Arabic script is found where "az"
            or "azb" is among them.

    Returns:
        A normalised code, or "".
    """
    sample = text[:_SAMPLE]
    letters = _letters(sample[:_GLANCE])
    if letters < _SHORT:
        letters = _letters(sample)
    if letters < SHORTEST:
        return ""
    candidates = _of_script(sample, _wanted(languages))
    if "fa" in candidates and _is_plainly_persian(sample):
        return "fa"
    evidence, density = _south_azerbaijani(sample) if {"azb", "fa"} & candidates else (0, 0.0)
    if evidence >= 4 and density >= 0.4:
        return "azb" if "azb" in candidates else ""
    if evidence >= 2 and density >= 0.34:
        # Neither surely Azerbaijani nor surely not, and the model would call it one or the other.
        candidates -= {"fa", "ar"}
    if "ru" in candidates and _OTHER_CYRILLIC.search(sample):
        candidates -= {"ru"}
    candidates -= {"azb"}
    if letters >= _SHORT and (told := _told_by_letters(sample, candidates)):
        return told
    weights = _weights(sample, tuple(sorted(candidates)))
    if not weights:
        return ""
    _hear_letters(sample, weights)
    best = max(weights, key=lambda code: weights[code])
    total = sum(math.exp(weight - weights[best]) for weight in weights.values())
    close = {"az", "tr"} <= weights.keys() and best in {"az", "tr"}
    return best if 1 / total >= (_SURER if close or letters < _SHORT else SURE) else ""


def _told_by_letters(sample: str, candidates: frozenset[str]) -> str:
    """Return the candidate whose own letters are so many that the model need not be asked; "" for none."""
    if not candidates <= _MODELLED:
        return ""
    if len(candidates) == 1:
        return next(iter(candidates))
    if candidates == {"fa", "ar"}:
        # Arabic is typed with other letters for yeh and kaf; by hands used to Persian, but for some, with these.
        own = _count(_PERSIAN_TYPED, sample) + _count(_YEH_AND_KAF, sample) // 2
        return "fa" if own >= _TELLING and own >= _MANY * _arabic(sample, own) else ""
    schwas = _schwas(sample, _FEW_WORDS) if "az" in candidates else 0
    if schwas >= _TELLING and (schwas >= _MOST_WORDS * sample.count(" ") or not _is_of_others(sample)):
        return "az"
    if "en" in candidates and not _turkic_letters(sample):
        own = len(_ENGLISH_WORDS.findall(sample))
        return "en" if own >= _TELLING and own >= _COMMON_WORDS * sample.count(" ") else ""
    return ""


def _is_of_others(sample: str) -> bool:
    """Tell a text with a word or an ending of English or Turkish, which may have its schwas from names."""
    return bool(_ENGLISH_WORDS.search(sample) or _TURKISH_FORMS.search(sample))


def _is_plainly_persian(sample: str) -> bool:
    """Tell a text that has many words which neither Arabic has nor Azerbaijani in Arabic script."""
    enough = max(_TELLING, _COMMON_WORDS * sample.count(" "))
    common = 0
    for word in _PERSIAN_WORDS:
        common += sample.count(word)
        if common >= enough:
            return True
    return False


@lru_cache(maxsize=32)
def _wanted(languages: tuple[str, ...]) -> frozenset[str]:
    wanted = {code for code in map(normalise, languages) if code}
    return frozenset(wanted | {"azb"} if "az" in wanted else wanted)


def _letters(sample: str) -> int:
    return sum(map(len, _LETTERS.findall(sample)))


def _of_script(sample: str, wanted: frozenset[str]) -> frozenset[str]:
    """Return the wanted languages that are written in the script most of the letters are of."""
    counts = _counts(sample)
    if sum(counts) > _CLEAR * max(counts):
        # Digits and marks of a script, which were counted with its letters, may have decided.
        counts = _counts("".join(_LETTERS.findall(sample)))
    most = max(counts)
    return wanted - (_OF_SCRIPTS - _SCRIPTS[counts.index(most)][1]) if most else frozenset()


def _counts(text: str) -> list[int]:
    """Return how many characters there are of each script."""
    data = text.encode("utf-8", "surrogatepass")
    return [len(data) - len(data.translate(None, first)) for first, _ in _SCRIPTS]


def _weights(sample: str, candidates: tuple[str, ...]) -> dict[str, float]:
    """Return the model's log-probability of each candidate it knows."""
    identifier = _identifier(candidates)
    if identifier is None:
        return {}
    if not _ARABIC_ONLY.search(sample):
        # Persian of the Windows-1256 days has the Arabic yeh and kaf, which the model takes for Arabic.
        sample = sample.replace("ي", "ی").replace("ك", "ک")
    return {code: math.log(max(probability, 1e-12)) for code, probability in identifier.rank(sample)}


def _hear_letters(sample: str, weights: dict[str, float]) -> None:
    """Let telling letters raise or lower the weights, in nats."""
    letters = _letters(sample)
    if {"az", "tr"} & weights.keys():
        schwas = _schwas(sample, _SOME_WORDS)
        if "az" in weights:
            weights["az"] += 3.0 * min(schwas, 3) if schwas else -min(0.03 * letters, 3.0)
            weights["az"] += min(_count("xq", sample), 2) if _TURKIC_LETTERS.search(sample) else 0.0
        if "tr" in weights:
            forms = _first(_AZERBAIJANI_FORMS, sample, 3) - _first(_TURKISH_FORMS, sample, 3)
            weights["tr"] -= 1.5 * min(_count("xqw", sample), 2) + 2.0 * forms
    if "en" in weights:
        turkic = _turkic_letters(sample)
        weights["en"] += 1.0 if not turkic else -20.0 * min(turkic / letters, 0.2)
    if "fa" in weights:
        weights["fa"] += 2.0 * min(_count(_PERSIAN_ONLY, sample), 3) + 0.3 * min(_count("کی", sample), 5)
    if "ar" in weights:
        # Arabic of any length has its article; Persian typed with Arabic letters has not.
        arabic = _arabic(sample, 4)
        weights["ar"] += 1.0 * arabic if arabic else -2.0


def _schwas(sample: str, part: float) -> int:
    """Return how many words have a schwa; 0 where less than a part of them: names in a text of another language."""
    if "ə" not in sample and "Ə" not in sample:
        return 0
    words = sample.replace("Ə", "ə").split()
    schwas = len([word for word in words if "ə" in word])
    return 0 if schwas < part * len(words) else schwas


def _turkic_letters(sample: str) -> int:
    """Return how many letters there are that English has not; ASCII has none of them."""
    return 0 if sample.isascii() else len(_TURKIC_LETTERS.findall(sample.replace("I", "").replace("i", "")))


def _arabic(sample: str, most: int) -> int:
    """Return how many letters and articles there are that only Arabic has, counting no further than so far."""
    return _first(_ARABIC_ONLY if _count(_ARABIC_LETTERS, sample) else _ARABIC_ARTICLE, sample, most)


def _first(pattern: re.Pattern[str], sample: str, most: int) -> int:
    """Return how often a pattern matches, counting no further than so far."""
    return sum(1 for _ in itertools.islice(pattern.finditer(sample), most))


def _count(characters: str, sample: str) -> int:
    return sum(map(sample.count, characters))


def _south_azerbaijani(sample: str) -> tuple[int, float]:
    """Weigh the words that only Azerbaijani in Arabic script has; calibrated to spare Persian.

    Returns:
        The evidence (2 for a telling word, 1 for a telling ending; each word once), and the same a word.
    """
    # A zero-width non-joiner parts no words; it is dropped so that endings behind it are seen.
    different = set(_WORDS.findall(sample.replace("\u200c", "")))
    evidence = sum(map(_evidence_of, different))
    return evidence, evidence / max(len(different), 1)


@lru_cache(maxsize=1 << 15)
def _evidence_of(word: str) -> int:
    return 2 if _AZB_STRONG.fullmatch(word) else 1 if _AZB_WEAK.fullmatch(word) else 0


@lru_cache(maxsize=1)
def _model() -> Any:
    # The model is far too small for the threads that its library would start and keep waiting.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Imported here: the model takes a moment and some memory, and a wire that declares its language needs none.
    from py3langid import langid  # noqa: PLC0415

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=32)
def _restricted(candidates: tuple[str, ...]) -> Any:
    model = _model()
    known = [code for code in candidates if code in model.labels]
    if not known:
        return None
    # A restricted copy of its own for each set of languages: restricting the shared one would race.
    own = copy.copy(model)
    own.set_languages(known)
    return own


def _identifier(candidates: tuple[str, ...]) -> Any:
    with _lock:
        return _restricted(candidates)
