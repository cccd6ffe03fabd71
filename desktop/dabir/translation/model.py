"""One loaded model: the tokenizer and the CTranslate2 translator of an installed pack.

Argos Translate reads the pack (`dabir.translation.argos`), CTranslate2 runs it; it is imported at first use only.
"""

from __future__ import annotations

import ctypes
import dataclasses
import itertools
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from dabir.domain.errors import PackError
from dabir.translation import batches
from dabir.translation.argos import read_package
from dabir.translation.record import Pack
from dabir.translation.scripts import foreign_pieces

DEVICE: Final = "cpu"


@dataclass(frozen=True, slots=True)
class Runtime:
    """What runs the models, to be recorded with what it made: outputs can differ between processors.

    Attributes:
        ctranslate2: version of CTranslate2.
        device: always "cpu".
        compute_type: type the weights are computed in, "int8" wherever the processor has it.
    """

    ctranslate2: str
    device: str
    compute_type: str


@dataclass(frozen=True, slots=True)
class Output:
    """What the model wrote for one input.

    Attributes:
        text: the target text.
        score: mean natural log-probability a token.
        tokens: number of target tokens, the end of the sentence included.
        pieces: those tokens.
        cut_off: whether the length limit ended it.
        patched: whether something stands in it, or is missing, that the model did not get right.
        attention: for each of its pieces how much it looked at each piece of the source; empty where nobody asked.
    """

    text: str
    score: float
    tokens: int
    pieces: tuple[str, ...]
    cut_off: bool
    patched: bool = False
    attention: Sequence[Sequence[float]] = field(default=(), repr=False, compare=False)

    def with_text(self, text: str) -> Output:
        """Return the same output with another text."""
        return dataclasses.replace(self, text=text)


def runtime() -> Runtime:
    """Return what runs models on this computer."""
    import ctranslate2  # noqa: PLC0415 - heavy: only when something is translated

    # "int8" alone is refused where a build has no 8-bit arithmetic for the processor.
    fast = "int8" in ctranslate2.get_supported_compute_types(DEVICE)
    return Runtime(ctranslate2.__version__, DEVICE, "int8" if fast else "float32")


