"""How fast names are matched and the actor tables load, on one core.

python benchmarks/actors.py [--repeat N] [--json]
"""

from __future__ import annotations

import time
from typing import Any

from road import chronicle_stories, show

from whodid.actors.names import NameIndex
from whodid.actors.tables import load_tables
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
    split = STAGES["sentences"].make(Settings())
    stories = [split(story) for story in chronicle_stories()]
    sentences = [story.text[one.start : one.end] for story in stories for one in story.sentences if one.field == "text"]
    rounds = 50 * repeat
    started = time.process_time()
    for _ in range(rounds):
        for sentence in sentences:
            index.find(sentence)
    spent = time.process_time() - started
    read = rounds * sum(len(sentence.encode()) for sentence in sentences)
    return {
        "tables load, milliseconds": round(1000 * loading),
        "names index built, milliseconds": round(1000 * building),
        "sentences": len(sentences),
        "names found in them": sum(len(index.find(sentence)) for sentence in sentences),
        "names matched, MB a second": round(read / spent / 1e6, 1),
    }


if __name__ == "__main__":
    show(measure, repeat=3, about=__doc__)
