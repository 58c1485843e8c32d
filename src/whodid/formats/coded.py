"""The JSON of a coded story: the finished record, flattened to what a reader of events needs.

A view on `Story`, made after the last stage (or after reading the store) and never read back: the parse, the
furniture and the reasons stay in the record. docs/data-dictionary.md says what each key means.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from whodid.model import Claim, Event, Group, Interval, Party, Place, Quotation, Refusal, Relation, Span, Story, Voice

Json = dict[str, Any]


def coded_story(story: Story) -> Json:
    """The story as plain dictionaries with the same keys in the same order every time; what is unknown is None or [].

    Offsets are characters into `story.text` (or `story.title`, where `field` says so), end excluded.
    """
    claims, denials = claims_by_event(story), denials_by_event(story)
    return {
        "story": _story(story),
        "events": [coded_event(event, claims.get(event.id, []), denials.get(event.id, [])) for event in story.events],
        "claims": [coded_claim(claim) for claim in story.claims],
        "relations": [_relation(relation) for relation in story.relations],
        "refused": [coded_refusal(refusal) for refusal in story.refused],
        "quotations": [coded_quotation(quotation) for quotation in story.quotations],
    }


def claims_by_event(story: Story) -> dict[str, list[Claim]]:
    """The story's claims under the ids of their events, in order."""
    claims: dict[str, list[Claim]] = {}
    for claim in story.claims:
        claims.setdefault(claim.event_id, []).append(claim)
    return claims


def denials_by_event(story: Story) -> dict[str, list[Json]]:
    """Who denies an event, under its id: the claims that a relation "denies" ties to the event or to a claim of it."""
    claims = {claim.id: claim for claim in story.claims}
    found: dict[str, dict[str, Json]] = {}
    for relation in story.relations:
        denial = claims.get(relation.left) if relation.kind == "denies" else None
        if denial is None:
            continue
        event = claims[relation.right].event_id if relation.right in claims else relation.right
        row = found.setdefault(event, {}).setdefault(denial.id, _denial(denial, relation.because))
        row["denies"].append(relation.right)
    return {event: list(rows.values()) for event, rows in found.items()}


def _denial(claim: Claim, because: str) -> Json:
    words = coded_span(claim.words) if claim.words else None
    return {
        "claim": claim.id,
        "event": claim.event_id,
        "denies": [],
        "chain": _chain(claim),
        "words": words,
        "because": because,
    }


def coded_lines(stories: Iterable[Story]) -> Iterator[str]:
    """A line of JSON for each story, without line end, in the order of `stories`: same records, same bytes."""
    for story in stories:
        yield json_line(coded_story(story))


def json_line(value: Json) -> str:
    """`value` as one line of JSON that any UTF-8 stream takes (half a surrogate pair is escaped, not an error)."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True)
    return line


def _story(story: Story) -> Json:
    dateline = story.dateline
    return {
        "id": story.id,
        "source_id": story.source_id,
        "publisher": story.publisher,
        "title": story.title,
        "published": story.published,
        "updated": story.updated,
        "dateline": {"name": dateline.name, "country": dateline.country} if dateline else None,
        "language": story.language,
        "relays": list(story.relays),
        "url": story.url,
        "text": story.text,
        "basis": dict(sorted(story.basis.items())),
    }


def coded_event(event: Event, claims: Sequence[Claim], denials: Sequence[Json] = ()) -> Json:
    """One event as it stands in the JSON of its story; `claims` and `denials` are those of this event."""
    return {
        "id": event.id,
        "event_type": event.event_type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad,
        "score": event.score,
        "actors": [coded_party(party) for party in event.actors],
        "recipients": [coded_party(party) for party in event.recipients],
        "happened": _interval(event.happened),
        "happened_reason": event.happened_reason,
        "place": _place(event.place),
        "place_reason": event.place_reason,
        "status": event.status,
        "status_words": event.status_words,
        "historical": event.historical,
        "numbers": [count.to_dict() for count in event.counts],
        "trigger": coded_span(event.trigger),
        "evidence": [coded_span(span) for span in event.evidence],
        "attribution": _attribution(event, claims, {row["claim"] for row in denials}),
        "denials": list(denials),
        "tellings": event.tellings,
        "confidence": event.confidence,
        "decided_by": {"model": event.model, "pattern": event.pattern or None, "agree": event.agree},
    }


def coded_span(span: Span) -> Json:
    """Where the words are, and the words."""
    return {"field": span.field, "start": span.start, "end": span.end, "text": span.text}


def coded_party(party: Party) -> Json:
    """One actor or recipient as it stands in the JSON of its story."""
    span, actor = party.span, party.actor
    return {
        "text": span.text if span else None,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "field": span.field if span else None,
        "name": actor.name,
        "code": actor.code,
        "office": actor.office,
        "office_status": actor.office_status,
        "basis": actor.basis,
        "group": _group(actor.group),
    }


def _group(group: Group | None) -> Json | None:
    if group is None:
        return None
    return {
        "name": group.name,
        "quantifier": group.quantifier,
        "except": list(group.excluded),
        "as_of": group.as_of,
        "members": list(group.members),
    }


def _interval(interval: Interval | None) -> Json | None:
    if interval is None:
        return None
    return {
        "start": interval.start,
        "end": interval.end,
        "granularity": interval.granularity,
        "basis": interval.basis,
        "span": coded_span(interval.span) if interval.span else None,
    }


def _place(place: Place | None) -> Json | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "country": place.country,
        "precision": place.precision,
        "division": place.division,
        "geonames_id": place.geonames_id,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "basis": place.basis,
        "reason": place.reason,
        "second": place.second.to_dict() if place.second else None,
        "margin": place.margin,
        "span": coded_span(place.span) if place.span else None,
    }


THE_PAGE = "the page itself"
"""Who vouches where a page names no publisher, as in the flat rows."""

AGREEING = frozenset({"asserts", "quotes", "admits"})
"""Stances of speakers who only say what the publisher says as well."""


WORDS = frozenset({"SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types that may be mere words: each who tells of one is kept. All others are deeds, and whoever says that a deed
happened only agrees with a publisher who says so."""


