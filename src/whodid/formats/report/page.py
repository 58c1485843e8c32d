"""The whole page: the parts put together with style and script into one file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from whodid.formats.report.articles import story_article
from whodid.formats.report.index import index_events, script_json
from whodid.formats.report.markup import Html, escape, join, tag
from whodid.formats.report.matrix import Matrix, count_dyads, draw_matrix
from whodid.formats.report.overview import (
    LOW_CONFIDENCE,
    all_events,
    draw_figures,
    draw_quarantine,
    draw_tallies,
    draw_types,
    say_scope,
)
from whodid.formats.report.timeline import draw_timeline
from whodid.formats.report.times import Times, place_in_time
from whodid.formats.report.words import STATUSES, sides

MOST_OPEN = 60
"""Up to so many stories are unfolded at first; a page of a thousand opens as a list of titles."""

SHOWS = {
    "": "all stories",
    "with": "with events",
    "without": "without events",
    "said": "on a speaker’s word",
    "background": "background",
    "review": "for review",
    "unsure": "unsure",
}
"""The last filter's choices; the script knows what each means."""


def write_report(
    coded: Sequence[dict[str, Any]],
    path: Path,
    *,
    title: str = "Who did what to whom",
    quarantined: Sequence[dict[str, Any]] = (),
) -> None:
    """Write the report of coded stories (the dictionaries of `whodid code --json`) to `path`, as UTF-8.

    `quarantined` are `Quarantine.to_dict` rows. Stories stand by day of publication, undated ones last, else in the
    order given. The same input gives the same bytes. Raises OSError where the file cannot be written.
    """
    page = render_report(coded, title=title, quarantined=quarantined)
    path.write_text(page, encoding="utf-8", newline="\n")


def render_report(
    coded: Sequence[dict[str, Any]],
    *,
    title: str = "Who did what to whom",
    quarantined: Sequence[dict[str, Any]] = (),
) -> str:
    """The page that `write_report` writes."""
    stories = sorted(coded, key=lambda one: str((one.get("story") or {}).get("published") or "9999"))
    script = _file("report.js")
    times, matrix = place_in_time(stories), count_dyads(stories)
    return Template(_file("page.html")).substitute(
        title=escape(title),
        scope=escape(say_scope(stories)),
        contents=_contents(stories, matrix),
        policy=f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'",
        style=_file("report.css"),
        script=script,
        data=script_json({"unsure": LOW_CONFIDENCE, "events": index_events(stories, times, matrix)}),
        overview=_overview(stories, quarantined, times, matrix),
        legend=_file("legend.html") if stories else "",
        filters=_filters(stories) if stories else "",
        stories=_stories(stories) if stories else _file("empty.html"),
        quarantine=draw_quarantine(quarantined),
    )


def _file(name: str) -> Html:
    return Html(files("whodid.formats.report").joinpath(name).read_text(encoding="utf-8"))


def _contents(stories: Sequence[dict[str, Any]], matrix: Matrix) -> Html:
    """Links to the parts of the page, where there are several."""
    if not all_events(stories):
        return Html("")
    parts = ["What", "When", *(["Who to whom"] if matrix.cells else []), "Stories"]
    links = (tag("a", part, href="#" + part.lower().replace(" ", "-")) for part in parts)
    return tag("nav", *links, class_="contents", aria_label="Parts of the page")


def _overview(
    stories: Sequence[dict[str, Any]], quarantined: Sequence[dict[str, Any]], times: Times, matrix: Matrix
) -> Html:
    """Figures, kinds, timeline and matrix; only the figures where there is no event to show."""
    figures = draw_figures(stories, quarantined) if stories or quarantined else Html("")
    if not all_events(stories):
        return figures
    parts = [figures, _section("What", draw_types(stories), draw_tallies(stories))]
    parts.append(_section("When", draw_timeline(times)))
    if matrix.cells:
        parts.append(_section("Who to whom", draw_matrix(matrix)))
    return join(parts)


def _section(heading: str, *children: Html) -> Html:
    named = heading.lower().replace(" ", "-")
    return tag("section", tag("h2", heading, id=named), *children, class_="part", aria_labelledby=named)


def _filters(stories: Sequence[dict[str, Any]]) -> Html:
    """The bar above the stories; without a script it is not shown."""
    events = all_events(stories)
    types = Counter(str(event.get("event_type")) for event in events)
    states = Counter(str(event.get("status") or "happened") for event in events)
    countries = Counter(side for e in events for side in dict.fromkeys(sides(e, "actors") + sides(e, "recipients")))
    search = tag("input", type="search", name="q", placeholder="Search", aria_label="Search in stories", size="12")
    ordered = [(name, states[name]) for name in [*STATUSES, *sorted(set(states) - set(STATUSES))] if states[name]]
    parts: list[Html] = [
        search,
        _select("type", "Type", [("", "any type"), *_counted(sorted(types.items()))]),
        _select("side", "Actor or recipient", [("", "any side"), *_counted(sorted(countries.items()))]),
        _select("status", "Status", [("", "any status"), *_counted(ordered)]),
        _select("show", "Show", list(SHOWS.items())),
        tag("span", class_="chosen"),
        tag("output", class_="result", aria_live="polite"),
        tag("button", "Clear", type="button", class_="clear", hidden=True),
        tag("button", "Save as CSV", type="button", class_="save", title="Save the events shown as a table"),
    ]
    return tag("form", *parts, class_="filters", role="search", aria_label="Filter the stories")


def _counted(items: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
    return [(name, f"{name} ({number:,})") for name, number in items]


def _select(name: str, label: str, options: Sequence[tuple[str, str]]) -> Html:
    return tag("select", *(tag("option", words, value=value) for value, words in options), name=name, aria_label=label)


def _stories(stories: Sequence[dict[str, Any]]) -> Html:
    anchors = {
        str(event.get("id")): f"s{number}e{n}"
        for number, one in enumerate(stories, start=1)
        for n, event in enumerate(one.get("events") or (), start=1)
    }
    opened = len(stories) <= MOST_OPEN
    articles = (story_article(one, number, anchors, opened=opened) for number, one in enumerate(stories, start=1))
    return tag("div", *articles, class_="stories" if opened else "stories many")
