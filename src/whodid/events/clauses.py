"""Walking the dependency tree of a sentence: children, ancestors, clauses. Below all readers of an event's fields."""

from __future__ import annotations

from collections.abc import Iterator

from whodid.model import Sentence, Token

AUXILIARIES = ("aux", "auxpass")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def children(sentence: Sentence, head: int, *deps: str) -> list[int]:
    """Indexes of the tokens right below `head`, in order of the text; with `deps` only those of these relations."""
    return [
        index
        for index, token in enumerate(sentence.tokens)
        if token.head == head and index != head and (not deps or token.dep in deps)
    ]


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
