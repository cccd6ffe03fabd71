"""Which pack, or which two, translate a pair of languages. Pure: it is given the packs there are.

The order, best first:

1. a pack of the pair itself that was installed on purpose;
2. the bundled draft pack, where it serves the pair;
3. two packs through a third language.

So the bundled pack gives way to any other pack of the same pair, but not to a chain: a chain adds up the errors of
two models and the text is out of the editor's sight in between. Chains are never longer than two.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dabir.domain.errors import PackError
from dabir.domain.language import name_of
from dabir.translation.packs import Pack

_FAVOURITE = "en"


def choose(packs: Sequence[Pack], source: str, target: str) -> tuple[Pack, ...]:
    """Return the packs to go through, one or two.

    Among packs of the same pair the one installed last is taken. Of several third languages the chain with fewer
    bundled packs is taken, then English, then the first by the alphabet.

    Args:
        packs: the installed packs.
        source: language of the text.
        target: language wanted.

    Raises:
        PackError: when there is no way; it names the packs that would help.
    """
    if source == target:
        raise PackError(f"The text is in {name_of(target)} already; there is nothing to translate.")
    direct = _best(packs, source, target)
    if direct is not None:
        return (direct,)
    chains = []
    for third in sorted(_targets(packs, source)):
        first, second = _best(packs, source, third), _best(packs, third, target)
        if first is not None and second is not None:
            bundled = first.info.bundled + second.info.bundled
            chains.append(((bundled, *_favourite_first(third)), (first, second)))
    if chains:
        return min(chains, key=lambda one: one[0])[1]
    raise PackError(_lack(packs, source, target), _advice(packs, source, target))


def middle(first: Pack, second: Pack, source: str, target: str) -> str:
    """Return the language in which the first pack of a chain hands over to the second."""
    ways = [b for a, b in first.directions if a == source and (b, target) in second.directions]
    return min(ways, key=_favourite_first)


def reachable(packs: Sequence[Pack], source: str) -> list[str]:
    """Return the languages that `source` can be translated into, directly or through a third one, sorted."""
    first = _targets(packs, source)
    second = {target for third in first for target in _targets(packs, third)}
    return sorted((first | second) - {source})


def _targets(packs: Sequence[Pack], source: str) -> set[str]:
    return {b for pack in packs for a, b in pack.directions if a == source}


def _best(packs: Sequence[Pack], source: str, target: str) -> Pack | None:
    able = [pack for pack in packs if (source, target) in pack.directions]
    return max(able, key=_rank) if able else None


def _rank(pack: Pack) -> tuple[bool, float, str]:
    return (not pack.info.bundled, pack.installed.timestamp() if pack.installed else 0.0, pack.info.name)


def _favourite_first(language: str) -> tuple[bool, str]:
    return (language != _FAVOURITE, language)


def _lack(packs: Sequence[Pack], source: str, target: str) -> str:
    """Say that there is no way, and which ones there are from this language."""
    # Imported here: the names of all languages are read only where one is asked for.
    from dabir.translation.languages import english_name  # noqa: PLC0415

    lack = f"No installed language pack translates {english_name(source)} into {english_name(target)}."
    others = [english_name(code) for code in reachable(packs, source)]
    return f"{lack} From {english_name(source)} there is: {', '.join(others)}." if others else lack


_HOW: Final = "Fetch one: dabir packs download NAME"


def _advice(packs: Sequence[Pack], source: str, target: str) -> str:
    """Say what to install: the pack of the pair, or the half that lacks to a chain."""
    wanted = [f"translate-{source}_{target}"]
    forward = _targets(packs, source)
    back = {a for pack in packs for a, b in pack.directions if b == target}
    halves = [f"translate-{third}_{target}" for third in sorted(forward, key=_favourite_first)]
    halves += [f"translate-{source}_{third}" for third in sorted(back, key=_favourite_first)]
    wanted += halves[:2]
    if not halves and _FAVOURITE not in {source, target}:
        return f"Install {wanted[0]}, or both translate-{source}_en and translate-en_{target}. {_HOW}"
    return f"Install {' or '.join(wanted)}. {_HOW}"
