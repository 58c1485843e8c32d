"""Walking the dependency tree of a sentence: children, ancestors, clauses. Below all readers of an event's fields."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from whodid.model import Sentence, Story, Token

AUXILIARIES = ("aux", "auxpass")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


class Same:
    """A record as a key: itself and no other one, however alike. Cheaper than comparing all that it holds."""

    __slots__ = ("record",)

    def __init__(self, record: Sentence | Story) -> None:
        self.record = record

    def __hash__(self) -> int:
        return id(self.record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.record is other.record


def children(sentence: Sentence, head: int, *deps: str) -> list[int]:
    """Indexes of the tokens right below `head`, in order of the text; with `deps` only those of these relations."""
    below = _tree(Same(sentence))[head]
    return [index for index in below if sentence.tokens[index].dep in deps] if deps else list(below)


@lru_cache(maxsize=256)
def _tree(key: Same) -> tuple[tuple[int, ...], ...]:
    """For each token of a sentence those right below it: asked for tens of times a sentence, made once."""
    tokens = key.record.tokens if isinstance(key.record, Sentence) else ()
    below: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index:
            below[token.head].append(index)
    return tuple(map(tuple, below))


def ancestors(sentence: Sentence, index: int) -> Iterator[int]:
    """Indexes of the tokens above `index`, nearest first; ends at the root, or where a parse runs in a circle."""
    seen = {index}
    above = sentence.tokens[index].head
    while above not in seen:
        yield above
        seen.add(above)
        above = sentence.tokens[above].head


def subtree(sentence: Sentence, index: int) -> list[int]:
    """Indexes of `index` and all tokens below it, in order of the text."""
    inside = {index}
    waiting = [index]
    while waiting:
        fresh = [below for below in children(sentence, waiting.pop()) if below not in inside]
        inside.update(fresh)
        waiting.extend(fresh)
    return sorted(inside)


def is_verb(token: Token) -> bool:
    """Whether the token is a verb form (by tag: also participles the parser calls adjectives in part of speech)."""
    return token.tag.startswith("VB") or token.tag == "MD"


def is_noun(token: Token) -> bool:
    """Whether the token is a common or proper noun."""
    return token.tag.startswith("NN")


def first_conjunct(sentence: Sentence, index: int) -> int:
    """The first member of the coordination `index` stands in; `index` itself where it stands in none."""
    for above in [index, *ancestors(sentence, index)]:
        if sentence.tokens[above].dep != "conj":
            return above
        index = above
    return index


def has_subject(sentence: Sentence, verb: int) -> bool:
    """Whether the verb has a subject of its own."""
    return bool(children(sentence, verb, *SUBJECTS))


def words_of(sentence: Sentence, indexes: list[int]) -> str:
    """The words of the given tokens in order of the text, joined by blanks."""
    return " ".join(sentence.tokens[index].text for index in sorted(indexes))


def governing_verb(sentence: Sentence, index: int) -> int | None:
    """The nearest verb at or above `index`; None where there is none (a headline without a verb)."""
    for above in [index, *ancestors(sentence, index)]:
        token = sentence.tokens[above]
        if (is_verb(token) or token.pos in ("VERB", "AUX")) and token.dep not in ("aux", "auxpass", "amod", "compound"):
            return above
    return None
