"""A mention in the making: what the other files of this folder fill in, and coreference reads and writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whodid.actors.phrases import words
from whodid.actors.sectors import SectorPhrase
from whodid.model import Actor, Mention, Sentence, Span, Story

Being = Literal["person", "country", "body", "people", "states", "office", "pronoun", "place", "act"]
"""What kind of thing a mention stands for, for agreement: he, it or they."""

RANK = {"person": 6, "states": 5, "body": 4, "office": 3, "people": 3, "country": 2, "place": 2, "pronoun": 1, "act": 0}


@dataclass(slots=True)
class Draft:
    """Tokens `first` to `last` of sentence `sentence` (both included), hanging from token `head`.

    `phrase` is the sector phrase behind it, if any; `open` while the words only point ("the president", "his
    government") and coreference has still to say to whom; `refers` is the being of what a pronoun stands for.
    """

    sentence: int
    first: int
    last: int
    head: int
    kind: str
    being: Being
    actors: tuple[Actor, ...] = ()
    reason: str | None = None
    gender: str = ""
    plural: bool = False
    phrase: SectorPhrase | None = None
    open: bool = False
    refers: Being | None = None
    rank: int = 0

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the story: sentence and head token."""
        return self.sentence, self.head


def outrank(drafts: list[Draft]) -> list[Draft]:
    """The drafts with one for each head token, the most telling; in the order of the text."""
    best: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        held = best.get(draft.place)
        if held is None or (_rank(draft), draft.last - draft.first) > (_rank(held), held.last - held.first):
            best[draft.place] = draft
    return [best[place] for place in sorted(best)]


def _rank(draft: Draft) -> int:
    return draft.rank or RANK[draft.being]


def to_mention(draft: Draft, story: Story) -> Mention:
    """The finished mention of a draft."""
    sent = story.sentences[draft.sentence]
    text = story.text if sent.field == "text" else story.title
    start, end = sent.tokens[draft.first].start, sent.tokens[draft.last].end
    reason = draft.reason if not draft.actors else None
    if not draft.actors and reason is None:
        reason = "not resolved"
    return Mention(
        Span(start, end, text[start:end], sent.field), draft.sentence, draft.head, draft.kind, draft.actors, reason
    )


def said(draft: Draft, sentences: tuple[Sentence, ...]) -> str:
    """The words of a draft."""
    return words(sentences[draft.sentence], draft.first, draft.last)
