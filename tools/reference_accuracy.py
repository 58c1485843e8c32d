"""How often words that only point ("he", "they", "the country") are resolved rightly, on a story gold.

    python tools/reference_accuracy.py GOLD_FOLDER...

For each side of a gold event whose words are a pronoun or begin with "the": is there a mention of these words in the
sentences of the evidence, and does it stand for the same country? Left open is no fault; a wrong one is.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from whodid.evaluate.stories import evidence_places, read_stories
from whodid.model import Mention, Story
from whodid.pipeline import Coder, load

PRONOUNS = frozenset("he him his she her it its they them their we us our i me who which that".split())


def main() -> int:
    """Count and print, a line a kind of words for each gold."""
    read = load(stages=("sentences", "quotations", "mentions"))
    for folder in map(Path, sys.argv[1:]):
        counts: Counter[tuple[str, str]] = Counter(
            judged for known in read_stories(folder) for judged in judge(known.story, known.events, read)
        )
        print(folder)
        for kind in ("pronoun", "description"):
            right, wrong, open_ = (counts[kind, name] for name in ("right", "wrong", "left open"))
            whole = right + wrong + open_
            if whole:
                precision, found = right / max(right + wrong, 1), right / whole
                print(f"  {kind}s {whole}: {right} right, {wrong} wrong, {open_} left open", end="; ")
                print(f"precision {precision:.2f}, found {found:.2f}")
    return 0


def judge(story: Story, events: Sequence[dict[str, Any]], read: Coder) -> Iterator[tuple[str, str]]:
    """(kind, right | wrong | left open) for each pointing side of the events."""
    story = read(story)
    for event in events:
        places = evidence_places(story, event["evidence"])
        for member in (*(event.get("actor") or ()), *(event.get("recipient") or ())):
            words = member.get("text") or ""
            kind = "pronoun" if words.lower() in PRONOUNS else "description" if words.startswith("the ") else None
            lands = {re.sub(r"[\[\].].*", "", code) for code in (member.get("code") or "").split("|")} - {""}
            if kind is None or not lands:
                continue
            yield kind, _verdict([one for one in story.mentions if _stands(one, words, places)], lands)


def _stands(mention: Mention, words: str, places: list[tuple[str, int, int]]) -> bool:
    same = mention.span.text.lower() == words.lower()
    return same and any(
        mention.span.field == field and start <= mention.span.start < end for field, start, end in places
    )


def _verdict(mentions: list[Mention], lands: set[str]) -> str:
    """Of several mentions of the words in the evidence the best counts: the gold does not say which is meant."""
    found = [{actor.code.split(".")[0] for actor in one.actors} for one in mentions if one.actors]
    known = [codes for codes in found if codes - {"", "UNK", "UAF"}]
    if any(codes & lands for codes in known):
        return "right"
    return "wrong" if known else "left open"


if __name__ == "__main__":
    sys.exit(main())
