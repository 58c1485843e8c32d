"""The stage `events`: predicates held against the lexicon, sides resolved, status, time and place read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from whodid.events.counts import read_counts
from whodid.events.decisions import Sides, read_sides, reduce_type
from whodid.events.frames import Frame, Tree, frames
from whodid.events.history import read_history
from whodid.events.lexicon import load_lexicon, word_sets
from whodid.events.matching import Lexicon, Match, fitting
from whodid.events.parties import Parties, span_of
from whodid.events.status import Reading, read_status
from whodid.events.when import date_event
from whodid.events.where import place_event
from whodid.model import Event, Mention, Party, Refusal, Sentence, Span, Story, content_id
from whodid.ontology import quad, score
from whodid.registry import Step

RESULT = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")
CONTENT_TYPES = {"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "CONCEDE"}
"""Acts of speech whose content (what is asked, alleged, promised) is not an act of its own."""


def make_event_stage(lexicon: Lexicon | None = None) -> Step:
    """The step that fills `Story.events` (one telling each, not yet merged) and adds to `Story.refused`."""
    patterns = lexicon if lexicon is not None else load_lexicon()

    def code_events(story: Story) -> Story:
        mentions: dict[int, list[Mention]] = defaultdict(list)
        for mention in story.mentions:
            mentions[mention.sentence].append(mention)
        events: list[Event] = []
        refused: list[Refusal] = list(story.refused)
        for sentence in story.sentences:
            coded, skipped = code_sentence(story, sentence, mentions[sentence.index], patterns, told=events)
            events += coded
            refused += skipped
        return replace(story, events=tuple(events), refused=tuple(refused))

    return code_events


def code_sentence(
    story: Story, sentence: Sentence, mentions: list[Mention], lexicon: Lexicon, *, told: Sequence[Event] = ()
) -> tuple[list[Event], list[Refusal]]:
    """The events of one sentence and what was refused in it, in the order of their triggers.

    `told` are the events of the sentences before, for "the attack" and "the move".
    """
    if tells_of_sport(sentence, getattr(story, sentence.field)):
        return [], [_whole_refused(story, sentence, "sport")]
    tree = Tree(sentence, frozenset(mention.head for mention in mentions if mention.actors))
    parties = Parties(tree, mentions, told)
    accepted: list[tuple[Match, Sides]] = []
    refused: list[Refusal] = []
    taken: set[int] = set()
    content: dict[int, str] = {}
    for frame in sorted(frames(tree), key=lambda frame: not frame.verbal):
        if frame.head in taken:
            continue
        matches = fitting(tree, frame, lexicon)
        if not matches:
            continue
        if frame.head in content:
            refused.append(_refusal(story, tree, frame, f"content of {content[frame.head]}"))
            continue
        chosen, reason = _choose(matches, parties)
        if chosen is None:
            refused.append(_refusal(story, tree, frame, reason))
            continue
        accepted.append(chosen)
        taken.update(chosen[0].used)
        if chosen[0].pattern.event_type in CONTENT_TYPES:
            content.update(_content(tree, chosen[0]))
    if not accepted and not refused:
        refused.append(_whole_refused(story, sentence, "no act"))
    events = [
        build_event(story, tree, match, sides) for match, sides in sorted(accepted, key=lambda pair: pair[0].frame.head)
    ]
    return events, refused


def tells_of_sport(sentence: Sentence, text: str) -> bool:
    """Whether the sentence reports a game: a word of sport and a second one, or one beside a result ("3-1")."""
    words = {token.lemma.lower() for token in sentence.tokens if token.pos in {"NOUN", "PROPN", "ADJ"}}
    plain, beside = len(words & word_sets()["SPORT"]), len(words & word_sets()["SPORT_BESIDE"])
    result = RESULT.search(text, sentence.start, sentence.end) is not None
    return (plain > 0 and plain + beside > 1) or (result and plain + beside > 0)


def _whole_refused(story: Story, sentence: Sentence, reason: str) -> Refusal:
    words = span_of(sentence.field, getattr(story, sentence.field), sentence.start, sentence.end)
    return Refusal(words, "sentence", reason)


def _choose(matches: list[Match], parties: Parties) -> tuple[tuple[Match, Sides] | None, str]:
    """The most specific match whose sides can be read, or the reason why the most specific one failed."""
    reason = ""
    for match in matches:
        sides = read_sides(match, parties)
        if sides.reason is None:
            return (match, sides), ""
        reason = reason or sides.reason
    return None, reason


def _content(tree: Tree, match: Match) -> dict[int, str]:
    """Tokens inside the deeds of a speech act, with the act's type."""
    return {j: match.pattern.event_type for deed in match.deeds for j in tree.subtree(deed)}


