"""What may be an event: a predicate with the sides that the parse gives it, before anybody says what it is.

Where a pattern of the lexicon fits, it names the sides; elsewhere they are read off the frame alone. The same
candidates are what the classifier is trained on (`tools/classifier/`), so that it meets here what it has learnt from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whodid.events.decisions import DEED_PREPS, Sides, deed_parties, own_side, read_sides, same_party
from whodid.events.frames import Frame, Tree, frames
from whodid.events.marking import Offsets
from whodid.events.matching import Lexicon, Match, fitting
from whodid.events.parties import TARGET_PREPS, Parties, unstated
from whodid.model import Party, Story

LIGHT_VERBS = frozenset(
    """be have do seem appear become remain look feel know think believe hope mean need want like include contain
    involve follow begin start continue keep happen occur exist live die fail avoid manage""".split()
)
"""Verbs that alone tell no act; with a noun that does, the noun is the candidate."""

SAYING_VERBS = frozenset("say add state note stress explain remark comment tell".split())
"""Verbs that tell an act only by what is said: with nothing of it in their clause ("…," he added) they are none."""

RECIPIENT_PREPS = (
    "with",
    "to",
    "against",
    "on",
    "at",
    "upon",
    "into",
    "toward",
    "towards",
    "from",
    "for",
    "of",
    "over",
)
"""Prepositions behind which the other side of a predicate stands, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A predicate with its sides. `match` is the pattern that fits, None where there is none.

    `refused` is set, and the sides are void, where a pattern fits and its sides cannot be read.
    """

    frame: Frame
    sides: Sides
    match: Match | None = None

    @property
    def refused(self) -> str | None:
        """The countable reason why this is no candidate, None where it is one."""
        return self.sides.reason


@dataclass(frozen=True, slots=True)
class Known:
    """Lemmas as the training corpus has them: verbs and nouns that told an act there, and `dull` verbs that never did.

    A known word is a candidate with one side named; a dull verb is none with both.
    """

    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    dull: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Spans:
    """Where the words of a candidate stand: characters into its sentence, end excluded; empty where unnamed."""

    actors: tuple[Offsets, ...]
    recipients: tuple[Offsets, ...]
    triggers: tuple[Offsets, ...]


def story_candidates(story: Story, lexicon: Lexicon, known: Known) -> Iterator[tuple[Tree, Candidate]]:
    """Every candidate of a story with mentions, those refused as well, each with the tree of its sentence.

    For looking at candidates alone: the coder, which knows what was told before, goes its own way.
    """
    for sentence in story.sentences:
        parties = Parties.read(sentence, story.mentions)
        for frame in frames(parties.tree):
            candidate = candidate_of(parties.tree, frame, parties, lexicon, known)
            if candidate is not None:
                yield parties.tree, candidate


def candidate_of(tree: Tree, frame: Frame, parties: Parties, lexicon: Lexicon, known: Known) -> Candidate | None:
    """The candidate of a frame, None where nothing in it can be an act.

    A pattern that fits wins; else the frame itself counts, if both sides are named, or if its word is one of the
    `known` triggers and one side is.
    """
    matches = fitting(tree, frame, lexicon)
    reason = ""
    for match in matches:
        sides = read_sides(match, parties)
        if sides.reason is None:
            return Candidate(frame, sides, match)
        reason = reason or sides.reason
    bare = bare_sides(tree, frame, parties, known)
    if bare is not None:
        return Candidate(frame, bare)
    return Candidate(frame, Sides(reason=reason), matches[0]) if matches else None


def bare_sides(tree: Tree, frame: Frame, parties: Parties, known: Known) -> Sides | None:
    """The sides that a frame has without any pattern; None where it cannot be an act."""
    told = frame.lemma in (known.verbs if frame.verbal else known.nouns)
    if not (frame.verbal or told) or (frame.verbal and frame.lemma in LIGHT_VERBS | known.dull):
        return None
    if frame.lemma in SAYING_VERBS and not frame.clauses and not frame.objects:
        return None
    actors = parties.all_of(frame.subjects or (() if frame.verbal else frame.owners), deep=frame.verbal)
    recipients = [party for party in _recipients(tree, frame, parties, actors) if not same_party(party, actors)]
    recipients = [party for party in recipients if not own_side(party, actors)]
    if actors and (recipients or told):
        return Sides(tuple(actors), tuple(recipients))
    if recipients and told and not frame.subjects:
        return Sides((unstated("doer not stated"),), tuple(recipients))
    return None


def _recipients(tree: Tree, frame: Frame, parties: Parties, actors: list[Party]) -> list[Party]:
    """The first outside parties among objects, phrases with a preposition, and the content of what is said."""
    for heads in (frame.objects, frame.datives, *_phrases(frame)):
        found = [p for p in parties.all_of(heads, preps=TARGET_PREPS) if not same_party(p, actors)]
        if found:
            return found
    return deed_parties(frame.clauses, parties, actors, preps=DEED_PREPS, doers=True)


def _phrases(frame: Frame) -> Iterator[tuple[int, ...]]:
    for word in RECIPIENT_PREPS:
        for prep in frame.preps:
            if prep.word == word:
                yield prep.objects


def spans_of(candidate: Candidate, tree: Tree) -> Spans:
    """The candidate's words in its sentence; the sides of an act of several together are told apart as A and B."""
    start = tree.sentence.start
    actors = _named(candidate.sides.actors, tree)
    recipients = _named(candidate.sides.recipients, tree)
    if not recipients and len(actors) > 1:
        actors, recipients = actors[:1], actors[1:]
    head = tree.tokens[candidate.frame.head]
    words = [head, *(tree.tokens[j] for j in tree.kids(candidate.frame.head, "prt"))]
    triggers = tuple((token.start - start, token.end - start) for token in words)
    return Spans(actors, recipients, triggers)


def _named(parties: Sequence[Party], tree: Tree) -> tuple[Offsets, ...]:
    sentence = tree.sentence
    spans = [party.span for party in parties if party.span is not None and party.span.field == sentence.field]
    inside = [span for span in spans if sentence.start <= span.start and span.end <= sentence.end]
    return tuple(dict.fromkeys((span.start - sentence.start, span.end - sentence.start) for span in inside))
