"""Whether an event is background: older than the news its story tells, or told as background to it."""

from __future__ import annotations

from datetime import date

from whodid.model import Interval, Sentence, Story


def read_history(story: Story, sentence: Sentence, head: int, interval: Interval | None) -> tuple[bool, str | None]:
    """Whether the event at token `head` is background to the news, and why (None where it is news)."""
    published = date.fromisoformat(story.published[:10]) if story.published else None
    if interval and published and (published - date.fromisoformat(interval.end)).days > 60:
        return True, f"older than the news: {interval.basis}"
    return False, None
