"""Everything the window shows of one story, read from the store in one go, off the main thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dabir.domain.comment import Comment
from dabir.domain.decision import Decision
from dabir.domain.effort import Effort
from dabir.domain.errors import DabirError, RecordBroken
from dabir.domain.language import NAMES
from dabir.domain.life import Standing
from dabir.domain.listing import StoredStory
from dabir.domain.seal import PartnerTranslation, Seal
from dabir.domain.segment import Finding, PackInfo, Segment, TranslationUnit
from dabir.workflow import Workflow
from dabir.workflow.agreements.agreements import Ruling
from dabir.workflow.translating.revisions import Revision


@dataclass(frozen=True, slots=True)
class OpenStory:
    """A story as it is shown.

    Attributes:
        stored: the story.
        target: language of the translation beside it; "" when the story's language is not known.
        units: the translation, unit by unit; one a segment.
        findings: what the checks found, by unit index.
        comments: what people wrote on its segments, the oldest first.
        revision: what is new since the version that was translated before; None where there is none.
        effort: what the translation took so far.
        packed: languages installed packs can translate this story into.
        versions: all versions of it, newest first.
        log: the decisions about it.
        standing: how the original stands.
        standing_translated: how the translation stands; None without a target.
        ruling: what the agreements say to it; None where they cannot be read.
        integrity: "" when the stored bytes still have their hash, else the sentence that says what is wrong.
        size: of the original, in bytes.
        original_direction: "rtl" or "ltr" where the person switched it; "".
        target_direction: the same for the translation.
        seal: the seal of the partner bundle it came in; None.
        partner_translations: translations that partners approved and handed over, the last approved first.
    """

    stored: StoredStory
    target: str
    units: tuple[TranslationUnit, ...]
    findings: dict[int, list[Finding]]
    comments: tuple[Comment, ...]
    revision: Revision | None
    effort: Effort
    packed: tuple[str, ...]
    versions: tuple[StoredStory, ...]
    log: tuple[Decision, ...]
    standing: Standing
    standing_translated: Standing | None
    ruling: Ruling | None
    integrity: str
    size: int
    original_direction: str
    target_direction: str
    seal: Seal | None = None
    partner_translations: tuple[PartnerTranslation, ...] = ()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments of the original, in the units' order."""
        return tuple(unit.segment for unit in self.units)


def load(workflow: Workflow, story_id: int, target: str = "") -> OpenStory:
    """Read a story and check its original against its hash.

    Args:
        workflow: the desk.
        story_id: row of the story.
        target: language of the translation wanted; "" takes the one last used.

    Raises:
        NotFound: when there is no such story.
    """
    stored = workflow.stories.get(story_id)
    source = stored.story.language
    packed = tuple(workflow.translations.targets(source)) if source else ()
    target = target or _usual_target(workflow, story_id, source, packed)
    integrity, size = _integrity(workflow, stored.original_sha256)
    units: tuple[TranslationUnit, ...] = ()
    findings: dict[int, list[Finding]] = {}
    if target:
        units = workflow.translations.units(story_id, target)
        findings = workflow.translations.findings(story_id, target)
    return OpenStory(
        stored=stored,
        target=target,
        units=units,
        findings=findings,
        comments=tuple(workflow.segments.comments(story_id, target)) if target else (),
        revision=workflow.revisions.of(story_id, target) if target else None,
        effort=workflow.translations.effort(story_id, target) if target else Effort(),
        packed=packed,
        versions=tuple(workflow.stories.versions(stored.story.uri)),
        log=tuple(workflow.stories.log_of(stored.story.uri)),
        standing=workflow.stories.standing(story_id, ""),
        standing_translated=workflow.stories.standing(story_id, target) if target else None,
        ruling=_ruling(workflow, story_id),
        integrity=integrity,
        size=size,
        original_direction=workflow.stories.remembered(direction_key(stored, "")),
        target_direction=workflow.stories.remembered(direction_key(stored, target)) if target else "",
        seal=workflow.bundles.seal_of(story_id),
        partner_translations=tuple(workflow.bundles.translations(story_id)),
    )


def direction_key(stored: StoredStory, target: str) -> str:
    """Return the name under which a switched direction is remembered: of one story, in one language."""
    return f"direction/{target or 'original'}/{stored.story.uri}"


def target_key(source: str) -> str:
    """Return the name under which the target language last used for a source language is remembered."""
    return f"target/{source}"


def comments_by_row(units: Sequence[TranslationUnit], comments: Sequence[Comment]) -> dict[int, list[Comment]]:
    """Return comments by the segment they belong to: the one in which the words lie that they began at.

    Args:
        units: the segments, as they are split and joined now.
        comments: on the translation, in order.
    """
    found: dict[int, list[Comment]] = {}
    for comment in comments:
        for row, unit in enumerate(units):
            segment = unit.segment
            if segment.paragraph == comment.paragraph and segment.start <= comment.start < segment.end:
                found.setdefault(row, []).append(comment)
                break
    return found


def is_bundled_draft(units: Sequence[TranslationUnit]) -> bool:
    """Whether any text shown still rests on the small pack that ships with Dabir."""
    return any(pack.bundled for pack in packs_of(units))


def packs_of(units: Sequence[TranslationUnit]) -> tuple[PackInfo, ...]:
    """Return the packs that made the drafts, in the order they appear."""
    found = {pack: None for unit in units if unit.machine for pack in unit.machine.packs}
    return tuple(found)


def _usual_target(workflow: Workflow, story_id: int, source: str, packed: Sequence[str]) -> str:
    if not source:
        return ""
    made = workflow.translations.languages(story_id)
    remembered = workflow.stories.remembered(target_key(source))
    if remembered and remembered != source and (remembered in made or remembered in packed or not (made or packed)):
        return remembered
    for choice in (made, packed, [code for code in NAMES if code != source]):
        if choice:
            return choice[0]
    return ""


def _ruling(workflow: Workflow, story_id: int) -> Ruling | None:
    try:
        return workflow.agreements.of_story(story_id)
    except RecordBroken:
        # The story is shown all the same; whoever decides on it, or looks at the agreements, is told what is broken.
        return None


def _integrity(workflow: Workflow, sha256: str) -> tuple[str, int]:
    try:
        return "", len(workflow.stories.original(sha256).data)
    except DabirError as error:
        return str(error), 0
