"""Rules for the parser's measured weak spots; each mends heads and labels and says what it did.

Measured on the seed page: a centre-embedded clause ("Guaido, whose appointment … had been cancelled …, declared …")
makes the parser take the inner verb for the outer one; a list after "including" breaks into several subjects; a
bracket ("(excluding Mexico)") drags its neighbours inside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from whodid.language.speech_repairs import (
    has_subject,
    mend_closing_report,
    mend_closing_speaker,
    mend_denied_charge,
    mend_hearsay,
    mend_second_act,
)
from whodid.model import Token

Reparse = Callable[[str], list[Token]]
"""Parses a text as one sentence; token offsets into that text."""

LIST_OPENERS = {"including", "include"}
STAND_IN = 3
"""Tokens of "The man's", which stands for "whose" when its clause is parsed apart."""

NOUN_ROLES = {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "dative"}
"""Labels that a noun has and a preposition never."""

DASHES = {"-", "–", "—", "--"}
VERB_TAGS = {"VBD", "VBZ", "VBP", "MD"}


def repair(tokens: list[Token], words: str, reparse: Reparse) -> tuple[list[Token], list[str]]:
    """The tokens of the sentence `words` with mended heads and labels, and the names of the rules that changed them.

    Token offsets are into `words`. The number of tokens, their offsets and their order never change.
    """
    done: list[str] = []
    for name, mend in MENDS:
        relinked = mend(tokens)
        if relinked is not None:
            tokens = relinked
            done.append(name)
    for name, rule in (("embedded clause", _mend_embedded_clause), ("bracket", _mend_brackets)):
        mended = rule(tokens, words, reparse)
        if mended is not None:
            tokens = mended
            done.append(name)
    listed = _mend_list(tokens)
    if listed is not None:
        tokens = listed
        done.append("list after 'including'")
    return tokens, done


def _mend_names(tokens: list[Token]) -> list[Token] | None:
    """Hang a capitalised "preposition" that is a subject or object ("Barack Obama will meet") on the name after it.

    A modal at the start before a finite verb ("May met them") is a name as well.
    """
    result = list(tokens)
    if len(tokens) > 1 and tokens[0].tag == "MD" and tokens[0].dep == "aux" and tokens[1].tag in {"VBD", "VBZ"}:
        result[0] = replace(tokens[0], dep="nsubj", tag="NNP", pos="PROPN", lemma=tokens[0].text)  # "May met …"
    for i, token in enumerate(tokens[:-1]):
        after = tokens[i + 1]
        noun_role = token.dep in NOUN_ROLES and token.tag == "IN" and token.text[:1].isupper()
        if noun_role and after.tag == "NNP" and after.head == i:
            result[i] = replace(token, head=i + 1, dep="compound", tag="NNP", pos="PROPN", lemma=token.text)
            result[i + 1] = replace(after, head=i + 1 if token.head == i else token.head, dep=token.dep)
            hanging = [j for j, other in enumerate(tokens) if other.head == i and j not in {i, i + 1}]
            for j in hanging:
                result[j] = replace(tokens[j], head=i + 1)
    return None if result == tokens else result


def _mend_joint_names(tokens: list[Token]) -> list[Token] | None:
    """Join two titled names of which the first was read as a part of the second ("President A and President B met")."""
    for i, token in enumerate(tokens):
        head = token.head
        if token.dep != "compound" or token.tag != "NNP" or head <= i + 2:
            continue
        inside = {j for j in range(i, head) if _hangs(tokens, j, i)}
        joint = next((k for k in range(i + 1, head) if tokens[k].dep == "cc" and k in inside), None)
        if joint is None or any(tokens[k].pos not in {"PROPN", "ADJ"} for k in range(joint + 1, head)):
            continue
        first = max((k for k in inside if k < joint and tokens[k].tag == "NNP"), default=i)
        result = list(tokens)
        top = tokens[head]
        result[first] = replace(tokens[first], head=first if top.head == head else top.head, dep=top.dep)
        result[head] = replace(top, head=first, dep="conj")
        if i != first:
            result[i] = replace(token, head=first)
        for k in range(joint + 1, head):
            if tokens[k].head not in range(joint + 1, head + 1):
                result[k] = replace(tokens[k], head=head, dep="compound" if tokens[k].tag == "NNP" else tokens[k].dep)
            elif tokens[k].dep == "conj":
                result[k] = replace(tokens[k], head=head, dep="compound")
        result[joint] = replace(tokens[joint], head=first)
        return result
    return None


def _hangs(tokens: list[Token], at: int, top: int) -> bool:
    """Whether token `at` is `top` or hangs below it."""
    for _ in tokens:
        if at == top:
            return True
        if tokens[at].head == at:
            return False
        at = tokens[at].head
    return False


def _mend_joint_clauses(tokens: list[Token]) -> list[Token] | None:
    """Give a second clause the subject that was joined to the object before ("beat A, and B would move in")."""
    result = list(tokens)
    for i, token in enumerate(tokens[:-1]):
        after = tokens[i + 1]
        verb = after.head
        if token.dep != "conj" or token.pos != "PROPN" or after.dep != "aux" or after.tag not in VERB_TAGS:
            continue
        if tokens[verb].dep not in {"conj", "ccomp"} or verb <= i or has_subject(tokens, verb):
            continue
        result[i] = replace(token, head=verb, dep="nsubj")
    return None if result == tokens else result


def _mend_place_tags(tokens: list[Token]) -> list[Token] | None:
    """Take a capitalised word that is a place's name for a name, though the tagger saw a plural ("in Homs")."""
    result = [
        replace(token, tag="NNP", pos="PROPN", lemma=token.text)
        if i and token.entity in {"GPE", "LOC"} and token.tag in {"NN", "NNS"} and token.text[:1].isupper()
        else token
        for i, token in enumerate(tokens)
    ]
    return None if result == tokens else result


