"""How many events of a story gold have a candidate at all: the ceiling of whatever decides afterwards.

    python tools/candidate_recall.py GOLD_FOLDER...

For each gold: the share of its must events with a candidate in a sentence of their evidence, with one whose sides are
right, and with one whose sides a pattern gave; and how many candidates a sentence has.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whodid.evaluate.stories import evidence_places, read_stories, sides_right, touches
from whodid.events.candidates import story_candidates
from whodid.events.classifier import load_classifier
from whodid.events.lexicon import load_lexicon
from whodid.formats.coded import coded_party
from whodid.model import Story
from whodid.pipeline import Coder, load

Found = tuple[dict[str, Any], bool]
"""A candidate as a coded event (sides and the place of its trigger), and whether a pattern fits."""


def main() -> int:
    """Count and print, a line a gold."""
    read = load(stages=("sentences", "quotations", "mentions"))
    for folder in map(Path, sys.argv[1:]):
        print(folder, *measure(folder, read), sep="\n  ")
    return 0


def measure(folder: Path, read: Coder) -> Iterator[str]:
    """The figures of one gold, a line each."""
    must = near = sided = by_pattern = sentences = candidates = 0
    for known in read_stories(folder):
        story = read(known.story)
        found = list(candidates_of(story))
        sentences, candidates = sentences + len(story.sentences), candidates + len(found)
        for event in known.events:
            if event["level"] != "must":
                continue
            places = evidence_places(story, event["evidence"])
            here = [one for one in found if touches(one[0], places)]
            right = [pattern for candidate, pattern in here if sides_right(event, candidate)]
            must, near, sided = must + 1, near + bool(here), sided + bool(right)
            by_pattern += any(right)
    yield f"must events {must}: with a candidate {near / must:.3f}, with right sides {sided / must:.3f}"
    yield f"with right sides by a pattern {by_pattern / must:.3f}"
    yield f"candidates a sentence {candidates / sentences:.2f}"


def candidates_of(story: Story) -> Iterator[Found]:
    """Every candidate of a story with mentions."""
    for tree, candidate in story_candidates(story, load_lexicon(), load_classifier().known):
        if candidate.refused is not None:
            continue
        token, sides = tree.tokens[candidate.frame.head], candidate.sides
        event = {
            "actors": [coded_party(party) for party in sides.actors],
            "recipients": [coded_party(party) for party in sides.recipients],
            "evidence": [{"field": tree.sentence.field, "start": token.start, "end": token.end}],
        }
        yield event, candidate.match is not None


if __name__ == "__main__":
    sys.exit(main())
