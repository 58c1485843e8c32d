"""What a story's events are about: PLOVER contexts, from terms of our own, with the terms that speak for each.

A context is a matter of the whole document (PLOVER codebook, "Contexts"): it is given to all events of a story whose
text or title has several of its terms, and to single events whose own sentence has one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

import ahocorasick_rs

from whodid.errors import BadData
from whodid.model import Event, Story
from whodid.ontology import load_ontology

DIFFERENT, OFTEN = 3, 4
"""Different terms, or times one and the same few terms stand, from which on a whole story is about a context."""

SHOWN = 4
"""Terms named as evidence at most."""


@cache
def context_terms() -> Mapping[str, str]:
    """Each term, small letters, with its context (a term of several contexts keeps all, separated by blanks).

    Raises BadData where a context of the ontology has no terms, or the other way round.
    """
    lines = files("whodid").joinpath("data/events/context_terms.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    names = [context.name for context in load_ontology().contexts]
    if sorted(row[0] for row in rows) != sorted(names):
        odd = sorted({row[0] for row in rows} ^ set(names))
        raise BadData(f"data/events/context_terms.tsv: {', '.join(odd)} stand there or in the ontology only")
    found: dict[str, list[str]] = defaultdict(list)
    for context, terms in rows:
        for term in terms.split("|"):
            found[term].append(context)
    return {term: " ".join(contexts) for term, contexts in found.items()}


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(context_terms()), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def find_terms(text: str) -> list[tuple[int, str]]:
    """Every whole-word term of `text` with its offset, in order; of two that overlap the longer one."""
    small = text.lower()
    if len(small) != len(text):  # a letter whose small form is longer would move the offsets
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    terms = list(context_terms())
    return [
        (start, terms[number])
        for number, start, end in _automaton().find_matches_as_indexes(small)
        if not (start and small[start - 1].isalnum()) and not small[end : end + 1].isalnum()
    ]


def with_contexts(story: Story) -> Story:
    """The story with `contexts` on its events, and a step for each that names the terms."""
    if not story.events:
        return story
    hits = {"title": find_terms(story.title), "text": find_terms(story.text)}
    whole = _of_the_story([term for field in ("title", "text") for _, term in hits[field]])
    sentences = {sentence.index: sentence for sentence in story.sentences}
    events = []
    for event in story.events:
        sentence = sentences[event.sentence]
        own = [term for at, term in hits[sentence.field] if sentence.start <= at < sentence.end]
        events.append(_with(event, _by_context(own), whole))
    return replace(story, events=tuple(events))


def _by_context(terms: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        for context in context_terms()[term].split():
            found[context].append(term)
    return found


def _of_the_story(terms: list[str]) -> dict[str, list[str]]:
    """The contexts that the whole story is about, with their terms."""
    return {
        context: own
        for context, own in _by_context(terms).items()
        if len(set(own)) >= DIFFERENT or (len(own) >= OFTEN and len(set(own)) > 1)
    }


def _with(event: Event, own: Mapping[str, list[str]], whole: Mapping[str, list[str]]) -> Event:
    contexts = sorted({*own, *whole})
    steps = []
    for context in contexts:
        terms = list(dict.fromkeys([*own.get(context, ()), *whole.get(context, ())]))[:SHOWN]
        where = "its sentence" if context in own else "the story"
        steps.append(f"context {context}, by {where}: {', '.join(terms)}")
    return replace(event, contexts=tuple(contexts), steps=(*event.steps, *steps))