def _refusal(story: Story, tree: Tree, frame: Frame, reason: str) -> Refusal:
    token = tree.tokens[frame.head]
    return Refusal(
        span_of(tree.sentence.field, getattr(story, tree.sentence.field), token.start, token.end), "predicate", reason
    )


def build_event(story: Story, tree: Tree, match: Match, sides: Sides) -> Event:
    """The event of a match with its status, time, place, numbers, evidence and the steps that led there."""
    sentence, head, pattern = tree.sentence, match.frame.head, match.pattern
    reading = read_status(sentence, head)
    event_type, mode, rule = reduce_type(pattern.event_type, pattern.mode, reading.status)
    happened, open_reason, date_steps = date_event(story, sentence, head)
    place, place_reason = place_event(story, sentence, head)
    historical, historical_reason = read_history(story, sentence, head, happened)
    trigger = span_of(sentence.field, getattr(story, sentence.field), tree.tokens[head].start, tree.tokens[head].end)
    evidence = _evidence(story, tree, match, sides)
    return Event(
        id=content_id(story.id, event_type, trigger.field, trigger.start, trigger.end, pattern.text),
        event_type=event_type,
        mode=mode,
        actors=sides.actors,
        recipients=sides.recipients,
        trigger=trigger,
        evidence=(evidence,),
        pattern=pattern.text,
        sentence=sentence.index,
        cameo="030" if rule and event_type == "AGREE" else pattern.cameo or None,
        quad=quad(event_type),
        score=score(event_type, mode),
        happened=happened,
        happened_reason=open_reason,
        place=place,
        place_reason=place_reason,
        status=reading.status,
        status_words=reading.words,
        historical=historical,
        historical_reason=historical_reason,
        counts=read_counts(sentence, head),
        confidence=confidence(match, sides, reading),
        steps=_steps(match, rule, reading, date_steps),
    )


def _evidence(story: Story, tree: Tree, match: Match, sides: Sides) -> Span:
    """The shortest run of words that holds the trigger, the pattern's other words and the parties named beside it."""
    field = tree.sentence.field
    spans = [(tree.tokens[j].start, tree.tokens[j].end) for j in match.used]
    for party in (*sides.actors, *sides.recipients):
        span = party.span
        if span and span.field == field and tree.sentence.start <= span.start and span.end <= tree.sentence.end:
            spans.append((span.start, span.end))
    return span_of(field, getattr(story, field), min(a for a, _ in spans), max(b for _, b in spans))


def confidence(match: Match, sides: Sides, reading: Reading) -> float:
    """How far the coding is to be trusted, 0 to 1, from how much was found; not calibrated (the classifier will be)."""
    value = 0.5 + 0.05 * min(match.weight, 4)
    value += 0.1 * _named(sides.actors) + 0.1 * _named(sides.recipients)
    value -= 0.1 * (reading.status in {"hypothetical", "negated"})
    return round(value, 2)


def _named(parties: tuple[Party, ...]) -> bool:
    return bool(parties) and all(party.actor.code not in {"", "UNK", "UAF"} for party in parties)


def _steps(match: Match, rule: str | None, reading: Reading, date_steps: tuple[str, ...]) -> tuple[str, ...]:
    steps = [f"pattern {match.pattern.place}: {match.pattern.text}", *reading.steps]
    if rule:
        steps.append(f"reduction: {rule}")
    return (*steps, *date_steps)
