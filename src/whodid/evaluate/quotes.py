"""Articles with known quotations: how many are found whole, and with the right speaker.

A gold row has `id`, `text` and `attributions`, each with `content` and `source` (lists of [start, end], characters into
the text, end excluded; `source` may be empty) and `direct` (full, partial or none: how much stands in quotation marks).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whodid.evaluate.gold import read_gold
from whodid.evaluate.measures import Answer, Outcome, by_class
from whodid.model import Quotation, Story, content_id
from whodid.pipeline import load

Offsets = Sequence[tuple[int, int]]

SHARED = 0.5
"""Share of the characters of two contents together that they must have in common to be one quotation."""

WIDER, SLACK = 3, 20
"""A speaker's words may be so many times as long as the gold's, and so many characters more."""

DIRECT, REPORTED = "direct", "reported"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A gold attribution and the quotation that comes nearest; either is None where the other stands alone."""

    gold: dict[str, Any] | None
    found: Quotation | None


def evaluate_quotes(gold: Path, *, advance: Callable[[], None] = lambda: None) -> Outcome:
    """The outcome over a gold file of articles: content, and content with speaker, of all and of direct speech."""
    read = load(stages=("sentences", "quotations"))
    answers: list[Answer] = []
    predictions: list[dict[str, Any]] = []
    spoken: list[tuple[str, bool]] = []
    for row in read_gold(gold, "id", "text", "attributions"):
        story = read(Story(content_id("article", row["id"]), title="", text=row["text"], source_id=str(row["id"])))
        known = [one for one in row["attributions"] if one["content"]]
        for pair in pair_up(known, story.quotations):
            answers.append(_answer(row, pair))
            spoken.append((_kind(pair), _speaker_right(pair)))
        predictions.append({"id": row["id"], "quotes": [_as_row(one) for one in story.quotations]})
        advance()
    figures: dict[str, float | int | str] = {"articles": len(predictions)}
    for name in (DIRECT, "all"):
        figures |= dict(_figures(name, answers, spoken))
    return Outcome("quotes", figures, by_class(answers), tuple(answers), tuple(predictions))


def pair_up(known: Sequence[dict[str, Any]], found: Sequence[Quotation]) -> Iterator[_Pair]:
    """Each attribution with one quotation, those that share most first; then what is left of either."""
    scored = sorted(
        (
            (_shared(one["content"], _offsets(quotation)), i, j)
            for i, one in enumerate(known)
            for j, quotation in enumerate(found)
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    golds: set[int] = set()
    quotations: set[int] = set()
    for share, i, j in scored:
        if share >= SHARED and i not in golds and j not in quotations:
            golds.add(i)
            quotations.add(j)
            yield _Pair(known[i], found[j])
    yield from (_Pair(one, None) for i, one in enumerate(known) if i not in golds)
    yield from (_Pair(None, one) for j, one in enumerate(found) if j not in quotations)


def _kind(pair: _Pair) -> str:
    if pair.gold is not None:
        return REPORTED if pair.gold["direct"] == "none" else DIRECT
    return DIRECT if pair.found is not None and pair.found.direct else REPORTED


def _answer(row: dict[str, Any], pair: _Pair) -> Answer:
    content = pair.gold["content"] if pair.gold is not None else _offsets(pair.found)
    words = " … ".join(row["text"][start:end] for start, end in content)
    kind = _kind(pair)
    given = kind if pair.found is not None else ""
    return Answer(str(row["id"]), kind if pair.gold is not None else "", given, bool(pair.gold and given), None, words)


def _figures(name: str, answers: Sequence[Answer], spoken: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, float]]:
    chosen = [
        (answer, right)
        for answer, (kind, right) in zip(answers, spoken, strict=True)
        if name == "all" or kind == DIRECT
    ]
    gold = sum(bool(answer.gold) for answer, _ in chosen)
    given = sum(bool(answer.given) for answer, _ in chosen)
    both = gold + given or 1
    yield f"{name}: content F1", 2 * sum(answer.right for answer, _ in chosen) / both
    yield f"{name}: content with speaker F1", 2 * sum(right for _, right in chosen) / both


def _speaker_right(pair: _Pair) -> bool:
    """Whether both name nobody, or the speaker's words lie in the gold's, or most of the gold's in them."""
    if pair.gold is None or pair.found is None:
        return False
    known = _characters(pair.gold["source"])
    speaker = pair.found.speaker
    said = set(range(speaker.start, speaker.end)) if speaker else set()
    if not known or not said:
        return not known and not said
    return len(known & said) >= SHARED * min(len(known), len(said)) and len(said) <= WIDER * len(known) + SLACK


def _as_row(quotation: Quotation) -> dict[str, Any]:
    speaker = quotation.speaker
    return {"content": _offsets(quotation), "source": [(speaker.start, speaker.end)] if speaker else []}


def _offsets(quotation: Quotation | None) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in quotation.content] if quotation else []


def _shared(left: Iterable[Sequence[int]], right: Iterable[Sequence[int]]) -> float:
    one, other = _characters(left), _characters(right)
    return len(one & other) / len(one | other) if one | other else 0.0


def _characters(spans: Iterable[Sequence[int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}
