"""The stage `events`: predicates held against the lexicon, sides resolved, status, time and place read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whodid.events.cameo import code_of
from whodid.events.candidates import Candidate, Known, candidate_of, spans_of
from whodid.events.classifier import Classifier, load_classifier
from whodid.events.contexts import with_contexts
from whodid.events.counts import read_counts
from whodid.events.decisions import done_by_saying, reduce_type
from whodid.events.frames import Frame, Tree, frames
from whodid.events.history import read_history
from whodid.events.judging import Decision, by_pattern, decide
from whodid.events.lexicon import load_lexicon
from whodid.events.matching import Lexicon
from whodid.events.parties import Parties, span_of
from whodid.events.placing import with_places
from whodid.events.status import read_status
from whodid.events.when import date_event, date_saying
from whodid.events.where import Act, main_country, place_event, settle_places
from whodid.model import Event, Mention, Refusal, Sentence, Span, Story, content_id
from whodid.ontology import quad, score
from whodid.registry import Step

CONTENT_TYPES = {"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "CONCEDE"}
"""Acts of speech whose content (what is asked, alleged, promised) is not an act of its own."""

CHARGED_MODES = {"arrest", "convict"}
"""Modes whose reason ("jailed for helping rebels") is a charge, and no act of its own."""


def make_event_stage(lexicon: Lexicon | None = None, classifier: Classifier | None = None) -> Step:
    """The step that fills `Story.events` (one telling each, not yet merged) and adds to `Story.refused`.

    As the reader of dates stands here, it also dates the quotations whose reporting clause says when.
    """
    readers = Readers(lexicon if lexicon is not None else load_lexicon(), classifier or load_classifier())

    def code_events(story: Story) -> Story:
        mentions: dict[int, list[Mention]] = defaultdict(list)
        for mention in story.mentions:
            mentions[mention.sentence].append(mention)
        events: list[Event] = []
        refused: list[Refusal] = list(story.refused)
        for sentence in story.sentences:
            coded, skipped = code_sentence(story, sentence, mentions[sentence.index], readers, told=events)
            events += coded
            refused += skipped
        said = tuple(replace(quotation, said=date_saying(story, quotation)) for quotation in story.quotations)
        story = replace(story, quotations=said, events=tuple(events), refused=tuple(refused))
        return with_contexts(with_places(settle_places(story)))

    return code_events


@dataclass(frozen=True, slots=True)
class Readers:
    """What reads a candidate: the patterns that explain it, and the classifier that decides (None: patterns alone)."""

    lexicon: Lexicon
    classifier: Classifier | None

    @property
    def known(self) -> Known:
        """What the training corpus knows of verbs and nouns; nothing without the classifier."""
        return self.classifier.known if self.classifier else Known()

    @property
    def version(self) -> str | None:
        """The classifier's version."""
        return self.classifier.version if self.classifier else None


def code_sentence(
    story: Story, sentence: Sentence, mentions: list[Mention], readers: Readers, *, told: Sequence[Event] = ()
) -> tuple[list[Event], list[Refusal]]:
    """The events of one sentence and what was refused in it, in the order of their triggers.

    `told` are the events of the sentences before, for "the attack" and "the move".
    """
    words = getattr(story, sentence.field)
    parties = Parties.read(sentence, mentions, told)
    tree = parties.tree
    accepted: list[tuple[Candidate, Decision]] = []
    refused: list[Refusal] = []
    taken: set[int] = set()
    content: dict[int, str] = {}
    for frame in sorted(frames(tree), key=lambda frame: not frame.verbal):
        if frame.head in taken:
            continue
        candidate = candidate_of(tree, frame, parties, readers.lexicon, readers.known)
        if candidate is None:
            continue
        if frame.head in content:
            refused.append(_refusal(story, tree, frame, f"content of {content[frame.head]}"))
            continue
        decision = _decide(candidate, tree, words, readers.classifier)
        if isinstance(decision, str):
            refused.append(_refusal(story, tree, frame, decision))
            continue
        if _told_within(tree, candidate, decision, accepted):
            refused.append(_refusal(story, tree, frame, f"its content is the {decision.event_type}"))
            continue
        accepted.append((candidate, decision))
        taken.update(candidate.match.used if candidate.match else (frame.head,))
        if decision.event_type in CONTENT_TYPES or decision.mode in CHARGED_MODES:
            content.update(_content(tree, candidate, decision))
    if not accepted and not refused:
        refused.append(_whole_refused(story, sentence, "no act"))
    accepted.sort(key=lambda pair: pair[0].frame.head)
    return [build_event(story, tree, *pair, readers.version) for pair in accepted], refused


