"""The tables of a store and the rows a story has in each: flat columns, lists where an event has several.

Stands between the records of `model.py` and the folder on disk: nothing here reads or writes a file.
docs/data-dictionary.md says what each column means; a test holds the two together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Literal

from whodid.model import Claim, Event, Party, PlaceCandidate, Quarantine, Story, Voice

Kind = Literal["string", "strings", "int", "float", "bool"]
Row = dict[str, Any]

LAYOUT = "whodid store, layout 3"
"""Written into the story table; a store of another layout is refused, not misread."""

EVENT_COLUMNS: dict[str, Kind] = {
    "story_id": "string",
    "event_id": "string",
    "event_type": "string",
    "mode": "string",
    "contexts": "strings",
    "cameo": "string",
    "quad": "int",
    "score": "float",
    "actors": "strings",
    "actor_codes": "strings",
    "recipients": "strings",
    "recipient_codes": "strings",
    "happened_start": "string",
    "happened_end": "string",
    "happened_granularity": "string",
    "happened_basis": "string",
    "happened_reason": "string",
    "place": "string",
    "place_country": "string",
    "place_precision": "string",
    "place_division": "string",
    "place_geonames_id": "int",
    "place_latitude": "float",
    "place_longitude": "float",
    "place_second": "string",
    "place_margin": "float",
    "place_reason": "string",
    "status": "string",
    "status_words": "string",
    "historical": "bool",
    "stance": "string",
    "according_to": "string",
    "speaker": "string",
    "speaker_code": "string",
    "medium": "string",
    "relay": "string",
    "publisher": "string",
    "denied_by": "string",
    "denied_by_code": "string",
    "numbers": "strings",
    "trigger": "string",
    "trigger_field": "string",
    "trigger_start": "int",
    "trigger_end": "int",
    "evidence": "strings",
    "tellings": "int",
    "confidence": "float",
    "pattern": "string",
    "model": "string",
    "agree": "bool",
}
"""A flat row for each event: what the event table holds and what the flat exports print."""

TABLES: dict[str, dict[str, Kind]] = {
    "mention": {
        "story_id": "string",
        "batch": "string",
        "field": "string",
        "start": "int",
        "end": "int",
        "text": "string",
        "sentence": "int",
        "kind": "string",
        "names": "strings",
        "codes": "strings",
        "bases": "strings",
        "reason": "string",
    },
    "event": {"batch": "string", **EVENT_COLUMNS},
    "claim": {
        "story_id": "string",
        "batch": "string",
        "claim_id": "string",
        "event_id": "string",
        "stance": "string",
        "according_to": "string",
        "speaker": "string",
        "speaker_code": "string",
        "medium": "string",
        "relay": "string",
        "publisher": "string",
        "words": "string",
    },
    "relation": {
        "story_id": "string",
        "batch": "string",
        "relation_id": "string",
        "kind": "string",
        "left": "string",
        "right": "string",
        "because": "string",
    },
    "refusal": {
        "story_id": "string",
        "batch": "string",
        "field": "string",
        "start": "int",
        "end": "int",
        "text": "string",
        "what": "string",
        "reason": "string",
    },
    "story": {
        "id": "string",
        "batch": "string",
        "source_id": "string",
        "publisher": "string",
        "url": "string",
        "title": "string",
        "byline": "string",
        "section": "string",
        "published": "string",
        "updated": "string",
        "dateline": "string",
        "dateline_country": "string",
        "language": "string",
        "relays": "strings",
        "origin": "string",
        "text": "string",
        "events": "int",
        "record": "string",
        "parse": "string",
    },
    "quarantine": {
        "id": "string",
        "where": "string",
        "reason": "string",
        "message": "string",
        "detail": "string",
    },
    "run": {
        "id": "string",
        "started": "string",
        "finished": "string",
        "version": "string",
        "read": "int",
        "coded": "int",
        "no_event": "int",
        "duplicate": "int",
        "quarantined": "int",
    },
}
"""Every table with its columns, `story` after its details: a story row makes them visible, so it is written last."""


def event_rows(story: Story) -> list[Row]:
    """A flat row for each event of the story, in its order (the columns of EVENT_COLUMNS)."""
    claims: dict[str, list[Claim]] = {}
    for claim in story.claims:
        claims.setdefault(claim.event_id, []).append(claim)
    denials = _denials(story)
    return [_event_row(story, event, claims.get(event.id, []), denials.get(event.id, [])) for event in story.events]


def _denials(story: Story) -> dict[str, list[Claim]]:
    """The claims that deny an event, under its id: those that a relation "denies" ties to it or to a claim of it."""
    claims = {claim.id: claim for claim in story.claims}
    found: dict[str, list[Claim]] = {}
    for relation in story.relations:
        if relation.kind == "denies" and relation.left in claims:
            event = claims[relation.right].event_id if relation.right in claims else relation.right
            found.setdefault(event, []).append(claims[relation.left])
    return found


def _event_row(story: Story, event: Event, claims: list[Claim], denials: list[Claim]) -> Row:
    happened, place, denied = event.happened, event.place, _voices(denials, None)
    return {
        "story_id": story.id,
        "event_id": event.id,
        "event_type": event.event_type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad,
        "score": event.score,
        "actors": [party_name(party) for party in event.actors],
        "actor_codes": [party.actor.code for party in event.actors],
        "recipients": [party_name(party) for party in event.recipients],
        "recipient_codes": [party.actor.code for party in event.recipients],
        "happened_start": happened.start if happened else None,
        "happened_end": happened.end if happened else None,
        "happened_granularity": happened.granularity if happened else None,
        "happened_basis": happened.basis if happened else None,
        "happened_reason": event.happened_reason,
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "place_precision": place.precision if place else None,
        "place_division": place.division if place else None,
        "place_geonames_id": place.geonames_id if place else None,
        "place_latitude": place.latitude if place else None,
        "place_longitude": place.longitude if place else None,
        "place_second": candidate_name(place.second) if place and place.second else None,
        "place_margin": place.margin if place else None,
        "place_reason": event.place_reason,
        "status": event.status,
        "status_words": event.status_words,
        "historical": event.historical,
        **_voices(claims, story.publisher),
        "denied_by": denied["speaker"],
        "denied_by_code": denied["speaker_code"],
        "numbers": [f"{count.kind}: {count.words if count.value is None else count.value}" for count in event.counts],
        "trigger": event.trigger.text,
        "trigger_field": event.trigger.field,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "evidence": [span.text for span in event.evidence],
        "tellings": event.tellings,
        "confidence": event.confidence,
        "pattern": event.pattern,
        "model": event.model,
        "agree": event.agree,
    }


def candidate_name(candidate: PlaceCandidate) -> str:
    """A place's name with its division and country: "Tripoli, North Lebanon, LBN"."""
    return ", ".join(filter(None, (candidate.name, candidate.division, candidate.country)))


