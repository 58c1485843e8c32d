"""Holds the corpus to its rules: form, codes, balance, near-duplicates, frames, distance from the development data.

    python tools/check_corpus.py [--shared DIR]

Prints a table of counts and every breach; exit 1 where there is one. `--shared` (default $WHODID_SHARED) names the
folder whose gold texts no sentence may come close to.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from corpus import Labelled, read_corpus

CORPUS = Path(__file__).parent.parent / "corpus"
SAME_FRAME = 3
"""Sentences that may share a frame once names, numbers and places are masked."""

TOO_CLOSE = 0.5
"""Jaccard similarity of word 3-grams from which on two texts count as near-duplicates."""

GOLD = (
    "stories.jsonl",
    "dev/plv_dev.jsonl",
    "dev/petr2gsr_dev.jsonl",
    "dev/fact_dev.jsonl",
    "dev/attrib_gum_dev.jsonl",
)


def main() -> int:
    """Check and print; the number of breaches decides the exit code."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", default=os.environ.get("WHODID_SHARED"))
    given = options.parse_args()
    faults: list[str] = []
    sentences = list(read_corpus(CORPUS, faults))
    for line in counts(sentences):
        print(line)
    breaches = [*faults, *near_duplicates(sentences), *shared_frames(sentences)]
    if given.shared:
        breaches += near_gold(sentences, Path(given.shared) / "gold")
    for breach in breaches:
        print(breach)
    print(f"{len(sentences)} sentences, {len(breaches)} breaches")
    return bool(breaches)


def counts(sentences: list[Labelled]) -> Iterator[str]:
    """A line for each type: sentences, events, different triggers."""
    seen: dict[str, set[str]] = defaultdict(set)
    triggers: dict[str, Counter[str]] = defaultdict(Counter)
    events: Counter[str] = Counter()
    for sentence in sentences:
        for label in sentence.labels:
            events[label.event_type] += 1
            seen[label.event_type].add(sentence.text)
            for start, end in label.triggers:
                triggers[label.event_type][sentence.text[start:end].lower()] += 1
    for event_type in sorted(events):
        yield f"{event_type:10} {len(seen[event_type]):5} sentences {len(triggers[event_type]):4} trigger forms"


def grams(text: str) -> frozenset[tuple[str, ...]]:
    """Word 3-grams of a text, lower case."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[i : i + 3]) for i in range(len(words) - 2))


def jaccard(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]]) -> float:
    """Share of common 3-grams among all of two texts; 0 where either has none."""
    return len(left & right) / len(left | right) if left and right else 0.0


def _pairs(sets: list[frozenset[tuple[str, ...]]]) -> dict[tuple[str, ...], list[int]]:
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, found in enumerate(sets):
        for gram in sorted(found):
            index[gram].append(i)
    return index


def near_duplicates(sentences: list[Labelled]) -> Iterator[str]:
    """Pairs of sentences that are too alike."""
    sets = [grams(sentence.text) for sentence in sentences]
    index = _pairs(sets)
    for i, found in enumerate(sets):
        for j in sorted({j for gram in found for j in index[gram] if j > i}):
            if jaccard(found, sets[j]) >= TOO_CLOSE:
                yield f"{sentences[i].place} and {sentences[j].place}: near-duplicates: {sentences[i].text[:60]}"


def frame(sentence: Labelled) -> str:
    """The sentence with marked sides, capitalised words and numbers masked."""
    text = sentence.text
    spans = sorted({span for label in sentence.labels for span in (*label.actors, *label.recipients)}, reverse=True)
    for start, end in spans:
        text = text[:start] + "N" + text[end:]
    return re.sub(r"\d+|\b[A-Z][\w’'-]*", "N", text)


def shared_frames(sentences: list[Labelled]) -> Iterator[str]:
    """Frames that more than SAME_FRAME sentences share."""
    places: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        places[frame(sentence)].append(sentence.place)
    for text, where in places.items():
        if len(where) > SAME_FRAME:
            yield f"{', '.join(where[:4])}: {len(where)} sentences share the frame {text[:70]}"


def near_gold(sentences: list[Labelled], folder: Path) -> Iterator[str]:
    """Sentences close to a sentence of the development data."""
    texts = [text for name in GOLD if (folder / name).exists() for text in _texts(folder / name)]
    sets = [grams(text) for text in texts]
    index = _pairs(sets)
    for sentence in sentences:
        found = grams(sentence.text)
        near = Counter(j for gram in found for j in index.get(gram, []))
        for j, common in near.most_common(3):
            if common / max(1, len(found | sets[j])) >= TOO_CLOSE:
                yield f"{sentence.place}: close to the development data: {sentence.text[:60]}"


def _texts(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row.get("sentence") or row.get("text") or ""
        yield from re.split(r"(?<=[.!?])\s+", text)


if __name__ == "__main__":
    sys.exit(main())