def _decide(candidate: Candidate, tree: Tree, words: str, classifier: Classifier | None) -> Decision | str:
    if candidate.refused is not None:
        return candidate.refused
    if classifier is None:
        return by_pattern(candidate)
    verdict = classifier.judge(words[tree.sentence.start : tree.sentence.end], spans_of(candidate, tree))
    return decide(candidate, verdict, classifier.facts, classifier.version)


def _told_within(
    tree: Tree, candidate: Candidate, decision: Decision, accepted: Sequence[tuple[Candidate, Decision]]
) -> bool:
    """Whether a bare verb of saying only brings what is coded already: "we will deepen ties," he added."""
    if candidate.match is not None:
        return False
    inside = {j for clause in candidate.frame.clauses for j in tree.subtree(clause)}
    return any(one.frame.head in inside and other.event_type == decision.event_type for one, other in accepted)


def _whole_refused(story: Story, sentence: Sentence, reason: str) -> Refusal:
    words = span_of(sentence.field, getattr(story, sentence.field), sentence.start, sentence.end)
    return Refusal(words, "sentence", reason)


def _content(tree: Tree, candidate: Candidate, decision: Decision) -> dict[int, str]:
    """Tokens inside the deeds of a speech act, or inside a charge, with the act's type."""
    if decision.mode in CHARGED_MODES:
        deeds = tree.gerunds_of(candidate.frame.head)
    else:
        deeds = candidate.match.deeds if candidate.match else candidate.frame.clauses
    return {j: decision.event_type for deed in deeds for j in tree.subtree(deed)}


def _refusal(story: Story, tree: Tree, frame: Frame, reason: str) -> Refusal:
    token = tree.tokens[frame.head]
    return Refusal(
        span_of(tree.sentence.field, getattr(story, tree.sentence.field), token.start, token.end), "predicate", reason
    )


def build_event(story: Story, tree: Tree, candidate: Candidate, decision: Decision, model: str | None) -> Event:
    """The event of a candidate with its status, time, place, numbers, evidence and the steps that led there."""
    sentence, head, sides = tree.sentence, candidate.frame.head, decision.sides
    pattern = candidate.match.pattern.text if candidate.match else ""
    reading = done_by_saying(decision.event_type, tree, head, read_status(sentence, head))
    event_type, mode, rule = reduce_type(decision.event_type, decision.mode, reading.status)
    said = getattr(story, sentence.field)[sentence.start : sentence.end]
    cameo = decision.cameo or code_of(event_type, mode, reading.status, said)
    if rule and event_type == "AGREE":
        cameo = "030"
    happened, open_reason, date_steps = date_event(story, sentence, head, event_type=event_type)
    historical, historical_reason = read_history(story, sentence, head, happened)
    act = Act.of(event_type, sides.actors, sides.recipients, main_country(story))
    placing = place_event(story, sentence, head, act, background=historical)
    trigger = span_of(sentence.field, getattr(story, sentence.field), tree.tokens[head].start, tree.tokens[head].end)
    return Event(
        id=content_id(story.id, event_type, trigger.field, trigger.start, trigger.end, pattern),
        event_type=event_type,
        mode=mode,
        actors=sides.actors,
        recipients=sides.recipients,
        trigger=trigger,
        evidence=(_evidence(story, tree, candidate),),
        pattern=pattern,
        model=model,
        agree=decision.agree,
        sentence=sentence.index,
        cameo=cameo,
        quad=quad(event_type),
        score=score(event_type, mode),
        happened=happened,
        happened_reason=open_reason,
        place=placing.place,
        place_reason=placing.reason,
        status=reading.status,
        status_words=reading.words,
        historical=historical,
        historical_reason=historical_reason,
        counts=read_counts(sentence, head),
        confidence=decision.confidence,
        steps=(
            *decision.steps,
            *([f"reduction: {rule}"] if rule else []),
            *reading.steps,
            *date_steps,
            *([placing.step] if placing.step else []),
        ),
    )


def _evidence(story: Story, tree: Tree, candidate: Candidate) -> Span:
    """The shortest run of words that holds the trigger, the pattern's other words and the parties named beside it."""
    field = tree.sentence.field
    used = candidate.match.used if candidate.match else (candidate.frame.head,)
    spans = [(tree.tokens[j].start, tree.tokens[j].end) for j in used]
    for party in (*candidate.sides.actors, *candidate.sides.recipients):
        span = party.span
        if span and span.field == field and tree.sentence.start <= span.start and span.end <= tree.sentence.end:
            spans.append((span.start, span.end))
    return span_of(field, getattr(story, field), min(a for a, _ in spans), max(b for _, b in spans))