class Model:
    """The model of one pack; hold `lock` around `load`, `translate` and `unload`.

    Attributes:
        lock: one thread at a time works with the model.
        info: the pack it belongs to.
        placeholders: whether it was trained with placeholders for figures.
        alignment: whether its attention tells which words belong together.
        threads: batches translated at the same time.
    """

    def __init__(
        self,
        pack: Pack,
        threads: int,
        *,
        length_penalty: float = 1.0,
        read: Callable[[Path], Any] = read_package,
    ) -> None:
        """Prepare a model; nothing is read yet.

        Args:
            pack: the installed pack.
            threads: batches translated at the same time, one processor core each.
            length_penalty: power of its length by which the score of an answer is divided in the search.
            read: returns the package in a folder, with its tokenizer.
        """
        self.lock = threading.RLock()
        self.info = pack.info
        self.placeholders = pack.placeholders
        self.alignment = pack.alignment
        self.threads = threads
        self._folder = pack.path
        self._prefixes = dict(pack.prefixes)
        self._length_penalty = length_penalty
        self._read = read
        self._foreign_pieces: dict[str, list[list[str]]] = {}
        self._package: Any = None
        self._translator: Any = None

    @property
    def loaded(self) -> bool:
        """Whether it holds memory now."""
        return self._translator is not None

    def load(self) -> None:
        """Read the model into memory, unless it is there.

        Raises:
            PackError: when its files are missing or damaged.
        """
        if self.loaded:
            return
        package = self._read(self._folder)
        import ctranslate2  # noqa: PLC0415 - heavy: only when something is translated

        try:
            package.tokenizer.encode("a")
            translator = ctranslate2.Translator(
                str(self._folder / "model"),
                device=DEVICE,
                compute_type=runtime().compute_type,
                inter_threads=self.threads,
                intra_threads=1,
            )
        except (RuntimeError, ValueError, OSError, MemoryError) as error:
            raise PackError(
                f"The language pack {self.info.name} in {self._folder} cannot be loaded: {error}.",
                "Remove it and install it again.",
            ) from error
        self._package, self._translator = package, translator

    def unload(self) -> None:
        """Give its memory back; it is loaded again when needed."""
        if self._translator is None:
            return
        # This frees the weights now; the working memory of its threads, which is more, goes with the object.
        self._translator.unload_model()
        self._package = self._translator = None
        self._foreign_pieces.clear()
        _give_back()

    def encode(self, text: str) -> list[str]:
        """Return the pieces of a text."""
        self.load()
        return list(self._package.tokenizer.encode(text))

    def translate(
        self,
        groups: Sequence[Sequence[Sequence[str]]],
        target: str,
        *,
        beam: int,
        no_repeat: int = 0,
        hypotheses: int = 1,
        begun: Sequence[Sequence[Sequence[str]]] = (),
    ) -> list[list[list[Output]]]:
        """Translate batches of pieces, as many at the same time as there are threads.

        Args:
            groups: batches, each a sequence of inputs of about the same length.
            target: language to write.
            beam: width of the search.
            no_repeat: length of the sequences that may not come twice in an output; 0 for no such rule.
            hypotheses: answers wanted for each input, `beam` at most.
            begun: for each input pieces that its answers begin with, which scores do not count; none for a free one.

        Returns:
            The answers for each input, the best first, in the order of the inputs.

        Raises:
            PackError: when the model fails.
        """
        self.load()
        prefix = self._prefix(target)
        limits = [3 * max(len(one) for one in batch) + 24 for batch in groups]
        given = [[[prefix] * bool(prefix)] * len(batch) for batch in groups]
        if begun:
            given = [[[*given[0][0], *one] for one in batch] for batch in begun]
        try:
            pending = [
                self._translator.translate_batch(
                    [list(one) for one in batch],
                    target_prefix=starts if prefix or begun else None,
                    beam_size=beam,
                    num_hypotheses=hypotheses,
                    length_penalty=self._length_penalty,
                    max_input_length=0,
                    # The piece that asks for the language counts; without this an answer can be empty.
                    min_decoding_length=2 if prefix else 1,
                    max_decoding_length=limit,
                    no_repeat_ngram_size=no_repeat,
                    replace_unknowns=True,
                    suppress_sequences=self._foreign(target),
                    return_scores=True,
                    return_attention=self.alignment,
                    asynchronous=True,
                )
                for batch, starts, limit in zip(groups, given, limits, strict=True)
            ]
            results = [[one.result() for one in batch] for batch in pending]
        except (RuntimeError, ValueError, MemoryError) as error:
            raise self._failure(error) from error
        return [
            [self._outputs(one, prefix, limit) for one in batch] for batch, limit in zip(results, limits, strict=True)
        ]

    def answers(
        self,
        inputs: Sequence[Sequence[str]],
        target: str,
        *,
        beam: int,
        hypotheses: int,
        no_repeat: int = 0,
        begun: Sequence[Sequence[str]] = (),
    ) -> list[list[Output]]:
        """Translate inputs of any length, spread over the threads; else as `translate` does."""
        plan = batches.plan([len(one) for one in inputs], self.threads)
        made = self.translate(
            [[inputs[i] for i in batch] for batch in plan],
            target,
            beam=beam,
            no_repeat=no_repeat,
            hypotheses=hypotheses,
            begun=[[begun[i] for i in batch] for batch in plan] if begun else (),
        )
        places = itertools.chain.from_iterable(plan)
        found = dict(zip(places, itertools.chain.from_iterable(made), strict=True))
        return [found[i] for i in range(len(inputs))]

    def scores(self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]], target: str) -> list[list[float]]:
        """Return how likely the model finds given texts.

        Args:
            pairs: pieces of a source and pieces of a text in `target`.
            target: language of the texts.

        Returns:
            For each text the natural log-probabilities of its pieces and of its end.

        Raises:
            PackError: when the model fails.
        """
        if not pairs:
            return []
        self.load()
        prefix = [self._prefix(target)] if self._prefix(target) else []
        try:
            made = self._translator.score_batch(
                [list(source) for source, _ in pairs],
                [[*prefix, *text] for _, text in pairs],
                max_batch_size=2048,
                batch_type="tokens",
            )
        except (RuntimeError, ValueError, MemoryError) as error:
            raise self._failure(error) from error
        return [list(one.log_probs[len(prefix) :]) for one in made]

    def attention(self, source: Sequence[str], target: Sequence[str], language: str) -> list[list[float]]:
        """Return how much each word of a target looked at each word of its source.

        The model is made to write the target, whoever wrote it, and its alignment head is watched.

        Args:
            source: words of the source.
            target: words of the target, in `language`.
            language: language of the target.

        Returns:
            A row for each target word, a number for each source word; a row sums to at most 1.
        """
        self.load()
        sources = [self.encode(word) for word in source]
        targets = [self.encode(word) for word in target]
        given, forced = (list(itertools.chain.from_iterable(pieces)) for pieces in (sources, targets))
        if not given or not forced:
            return [[0.0] * len(source) for _ in target]
        prefix = self._prefix(language)
        whole = [prefix, *forced] if prefix else forced
        result = self._translator.translate_batch(
            [given],
            target_prefix=[whole],
            beam_size=1,
            max_input_length=0,
            max_decoding_length=len(whole) + 1,
            return_attention=True,
        )[0]
        rows = result.attention[0][len(whole) - len(forced) :]
        return [
            [sum(sum(row[a:b]) for row in rows[c:d]) / max(1, d - c) for a, b in _spans(sources)]
            for c, d in _spans(targets)
        ]

    def _foreign(self, target: str) -> list[list[str]] | None:
        """Return the pieces that have letters of another script than the target's, which the model may not write.

        Only where words of other scripts go past the model as placeholders: else it has to copy them.
        """
        if not self.placeholders:
            return None
        if target not in self._foreign_pieces:
            processor = self._package.tokenizer.lazy_processor()
            pieces = map(processor.id_to_piece, range(processor.get_piece_size()))
            self._foreign_pieces[target] = foreign_pieces(pieces, target)
        return self._foreign_pieces[target]

    def _failure(self, error: Exception) -> PackError:
        return PackError(
            f"The language pack {self.info.name} failed while translating: {error}.",
            "Try again; if it fails again, remove the pack and install it anew.",
        )

    def _prefix(self, target: str) -> str:
        return self._prefixes.get(target, "") or str(self._package.target_prefix or "")

    def _outputs(self, result: Any, prefix: str, limit: int) -> list[Output]:
        outputs = []
        attention = result.attention or [()] * len(result.hypotheses)
        for hypothesis, score, rows in zip(result.hypotheses, result.scores, attention, strict=True):
            pieces, asked = list(hypothesis), int(bool(prefix) and hypothesis[:1] == [prefix])
            del pieces[:asked]
            text = _decode(self._package.tokenizer, pieces).strip()
            cut_off = len(pieces) + 2 >= limit
            outputs.append(
                Output(text, float(score), len(pieces) + 1, tuple(pieces), cut_off, attention=rows[asked:])
            )
        return outputs


def _give_back() -> None:
    """Hand what was freed to the system; glibc would keep it for itself (malloc_trim(3), which others do not have).

    Measured with the bundled pack, 35 MiB resident before its first use and 109 in use: 101 are left after unloading
    without this, 58 with it. It takes 2 ms.
    """
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "malloc_trim"):
        library.malloc_trim(0)


def _spans(words: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return the places of each word's pieces among all pieces."""
    ends = list(itertools.accumulate(map(len, words)))
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _decode(tokenizer: Any, pieces: list[str]) -> str:
    # Argos's own SentencePiece decoding turns every underscore of the text into a space.
    if hasattr(tokenizer, "lazy_processor"):
        return str(tokenizer.lazy_processor().decode_pieces(pieces)).replace("▁", " ")
    return str(tokenizer.decode(pieces))
