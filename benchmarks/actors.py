"""How fast names are matched and the actor tables load, on one core.

python benchmarks/actors.py [--repeat N] [--json]
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from road import chronicle_stories, show

from whodid.actors.names import NameIndex
from whodid.actors.tables import load_tables
from whodid.model import Story
from whodid.registry import STAGES
from whodid.settings import Settings


def measure(repeat: int) -> dict[str, Any]:
    """The figures by name; times are of this process alone."""
    load_tables()
    load_tables.cache_clear()
    started = time.process_time()
    tables = load_tables()
    loading = time.process_time() - started
    started = time.process_time()
    index = NameIndex(tables)
    building = time.process_time() - started
    speeds: dict[str, Any] = {}
    for name, sentences in texts().items():
        speeds[f"{name}: characters to a name"], speeds[f"{name}: MB a second"] = speed(index, sentences, 20 * repeat)
    return {
        "tables load, milliseconds": round(1000 * loading),
        "names index built, milliseconds": round(1000 * building),
        **speeds,
    }


def texts() -> dict[str, list[str]]:
    """The sentences of the chronicle, of the invented news stories, and of those that tell no political act."""
    quality = Path(__file__).parents[1] / "tests" / "quality"
    split = STAGES["sentences"].make(Settings())
    news = [json.loads(line) for part in ("blind", "blind2") for line in _lines(quality / part / "stories.jsonl")]
    stories = [Story("", title="", text=one["text"]) for one in news]
    return {
        "chronicle": _sentences(map(split, chronicle_stories())),
        "news stories": _sentences(map(split, stories)),
        "no political act": [line for path in sorted((quality / "no_act").glob("*.txt")) for line in _lines(path)],
    }


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _sentences(stories: Iterable[Story]) -> list[str]:
    return [story.text[one.start : one.end] for story in stories for one in story.sentences if one.field == "text"]


def speed(index: NameIndex, sentences: list[str], rounds: int) -> tuple[int, float]:
    """Characters to a name, and megabytes searched in a second."""
    found = sum(len(index.find(sentence)) for sentence in sentences)
    started = time.process_time()
    for _ in range(rounds):
        for sentence in sentences:
            index.find(sentence)
    spent = time.process_time() - started
    size = sum(len(sentence.encode()) for sentence in sentences)
    return round(size / max(found, 1)), round(rounds * size / spent / 1e6, 1)


if __name__ == "__main__":
    show(measure, repeat=3, about=__doc__)
