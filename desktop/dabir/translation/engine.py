"""Translates segments with the installed packs: all of them in one call, output i for input i.

Equal segments are translated once, inputs are sorted by length into batches, and between batches the caller may
cancel, is told how far it is and gets what is ready. Models stay loaded for the next call, two at most, and give
their memory back when they are idle.
"""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from dabir.domain.errors import Cancelled, PackError
from dabir.domain.language import normalise
from dabir.domain.segment import Link, MachineTranslation
from dabir.translation import alignment, batches, jobs, model, route
from dabir.translation.jobs import Draft, Sheaf
from dabir.translation.model import Model, Runtime
from dabir.translation.packs import Pack, Packs

#: A chain needs two models; more are never kept.
_KEPT: Final = 2

#: More batches at once only wait for memory.
_MOST_CORES: Final = 8

Ready = Callable[[list[tuple[int, MachineTranslation]]], None]


@dataclass(slots=True)
class _Kept:
    """A model and when it was last used: by the engine's clock, and counted in uses of all models."""

    model: Model
    used: float
    turn: int = 0


@dataclass(frozen=True, slots=True)
class _Call:
    """What stays the same through one call of `translate`."""

    beam: int
    cancel: Callable[[], bool] | None
    progress: Callable[[int, int], None] | None


class Engine:
    """Runs the packs. Safe to use from several threads; each model works for one of them at a time."""

    def __init__(
        self,
        packs: Packs,
        *,
        threads: int | None = None,
        idle_seconds: float = 600,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make an engine; nothing is loaded yet.

        Args:
            packs: the installed packs.
            threads: processor cores to use; None takes all this process may use.
            idle_seconds: how long an unused model keeps its memory, in seconds.
            clock: seconds, going forward.
        """
        self._packs = packs
        self._threads = threads or _cores()
        self._idle_seconds = idle_seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, int], _Kept] = {}
        self._turns = itertools.count(1)
        self._closed = False

    @property
    def runtime(self) -> Runtime:
        """What runs the models here: outputs can differ between processors and versions."""
        return model.runtime()

    @property
    def loaded(self) -> list[str]:
        """The names of the packs whose models are in memory."""
        with self._lock:
            return sorted(kept.model.info.name for kept in self._kept.values() if kept.model.loaded)

    def route(self, source: str, target: str) -> tuple[Pack, ...]:
        """Return the pack, or the chain of two, that a translation would go through.

        Raises:
            PackError: when no installed pack serves the pair; it says which would help.
        """
        packs = self._packs.installed()
        try:
            return route.choose(packs, normalise(source), normalise(target))
        except PackError as error:
            if self._packs.trouble:
                raise PackError(f"{error.message} {self._packs.trouble}", error.remedy) from error
            if back := self._packs.way_back((normalise(source), normalise(target))):
                raise PackError(error.message, back) from error
            raise

    def targets(self, source: str) -> list[str]:
        """Return the languages that installed packs can translate `source` into, alphabetically."""
        return route.reachable(self._packs.installed(), normalise(source))

    def translate(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        *,
        beam: int = 2,
        cancel: Callable[[], bool] | None = None,
        progress: Callable[[int, int], None] | None = None,
        on_batch: Ready | None = None,
    ) -> list[MachineTranslation]:
        """Translate segments, those of one story or of many.

        Args:
            texts: the segments. An empty or white one gets an empty translation with score 0.
            source: their language.
            target: language wanted.
            beam: width of the search, from 1; `dabir.domain.quality` has names for the useful ones.
            cancel: asked between batches.
            progress: told segments done and segments in all.
            on_batch: given the positions in `texts` and translations that are ready, batch by batch; every position
                comes exactly once before `translate` returns.

        Returns:
            A translation for each text, in their order.

        Raises:
            Cancelled: when `cancel` said so, or the engine was closed.
            PackError: when no pack serves the pair, or one fails.
            ValueError: when `beam` is less than 1.
        """
        if beam < 1:
            raise ValueError(f"the beam must be at least 1, not {beam}")
        packs = self.route(source, target)
        infos = tuple(pack.info for pack in packs)
        places: dict[str, list[int]] = {}
        for position, text in enumerate(texts):
            places.setdefault(batches.tidy(text), []).append(position)
        blank = [(position, MachineTranslation("", 0.0, infos, beam=beam)) for position in places.pop("", [])]
        made = dict(blank)
        if on_batch and blank:
            on_batch(blank)
        unique = list(places)
        total, steps, wanted = len(texts), len(packs), normalise(target)

        def ready(drafts: dict[int, Draft]) -> None:
            fresh = [
                (position, MachineTranslation(draft.text, draft.score, infos, draft.confidence, draft.doubtful, beam))
                for number, draft in drafts.items()
                for position in places[unique[number]]
            ]
            made.update(fresh)
            if on_batch and fresh:
                on_batch(fresh)

        drafts = [Draft(text, 0.0) for text in unique]
        weights = [len(places[text]) for text in unique]
        language = normalise(source)
        for step, pack in enumerate(packs if unique else ()):
            call = _Call(beam, cancel, _share(progress, len(blank), total, step, steps))
            last = step == steps - 1
            onward = wanted if last else route.middle(packs[0], packs[1], normalise(source), wanted)
            drafts = self._step(pack, drafts, weights, (language, onward), call, ready if last else None)
            language = onward
        if progress:
            progress(total, total)
        return [made[position] for position in range(total)]

    def alternatives(self, text: str, source: str, target: str, *, count: int = 5) -> list[MachineTranslation]:
        """Return translations of one segment that differ, the best first; fewer where the model has no more.

        Where two packs are chained only the second step offers a choice.

        Raises:
            PackError: when no pack serves the pair, or one fails.
        """
        packs = self.route(source, target)
        infos, wanted, language = tuple(pack.info for pack in packs), normalise(target), normalise(source)
        if len(packs) > 1:
            onward = route.middle(packs[0], packs[1], language, wanted)
            text, language = self.translate([text], source, onward)[0].text, onward
        with self._borrow(packs[-1]) as loaded:
            planned = jobs.plan(loaded, [batches.tidy(text)], language)
            if len(planned) != 1 or not planned[0].pieces:
                return self.translate([text], source, target)
            made = jobs.alternatives(loaded, planned[0], wanted, count)
        return [MachineTranslation(one.text, one.score, infos) for one in made]

    def align(self, text: str, translation: str, source: str, target: str) -> list[Link]:
        """Return which words of a segment and its translation belong together, whoever made the translation.

        Returns:
            The links; none where no installed pack can tell for this pair.
        """
        pair = (normalise(source), normalise(target))
        able = [pack for pack in self._packs.installed() if pack.alignment and pair in pack.directions]
        if not able or not text.strip() or not translation.strip():
            return []
        # A pack that was installed on purpose knows better than the small one that ships with Dabir.
        able.sort(key=lambda pack: pack.info.bundled)
        ours, theirs = ([one[slice(*span)] for span in alignment.words(one)] for one in (text, translation))
        with self._borrow(able[0]) as loaded:
            attention = loaded.attention(ours, theirs, pair[1])
        return alignment.links(text, translation, attention)

    def forget(self, name: str) -> None:
        """Let go of the models of a pack that is removed or replaced; waits until none is working."""
        with self._lock:
            gone = [self._kept.pop(key) for key in [key for key in self._kept if key[0] == name]]
        for kept in gone:
            with kept.model.lock:
                kept.model.unload()

    def unload_idle(self) -> None:
        """Give back the memory of models that were not used for `idle_seconds`; call it now and then."""
        now = self._clock()
        with self._lock:
            idle = [kept for kept in self._kept.values() if now - kept.used >= self._idle_seconds]
        for kept in idle:
            _unload_unless_busy(kept.model)

    def close(self) -> None:
        """Give back all memory. A translation that is running stops after its batch with `Cancelled`."""
        with self._lock:
            self._closed = True
            kept = list(self._kept.values())
            self._kept.clear()
        for one in kept:
            with one.model.lock:
                one.model.unload()

    def _step(
        self,
        pack: Pack,
        drafts: Sequence[Draft],
        weights: Sequence[int],
        languages: tuple[str, str],
        call: _Call,
        ready: Callable[[dict[int, Draft]], None] | None,
    ) -> list[Draft]:
        """Take all texts through one pack; `weights` says how many segments each stands for."""
        source, target = languages
        with self._borrow(pack) as loaded:
            planned = jobs.plan(loaded, [draft.text for draft in drafts], source)
        sheaf = Sheaf(drafts, planned, pack.calibration)
        search = jobs.Search(target, call.beam, self._threads)
        for made in jobs.work(planned, search, lambda: self._borrow(pack), lambda: self._stop_if_asked(call)):
            fresh = sheaf.add(made)
            if ready:
                ready(fresh)
            if call.progress:
                call.progress(sum(weights[number] for number in sheaf.done), sum(weights))
        return [sheaf.done[number] for number in range(len(drafts))]

    def _stop_if_asked(self, call: _Call) -> None:
        if self._closed or (call.cancel is not None and call.cancel()):
            raise Cancelled("The translation was stopped.")

    @contextmanager
    def _borrow(self, pack: Pack) -> Iterator[Model]:
        """Have a pack's model to oneself, loaded."""
        key = (pack.info.name, pack.sequence)
        with self._lock:
            if self._closed:
                raise Cancelled("The translation was stopped: the desk is being closed.")
            kept = self._kept.get(key)
            if kept is None:
                kept = _Kept(Model(pack, self._threads), self._clock())
                self._kept[key] = kept
        try:
            with kept.model.lock:
                kept.turn = next(self._turns)
                if not kept.model.loaded:
                    self._make_room(_KEPT - 1)
                    _load(kept.model, pack)
                try:
                    yield kept.model
                finally:
                    kept.used = self._clock()
                    with self._lock:
                        known = self._kept.get(key) is kept
                    if not known:  # the pack was removed, or the engine closed, while it worked
                        kept.model.unload()
        finally:
            # While others worked this one was loaded beside them; now one of them can go.
            self._make_room(_KEPT)

    def _make_room(self, room: int) -> None:
        """Unload the models used longest ago until at most so many are loaded; those that work now stay."""
        with self._lock:
            loaded = sorted((kept for kept in self._kept.values() if kept.model.loaded), key=lambda kept: kept.turn)
        for kept in loaded[: max(0, len(loaded) - room)]:
            _unload_unless_busy(kept.model)


def _load(one: Model, pack: Pack) -> None:
    try:
        one.load()
    except PackError as error:
        if pack.path.exists():
            raise
        raise PackError(
            f"The language pack {pack.info.name} was removed or replaced while it was needed.", "Translate again."
        ) from error


def _unload_unless_busy(one: Model) -> None:
    if one.lock.acquire(blocking=False):
        try:
            one.unload()
        finally:
            one.lock.release()


def _share(
    progress: Callable[[int, int], None] | None, blank: int, total: int, step: int, steps: int
) -> Callable[[int, int], None] | None:
    """Tell progress over all steps of a chain as one count of segments."""
    if progress is None:
        return None
    return lambda done, of: progress(blank + (step * of + done) // steps, total)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return min(_MOST_CORES, len(os.sched_getaffinity(0)))
    return min(_MOST_CORES, os.cpu_count() or 1)
