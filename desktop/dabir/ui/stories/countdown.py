"""How long an embargo still holds, or a story may still be used, in words that change by the second."""

from __future__ import annotations

from datetime import datetime, timedelta

from dabir.domain.story import Story


def countdown(story: Story, now: datetime) -> str:
    """Return how long a story is embargoed and until when, else how long it may still be used; "" for neither.

    Args:
        story: the story.
        now: the present moment, with an offset.
    """
    if story.embargoed and now < story.embargoed:
        return f"Embargo lifts in {left(story.embargoed - now)}, at {_moment(story.embargoed)}."
    if story.expiry and now < story.expiry:
        return f"Expires in {left(story.expiry - now)}, at {_moment(story.expiry)}."
    return f"Expired at {_moment(story.expiry)}." if story.expiry else ""


def left(duration: timedelta) -> str:
    """Return a duration as days and hours, minutes, seconds; a begun second counts, so that 0 is never too early."""
    seconds = -(-duration // timedelta(seconds=1))
    days, rest = divmod(seconds, 86_400)
    clock = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"
    if not days:
        return clock
    return f"{days} {'day' if days == 1 else 'days'} {clock}"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} {moment:%z}".rstrip()
