"""The model card: what the pack is, what it scored, what it cost, and ten examples nobody chose."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from dabir.training.corpus import DIRECTIONS, HELD_OUT_STORIES, Triple, bucket
from pack.findings import Trial, engine_work, study, weak_spots
from pack.package import LICENSE, VERSION
from pack.score import Score, signatures
from pack.uses import Use
from pack.weak_spots import Spot

EXAMPLES = 10
PARTS = ("torch", "sentencepiece", "ctranslate2", "sacrebleu", "numpy")


@dataclass(frozen=True, slots=True)
class Example:
    """A held-out sentence, its reference and what the pack made of it."""

    source: str
    target: str
    text: str
    output: str
    reference: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What the training took; `pieces` counts the target pieces learned, `parameters` the weights."""

    minutes: float
    epochs: float
    steps: int
    pieces: int
    parameters: int
    machine: str


@dataclass(frozen=True, slots=True)
class Speed:
    """Loading time in seconds and source words a second at a beam of two, and on what."""

    load_seconds: float
    words_per_second: float
    threads: int
    machine: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All the card tells.

    Attributes:
        sizes: sentences of each part of the corpus.
        corpus_sha256: of the corpus.
        seed: of the training.
        settings: of the training, by name.
        held_out: scores on the held-out sentences.
        stories: scores on the held-out stories.
        examples: unselected.
        cost: of the training.
        speed: of the model.
        installed_bytes: size of the pack, unpacked.
        worst_found: share of the worst fifth of drafts that the fifth with the lowest confidence holds.
        spots: where it is weak.
        trials: what was tried, where a study was made.
        uses: other ways of using the model.
        note: what set this build apart.
    """

    sizes: Mapping[str, int]
    corpus_sha256: str
    seed: int
    settings: Mapping[str, object]
    held_out: Sequence[Score]
    stories: Sequence[Score]
    examples: Sequence[Example]
    cost: Cost
    speed: Speed
    installed_bytes: int
    worst_found: float
    spots: Sequence[Spot]
    trials: Sequence[Trial] = ()
    uses: Sequence[Use] = ()
    note: str = ""


def example_order(triples: Sequence[Triple]) -> list[tuple[str, str, Triple]]:
    """Return ten sentences by their place in the split's hash, each with the next of the six directions."""
    ordered = sorted(triples, key=lambda triple: (bucket(triple.az), triple.az))[:EXAMPLES]
    return [(*DIRECTIONS[number % len(DIRECTIONS)], triple) for number, triple in enumerate(ordered)]


def _table(scores: Sequence[Score]) -> str:
    rows = [
        "| direction | sentences | chrF | BLEU | figures kept | names kept | spelled as CLDR | loops |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    rows += [
        f"| {one.source} → {one.target} | {one.sentences} | {one.chrf:.1f} | {one.bleu:.1f} | {one.figures:.1%} "
        f"| {one.names:.1%} | {one.spelled:.0%} | {one.loops} |"
        for one in scores
    ]
    return "\n".join(rows)


def _examples(examples: Sequence[Example]) -> str:
    return "\n\n".join(
        f"{number}. {one.source} → {one.target}\n   - source: {one.text}\n   - output: {one.output}\n"
        f"   - reference: {one.reference}"
        for number, one in enumerate(examples, 1)
    )


def versions() -> str:
    """Return the versions of Python and of the parts that made the pack, as one line."""
    return ", ".join([f"Python {platform.python_version()}", *(f"{part} {version(part)}" for part in PARTS)])


def _introduction(facts: Facts) -> str:
    size, millions = facts.installed_bytes / 1e6, facts.cost.parameters / 1e6
    return f"""# Persian, Azerbaijani and English news, version {VERSION}

A small translation model for the six directions among Persian (fa), North Azerbaijani in Latin script (az)
and English (en). **Its output is a draft.** It was trained on {facts.sizes["train"]:,} sentences in each language
of one original corpus of news text, and on nothing else: it knows news prose only, its vocabulary is that of
the corpus, and it is often fluent and wrong, above all in names and in words it has not seen. Formulaic news
comes out best; expect wrong or missing words in most sentences, as the examples below show. Never publish its
output unread. For other text, and for better drafts, install a larger pack beside it.

- Form: an Argos Translate package, {size:.1f} MB installed, {millions:.1f} million weights (8-bit), CTranslate2.
- Direction: the first piece of the target, `__fa__`, `__az__` or `__en__` (`target_prefixes` in
  metadata.json); no text can be encoded to these pieces.
- Figures: of two digits or more they are shown to the model as private-use characters, U+E000 to U+E009 and, for what
  may be a year, U+E010 to U+E015, and written back by the program (`placeholders` in metadata.json). A program that
  does not do so gets its figures copied digit by digit, less surely.
- Licence: {LICENSE}, as the corpus. The corpus and the pipeline that builds this pack are part of the
  project (`resources/corpus`, `installer/pack`)."""


