"""Reading invented stories for the actor tests: real parser, shipped tables, quotations where a test gives them."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from whodid.actors import make_mention_stage
from whodid.language import make_sentence_stage
from whodid.model import Mention, Quotation, Span, Story
from whodid.registry import Step

CASES = Path(__file__).parents[1] / "cases"


@cache
def sentence_stage() -> Step:
    return make_sentence_stage()


@cache
def mention_stage() -> Step:
    return make_mention_stage()


def read(
    text: str, published: str | None = "2019-09-23", title: str = "", quotations: tuple[Quotation, ...] = ()
) -> Story:
    """The story of `text` with its mentions."""
    story = sentence_stage()(Story("t", title, text, published=published, quotations=quotations))
    return mention_stage()(story)


def said(text: str, words: str, speaker: str) -> Quotation:
    """A direct quotation of `words` in `text`, by the speaker named there by `speaker`."""
    return Quotation((span(text, words),), True, speaker=span(text, speaker))


def span(text: str, words: str) -> Span:
    """The last place where the words stand."""
    start = text.rindex(words)
    return Span(start, start + len(words), words)


def mention_of(story: Story, words: str) -> Mention | None:
    """The mention of exactly these words; "X#2" is the second such mention."""
    wanted, _, number = words.partition("#")
    found = [mention for mention in story.mentions if mention.span.text == wanted]
    at = int(number or 1) - 1
    return found[at] if at < len(found) else None


def shown(mention: Mention | None) -> str:
    """The actors of a mention as the case tables write them: "TUR.GOV=Name; CHN", "?" unresolved, "-" no mention."""
    if mention is None:
        return "-"
    return "; ".join(f"{actor.code}={actor.name}" if actor.name else actor.code for actor in mention.actors) or "?"


def cases(name: str) -> list[dict[str, str]]:
    """The rows of a case table."""
    with (CASES / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