def party_name(party: Party) -> str:
    """The resolved name of an actor or recipient, else the words that name it, else its code; never empty."""
    group = party.actor.group.name if party.actor.group else None
    return party.actor.name or group or (party.span.text if party.span else "") or party.actor.code


def _voices(claims: list[Claim], publisher: str | None) -> Row:
    """Who vouches, in plain columns; several claims of one event stand side by side, joined by "; ".

    `according_to` is the nearest voice of each claim, so that an allegation never stands without whoever makes it.
    """

    def joined(values: Iterable[str | None]) -> str | None:
        return "; ".join(dict.fromkeys(value for value in values if value)) or None

    voices = [voice for claim in claims for voice in claim.chain]

    def of(role: str, value: Callable[[Voice], str | None]) -> str | None:
        return joined(value(voice) for voice in voices if voice.role == role)

    nearest = joined(claim.chain[0].name for claim in claims if claim.chain)
    return {
        "stance": joined(claim.stance for claim in claims),
        "according_to": nearest or publisher or "the page itself",
        "speaker": of("speaker", lambda voice: voice.name),
        "speaker_code": of("speaker", lambda voice: voice.code),
        "medium": of("medium", lambda voice: voice.name),
        "relay": of("relay", lambda voice: voice.name),
        "publisher": of("publisher", lambda voice: voice.name) or publisher,
    }


def mention_rows(story: Story) -> list[Row]:
    """A row for each mention; `names`, `codes` and `bases` have an entry for each actor it stands for, or none."""
    return [
        {
            "story_id": story.id,
            **mention.span.to_dict(),
            "sentence": mention.sentence,
            "kind": mention.kind,
            "names": [actor.name or (actor.group.name if actor.group else "") for actor in mention.actors],
            "codes": [actor.code for actor in mention.actors],
            "bases": [actor.basis for actor in mention.actors],
            "reason": mention.reason,
        }
        for mention in story.mentions
    ]


def claim_rows(story: Story) -> list[Row]:
    """A row for each claim, its voices in plain columns."""
    return [
        {
            "story_id": story.id,
            "claim_id": claim.id,
            "event_id": claim.event_id,
            **_voices([claim], story.publisher),
            "words": claim.words.text if claim.words else None,
        }
        for claim in story.claims
    ]


def relation_rows(story: Story) -> list[Row]:
    """A row for each relation that the story itself sets up."""
    return [
        {
            "story_id": story.id,
            "relation_id": relation.id,
            "kind": relation.kind,
            "left": relation.left,
            "right": relation.right,
            "because": relation.because,
        }
        for relation in story.relations
    ]


def refusal_rows(story: Story) -> list[Row]:
    """A row for everything deliberately not coded, so that refusals can be counted by reason."""
    return [
        {"story_id": story.id, **refusal.span.to_dict(), "what": refusal.what, "reason": refusal.reason}
        for refusal in story.refused
    ]


DETAILS: dict[str, Callable[[Story], list[Row]]] = {
    "mention": mention_rows,
    "event": event_rows,
    "claim": claim_rows,
    "relation": relation_rows,
    "refusal": refusal_rows,
}
"""The tables whose rows belong to a story, each with the maker of its rows."""


def story_row(story: Story) -> Row:
    """The row of the story table: columns to query, and the whole record to give back unchanged.

    `record` is the story without its sentences and `parse` the sentences alone, both JSON: the parse is most of the
    bytes, and only `explain` reads it.
    """
    record = story.to_dict()
    parse = record.pop("sentences")
    return {
        "id": story.id,
        "source_id": story.source_id,
        "publisher": story.publisher,
        "url": story.url,
        "title": story.title,
        "byline": story.byline,
        "section": story.section,
        "published": story.published,
        "updated": story.updated,
        "dateline": story.dateline.name if story.dateline else None,
        "dateline_country": story.dateline.country if story.dateline else None,
        "language": story.language,
        "relays": list(story.relays),
        "origin": story.origin,
        "text": story.text,
        "events": len(story.events),
        "record": json.dumps(record),
        "parse": json.dumps(parse),
    }


def story_of(record: str, parse: str | None) -> Story:
    """The story of a row's `record` and `parse` (None: leave the sentences out)."""
    row = json.loads(record)
    if parse is not None:
        row["sentences"] = json.loads(parse)
    return Story.from_dict(row)


def quarantine_row(quarantine: Quarantine) -> Row:
    """The row of the quarantine table."""
    return quarantine.to_dict()
