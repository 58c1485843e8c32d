"""Instances as the coder itself will meet them: candidates of the parse, told right or wrong by the labels.

The labels' own spans are tidy; a parse is not. Each candidate that the coder proposes in a corpus sentence becomes an
instance: of the act whose trigger and sides it has, of the act reversed, or of NONE.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from classifier.instances import NONE, ROOTS, TYPES, UNKNOWN, Instance, positive, swapped
from corpus import Label, Labelled
from whodid.events.candidates import Known, Spans, spans_of, story_candidates
from whodid.events.frames import Frame, Tree, frames
from whodid.events.lexicon import load_lexicon
from whodid.events.marking import Offsets
from whodid.model import Story
from whodid.pipeline import load


@dataclass(frozen=True, slots=True)
class Parsed:
    """A labelled sentence with its parse: one or more sentences of the splitter, and their mentions."""

    labelled: Labelled
    story: Story


def parse(sentences: Iterable[Labelled]) -> Iterator[Parsed]:
    """Each sentence parsed and its mentions found by the stages of the pipeline, as a story of its own."""
    read = load(stages=("sentences", "quotations", "mentions"))
    for labelled in sentences:
        yield Parsed(labelled, read(Story(id=labelled.place, title="", text=labelled.text)))


LEAST = 2
"""Times a lemma must stand in marked triggers to be known."""

NOUN_SHARE, VERB_SHARE, SEEN = 0.08, 0.03, 15
"""Share of a lemma's candidates that are acts below which a noun is not known, and a verb, seen often enough, is dull.
Parts of longer triggers ("went to court") would else make candidates of every court: a fifth of all, and no acts."""


def known_lemmas(parses: Sequence[Parsed]) -> Known:
    """The verbs and nouns that tell acts in the sentences, and the verbs that never do."""
    raw = _in_triggers(parses)
    wide = Known(verbs=raw, nouns=raw)
    seen: Counter[tuple[str, bool]] = Counter()
    acts: Counter[tuple[str, bool]] = Counter()
    for parsed in parses:
        for frame, spans, matched in proposed(parsed, wide):
            if not matched:
                seen[frame.lemma, frame.verbal] += 1
                acts[frame.lemma, frame.verbal] += instance_of(parsed.labelled, spans).type != TYPES.index(NONE)
    share = {key: acts[key] / times for key, times in seen.items()}
    nouns = {lemma for lemma in raw if share.get((lemma, False), 0.0) >= NOUN_SHARE}
    often = [lemma for (lemma, verbal), times in seen.items() if verbal and times >= SEEN]
    dull = {lemma for lemma in often if share[lemma, True] < VERB_SHARE}
    return Known(raw - dull, frozenset(nouns), frozenset(dull))


def _in_triggers(parses: Iterable[Parsed]) -> frozenset[str]:
    """Lemmas of the predicates that stand in at least `LEAST` marked triggers."""
    seen: Counter[str] = Counter()
    for parsed in parses:
        spans = [span for label in parsed.labelled.labels if label.event_type != NONE for span in label.triggers]
        for sentence in parsed.story.sentences:
            for frame in frames(Tree(sentence)):
                token = sentence.tokens[frame.head]
                if any(start <= token.start and token.end <= end for start, end in spans):
                    seen[frame.lemma] += 1
    return frozenset(lemma for lemma, times in seen.items() if times >= LEAST)


def proposed(parsed: Parsed, known: Known) -> Iterator[tuple[Frame, Spans, bool]]:
    """Each candidate's frame, its spans in the labelled text, and whether a pattern fits it."""
    for tree, candidate in story_candidates(parsed.story, load_lexicon(), known):
        if candidate.refused is None:
            spans = moved(spans_of(candidate, tree), tree.sentence.start)
            yield candidate.frame, spans, candidate.match is not None


def moved(spans: Spans, by: int) -> Spans:
    """The spans counted from the start of the labelled text."""

    def move(given: Sequence[Offsets]) -> tuple[Offsets, ...]:
        return tuple((start + by, end + by) for start, end in given)

    return Spans(move(spans.actors), move(spans.recipients), move(spans.triggers))


def instance_of(labelled: Labelled, spans: Spans) -> Instance:
    """The candidate's instance, judged by the label whose trigger it stands in (NONE where it stands in none)."""
    told = [
        label for label in labelled.labels if label.event_type != NONE and touch(spans.triggers[:1], label.triggers)
    ]
    given = Instance(
        labelled.text,
        spans.actors,
        spans.recipients,
        spans.triggers,
        TYPES.index(NONE),
        UNKNOWN,
        ROOTS.index(NONE),
        UNKNOWN,
        UNKNOWN,
        labelled.place,
    )
    for label in told:
        fit = _fit(spans, label)
        if fit:
            real = positive(labelled, label)
            heads = replace(
                given,
                type=real.type,
                mode=real.mode,
                root=real.root,
                status=real.status,
                direction=real.direction,
            )
            return heads if fit == "forward" else replace(heads, direction=swapped(real).direction)
    return given


def _fit(spans: Spans, label: Label) -> str:
    """Whether the sides are the label's ("forward"), the wrong way round ("reversed"), or others ("")."""
    actors, recipients = label.actors, label.recipients
    together = (*actors, *recipients)
    if not recipients and len(actors) > 1:
        return "forward" if _alltouch((*spans.actors, *spans.recipients), together) else ""
    if _side(spans.actors, actors) and _side(spans.recipients, recipients):
        return "forward"
    if spans.recipients and touch(spans.recipients, actors) and _side(spans.actors, recipients):
        return "reversed"
    return ""


def _side(found: Sequence[Offsets], labelled: Sequence[Offsets]) -> bool:
    """Whether a side is right: in the label's words; one that the parse lacks is no fault, one that it invents is."""
    return not found or _alltouch(found, labelled)


def _alltouch(found: Sequence[Offsets], labelled: Sequence[Offsets]) -> bool:
    return bool(found) and all(touch([span], labelled) for span in found)


def touch(left: Sequence[Offsets], right: Sequence[Offsets]) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)
