"""The top of the page: how many stories and events, of which kinds, told how, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from whodid.formats.report.markup import Html, as_date, counted, isolated, join, say_range, tag
from whodid.formats.report.words import QUADS, STATUSES, has_speaker, needs_review

LOW_CONFIDENCE = 0.5
"""Below this an event is counted as unsure, and the filter of that name shows it."""


def all_events(coded: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every event of the stories, in order."""
    return [event for one in coded for event in one.get("events") or ()]


def say_scope(coded: Sequence[dict[str, Any]]) -> str:
    """What the report is about in a line: "12 stories of 5 publishers, published 3 May – 12 June 2019"."""
    if not coded:
        return "Nothing coded yet"
    stories = [one.get("story") or {} for one in coded]
    publishers = {story["publisher"] for story in stories if story.get("publisher")}
    days = sorted(day for story in stories if (day := as_date(story.get("published"))))
    words = counted(len(stories), "story", "stories")
    if publishers:
        words += f" of {counted(len(publishers), 'publisher')}"
    if days:
        words += f", published {say_range(days[0], days[-1])}"
    return words


def draw_figures(coded: Sequence[dict[str, Any]], quarantined: Sequence[dict[str, Any]]) -> Html:
    """The counts that sum up a run; those that lead somewhere are buttons that filter."""
    events = all_events(coded)
    figures = [
        (len(coded), "story" if len(coded) == 1 else "stories", ""),
        (len(events), "event" if len(events) == 1 else "events", "show=with"),
        (sum(not one.get("events") for one in coded), "told no event", "show=without"),
        (sum(map(has_speaker, events)), "on a speaker’s word", "show=said"),
        (sum(bool(event.get("historical")) for event in events), "background", "show=background"),
        (sum(map(needs_review, events)), "for review", "show=review"),
        (sum(float(event.get("confidence") or 0) < LOW_CONFIDENCE for event in events), "unsure", "show=unsure"),
        (sum(len(one.get("refused") or ()) for one in coded), "refused", ""),
        (len(quarantined), "quarantined", ""),
    ]
    shown = [figure for place, figure in enumerate(figures) if figure[0] or place < 2]
    return tag("ul", *(tag("li", _figure(*figure)) for figure in shown), class_="figures")


def _figure(number: int, words: str, target: str) -> Html:
    inner = join([tag("b", f"{number:,}"), " ", tag("span", words)])
    return tag("button", inner, type="button", data_set=target) if target else tag("div", inner)


def draw_types(coded: Sequence[dict[str, Any]]) -> Html:
    """The events by quad class and type, each with a bar as long as its share of the most frequent type."""
    events = all_events(coded)
    counts = Counter((event.get("quad") or 0, str(event.get("event_type"))) for event in events)
    most = max(counts.values(), default=1)
    groups = []
    for quad in [*QUADS, *([0] if any(not quad for quad, _ in counts) else [])]:
        kinds = sorted(((name, number) for (of, name), number in counts.items() if of == quad), key=_by_number)
        total = sum(number for _, number in kinds)
        heading = tag("button", QUADS.get(quad, "No quad class"), type="button", data_set=f"quad={quad}")
        rows = [_bar(name, number, most, f"type={name}") for name, number in kinds]
        inner = tag("ul", *rows) if rows else tag("p", "none", class_="none")
        groups.append(tag("section", tag("h3", heading, " ", tag("b", f"{total:,}")), inner, class_=f"quad q{quad}"))
    return tag("div", *groups, class_="quads")


def _bar(name: str, number: int, most: int, target: str) -> Html:
    bar = tag("i", style=f"width:{100 * number / most:.1f}%", aria_hidden="true")
    inner = join([tag("span", name), tag("span", bar, class_="bar"), tag("b", f"{number:,}")])
    return tag("li", tag("button", inner, type="button", data_set=target))


def draw_tallies(coded: Sequence[dict[str, Any]]) -> Html:
    """Events by status, by the voice nearest to them, and what was refused, by reason."""
    events = all_events(coded)
    status = Counter(str(event.get("status") or "happened") for event in events)
    ordered = [(name, status[name]) for name in [*STATUSES, *sorted(set(status) - set(STATUSES))] if status[name]]
    voices = Counter(_nearest(event) for event in events)
    refused = Counter(str(row.get("reason")) for one in coded for row in one.get("refused") or ())
    parts = [
        _tally("By status", ordered, "status"),
        _tally("Nearest voice", sorted(voices.items(), key=_by_number), ""),
        _tally("Refused, by reason", sorted(refused.items(), key=_by_number)[:12], ""),
    ]
    return tag("div", *(part for part in parts if part), class_="tallies")


def _nearest(event: dict[str, Any]) -> str:
    chain = event.get("attribution") or ()
    if not chain:
        return "no voice recorded"
    if chain[0].get("role") == "speaker":
        return f"a speaker {chain[0].get('stance') or 'says'}"
    if chain[0].get("stance"):
        return f"a {chain[0]['role']} {chain[0]['stance']}"
    return {"publisher": "the publisher’s own account", "relay": "a relay’s account"}.get(chain[0]["role"], "a medium")


def _by_number(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _tally(heading: str, counts: Sequence[tuple[str, int]], filter_name: str) -> Html:
    if not counts:
        return Html("")
    most = max(number for _, number in counts)
    rows = []
    for name, number in counts:
        if filter_name:
            rows.append(_bar(name, number, most, f"{filter_name}={name}"))
        else:
            bar = tag("i", style=f"width:{100 * number / most:.1f}%", aria_hidden="true")
            inner = join([tag("span", name), tag("span", bar, class_="bar"), tag("b", f"{number:,}")])
            rows.append(tag("li", tag("div", inner)))
    return tag("section", tag("h3", heading), tag("ul", *rows))


def draw_quarantine(quarantined: Iterable[dict[str, Any]]) -> Html:
    """The inputs that could not be coded, folded: where, why, and the message."""
    rows = [
        tag(
            "tr",
            tag("th", isolated(row.get("where")), scope="row"),
            tag("td", row.get("reason")),
            tag("td", isolated(row.get("message"))),
        )
        for row in quarantined
    ]
    if not rows:
        return Html("")
    head = tag("tr", *(tag("th", name, scope="col") for name in ("Where", "Reason", "Message")))
    table = tag("div", tag("table", tag("thead", head), tag("tbody", *rows)), class_="wide")
    summary = tag("summary", f"{counted(len(rows), 'input')} quarantined: not coded, not lost")
    return tag("details", summary, table, class_="quarantine")