def _attribution(event: Event, claims: Sequence[Claim], denials: Collection[str]) -> list[Json]:
    """The voices of an event's claims, nearest first; a voice that several claims share stands once.

    A speaker with another stance is another voice: who asserts a thing may elsewhere only expect it. A deed that the
    publisher tells in its own voice in the text (a headline leaves out who says so) stands without those who say it as
    well; they are in the story's claims. Those who deny it (ids of claims in `denials`) vouch for nothing.
    """
    vouching = [claim for claim in claims if claim.id not in denials]
    claims = vouching or claims
    told = any(claim.stance == "asserts" and not _has_speaker(claim) and not claim.in_headline for claim in claims)
    if told and event.event_type not in WORDS:
        claims = [claim for claim in claims if claim.stance not in AGREEING or not _has_speaker(claim)]
    voices: dict[tuple[str | None, ...], Json] = {}
    for claim in claims:
        for voice in _chain(claim):
            stance = voice.get("stance") if voice["role"] == "speaker" else None
            voices.setdefault((voice["role"], voice["name"], voice.get("code"), stance), voice)
    return list(voices.values())


def _has_speaker(claim: Claim) -> bool:
    return any(voice.role == "speaker" for voice in claim.chain)


def _chain(claim: Claim) -> list[Json]:
    """The claim's voices; the nearest carries the claim's stance where it has none of its own.

    That a publisher or an agency asserts what it prints goes without saying; what a page without a publisher alleges
    does not, so there the page itself is the voice.
    """
    chain = []
    voices = claim.chain or ((Voice("publisher", THE_PAGE),) if claim.stance != "asserts" else ())
    for place, voice in enumerate(voices):
        stance = voice.stance or (claim.stance if place == 0 else None)
        chain.append(_voice(voice, None if voice.role != "speaker" and stance == "asserts" else stance))
    return chain


def _voice(voice: Voice, stance: str | None) -> Json:
    """Role and name always, code and stance of speakers always, the rest only where it is known."""
    row: Json = {"role": voice.role, "name": voice.name}
    if voice.role == "speaker" or voice.code:
        row["code"] = voice.code
    if voice.role == "speaker" or stance:
        row["stance"] = stance
    if voice.span:
        row |= {"start": voice.span.start, "end": voice.span.end, "field": voice.span.field}
    return row


def coded_claim(claim: Claim) -> Json:
    """One claim as it stands in the JSON of its story."""
    words = coded_span(claim.words) if claim.words else None
    return {
        "id": claim.id,
        "event": claim.event_id,
        "stance": claim.stance,
        "chain": _chain(claim),
        "words": words,
    }


def coded_quotation(quotation: Quotation) -> Json:
    """One quotation as it stands in the JSON of its story."""

    def words(span: Span | None) -> Json | None:
        return coded_span(span) if span else None

    return {
        "content": [coded_span(span) for span in quotation.content],
        "direct": quotation.direct,
        "kind": quotation.kind,
        "speaker": words(quotation.speaker),
        "cue": words(quotation.cue),
        "medium": quotation.medium,
        "addressee": words(quotation.addressee),
        "said": _interval(quotation.said),
        "negated": quotation.negated,
    }


def _relation(relation: Relation) -> Json:
    return relation.to_dict()


def coded_refusal(refusal: Refusal) -> Json:
    """One refusal as it stands in the JSON of its story."""
    span = refusal.span
    return {
        "start": span.start,
        "end": span.end,
        "field": span.field,
        "what": refusal.what,
        "reason": refusal.reason,
    }
