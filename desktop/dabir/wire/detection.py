"""The language of a text, among the languages the partners write in.

A statistical model (py3langid) is asked first and the letters have their say afterwards, because the model does not
know South Azerbaijani and is unsure of short headlines: ə tells Azerbaijani from Turkish, پ چ ژ گ tell Persian from
Arabic, and the words and endings of Azerbaijani in Arabic script tell it from Persian. Where the evidence is thin
the answer is "": a wrong language costs the desk more than an open one.
"""

from __future__ import annotations

import copy
import math
import re
import threading
from functools import lru_cache
from typing import Any, Final

from dabir.domain.language import normalise

#: Probability below which no language is told; for a short text or a close pair of languages it is higher.
SURE: Final = 0.8
_SURER: Final = 0.9
#: Letters below which a text is short.
_SHORT: Final = 25
#: Letters below which no language is told.
SHORTEST: Final = 10
#: Characters looked at: the beginning of a story decides as well as the whole.
_SAMPLE: Final = 4000

_SCRIPTS: Final = (
    (re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]"), frozenset({"fa", "ar", "azb"})),
    (re.compile("[\u0400-\u052f]"), frozenset({"ru"})),
    (re.compile("[A-Za-z\u00c0-\u024fƏə]"), frozenset({"az", "en", "tr"})),
)
_OTHER_CYRILLIC: Final = re.compile("[іїєґўәғҝөүһҹќљњђћџѕј]", re.IGNORECASE)
_TURKIC_LETTERS: Final = re.compile("[ğışçöüə]", re.IGNORECASE)
_AZERBAIJANI_FORMS: Final = re.compile(r"\w{2}([ıiuü]b(lar)?|[ae]caq|maq)\b|\w-?d[ıiuü]r\b|q\w", re.IGNORECASE)
_TURKISH_FORMS: Final = re.compile(
    r"\b(ve|ile|için|olarak|göre|kadar|değil)\b|\w{2}(yor|[ae]cak|m[ae]k)\b", re.IGNORECASE
)
_ARABIC_ONLY: Final = re.compile("[ةإأ]|\\bال\\w{3}")
_PERSIAN_ONLY: Final = re.compile("[پچژگ]")

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
    letters = sum(character.isalpha() for character in sample)
    if letters < SHORTEST:
        return ""
    wanted = {code for code in map(normalise, languages) if code}
    if "az" in wanted:
        wanted.add("azb")
    candidates = _of_script(sample, wanted)
    evidence, density = _south_azerbaijani(sample) if {"azb", "fa"} & candidates else (0, 0.0)
    if evidence >= 4 and density >= 0.4:
        return "azb" if "azb" in candidates else ""
    if evidence >= 2 and density >= 0.34:
        # Neither surely Azerbaijani nor surely not, and the model would call it one or the other.
        candidates -= {"fa", "ar"}
    if _OTHER_CYRILLIC.search(sample):
        candidates -= {"ru"}
    weights = _weights(sample, tuple(sorted(candidates - {"azb"})))
    if not weights:
        return ""
    _hear_letters(sample, letters, weights)
    best = max(weights, key=lambda code: weights[code])
    total = sum(math.exp(weight - weights[best]) for weight in weights.values())
    close = {"az", "tr"} <= weights.keys() and best in {"az", "tr"}
    return best if 1 / total >= (_SURER if close or letters < _SHORT else SURE) else ""


def _of_script(sample: str, wanted: set[str]) -> set[str]:
    """Return the wanted languages that are written in the script most of the text is in."""
    counts = [(len(pattern.findall(sample)), own) for pattern, own in _SCRIPTS]
    most, own = max(counts, key=lambda pair: pair[0])
    if not most:
        return set()
    foreign = frozenset().union(*(codes for _, codes in counts)) - own
    return wanted - foreign


def _weights(sample: str, candidates: tuple[str, ...]) -> dict[str, float]:
    """Return the model's log-probability of each candidate it knows."""
    identifier = _identifier(candidates)
    if identifier is None:
        return {}
    if not _ARABIC_ONLY.search(sample):
        # Persian of the Windows-1256 days has the Arabic yeh and kaf, which the model takes for Arabic.
        sample = sample.replace("ي", "ی").replace("ك", "ک")
    return {code: math.log(max(probability, 1e-12)) for code, probability in identifier.rank(sample)}


def _hear_letters(sample: str, letters: int, weights: dict[str, float]) -> None:
    """Let telling letters raise or lower the weights, in nats."""
    words = sample.split()
    schwas = sum("ə" in word or "Ə" in word for word in words)
    if schwas < 0.2 * len(words):
        schwas = 0  # a name in a text of another language
    forms = min(len(_AZERBAIJANI_FORMS.findall(sample)), 3) - min(len(_TURKISH_FORMS.findall(sample)), 3)
    if "az" in weights:
        weights["az"] += 3.0 * min(schwas, 3) if schwas else -min(0.03 * letters, 3.0)
        weights["az"] += min(len(re.findall("[xq]", sample)), 2) if _TURKIC_LETTERS.search(sample) else 0.0
    if "tr" in weights:
        weights["tr"] -= 1.5 * min(len(re.findall("[xqw]", sample)), 2) + 2.0 * forms
    if "en" in weights:
        turkic = len(_TURKIC_LETTERS.findall(sample.replace("I", "").replace("i", "")))
        weights["en"] += 1.0 if not turkic else -20.0 * min(turkic / letters, 0.2)
    persian, arabic = len(_PERSIAN_ONLY.findall(sample)), len(_ARABIC_ONLY.findall(sample))
    if "fa" in weights:
        weights["fa"] += 2.0 * min(persian, 3) + 0.3 * min(len(re.findall("[کی]", sample)), 5)
    if "ar" in weights:
        # Arabic of any length has its article; Persian typed with Arabic letters has not.
        weights["ar"] += 1.0 * min(arabic, 4) if arabic else -2.0


def _south_azerbaijani(sample: str) -> tuple[int, float]:
    """Weigh the words that only Azerbaijani in Arabic script has; calibrated to spare Persian.

    Returns:
        The evidence (2 for a telling word, 1 for a telling ending; each word once), and the same a word.
    """
    # A zero-width non-joiner parts no words; it is dropped so that endings behind it are seen.
    different = {word.replace("\u200c", "") for word in re.findall(r"[\w\u200c]+", sample)}
    strong = sum(1 for word in different if _AZB_STRONG.fullmatch(word))
    weak = sum(1 for word in different if _AZB_WEAK.fullmatch(word) and not _AZB_STRONG.fullmatch(word))
    evidence = 2 * strong + weak
    return evidence, evidence / max(len(different), 1)


@lru_cache(maxsize=1)
def _model() -> Any:
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