def _mend_verb_list(tokens: list[Token]) -> list[Token] | None:
    """Join the verbs of a list that the parser leaves without a label: "had stopped a lorry, beaten a man and fled"."""
    result = list(tokens)
    for i, token in enumerate(tokens):
        over = tokens[token.head]
        joined = any(other.head == i and other.dep == "conj" and other.pos == "VERB" for other in tokens)
        listed = token.dep == "dep" and token.pos == over.pos == "VERB" and token.head < i and joined
        if listed and token.tag in ("VBD", "VBN", "VB") and tokens[i - 1].text == "," and not has_subject(tokens, i):
            result[i] = replace(token, dep="conj")
    return None if result == tokens else result


MENDS = (
    ("place name tagged as a common noun", _mend_place_tags),
    ("first name read as a preposition", _mend_names),
    ("two titled names read as one", _mend_joint_names),
    ("subject of a second clause read as an object", _mend_joint_clauses),
    ("a list of verbs left without labels", _mend_verb_list),
    ("speaker before a closing 'said' read as an apposition", mend_closing_speaker),
    ("'said to be' read as the sentence's verb", mend_hearsay),
    ("the speaker's second act read as reported", mend_second_act),
    ("a denied charge read as the main clause", mend_denied_charge),
    ("a closing report read as a part of what is reported", mend_closing_report),
)


def _mend_embedded_clause(tokens: list[Token], words: str, reparse: Reparse) -> list[Token] | None:
    """Parse ", whose …," apart from the clause around it and hang it on the noun before it."""
    span = _whose_clause(tokens)
    if span is None:
        return None
    start, end = span
    result = _parse_without(tokens, words, reparse, start - 1, end + 1)
    parsed = reparse("The man's" + words[tokens[start].end : tokens[end - 1].end])
    inside = [tokens[i].text for i in range(start + 1, end)]
    if result is None or [token.text for token in parsed[STAND_IN:]] != inside:
        return None
    return _hang_inner(result, parsed, start, _anchor(result, start - 1))


def _whose_clause(tokens: list[Token]) -> tuple[int, int] | None:
    """Token range (end excluded) of a "whose" clause between two commas, the second followed by a finite verb."""
    for i, token in enumerate(tokens):
        if token.text.lower() != "whose" or i == 0 or tokens[i - 1].text != ",":
            continue
        seen_verb = False
        for j in range(i + 1, len(tokens) - 1):
            if tokens[j].text == "," and seen_verb and tokens[j + 1].tag in VERB_TAGS:
                return i, j
            seen_verb = seen_verb or tokens[j].tag in VERB_TAGS
    return None


def _mend_brackets(tokens: list[Token], words: str, reparse: Reparse) -> list[Token] | None:
    """Parse the sentence without a bracket that words outside it were hung on; the bracket hangs on the word before."""
    for start, end in [*_brackets(tokens), *_dashed(tokens)]:
        inside = range(start, end)
        dragged = any(token.head in inside for i, token in enumerate(tokens) if i not in inside)
        dragged = dragged or any(tokens[i].head >= end for i in inside if tokens[i].dep != "punct")
        if dragged and start > 0:
            return _parse_without(tokens, words, reparse, start, end)
    return None


def _dashed(tokens: list[Token]) -> list[tuple[int, int]]:
    """Token range of a remark between two dashes, the dashes included; only where there are exactly two."""
    dashes = [i for i, token in enumerate(tokens) if token.text in DASHES]
    return [(dashes[0], dashes[1] + 1)] if len(dashes) == 2 and dashes[1] - dashes[0] > 1 else []


