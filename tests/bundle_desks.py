"""Two desks under one agreement, and hands that change a bundle on its way. Agencies and people are invented."""

import functools
import io
import shutil
import tempfile
import zipfile
from datetime import date
from pathlib import Path

from dabir.app import open_desk
from dabir.domain.agreement import Agreement, Party
from dabir.settings import Places

PASSPHRASE = "correct horse battery"


@functools.cache
def _begun(editor: str, clock_type):
    """Return a home with one editor, and his unlocked key: made once, for a passphrase is slow on purpose."""
    home = Path(tempfile.mkdtemp(prefix="dabir-desk-"))
    workflow = open_desk(Places(home / editor), clock_type())
    workflow.editors.enroll(editor, PASSPHRASE)
    signer = workflow.editors.unlock(editor, PASSPHRASE)
    workflow.close()
    return home / editor, signer


class Desk:
    """A desk of one agency with one editor: each name of an editor has keys of its own."""

    def __init__(self, home: Path, code: str, editor: str, clock) -> None:
        begun, self.signer = _begun(editor, type(clock))
        shutil.copytree(begun, home)
        self.workflow = open_desk(Places(home), clock)
        self.code = code

    def party(self) -> Party:
        return Party(self.code, self.code.title(), ("fa", "az"), (self.workflow.bundles.public_key(),))

    def agree(self, *others: "Desk") -> None:
        parties = tuple(one.party() for one in (self, *others))
        agreement = Agreement("exchange", 1, "Exchange", self.code, parties, date(2026, 1, 1), date(2026, 1, 1))
        self.workflow.agreements.add(agreement, self.signer)

    def approve(self, story_id: int, target: str = "", text: tuple[str, ...] = ()) -> None:
        """Approve a story, or its translation with these words in its segments."""
        if target:
            for unit, words in zip(self.workflow.translations.units(story_id, target), text, strict=True):
                self.workflow.translations.edit(story_id, target, unit.index, words)
        self.workflow.decisions.approve(story_id, target, self.signer, "read")


def changed(data: bytes, change) -> bytes:
    """Return an archive with its members changed, packed as any tool would pack them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return packed.getvalue()


def members_of(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as archive:
        return archive.namelist()
