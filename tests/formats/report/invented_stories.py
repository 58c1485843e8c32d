"""Makes the coded stories of invented_stories.yaml: finds where the words stand, and fills in what is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from whodid.model import content_id

Json = dict[str, Any]

KINDS: dict[str, tuple[int, float, str]] = {
    "AGREE": (1, 3.0, "030"),
    "CONSULT": (1, 2.5, "042"),
    "SUPPORT": (1, 3.4, "051"),
    "CONCEDE": (1, 5.0, "080"),
    "COOPERATE": (2, 6.0, "060"),
    "AID": (2, 7.0, "073"),
    "RETREAT": (2, 9.0, "087"),
    "REQUEST": (3, -1.0, "102"),
    "ACCUSE": (3, -3.0, "112"),
    "REJECT": (3, -4.0, "120"),
    "THREATEN": (3, -5.0, "138"),
    "PROTEST": (4, -6.0, "141"),
    "SANCTION": (4, -7.0, "163"),
    "COERCE": (4, -8.0, "173"),
    "ASSAULT": (4, -10.0, "190"),
}
"""Quad class, score and CAMEO code of each type as these tests use them."""


def invented_stories() -> list[Json]:
    """The twelve coded stories, made anew at each call."""
    text = Path(__file__).with_name("invented_stories.yaml").read_text(encoding="utf-8")
    made = [coded(given) for given in yaml.safe_load(text)]
    ids = {(one["story"]["source_id"], n): event["id"] for one in made for n, event in enumerate(one["events"], 1)}
    for one in made:
        for relation in one["relations"]:
            relation |= {end: ids[tuple(relation[end])] for end in ("left", "right")}
    return made


def quarantined_pages() -> list[Json]:
    """Two inputs that could not be coded."""
    rows = [
        ("pages/blank.html", "empty", "no text was found in 4,210 bytes"),
        ("feed.jsonl, line 3", "not_english", "the text is in <French>"),
    ]
    return [
        {"id": content_id(*row), "where": row[0], "reason": row[1], "message": row[2], "detail": None} for row in rows
    ]


def coded(given: Json) -> Json:
    """One coded story."""
    story = {
        "id": content_id(given["story"]["title"], given["story"]["text"]),
        "updated": None,
        "dateline": None,
        "language": "en",
        "relays": [],
        "url": None,
        "basis": {"published": "label 'Published'"} if given["story"]["published"] else {},
        **given["story"],
    }
    return {
        "story": story,
        "events": [event(story, one) for one in given.get("events", ())],
        "claims": [],
        "relations": [{"id": content_id(one), **one} for one in given.get("relations", ())],
        "refused": [
            {**without_text(find(story, words)), "what": what, "reason": reason}
            for words, what, reason in given.get("refused", ())
        ],
    }


def event(story: Json, given: Json) -> Json:
    """One event: told by the publisher as a fact, without date and place, unless `given` says otherwise."""
    quad, score, cameo = KINDS[given["type"]]
    recipients = given.get("recipients", [])
    pattern = f"ACTOR {given['trigger']}" + (" RECIPIENT" if recipients else "")
    made = {
        "id": content_id(story["id"], given["type"], *given["evidence"]),
        "event_type": given["type"],
        "mode": None,
        "contexts": [],
        "cameo": cameo,
        "quad": quad,
        "score": score,
        "happened": None,
        "happened_reason": None if "happened" in given else "no time words",
        "place": None,
        "place_reason": None if "place" in given else "none stated",
        "status": "happened",
        "status_words": None,
        "historical": False,
        "numbers": [],
        "attribution": [{"role": "publisher", "name": story["publisher"] or "unknown"}],
        "tellings": len(given["evidence"]),
        "confidence": 0.86,
        "decided_by": {"model": None, "pattern": pattern, "agree": None},
        **{key: value for key, value in given.items() if key != "type"},
    }
    for when_or_where in ("happened", "place"):
        if made[when_or_where] and "span" in made[when_or_where]:
            made[when_or_where]["span"] = find(story, made[when_or_where]["span"])
    return {
        **made,
        "actors": [party(story, one) for one in given["actors"]],
        "recipients": [party(story, one) for one in recipients],
        "trigger": find(story, given["trigger"]),
        "evidence": [find(story, words) for words in given["evidence"]],
        "attribution": [voice(story, one) for one in made["attribution"]],
    }


def party(story: Json, given: Json) -> Json:
    """An actor or recipient; its name is its words where none is given."""
    return {
        **find(story, given["words"]),
        "name": given["words"],
        "office": None,
        "office_status": None,
        "basis": "name in table",
        "group": None,
        **{key: value for key, value in given.items() if key != "words"},
    }


def voice(story: Json, given: Json) -> Json:
    """A link of the chain; speakers have the words that name them."""
    if "words" not in given:
        return given
    rest = {key: value for key, value in given.items() if key != "words"}
    return {"name": given["words"], **rest, **without_text(find(story, given["words"]))}


def find(story: Json, words: str) -> Json:
    """The first place of `words` in the story's text, else in its title, as a span."""
    for field in ("text", "title"):
        start = story[field].find(words)
        if start >= 0:
            return {"field": field, "start": start, "end": start + len(words), "text": words}
    raise ValueError(f"{words!r} stands neither in the text nor in the title of {story['source_id']}")


def without_text(span: Json) -> Json:
    return {key: value for key, value in span.items() if key != "text"}
