"""Why an event was coded: everything its story keeps about it, gathered under the event, as plain dictionaries.

A view on one finished story. It decides nothing and adds no words of its own; whatever a stage did not write down in
a step, a basis or a reason cannot be explained afterwards.
"""

from __future__ import annotations

from whodid.formats.coded import (
    Json,
    claims_by_event,
    coded_claim,
    coded_event,
    coded_party,
    coded_refusal,
    coded_span,
    denials_by_event,
)
from whodid.model import Event, Party, Quotation, Refusal, Sentence, Span, Story, Token


def explained_event(story: Story, event: Event) -> Json:
    """The event with its sentence and parse, the resolution of its parties, its claims, and what was refused there."""
    sentence = next((sentence for sentence in story.sentences if sentence.index == event.sentence), None)
    claims = claims_by_event(story).get(event.id, [])
    quotations = [quotation for quotation in story.quotations if sentence and _speaks_in(quotation, sentence)]
    refused = [refusal for refusal in story.refused if sentence and overlap(refusal.span, sentence)]
    return {
        "story": {key: getattr(story, key) for key in ("id", "source_id", "publisher", "title", "published", "url")},
        "event": coded_event(event, claims, denials_by_event(story).get(event.id, [])),
        "pattern": event.pattern,
        "steps": list(event.steps),
        "historical_reason": event.historical_reason,
        "parties": [
            {"role": role, **_resolution(story, party)}
            for role, parties in (("actor", event.actors), ("recipient", event.recipients))
            for party in parties
        ],
        "sentence": _sentence(story, sentence) if sentence else None,
        "quotations": [_quotation(quotation) for quotation in quotations],
        "claims": [coded_claim(claim) for claim in claims],
        "refused": [{**coded_refusal(refusal), "text": refusal.span.text} for refusal in by_place(refused)],
    }


def overlap(span: Span, sentence: Sentence) -> bool:
    """Whether the words stand, at least in part, in the sentence."""
    return span.field == sentence.field and span.start < sentence.end and span.end > sentence.start


def by_place(refused: list[Refusal]) -> list[Refusal]:
    """The refusals in the order of their words."""
    return sorted(refused, key=lambda refusal: (refusal.span.start, refusal.span.end, refusal.what, refusal.reason))


def _speaks_in(quotation: Quotation, sentence: Sentence) -> bool:
    return any(overlap(span, sentence) for span in quotation.content)


def _resolution(story: Story, party: Party) -> Json:
    """Who the words stand for, and what kind of mention they are (None where no mention lies exactly there)."""
    mention = next((mention for mention in story.mentions if mention.span == party.span), None)
    return {**coded_party(party), "kind": mention.kind if mention else None}


def _sentence(story: Story, sentence: Sentence) -> Json:
    text = story.text_of(sentence.field)[sentence.start : sentence.end]
    return {
        "field": sentence.field,
        "start": sentence.start,
        "end": sentence.end,
        "text": text,
        "tokens": [_token(token) for token in sentence.tokens],
        "repairs": list(sentence.repairs),
    }


def _token(token: Token) -> Json:
    return {key: getattr(token, key) for key in ("text", "lemma", "tag", "dep", "head", "entity")}


def _quotation(quotation: Quotation) -> Json:
    return {
        "content": [coded_span(span) for span in quotation.content],
        "direct": quotation.direct,
        "cue": quotation.cue.text if quotation.cue else None,
        "speaker": quotation.speaker.text if quotation.speaker else None,
        "medium": quotation.medium,
        "addressee": quotation.addressee.text if quotation.addressee else None,
        "said": quotation.said.start if quotation.said else None,
        "negated": quotation.negated,
    }