def _brackets(tokens: list[Token]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for i, token in enumerate(tokens):
        if token.text in "([":
            opened = i
        elif token.text in ")]" and opened is not None:
            found.append((opened, i + 1))
            opened = None
    return found


def _parse_without(tokens: list[Token], words: str, reparse: Reparse, start: int, end: int) -> list[Token] | None:
    """Tokens parsed as if those from `start` to `end` (excluded) were not there; these hang on the noun before them.

    None where the shorter sentence does not give the same tokens again.
    """
    outer = reparse(words[: tokens[start - 1].end] + words[tokens[end - 1].end :])
    kept = [*range(start), *range(end, len(tokens))]
    if [token.text for token in outer] != [tokens[i].text for i in kept]:
        return None
    result = list(tokens)
    for i, token in zip(kept, outer, strict=True):
        result[i] = _relinked(tokens[i], token, kept[token.head], token.dep)
    anchor = _anchor(result, start)
    for i in range(start, end):
        if not start <= tokens[i].head < end or tokens[i].head == i:
            result[i] = replace(tokens[i], head=anchor)
    return result


def _relinked(token: Token, parsed: Token, head: int, dep: str) -> Token:
    return replace(token, head=head, dep=dep, tag=parsed.tag, pos=parsed.pos, lemma=parsed.lemma)


def _hang_inner(result: list[Token], parsed: list[Token], start: int, anchor: int) -> list[Token]:
    """`result` with the inner parse in place from `start` ("whose") on, its root a relative clause of `anchor`."""
    place = {i: start + 1 + i - STAND_IN for i in range(STAND_IN, len(parsed))}
    place.update(dict.fromkeys(range(STAND_IN), start))
    owner = parsed[STAND_IN - 2].head  # what "The man's" belongs to is what "whose" belongs to
    result[start] = replace(result[start], head=place[owner], dep="poss")
    for i in range(STAND_IN, len(parsed)):
        root = parsed[i].head == i
        head, dep = (anchor, "relcl") if root else (place[parsed[i].head], parsed[i].dep)
        result[place[i]] = _relinked(result[place[i]], parsed[i], head, dep)
    return result


def _anchor(tokens: list[Token], start: int) -> int:
    """The noun that a clause or bracket starting at `start` hangs on: the head of the noun phrase just before it."""
    i = start - 1
    while i > 0 and tokens[i].text in {",", "(", "–", "—", "-"}:
        i -= 1
    while tokens[i].dep in {"compound", "amod", "poss", "det", "nummod", "appos", "conj"} and tokens[i].head < start:
        if tokens[i].head == i:
            break
        i = tokens[i].head
    return i


def _mend_list(tokens: list[Token]) -> list[Token] | None:
    """Make "A, including B, C of D, and E, as well as F, verb" one list under "including"."""
    opener = next((i for i, token in enumerate(tokens) if _opens_subject_list(tokens, i)), None)
    if opener is None:
        return None
    stop = _list_end(tokens, opener)
    if stop is None:
        return None
    items = _items(tokens, opener + 1, stop)
    if len(items) < 2:
        return None
    result = list(tokens)
    heads = [_item_head(tokens, item) for item in items]
    result[heads[0]] = replace(tokens[heads[0]], head=opener, dep="pobj")
    for before, head in pairwise(heads):
        result[head] = replace(tokens[head], head=before, dep="conj")
    for item, head in zip(items, heads, strict=True):
        for i in item:
            if i != head and tokens[i].head not in item:
                result[i] = replace(tokens[i], head=head, dep="prep" if tokens[i].pos == "ADP" else tokens[i].dep)
    return None if result == tokens else result


def _opens_subject_list(tokens: list[Token], i: int) -> bool:
    """Whether token `i` is "including" after a noun and a comma, before the sentence's main verb."""
    if tokens[i].text.lower() not in LIST_OPENERS or i < 2:
        return False
    return tokens[i - 1].text == "," and tokens[i - 2].pos in {"NOUN", "PROPN"}


def _list_end(tokens: list[Token], opener: int) -> int | None:
    """Index of the comma that closes the list, the one right before a finite verb; None where there is none."""
    for i in range(opener + 1, len(tokens) - 1):
        if tokens[i].text == "," and tokens[i + 1].tag in VERB_TAGS:
            return i
        if tokens[i].tag in VERB_TAGS:
            return None
    return None


def _items(tokens: list[Token], start: int, stop: int) -> list[list[int]]:
    """Token indices of each list item between `start` and `stop`, split at commas, "and" and "as well as"."""
    items: list[list[int]] = [[]]
    depth = 0
    for i in range(start, stop):
        word = tokens[i].text.lower()
        depth += (word in "([") - (word in ")]")
        if depth == 0 and word in {",", "and", "&"}:
            items.append([])
        elif (
            depth == 0
            and word in {"as", "well"}
            and "well" in {tokens[k].text.lower() for k in range(max(0, i - 1), i + 2)}
        ):
            if items[-1]:
                items.append([])
        else:
            items[-1].append(i)
    return [item for item in items if item]


def _item_head(tokens: list[Token], item: list[int]) -> int:
    """The head noun of a list item: the last noun before a preposition or bracket ("most of the EU states": most)."""
    head = item[0]
    for i in item:
        if tokens[i].pos in {"ADP", "PUNCT"} and i != item[0]:
            break
        if tokens[i].text == "excluding":
            break
        if tokens[i].pos in {"NOUN", "PROPN", "PRON"} or tokens[i].text.lower() in {"most", "some", "many", "all"}:
            head = i
    return head
