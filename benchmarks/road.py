"""How fast and how large the road is: stories of the bundled chronicle, raw page to events, one process.

    python benchmarks/road.py [--repeat N] [--json]

Prints sentences and stories a second, the share of time of every stage, peak memory, and, as the peer that can run in
the same process, spaCy's own pipeline on the same texts (parsing alone, none of our work).
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from whodid.ingest import read_paths, read_story
from whodid.language import load_parser
from whodid.model import Page, Story
from whodid.pipeline import CHAIN
from whodid.registry import STAGES
from whodid.settings import Settings

CHRONICLE = Path(__file__).parent.parent / "examples" / "chronicle"


def show(measure: Callable[[int], dict[str, Any]], *, repeat: int, about: str | None) -> None:
    """Measure as the command line asks, and print the figures; `repeat` is the default number of rounds."""
    options = argparse.ArgumentParser(description=about)
    options.add_argument("--repeat", type=int, default=repeat, help=f"rounds over the chronicle (default {repeat})")
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = options.parse_args()
    figures = measure(given.repeat)
    if given.json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        print(f"{name:38} {value}")


def chronicle_stories() -> list[Story]:
    """The stories of the bundled chronicle, read and not yet coded."""
    return [read_story(page) for page in read_paths([str(CHRONICLE)]) if isinstance(page, Page)]


def measure(repeat: int) -> dict[str, Any]:
    """The figures by name; times are wall time of this process, memory is its peak."""
    pages = [page for page in read_paths([str(CHRONICLE)]) if isinstance(page, Page)]
    started = time.perf_counter()
    steps = {name: STAGES[name].make(Settings()) for name in CHAIN}
    loading = time.perf_counter() - started
    for story in map(read_story, pages[:5]):  # first stories warm caches up; not measured
        _run(story, steps, defaultdict(float))
    spent: dict[str, float] = defaultdict(float)
    stories: list[Story] = []
    for _ in range(repeat):
        for page in pages:
            started = time.perf_counter()
            story = read_story(page)
            spent["ingest"] += time.perf_counter() - started
            stories.append(_run(story, steps, spent))
    sentences = sum(len(story.sentences) for story in stories)
    total = sum(spent.values())
    figures: dict[str, Any] = {
        "machine": f"{platform.machine()}, {_processor()}, Python {platform.python_version()}",
        "stories": len(stories),
        "sentences": sentences,
        "events": sum(len(story.events) for story in stories),
        "loading, seconds": round(loading, 2),
        "sentences a second, one core": round(sentences / total, 1),
        "stories a second, one core": round(len(stories) / total, 1),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    figures.update({f"share of {name}": f"{seconds / total:.1%}" for name, seconds in spent.items()})
    figures["peer: spaCy alone, sentences a second"] = round(_peer(stories), 1)
    figures["commit"] = _commit()
    return figures


def _run(story: Story, steps: dict[str, Any], spent: dict[str, float]) -> Story:
    for name, step in steps.items():
        started = time.perf_counter()
        story = step(story)
        spent[name] += time.perf_counter() - started
    return story


def _peer(stories: list[Story]) -> float:
    """Sentences a second of spaCy's own pipeline over the same texts, its own sentence splitting, no work of ours."""
    nlp = load_parser().nlp
    texts = [story.text for story in stories]
    started = time.perf_counter()
    count = sum(len(list(doc.sents)) for doc in nlp.pipe(texts))
    return count / (time.perf_counter() - started)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown processor"


def _commit() -> str:
    run = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return run.stdout.strip() or "unknown"


if __name__ == "__main__":
    show(measure, repeat=5, about=__doc__)