def _scores(facts: Facts) -> str:
    chrf, bleu = signatures()
    return f"""## Scores

Beam 2, 8-bit weights, the corpus's own spelling as the single reference. "Figures kept" is the share of
sentences with digits whose every figure of two digits or more comes out with its value, among those where the
reference keeps them too. "Names kept" is the share of the names of Dabir's starter terms (countries, cities, months,
weekdays and currencies of Unicode CLDR, in the forms that news has) that come out in one of their forms, of those
that the reference has in one; "Russian" is such a form of "Russia". "Spelled as CLDR" is a stricter count, that of
cards before version 0.4: languages count as names too, and nothing but the very form of CLDR will do where the
reference has it, so that "the Russian ambassador" has lost "Russia". "Loops" counts outputs that repeat themselves.
The model always writes Persian digits and the zero-width non-joiner in Persian, the references do not: that costs
some points towards Persian.

The program that scores is Dabir itself with all that it mends: a draft that lost a figure or a name, or runs in
circles, is asked for again. A program that runs the model alone keeps fewer names.

Held-out sentences (5 percent of the corpus, chosen by SHA-256 of the English sentence; no training sentence
equals one of them in any language). They come from the same source and subjects as the training text, so
these figures flatter the model: expect less on other news.

{_table(facts.held_out)}

Held-out stories ({HELD_OUT_STORIES} whole stories, chosen by SHA-256 of their id), line by line:

{_table(facts.stories)}

Signatures of sacrebleu: `{chrf}` and `{bleu}`.

Confidence (`confidence` in metadata.json, fitted on the development part): the fifth of the held-out drafts with the
lowest confidence holds {facts.worst_found:.0%} of the worst fifth by chrF; chance would be 20%."""


def _training(facts: Facts) -> str:
    cost, speed, sizes = facts.cost, facts.speed, facts.sizes
    rate = cost.pieces / max(cost.minutes, 1e-9) / 60
    remarks = {**facts.settings, "Note": facts.note} if facts.note else facts.settings
    settings = "\n".join(f"- {name}: {value}" for name, value in remarks.items())
    return f"""## Training

- Corpus: {sizes["train"]:,} training, {sizes["development"]} development and {sizes["held_out"]:,} held-out triples,
  {sizes["stories"]} lines of held-out stories; SHA-256 {facts.corpus_sha256}
- Cost: {cost.minutes:.0f} minutes on {cost.machine}; {cost.epochs:.1f} epochs, {cost.steps:,} steps,
  {cost.pieces / 1e6:.1f} million target pieces, {rate:,.0f} a second
- Seed: {facts.seed}. Sums are done in another order on other machines, so they give a similar model, not the same
  bytes.
- Versions: {versions()}
{settings}
- Speed: loads in {speed.load_seconds:.2f} s, translates {speed.words_per_second:,.0f} source words a second at a
  beam of 2 with {speed.threads} threads, on {speed.machine}
- Recipe: embeddings started from word alignments (IBM model 1); one attention head of each decoder layer guided
  by them; subword sampling; words hidden from the decoder's input; figures as placeholders, or replaced by other
  figures at every pass; places replaced by others of CLDR; Persian sources varied in digits and joiners, others in
  quotation marks and capitals; a flat learning rate that cools in the last eighth; the exported weights are a moving
  average.
"""


ADAPTING = """## Adapting the pack

`dabir packs adapt` continues the training of this pack on what a desk has confirmed, and makes a new pack of it,
`translate-fa-az-en-news-desk`, whose version counts on from this one's. It needs 300 confirmed units among the three
languages and the optional libraries (`pip install 'dabir[adapt]'`: Torch and sacrebleu).

- 15 percent of the units, chosen by SHA-256 of the source text, are kept apart to judge, and 10 percent to know when
  to stop; none of their texts is learned from, on either side.
- The others are learned both ways, with as many sentences of the bundled corpus in each batch against forgetting.
- The new pack is installed only if its chrF on the units kept apart rises, if its drafts come nearer to their own
  translations than to those of other units, and if it loses at most 1.0 chrF on the development part of the corpus.
  Where it loses more, 75 and 50 percent of the way from the old weights to the new ones are tried.
- Its metadata.json names the pack it was made from, with SHA-256, units, date and scores; its card gains a section.
  Its confidence is fitted anew on drafts of both development parts, since adapted drafts score otherwise than before.
- This pack is only read. `dabir packs remove translate-fa-az-en-news-desk` brings it back into use, and so does a
  newer bundled pack: adapt that one again. Every adaptation begins from the bundled pack, with all units there are.
- An adapted pack can give away what it learned from: share it with whom you would share the memory."""


def render(facts: Facts) -> str:
    """Return the card as Markdown."""
    examples = (
        "## Ten examples\n\nUnselected: the first ten held-out sentences by SHA-256 of the Azerbaijani sentence, "
        f"directions in turn.\n\n{_examples(facts.examples)}"
    )
    sections = (
        _introduction(facts),
        _scores(facts),
        weak_spots(facts.spots),
        study(facts.trials),
        engine_work(facts.uses),
        examples,
        _training(facts).rstrip(),
        ADAPTING,
    )
    return "\n\n".join(section for section in sections if section) + "\n"
