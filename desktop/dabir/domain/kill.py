"""Kills: what a partner or an editor wants out of use, and how a kill in plain words is told from other news.

NewsML-G2, ninjs and NITF say in a property of their own that a story is killed. IPTC 7901 and mail have none: there
a kill is a message with a word such as KILL, which names the story by its slugline. Such a message is never more than
a proposal (IPTC 7901, "The IPTC recommended message format", has no field for it).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from dabir.domain.story import Story


class KillState(StrEnum):
    """What became of a kill.

    `UNMATCHED` is a message in plain words whose story is not here yet.
    """

    UNMATCHED = "unmatched"
    PROPOSED = "proposed"
    IN_FORCE = "in force"
    DISMISSED = "dismissed"
    LIFTED = "lifted"


@dataclass(frozen=True, slots=True)
class Kill:
    """A kill of one story.

    Attributes:
        id: row number; 0 before it is kept.
        uri: the story killed; "" while unmatched.
        version: which version; 0 for all of them, those that come later too.
        notice_id: row of the message that killed it; 0 where an editor of this desk did.
        slugline: what an unmatched message calls its story, in small letters.
        partner: code of the partner the message came from.
        state: what became of it.
        words: who killed it, a sentence.
        raised: when it came here.
        alarm: whether an editor still has to say that he has seen it.
        carried_out: whether all that was out is taken back in the log.
    """

    uri: str
    version: int
    words: str
    raised: datetime
    state: KillState = KillState.IN_FORCE
    notice_id: int = 0
    slugline: str = ""
    partner: str = ""
    alarm: bool = False
    carried_out: bool = False
    id: int = 0


#: Words that kill a story, as desks write them: KILL and its kin in capitals or at the very beginning, the sentences
#: of other languages anywhere, where they tell that it is the story which is cancelled, not a match or a treaty.
_LOUD: Final = re.compile(
    r"(?<![\w])(?:(?:BULLETIN|MANDATORY|URGENT|ADVISORY|EDITORS)[\s:,-]+)*KILL(?:ED|S)?(?:[\s-]+(?:NOTICE|ORDER))?(?![\w'’])"
)
_OPENING: Final = re.compile(
    r"^\W*(?:(?:bulletin|mandatory|urgent|advisory|editors)[\s:,-]+)*kill(?:\s+(?:notice|order|the\s+story|this\s+story)|"
    r"\s*[:–—]|\s*-\s|\s*$)",
    re.IGNORECASE,
)
_MANDATORY: Final = re.compile(r"\b(?:bulletin|mandatory)[\s-]+kill\b", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(
    "|".join(  # noqa: FLY002 - a list of expressions reads better line by line
        (
            "(?:حذف|لغو|ابطال) خبر",
            "خبر (?:زیر |قبلی |فوق )?(?:حذف|لغو|باطل) (?:شد|شود|است|گردید|می[\u200c ]?(?:شود|گردد))(?!\\w)",
            "إلغاء (?:ال)?خبر",
            "(?:يلغى|يُلغى) الخبر",
            "x[əe]b[əe]r(?:in|i)? l[əe]ğv",
            "(?:material|m[əe]lumat|m[əe]tn)(?:in|i|n)? l[əe]ğv",
            "^\\W*l[əe]ğv(?: edilir)?\\s*(?:[:–—]|$)",
            "haber(?:i|in)? iptal",
            "^\\W*i̇?ptal\\s*[:–—]",
            "(?:новость|сообщение|материал|информация)(?: [^.]{0,40})? аннулир",
            "аннулир\\w+ (?:новость|сообщение|материал|информаци[юя])",
            "^\\W*аннулир(?:уется|овано?|овать)\\s*(?:[:–—]|$)",
            "снят[ао]? с ленты",
        )
    ),
    re.IGNORECASE,
)
#: One of these is in whatever any of the expressions above finds, in small letters. Most stories have none.
_SIGNS: Final = ("kill", "خبر", "ğv", "ptal", "аннулир", "снят")
#: What American wires put behind a keyword to tell one take of a story from another: "Harvest, 1st Ld-Writethru".
_TAKE: Final = re.compile(
    r"(?:(?:\s*[,;-]\s*(?:\d{1,2}(?:st|nd|rd|th)[\s-]+)?|\s+\d{1,2}(?:st|nd|rd|th)[\s-]+)"
    r"(?:ld|lead|add|ad|insert|sub|bjt|take|writethru|urgent)(?:[\s-]*(?:\d{1,2}|writethru))?)+$"
)
#: A slugline of fewer letters is too common to name a story by.
_SHORTEST: Final = 3
#: Stories that one message is taken to kill, the newest first: a slugline may be that of an affair of years, and
#: nobody judges hundreds of proposals.
MOST_PROPOSED: Final = 20
#: For so long a message waits for its story; what comes later under the same slugline is another one.
WAITS: Final = timedelta(days=7)


def is_kill_in_words(story: Story) -> bool:
    """Whether a message that has no property for it says in words that it kills a story."""
    if story.is_kill:
        return False
    first = story.paragraphs[0] if story.paragraphs else ""
    places = (story.slugline, story.headline, story.ednote, first)
    # İ is i with a dot of its own in small letters, and ı is taken for i where case does not matter.
    text = "\n".join(places).lower().replace("\u0307", "").replace("ı", "i")
    if not any(sign in text for sign in _SIGNS):
        return False
    if any(_OPENING.search(place) or _MANDATORY.search(place) for place in places):
        return True
    # A word in capitals says little in a headline that is all capitals, as telex headlines are.
    if _LOUD.search(story.slugline) or any(_LOUD.search(place) for place in places if not place.isupper()):
        return True
    return any(
        _ELSEWHERE.search(place.replace("İ", "i").replace("I", "ı").lower()) or _ELSEWHERE.search(place)
        for place in places
    )


def words_of(story: Story) -> str:
    """Return the places in which a kill in words names its story, in small letters."""
    first = story.paragraphs[0] if story.paragraphs else ""
    return f"{story.slugline}\n{story.headline}\n{story.ednote}\n{first}".casefold()


def names(message: str, slugline: str) -> bool:
    """Whether a message, as `words_of` returns it, names a slugline, as a word of its own.

    A slugline with the mark of a take behind it is named by what stands before that, too.
    """
    whole = " ".join(slugline.casefold().split())
    text = " ".join(message.split())
    # A desk asks this of every slugline it has, and next to none of them stands in the message at all.
    return any(
        len(wanted) >= _SHORTEST
        and wanted in text
        and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text) is not None
        for wanted in (whole, _TAKE.sub("", whole))
    )
