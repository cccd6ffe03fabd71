"""One document within another: what only the inner one says completes the outer; where both differ, both are kept."""

from __future__ import annotations

from dabir.domain.story import PubStatus, Story


def completed(story: Story, inner: Story) -> Story:
    """Fill in what only the document within an item says; what both say differently goes to the notes.

    Args:
        story: the item, its paragraphs those of the inner document already.
        inner: the document within it, such as NITF.
    """
    notes = [inner.headline] if story.headline and inner.headline != story.headline else []
    for own, other in ((story.byline, inner.byline), (story.dateline, inner.dateline)):
        if own and other and own != other:
            notes.append(other)
    status = story.pubstatus if story.pubstatus is not PubStatus.USABLE else inner.pubstatus
    return story.changed(
        declared_language=story.declared_language or inner.declared_language,
        headline=story.headline or inner.headline,
        slugline=story.slugline or inner.slugline,
        byline=story.byline or inner.byline,
        dateline=story.dateline or inner.dateline,
        source=story.source or inner.source,
        copyrightnotice=story.copyrightnotice or inner.copyrightnotice,
        usageterms=story.usageterms or inner.usageterms,
        ednote="\n".join(dict.fromkeys(filter(None, (story.ednote, inner.ednote)))),
        urgency=story.urgency or inner.urgency,
        subject=tuple(dict.fromkeys(story.subject + inner.subject)),
        keywords=tuple(dict.fromkeys(story.keywords + inner.keywords)),
        firstcreated=story.firstcreated or inner.firstcreated,
        versioncreated=story.versioncreated or inner.versioncreated,
        # The stricter of both: nothing goes out too early, or too late.
        embargoed=max(filter(None, (story.embargoed, inner.embargoed)), default=None),
        expiry=min(filter(None, (story.expiry, inner.expiry)), default=None),
        pubstatus=status,
        notes=(*story.notes, *filter(None, notes), *inner.notes),
        links=tuple(dict.fromkeys(story.links + inner.links)),
        defects=story.defects + inner.defects,
        given=story.given + tuple(pair for pair in inner.given if pair not in story.given),
        renditions=tuple(dict.fromkeys(story.renditions + inner.renditions)),
    )
