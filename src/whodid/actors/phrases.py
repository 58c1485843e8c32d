"""Reading a parsed sentence: which words form a phrase, which word it hangs from, who is the subject of what.

Everything is by token index within one `Sentence`; no function changes anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from whodid.model import Sentence

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "iobj", "dative", "oprd"})
HANGING = SUBJECTS | OBJECTS | {"pobj", "ROOT", "attr", "appos", "conj", "poss", "agent", "npadvmod", "pcomp", "ccomp"}
MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod", "det", "punct", "case", "cc"})
NAME_TAGS = frozenset({"NNP", "NNPS"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def tokens_over(sent: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The first and last token that overlap the characters `start` to `end` of the sentence's field; None for none."""
    inside = [i for i, token in enumerate(sent.tokens) if token.start < end and start < token.end]
    return (inside[0], inside[-1]) if inside else None


def words(sent: Sentence, first: int, last: int) -> str:
    """The words of the tokens `first` to `last`, both included, with one blank where the text has white space."""
    parts: list[str] = []
    for i in range(first, last + 1):
        token = sent.tokens[i]
        if parts and token.start > sent.tokens[i - 1].end:
            parts.append(" ")
        parts.append(token.text.strip())
    return "".join(parts)


def head_of(sent: Sentence, first: int, last: int, prefer: int | None = None) -> int:
    """The token of the phrase that the phrase hangs from: its head lies outside, or it is the root.

    Where the parse has split the phrase, the part that fills a role (subject, object...) wins, then `prefer`,
    then the last word.
    """
    tokens = sent.tokens
    tops = [i for i in range(first, last + 1) if not first <= tokens[i].head <= last or tokens[i].head == i]
    tops = [i for i in tops if tokens[i].dep not in ("punct", "case", "det", "cc")] or [prefer or last]
    return max(tops, key=lambda i: (tokens[i].dep in HANGING, i == prefer, tokens[i].tag in NOUN_TAGS, i))


def children(sent: Sentence, at: int) -> Iterator[int]:
    """The tokens that hang from `at`, left to right."""
    return (i for i, token in enumerate(sent.tokens) if token.head == at and i != at)


def ancestors(sent: Sentence, at: int) -> Iterator[int]:
    """The tokens that `at` hangs from, nearest first; ends at the root, and on a broken tree."""
    seen = {at}
    while sent.tokens[at].head not in seen:
        at = sent.tokens[at].head
        seen.add(at)
        yield at


def within(sent: Sentence, at: int, top: int) -> bool:
    """Whether `at` is `top` or hangs below it."""
    return at == top or top in ancestors(sent, at)


def verb_over(sent: Sentence, at: int) -> int | None:
    """The nearest verb that `at` hangs from; None where there is none (a headline without a verb)."""
    for i in ancestors(sent, at):
        if sent.tokens[i].pos in ("VERB", "AUX"):
            return i
    return None


def subject_of(sent: Sentence, verb: int) -> int | None:
    """The token that does, or undergoes, `verb`: its own subject, else the one it shares or is controlled by.

    "He asked them to leave": of "leave", "them"; "she came and saw": of "saw", "she"; "accused of plotting X"
    keeps the subject of "accused". None where the sentence does not say.
    """
    tokens = sent.tokens
    for _ in range(len(tokens)):
        own = [i for i in children(sent, verb) if tokens[i].dep in SUBJECTS]
        if own:
            return own[0]
        above = tokens[verb].head
        dep = tokens[verb].dep
        if above == verb:
            return None
        if dep in ("acl", "relcl"):
            return above
        if dep == "xcomp":
            objects = [i for i in children(sent, above) if tokens[i].dep in ("dobj", "iobj", "dative")]
            if objects:
                return objects[0]
        elif dep == "pcomp":  # "thanked Russia for supporting": the object does what follows "for", if it is there
            holder = tokens[above].head
            objects = [i for i in children(sent, holder) if tokens[i].dep in ("dobj", "pobj") and i < above]
            if tokens[above].text.lower() in ("for", "of", "from"):
                indirect = _prepositional_object(sent, holder, before=above)
                if objects or indirect is not None:
                    return objects[-1] if objects and indirect is None else indirect
            above = holder
        elif dep not in ("conj", "advcl", "ccomp", "aux", "dep", "prep"):
            return None
        if tokens[above].pos not in ("VERB", "AUX"):
            nearest = verb_over(sent, above)
            if nearest is None:
                return None
            above = nearest
        verb = above
    return None


def _prepositional_object(sent: Sentence, verb: int, before: int) -> int | None:
    """The object of "to" or "at" under `verb` or its objects: "gratitude to Russia"."""
    tokens = sent.tokens
    for i in range(before - 1, -1, -1):
        if tokens[i].dep == "pobj" and tokens[tokens[i].head].text.lower() == "to" and within(sent, i, verb):
            return i
    return None


def governors(sent: Sentence, at: int) -> frozenset[int]:
    """The verbs of which `at` is an argument, directly, through a preposition, or by coordination with one."""
    tokens = sent.tokens
    found: set[int] = set()
    for i in ancestors(sent, at):
        if tokens[i].pos in ("VERB", "AUX"):
            found.add(i)
            break
        if tokens[i].pos == "NOUN" and tokens[at].dep not in ("conj",) and tokens[i].dep != "conj":
            break
    return frozenset(found)


def is_plural(sent: Sentence, at: int) -> bool:
    """Whether the word is plural, or has something coordinated with it by "and"."""
    if sent.tokens[at].tag in ("NNS", "NNPS"):
        return True
    return any(sent.tokens[i].dep == "conj" and sent.tokens[i].tag in NOUN_TAGS for i in children(sent, at))
