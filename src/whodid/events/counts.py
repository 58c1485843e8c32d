"""The numbers told with an event: killed, wounded, detained, abducted, displaced, and the size of a crowd."""

from __future__ import annotations

from collections.abc import Iterator

from whodid.events.clauses import ancestors, children, first_conjunct, is_noun, is_verb, subtree
from whodid.events.numerals import read_number
from whodid.events.wordlists import load_lists, word_set
from whodid.model import Count, Sentence

_CLAUSES_APART = ("relcl", "ccomp", "parataxis")
_NUMBER_PARTS = ("nummod", "quantmod", "advmod", "amod", "compound", "det", "neg", "npadvmod", "predet", "nmod")


def read_counts(sentence: Sentence, head: int) -> tuple[Count, ...]:
    """The counts told with the event whose head is token `head`, in order of the text; empty where there are none.

    `words` is the phrase as the text has it ("at least 58 sailors"); `value` is None for words alone ("dozens").
    Looks in the event's own clause and what hangs on it ("shelled the town, killing four"), not in clauses reported or
    relative to it. Does not add up: "four soldiers and two civilians" are two counts.
    """
    found: dict[tuple[int, str], Count] = {}
    for index in _region(sentence, head):
        for kind, noun in _counted(sentence, index):
            words = _number_words(sentence, noun)
            if words is not None:
                found.setdefault((noun, kind), Count(kind, _value(sentence, noun), words))
    return tuple(found[key] for key in sorted(found))


def _region(sentence: Sentence, head: int) -> list[int]:
    """The tokens of the event's clause, or of the clause it is the subject or object of ("the blast killed")."""
    top = head
    token = sentence.tokens[first_conjunct(sentence, head)]
    if is_noun(sentence.tokens[head]) and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
        top = next((above for above in ancestors(sentence, head) if is_verb(sentence.tokens[above])), head)
        hits = _kinds(sentence, top, "object_verbs") or _kinds(sentence, top, "subject_verbs")
        if token.dep in ("dobj", "pobj") and not hits:
            top = head
    inside = set(subtree(sentence, top))
    for index in sorted(inside):
        if index != top and sentence.tokens[index].dep in _CLAUSES_APART:
            inside -= set(subtree(sentence, index))
    return sorted(inside | {head})


def _kinds(sentence: Sentence, index: int, role: str) -> list[str]:
    lemma = sentence.tokens[index].lemma.lower()
    particles = [sentence.tokens[k].text.lower() for k in children(sentence, index, "prt")]
    full = "_".join([lemma, *particles])
    return [kind for kind in load_lists("counts")["kinds"] if {lemma, full} & word_set("counts", "kinds", kind, role)]


def _counted(sentence: Sentence, index: int) -> Iterator[tuple[str, int]]:
    """Kind and counted noun (or bare number) for a token that tells of people hit, taken or gathered."""
    token = sentence.tokens[index]
    if is_verb(token):
        passive = children(sentence, index, "nsubjpass") or token.dep == "acl"
        objects = children(sentence, index, "nsubjpass") if passive else children(sentence, index, "dobj")
        if token.dep == "acl" and token.tag == "VBN":
            objects = [token.head]
        for kind in _kinds(sentence, index, "object_verbs"):
            for noun in _with_conjuncts(sentence, objects):
                yield kind, noun
        for kind in _kinds(sentence, index, "subject_verbs"):
            for noun in _with_conjuncts(sentence, _subjects(sentence, index)):
                yield kind, noun
    if is_noun(token):
        for kind in _kinds(sentence, index, "nouns"):
            yield kind, index
    for kind in _kinds(sentence, index, "adjectives"):
        if token.dep in ("amod", "acomp", "oprd", "ccomp", "acl"):
            over = token.head
            yield from (
                (kind, noun) for noun in ([over] if is_noun(sentence.tokens[over]) else _left_with(sentence, over))
            )


def _left_with(sentence: Sentence, verb: int) -> list[int]:
    """Object, else subject, of the verb a state hangs on: "left ten people dead", "three were dead"."""
    return children(sentence, verb, "dobj") or children(sentence, verb, "nsubj", "nsubjpass")


def _subjects(sentence: Sentence, verb: int) -> list[int]:
    own = children(sentence, verb, "nsubj")
    return own or children(sentence, first_conjunct(sentence, verb), "nsubj")


def _with_conjuncts(sentence: Sentence, nouns: list[int]) -> list[int]:
    waiting, found = list(nouns), []
    while waiting:
        noun = waiting.pop(0)
        found.append(noun)
        waiting += children(sentence, noun, "conj", "appos")
    return found


def _number_tokens(sentence: Sentence, noun: int) -> list[int]:
    """The tokens that say how many: below the noun ("at least 58 sailors"), or the noun itself ("dozens", "26")."""
    token = sentence.tokens[noun]
    if token.tag == "CD" or token.text.lower() in word_set("counts", "vague"):
        return [noun]
    return [
        index
        for index in children(sentence, noun, "nummod", "amod", "det")
        if sentence.tokens[index].tag == "CD" or sentence.tokens[index].text.lower() in word_set("counts", "vague")
    ]


def _number_words(sentence: Sentence, noun: int) -> str | None:
    """The counted phrase from its first quantifier to the noun; None where it is not counted or not people."""
    token = sentence.tokens[noun]
    numbers = _number_tokens(sentence, noun)
    if (
        not numbers
        or token.lemma.lower() in word_set("counts", "not_people")
        or token.entity in ("DATE", "MONEY", "PERCENT")
    ):
        return None
    if any(sentence.tokens[index].entity in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL") for index in numbers):
        return None
    first = noun
    for index in subtree(sentence, noun):
        if index < noun and _hangs_by(sentence, index, noun):
            first = min(first, index)
    last = noun
    for of in children(sentence, noun, "prep"):
        if noun in numbers and sentence.tokens[of].text.lower() == "of":
            last = max([last, *children(sentence, of, "pobj")])
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    pieces, at = [], start
    for other in sentence.tokens[first : last + 1]:
        pieces.append(" " * min(1, other.start - at) + other.text)
        at = other.end
    return "".join(pieces) if end > start else None


def _hangs_by(sentence: Sentence, index: int, noun: int) -> bool:
    while index != noun:
        if sentence.tokens[index].dep not in _NUMBER_PARTS:
            return False
        index = sentence.tokens[index].head
    return True


def _value(sentence: Sentence, noun: int) -> int | None:
    for index in _number_tokens(sentence, noun):
        parts = [
            k for k in children(sentence, index, "compound", "nummod", "quantmod") if sentence.tokens[k].tag == "CD"
        ]
        value = read_number(" ".join(sentence.tokens[k].text for k in sorted([*parts, index])))
        if value is not None:
            return value
    return None
