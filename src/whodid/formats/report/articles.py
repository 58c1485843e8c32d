"""A story in the report: where it comes from, its marked title and text, its events, and what was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from whodid.formats.report.cards import event_card
from whodid.formats.report.marks import mark_text, mark_title
from whodid.formats.report.markup import Html, code, counted, isolated, join, quoted, say_moment, tag

LONGEST_QUOTE = 180
"""Characters of a refused sentence that are shown; enough to find it in the text."""


def story_article(coded: dict[str, Any], number: int, anchors: Mapping[str, str], *, opened: bool) -> Html:
    """One story with its events. `number` counts stories from 1; `anchors` gives the element id of each event id.

    `opened` says whether text and events are unfolded at first.
    """
    story, events = coded.get("story") or {}, coded.get("events") or []
    anchor = f"s{number}"
    cards = tag("ol", *(event_card(event, n, story, anchor) for n, event in enumerate(events, 1)), class_="events")
    text = tag("div", mark_text(story, events, anchor), class_="text", lang=story.get("language"))
    found = cards if events else tag("p", "No event was coded in this story.", class_="none")
    beside = (found, _refused(coded), _relations(coded, anchors))
    folded = tag(
        "details",
        tag("summary", counted(len(events), "event") if events else "no event", " ", _kinds(events)),
        tag("div", text, tag("div", *beside, class_="beside"), class_="pair"),
        class_="body",
        open=opened,
    )
    title = mark_title(story, events, anchor) if story.get("title") else tag("span", "Untitled", class_="none")
    head = tag("header", _origin(story), tag("h3", title, dir="auto", tabindex="-1"))
    return tag("article", head, folded, class_="story", id=anchor)


def _kinds(events: Sequence[dict[str, Any]]) -> Html:
    """The types of a story's events in their colours, to be seen while it is folded."""
    shown = dict.fromkeys((str(event.get("event_type")), event.get("quad") or 0) for event in events)
    return tag("span", join((tag("b", kind, class_=f"q{quad}") for kind, quad in shown), " "), class_="kinds")


def _origin(story: dict[str, Any]) -> Html:
    """Publisher, date, dateline, agencies and link, in one line."""
    parts = [tag("b", isolated(story.get("publisher") or "unknown publisher"))]
    if story.get("published"):
        basis = (story.get("basis") or {}).get("published")
        parts.append(tag("span", say_moment(story["published"]), title=f"published: {basis}" if basis else None))
    else:
        parts.append(tag("span", "no publication date", class_="none"))
    dateline = story.get("dateline")
    if dateline and dateline.get("name"):
        place = [isolated(dateline["name"]), code(dateline["country"]) if dateline.get("country") else ""]
        parts.append(tag("span", "filed from ", join([part for part in place if part], " ")))
    if story.get("relays"):
        parts.append(tag("span", "relays ", join(map(isolated, story["relays"]), ", ")))
    if story.get("updated"):
        parts.append(tag("span", "updated ", say_moment(story["updated"])))
    link = safe_link(story.get("url"))
    if link:
        parts.append(tag("a", "the page", href=link, target="_blank", rel="noopener noreferrer"))
    parts.append(code(story.get("source_id") or story.get("id"), class_="id", title=f"story {story.get('id')}"))
    return tag("p", *parts, class_="origin")


def safe_link(url: Any) -> str | None:
    """The address of a story's page where a browser may follow it (http, https); None for anything else."""
    if not isinstance(url, str) or any(ord(character) < 33 for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def _refused(coded: dict[str, Any]) -> Html:
    refused = coded.get("refused") or ()
    if not refused:
        return Html("")
    story = coded.get("story") or {}
    rows = [
        tag("li", tag("b", row.get("reason")), " ", tag("small", row.get("what")), " ", _refused_words(story, row))
        for row in refused
    ]
    return tag("details", tag("summary", f"{len(refused):,} refused, with reasons"), tag("ul", *rows), class_="refused")


def _refused_words(story: dict[str, Any], row: dict[str, Any]) -> Html:
    words = (story.get(row.get("field") or "text") or "")[row.get("start") or 0 : row.get("end") or 0].strip()
    if not words:
        return Html("")
    return quoted(words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rstrip() + " …")


def _relations(coded: dict[str, Any], anchors: Mapping[str, str]) -> Html:
    """What ties this story's events to others, or sets up a state between two actors."""
    rows = []
    claims = {claim.get("id"): claim for claim in coded.get("claims") or ()}
    for relation in coded.get("relations") or ():
        ends = [_end(relation.get(side), anchors, claims) for side in ("left", "right")]
        kind = tag("b", relation.get("kind"))
        rows.append(tag("li", ends[0], " ", kind, " ", ends[1], " ", tag("small", relation.get("because"))))
    if not rows:
        return Html("")
    return tag("details", tag("summary", counted(len(rows), "relation")), tag("ul", *rows), class_="refused")


def _end(identifier: Any, anchors: Mapping[str, str], claims: Mapping[Any, dict[str, Any]]) -> Html:
    """One of the two that belong together, linked where it is an event; of a claim the nearest voice and its event."""
    claim = claims.get(identifier)
    if claim is not None:
        names = [voice.get("name") for voice in claim.get("chain") or ()]
        return join(
            [isolated(names[0] if names and names[0] else "unnamed"), " on ", _end(claim.get("event"), anchors, {})]
        )
    anchor = anchors.get(str(identifier))
    if anchor is None:
        return code(identifier)
    story, event = anchor[1:].split("e")
    return tag("a", f"story {story}, event {event}", href=f"#{anchor}")
