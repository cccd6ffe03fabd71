"""The proof of no alteration: what was released held against what came in, word for word and byte for byte.

It works on a release folder, on a single file of one, and on the page another system made of it. Nothing is written,
and neither a desk nor a network is needed where the original is at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dabir.domain.decision import Action
from dabir.domain.errors import DabirError, InputRefused
from dabir.domain.language import NAMES
from dabir.domain.story import Story
from dabir.domain.text import Text, text_of_story
from dabir.publish.comparison import Difference, compare, compare_exactly
from dabir.publish.files import MANIFEST, FileFacts
from dabir.publish.label import approved_by, translated_from
from dabir.publish.notice import is_taken_back
from dabir.publish.outputs import OUTPUTS
from dabir.publish.proof import Manifest, check_release, manifest_of
from dabir.publish.reading import Released, read
from dabir.store import decisions, originals, stories, texts
from dabir.store.database import Database
from dabir.wire.format import Context
from dabir.wire.registry import parse
from dabir.workflow.agreements.agreements import creditline_of


@dataclass(frozen=True, slots=True)
class ReleaseVerdict:
    """What the comparison found.

    Attributes:
        uri: the story; "" where nothing says it.
        target_language: of a translation; "" for an original.
        original_sha256: hash of the file the original came in; "".
        same_bytes: whether the original lies there byte for byte as it came in; None where there is no copy of it to
            compare, as in a single file.
        compared: how many texts were compared.
        differences: the file, and the difference in it.
        problems: what else is wrong, a sentence each.
        against: what it was held against ("the desk", a file, the release's own folder).
    """

    uri: str
    target_language: str
    original_sha256: str
    same_bytes: bool | None
    compared: int
    differences: tuple[tuple[str, Difference], ...]
    problems: tuple[str, ...]
    against: str

    @property
    def ok(self) -> bool:
        """Whether nothing was altered."""
        return not self.differences and not self.problems and self.same_bytes is not False


@dataclass(slots=True)
class _Reference:
    """What a release is held against.

    Attributes:
        against: what it is, for people.
        story: the story as it came in; None when the original is not at hand.
        original: the bytes it came in; None when they are not at hand.
        approved: the approved translation; None when it is not at hand.
        editor: who approved it; "".
        creditline: the credit line as released.
    """

    against: str
    story: Story | None = None
    original: bytes | None = None
    approved: Text | None = None
    editor: str = ""
    creditline: str = ""
    problems: list[str] = field(default_factory=list)


class Verification:
    """Compares releases with originals."""

    def __init__(self, database: Database | None) -> None:
        """Work with the store of a desk, or without one."""
        self._database = database

    def verify(self, path: Path, original: Path | None = None) -> ReleaseVerdict:
        """Compare what was released with what came in.

        Args:
            path: a release folder, a file of one, or what another system made of it.
            original: the file the story came in, where it is to be taken from there.

        Raises:
            InputRefused: when the path cannot be read, or there is nothing to compare it with.
        """
        given = _bytes_of(original) if original is not None else None
        manifest = _manifest_beside(path)
        if path.is_dir():
            if is_taken_back(path):
                raise InputRefused(
                    f"The release in {path} was taken back, so there is nothing in it to compare.", "Do not use it."
                )
            return self._folder(path, manifest_of(path), given)
        items = _read_file(path)
        found = [self._file(path, item, manifest, given) for item in items]
        return found[0] if len(found) == 1 else _together(found)

    def _folder(self, path: Path, manifest: Manifest, given: bytes | None) -> ReleaseVerdict:
        problems = check_release(path)
        item = Released(
            "manifest",
            (manifest.text.headline, *manifest.text.paragraphs),
            exact=True,
            uri=manifest.uri,
            target_language=manifest.target_language,
            original_sha256=manifest.original_sha256,
            text_sha256=manifest.text_sha256,
        )
        reference = self._reference(path, item, manifest, given)
        files: list[tuple[str, Released]] = [(MANIFEST, item)]
        stem = "translation" if manifest.target_language else "story"
        for name in sorted({f"{stem}{output.suffix}" for output in OUTPUTS} & set(manifest.files)):
            if not (path / name).is_file():
                continue
            try:
                files += [(name, found) for found in _read_file(path / name)]
            except InputRefused as error:
                problems.append(f"{name}: {error}")
        lying = path / manifest.original_file
        plain = Path(manifest.original_file).name == manifest.original_file
        there = lying.read_bytes() if plain and lying.is_file() and not lying.is_symlink() else None
        return _verdict(item, reference, files, problems, there)

    def _file(self, path: Path, item: Released, manifest: Manifest | None, given: bytes | None) -> ReleaseVerdict:
        if manifest is not None and not item.uri and item.form == "text":
            item = Released(
                item.form,
                item.blocks,
                item.exact,
                uri=manifest.uri,
                target_language=manifest.target_language,
                original_sha256=manifest.original_sha256,
                text_sha256=manifest.text_sha256,
            )
        reference = self._reference(path.parent, item, manifest, given)
        return _verdict(item, reference, [(path.name, item)], [], None)

    def _reference(self, folder: Path, item: Released, manifest: Manifest | None, given: bytes | None) -> _Reference:
        reference = of_desk = self._of_desk(item) if self._database is not None else None
        if given is not None:
            # The file named by the person is what the original is taken from; the approved text the desk knows best.
            of_file = _of_bytes(given, item, "the original named", manifest)
            if reference is not None:
                of_file.approved, of_file.editor = reference.approved, reference.editor
                of_file.problems += reference.problems
            reference = of_file
        if reference is None and manifest is not None and manifest.uri == item.uri:
            lying = folder / manifest.original_file
            data = _bytes_of(lying) if Path(manifest.original_file).name == manifest.original_file else b""
            reference = _of_bytes(data, item, "the original in the release's own folder", manifest)
        if reference is None:
            raise InputRefused(
                f"There is nothing to compare {item.uri or 'it'} with.",
                "Name the desk that released it with --home, or the file it came in with --original.",
            )
        if of_desk is None and manifest is not None and item.target_language:
            reference.approved, reference.editor = manifest.text, manifest.approved_by
        return reference

    def _of_desk(self, item: Released) -> _Reference | None:
        """Take original and approved text from the store, by the hash and the identifier in the item."""
        assert self._database is not None
        db = self._database.read()
        found = [
            stored
            for stored in stories.versions(db, item.uri)
            if item.original_sha256 in {"", stored.original_sha256}
        ]
        if not found:
            return None
        stored = found[0]
        reference = _Reference("the desk", stored.story, originals.get(db, stored.original_sha256).data)
        reference.creditline = creditline_of(db, stored, item.target_language or stored.story.language)
        approvals = [
            entry
            for entry in decisions.of_story(db, item.uri)
            if entry.action is Action.APPROVE
            and entry.subject.target_language == item.target_language
            and entry.subject.original_sha256 == stored.original_sha256
        ]
        fitting = [entry for entry in approvals if item.text_sha256 in {"", entry.subject.text_sha256}]
        if not fitting:
            reference.problems.append("The log of the desk has no approval of this text.")
        # Where the text is another one, it is held against the one last approved, so that the differences are told.
        for entry in (fitting or approvals)[-1:]:
            reference.editor = entry.editor
            if item.target_language:
                reference.approved = Text.from_record(texts.get(db, entry.subject.text_sha256))
        return reference


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputRefused(f"{path} cannot be read: {error.strerror}.", "Name a file that is there.") from error


def _read_file(path: Path) -> list[Released]:
    try:
        return read(_bytes_of(path))
    except InputRefused as error:
        raise InputRefused(f"{path} cannot be compared. {error.message}", error.remedy) from error


def _manifest_beside(path: Path) -> Manifest | None:
    """Return the manifest of the release a file lies in; None where it lies alone."""
    if path.is_dir() or not (path.parent / MANIFEST).is_file():
        return None
    manifest = manifest_of(path.parent)
    return manifest if path.name in {MANIFEST, *manifest.files} else None


def _of_bytes(data: bytes, item: Released, against: str, manifest: Manifest | None) -> _Reference:
    """Read the original anew and take the story from it that the item belongs to."""
    reference = _Reference(against, original=data)
    found = FileFacts.of("", data).sha256
    if item.original_sha256 and found != item.original_sha256:
        reference.problems.append(
            f"The item names an original with SHA-256 {item.original_sha256}; {against} has {found}."
        )
    try:
        _, readings = parse(data, Context("", "", datetime.now(UTC), tuple(NAMES), UTC))
    except DabirError as error:
        reference.problems.append(f"The words of {against} cannot be read: {error}")
        return reference
    read_stories = [reading.story for reading in readings if reading.story is not None]
    part = manifest.part if manifest is not None else None
    fitting = [
        story for story in read_stories if story.part == part or (part is None and item.uri in {"", story.uri})
    ]
    if not fitting and len(read_stories) == 1:
        fitting = read_stories
    if len(fitting) == 1:
        reference.story = fitting[0]
    else:
        reference.problems.append(f"{against.capitalize()} holds no story {item.uri}, or more than one.")
    return reference


def _verdict(
    item: Released,
    reference: _Reference,
    files: list[tuple[str, Released]],
    problems: list[str],
    there: bytes | None,
) -> ReleaseVerdict:
    came = text_of_story(reference.story) if reference.story is not None else None
    wanted = reference.approved if item.target_language else came
    problems = [*problems, *reference.problems]
    if wanted is None:
        problems.append("The approved text is not at hand, so its words could not be compared.")
    elif item.text_sha256 and item.text_sha256 != wanted.sha256:
        problems.append(f"The item names a text with SHA-256 {item.text_sha256}; it should be {wanted.sha256}.")
    differences: list[tuple[str, Difference]] = []
    for name, found in files:
        if wanted is not None:
            differences += [(name, one) for one in _differences(wanted, found, reference, item)]
        if found.original and came is not None:
            text = Text(found.original[0], found.original[1:])
            differences += [(f"{name}, original", one) for one in compare_exactly(came, text)]
    same = None if there is None or reference.original is None else there == reference.original
    if same is False:
        problems.append("The original in the release is not byte for byte what came in.")
    return ReleaseVerdict(
        uri=item.uri or (reference.story.uri if reference.story else ""),
        target_language=item.target_language,
        original_sha256=item.original_sha256 or FileFacts.of("", reference.original or b"").sha256,
        same_bytes=same,
        compared=len(files) if wanted is not None else 0,
        differences=tuple(differences),
        problems=tuple(dict.fromkeys(problems)),
        against=reference.against,
    )


def _differences(wanted: Text, found: Released, reference: _Reference, item: Released) -> tuple[Difference, ...]:
    if found.exact:
        return compare_exactly(wanted, found.text)
    return compare(wanted, found.blocks, (*found.around, *_around(reference, item)))


def _around(reference: _Reference, item: Released) -> Iterator[str]:
    """Yield the lines that may stand beside a text: what the outputs print with it."""
    story = reference.story
    if story is not None:
        lines = (story.byline, story.dateline, story.creditline, story.copyrightnotice, story.usageterms)
        yield from filter(None, lines)
        if item.target_language:
            yield translated_from(story.language, item.target_language)
    if reference.creditline:
        yield reference.creditline
    if item.target_language and reference.editor:
        yield approved_by(reference.editor, item.target_language)


def _together(found: list[ReleaseVerdict]) -> ReleaseVerdict:
    """Put the verdicts on the items of a feed together."""
    return ReleaseVerdict(
        uri="",
        target_language="",
        original_sha256="",
        same_bytes=None,
        compared=sum(one.compared for one in found),
        differences=tuple((f"{name}, {one.uri}", what) for one in found for name, what in one.differences),
        problems=tuple(f"{one.uri}: {problem}" for one in found for problem in one.problems),
        against=found[0].against,
    )
