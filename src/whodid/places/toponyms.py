"""Names of places in a sentence: those the parser marks, those the gazetteer knows, less what names something else.

A person, a street, a paper or a team with a place's name is no place. A body of a place ("the Ashford police") names
the place inside its own name: such a toponym has `inside_name`, for whoever wants where something happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from whodid.model import Field, Sentence, Story
from whodid.places.keys import name_key
from whodid.places.phrases import is_name, judge, names_another_thing, phrase_at, word_of
from whodid.places.wordlists import words_of

_LISTING = frozenset({",", "and", "or", "&", ";"})


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place's name: characters `start` to `end` of the story's `field`, tokens `first` to `last` of its sentence.

    `known` is whether the gazetteer has the name; `inside_name` whether it stands in the name of a body of that
    place, `is_local` whether that is a town's ("the Lebanon police"), not a state's.
    """

    start: int
    end: int
    text: str
    field: Field
    sentence: int
    first: int
    last: int
    known: bool
    inside_name: bool = False
    is_local: bool = False

    @property
    def key(self) -> str:
        """The name as the gazetteer compares it; the same for all its spellings."""
        return name_key(self.text)

    @property
    def plain(self) -> str:
        """The name without what only says which part: "West Arden" and "Province of Arden" speak of Arden.

        The name itself where the gazetteer has it ("North Carolina").
        """
        if self.known:
            return self.text
        words = self.text.replace("-", " ").split()
        while len(words) > 1 and words[0].lower() in words_of("parts"):
            words = words[1:]
        return " ".join(words)


def find_toponyms(story: Story) -> tuple[Toponym, ...]:
    """All names of places in the story, in order. Needs its sentences.

    A name the parser doubts counts where the words around it, or the rest of the story, say that it is a place.
    """
    persons = _persons(story)
    found = []
    for sentence in story.sentences:
        found += _with_neighbours(sentence, list(_read(story, sentence)))
    sure = Counter(one.toponym.key for one in found if one.sure)
    speakers = _speakers(story)
    held = [
        one.toponym
        for one in found
        if _holds(one, sure[one.toponym.key], one.toponym.key in persons)
        and (one.toponym.known or one.toponym.key not in speakers)
    ]
    held += _repeated(story, held)
    return tuple(sorted(held, key=lambda one: (one.sentence, one.first)))


def _repeated(story: Story, held: Sequence[Toponym]) -> Iterator[Toponym]:
    """The other mentions of names that the gazetteer lacks and the story has placed: "in Arden", "the Arden bar"."""
    names = {tuple(one.text.split()) for one in held if not one.known}
    taken = {(one.sentence, at) for one in held for at in range(one.first, one.last + 1)}
    lengths = sorted({len(name) for name in names}, reverse=True)
    for sentence in story.sentences if names else ():
        words = [token.text for token in sentence.tokens]
        for first, token in enumerate(sentence.tokens):
            length = next((n for n in lengths if tuple(words[first : first + n]) in names), 0)
            span = range(first, first + length)
            if not length or token.entity == "PERSON" or any((sentence.index, at) in taken for at in span):
                continue
            if not names_another_thing(sentence.tokens, first, span[-1]):
                yield _toponym(story, sentence, first, span[-1], known=False)


def _holds(one: _Found, times_sure: int, is_person: bool) -> bool:
    """Whether a possible toponym is one: a person's name in the story is a place's only where its words place it."""
    if is_person:
        return one.placed
    return one.sure or times_sure > 0


@dataclass(frozen=True, slots=True)
class _Found:
    """A possible toponym: `sure` by its own words, else the rest of the story may tell; `placed` by those around it."""

    toponym: Toponym
    sure: bool
    placed: bool


def _with_neighbours(sentence: Sentence, found: list[_Found]) -> list[_Found]:
    """The names with those made sure that stand in a list beside a sure one: "Ashford, Kingman and Larned"."""
    for step in (1, -1):
        for at in range(1, len(found)):
            near, one = (found[at - 1], found[at]) if step == 1 else (found[-at], found[-at - 1])
            left, right = sorted((near.toponym, one.toponym), key=lambda name: name.first)
            between = sentence.tokens[left.last + 1 : right.first]
            if near.sure and between and all(token.text in _LISTING for token in between):
                found[found.index(one)] = replace(one, sure=True)
    return found


def _read(story: Story, sentence: Sentence) -> Iterator[_Found]:
    """The possible toponyms of a sentence, from left to right, none within another."""
    text = story.text_of(sentence.field)
    at = 0
    while at < len(sentence.tokens):
        phrase = phrase_at(text, sentence.tokens, at)
        if phrase is None:
            at += 1
            continue
        verdict = judge(phrase)
        if verdict is not None:
            inside = verdict.inside_name
            name = _toponym(story, sentence, at, phrase.last, known=phrase.known, inside=inside)
            yield _Found(name, verdict.sure, verdict.placed)
        at = phrase.last + 1


def _toponym(story: Story, sentence: Sentence, first: int, last: int, *, known: bool, inside: bool = False) -> Toponym:
    tokens = sentence.tokens
    start, end = tokens[first].start, tokens[last].end
    words = story.text_of(sentence.field)[start:end]
    local = inside and last + 1 < len(tokens) and word_of(tokens[last + 1]) in words_of("local")
    return Toponym(start, end, words, sentence.field, sentence.index, first, last, known, inside, local)


def _persons(story: Story) -> frozenset[str]:
    """The last names of the persons whom the story names in full."""
    found = set()
    for sentence in story.sentences:
        for before, token in zip(sentence.tokens, sentence.tokens[1:], strict=False):
            if before.entity == token.entity == "PERSON" and is_name(token):
                found.add(name_key(token.text))
    return frozenset(found)


def _speakers(story: Story) -> frozenset[str]:
    """Names that say something: one the gazetteer lacks is then a person's, whatever the parser takes it for."""
    return frozenset(
        name_key(token.text)
        for sentence in story.sentences
        for token in sentence.tokens
        if token.dep == "nsubj" and is_name(token) and sentence.tokens[token.head].lemma in words_of("saying")
    )
