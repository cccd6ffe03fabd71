"""What is still to be drafted, and in which order: the urgent first, then the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dabir.domain.errors import PackError
from dabir.store import story_list
from dabir.store.database import Database
from dabir.workflow.translating.translations import Translations


@dataclass(frozen=True, slots=True)
class Waiting:
    """A story that has no draft in a language yet.

    Attributes:
        story_id: row of the story.
        target: the language.
        size: bytes of the story's record, which the time for it grows with.
    """

    story_id: int
    target: str
    size: int


class Pretranslation:
    """Knows the queue; who runs it decides when."""

    def __init__(self, database: Database, translations: Translations) -> None:
        self._database = database
        self._translations = translations

    def waiting(self, targets: Sequence[str]) -> list[Waiting]:
        """Return the stories still to be drafted, in order; languages in the order given for each story.

        Stories that somebody has decided on, that were killed or replaced are left out, as are those whose language
        no pack serves.
        """
        db = self._database.read()
        serves: dict[tuple[str, str], bool] = {}
        places: dict[int, int] = {}
        found: list[Waiting] = []
        for target in targets:
            for place, (story_id, language, size) in enumerate(story_list.untranslated(db, target)):
                pair = (language, target)
                if pair not in serves:
                    serves[pair] = self._serves(*pair)
                if serves[pair]:
                    places[story_id] = min(place, places.get(story_id, place))
                    found.append(Waiting(story_id, target, size))
        return sorted(found, key=lambda one: places[one.story_id])

    def _serves(self, source: str, target: str) -> bool:
        try:
            return bool(self._translations.chain(source, target))
        except PackError:
            return False
