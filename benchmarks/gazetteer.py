"""How fast the gazetteer loads and answers, what it holds in memory, and its share of the road, on one core.

python benchmarks/gazetteer.py [--repeat N] [--json]
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from road import chronicle_stories, show

from whodid.events.placing import with_places
from whodid.pipeline import load
from whodid.places import resolve_toponyms
from whodid.places.gazetteer import places_named

FOLDER = Path(__file__).parent.parent / "src" / "whodid" / "data" / "places" / "gazetteer"

FRESH = """
import time
import numpy, yaml

def resident():
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))

before = resident()
started = time.perf_counter()
from whodid.places.gazetteer import places_named, place_in, _arrays
places_named("Tripoli")
loading = time.perf_counter() - started
for row in range(len(_arrays()[2])):
    place_in(row)
print(1000 * loading, (resident() - before) / 1024)
"""
"""Run by itself: milliseconds from import to the first answer, and megabytes once every place has been read."""


def measure(repeat: int) -> dict[str, Any]:
    """The figures by name; times are of this process alone."""
    fresh = [
        [float(figure) for figure in subprocess.check_output([sys.executable, "-c", FRESH], text=True).split()]
        for _ in range(repeat)
    ]
    stories = chronicle_stories()
    coder = load(stages=("sentences",))
    parsing = time.process_time()
    parsed = [coder(story) for story in stories]
    parsing = time.process_time() - parsing
    toponyms = [one for story in parsed for one in resolve_toponyms(story)]
    names = sorted({one.toponym.text for one in toponyms})
    placing = seconds(lambda: [resolve_toponyms(story) for story in parsed], repeat)
    whole = load()
    started = time.process_time()
    coded = [whole(story) for story in stories]
    road = time.process_time() - started
    placed = seconds(lambda: [with_places(story) for story in coded], repeat)
    return {
        "files, MB": round(sum(path.stat().st_size for path in FOLDER.glob("*.npy")) / 1e6, 1),
        "loading to the first answer, milliseconds": round(min(row[0] for row in fresh)),
        "resident with every place read, MB": round(max(row[1] for row in fresh), 1),
        "names a second, not asked before": round(len(names) / seconds(lambda: ask(names), repeat)),
        "toponyms": len(toponyms),
        "toponyms found and resolved a second": round(len(toponyms) / placing),
        "share of the parser's time": f"{placing / parsing:.1%}",
        "share of the whole road": f"{placed / road:.1%}",
    }


def ask(names: list[str]) -> None:
    """Look all names up afresh."""
    places_named.cache_clear()
    for name in names:
        places_named(name)


def seconds(run: Callable[[], Any], repeat: int) -> float:
    """The least processor time of so many runs."""
    times = []
    for _ in range(repeat):
        started = time.process_time()
        run()
        times.append(time.process_time() - started)
    return min(times)


if __name__ == "__main__":
    show(measure, repeat=3, about=__doc__)
