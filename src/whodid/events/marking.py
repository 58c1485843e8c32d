"""A candidate as the classifier reads it: the sentence's word pieces, with markers around actor, recipient, trigger.

The same function serves training and coding, so that both see the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Offsets = tuple[int, int]
"""Start and end of some words, characters into the sentence, end excluded."""

CLS, SEP = 101, 102
OPEN = {"actor": 1, "recipient": 3, "trigger": 5}
"""Word pieces that open a span of each part: unused ones of the vocabulary; the next id closes it."""

WINDOW = 96
"""Word pieces of a sentence that are read at most; longer sentences are cut around the marks. Over 99% of news
sentences are shorter."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Word pieces with markers, and where the first opening marker of actor, recipient, trigger stands (0: none)."""

    pieces: tuple[int, ...]
    marks: tuple[int, int, int]


def mark(
    text: str,
    tokenizer: Any,
    *,
    actors: Sequence[Offsets] = (),
    recipients: Sequence[Offsets] = (),
    triggers: Sequence[Offsets] = (),
) -> Marked:
    """The sentence `text` with its spans marked; spans may touch or nest. `tokenizer` is a `tokenizers.Tokenizer`."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    parts = {"actor": actors, "recipient": recipients, "trigger": triggers}
    first, last = _window(encoded.offsets, [span for spans in parts.values() for span in spans])
    offsets, ids = encoded.offsets[first:last], encoded.ids[first:last]
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for part, spans in parts.items():
        for start, end in spans:
            inside = [i for i, (a, b) in enumerate(offsets) if a < end and b > start]
            if inside:
                opening.setdefault(inside[0], []).append(OPEN[part])
                closing.setdefault(inside[-1], []).append(OPEN[part] + 1)
    pieces, marks = [CLS], [0, 0, 0]
    for i, piece in enumerate(ids):
        for marker in opening.get(i, ()):
            at = (marker - 1) // 2
            marks[at] = marks[at] or len(pieces)
            pieces.append(marker)
        pieces.append(piece)
        pieces += reversed(closing.get(i, []))
    pieces.append(SEP)
    return Marked(tuple(pieces), (marks[0], marks[1], marks[2]))


def _window(offsets: Sequence[Offsets], spans: Sequence[Offsets]) -> tuple[int, int]:
    """The first and last (excluded) word piece to read: all of them, or `WINDOW` around the middle of the spans."""
    if len(offsets) <= WINDOW:
        return 0, len(offsets)
    marked = [i for i, (a, b) in enumerate(offsets) if any(a < end and b > start for start, end in spans)]
    middle = (marked[0] + marked[-1]) // 2 if marked else WINDOW // 2
    first = min(max(0, middle - WINDOW // 2), len(offsets) - WINDOW)
    return first, first + WINDOW
