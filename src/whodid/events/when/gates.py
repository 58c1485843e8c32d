"""Words without one of which a pattern of the grammar cannot match, so that most patterns need not be tried on a text.

Worked out from the patterns themselves: of each alternative one part that must be there, by the words it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

Gate = frozenset[str]
"""Words of which a text must have one."""

DIGIT = "0"
"""Stands for any figure, in a gate and among the words of a text."""

_MARKS = "/.-–"
"""Marks that a written date may need."""

_COMMON = frozenset({"a", "an", "the", "of", "in", "on", "at", "and", "or", "to", "this", DIGIT, *_MARKS})
"""Words that a text nearly always has: a gate made of others shuts more often."""

_WORD = re.compile(r"[a-z]+")
_FIGURE = re.compile(r"\d")

_PART = re.compile(
    r"(?P<look>\(\?<?[=!])|(?P<open>\((?:\?:|\?P<\w+>)?)|(?P<close>\))|(?P<bar>\|)|\{(?P<name>[a-z_]+)\}"
    r"|(?P<digit>\\d|\d)|(?P<other>\\.|\[[^\]]*\]|\.)|(?P<word>[A-Za-z]+)|(?P<many>[?*]|\{\d+(?:,\d+)?\}\??)|(?P<gap>.)"
)

_ENDS_IN_WORD = re.compile(r"[\w}][?]?(?:\)[?]?)*$")
_BEGINS_WITH_WORD = re.compile(r"(?:\((?:\?:|\?P<\w+>)?)*[\w{]")


def words_of(text: str) -> set[str]:
    """The words of a text, which is in lower case, each with and without a final "s"; DIGIT where it has a figure, and
    the marks it has."""
    words = set(_WORD.findall(text))
    words |= {word[:-1] for word in words if word.endswith("s")}
    if _FIGURE.search(text):
        words.add(DIGIT)
    words.update(mark for mark in _MARKS if mark in text)
    return words


def gates_of(pattern: str, alternatives: Mapping[str, Iterable[str]]) -> tuple[Gate, ...]:
    """Sets of words, of each of which a text must have one for the pattern to match, the rarest first; may be empty.

    `alternatives` are the words a {name} of the pattern stands for, or regular expressions.
    """
    parts = list(_parts(pattern))
    if len(_branches(parts)) > 1:
        gate = _gate(parts, alternatives)
        return (gate,) if gate else ()
    return tuple(sorted({gate for gate in _required(parts, alternatives) if gate}, key=_rarity))


@dataclass(slots=True)
class _Part:
    """A piece of a pattern; `part_of_word` is True for letters that more letters may adjoin ("s" after {unit})."""

    kind: str
    text: str
    part_of_word: bool


def _parts(pattern: str) -> Iterator[_Part]:
    for hit in _PART.finditer(pattern):
        kind = str(hit.lastgroup)
        joined = _ENDS_IN_WORD.search(pattern[: hit.start()]) or _BEGINS_WITH_WORD.match(pattern[hit.end() :])
        yield _Part(kind, hit[kind], bool(joined))


def first_letters(pattern: str, alternatives: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The characters, in lower case, that a match of the pattern can begin with; a digit is DIGIT."""
    letters, _ = _firsts(list(_parts(pattern)), alternatives)
    return letters


def _firsts(parts: list[_Part], alternatives: Mapping[str, Iterable[str]]) -> tuple[frozenset[str], bool]:
    """The characters that a match can begin with, and whether it may be empty."""
    letters: frozenset[str] = frozenset()
    may_be_empty = False
    for branch in _branches(parts):
        passed, at = True, 0
        while at < len(branch) and passed:
            end = _closing(branch, at) + 1 if branch[at].kind in ("open", "look") else at + 1
            found, empty = _firsts_of_part(branch[at:end], alternatives)
            optional = end < len(branch) and branch[end].kind == "many" and branch[end].text in ("?", "*")
            letters |= found
            passed = empty or (optional and not (branch[at].kind == "word" and len(branch[at].text) > 1))
            at = end
        may_be_empty = may_be_empty or passed
    return letters, may_be_empty


def _firsts_of_part(parts: list[_Part], alternatives: Mapping[str, Iterable[str]]) -> tuple[frozenset[str], bool]:
    first = parts[0]
    if first.kind == "open":
        return _firsts(parts[1:-1], alternatives)
    if first.kind == "word":
        return frozenset(first.text[0].lower()), False
    if first.kind == "digit":
        return frozenset({DIGIT}), False
    if first.kind == "other" and first.text.startswith("[") and first.text[1].isdigit():
        return frozenset({DIGIT}), False
    if first.kind == "name":
        found = [_firsts(list(_parts(one)), alternatives)[0] for one in alternatives[first.text]]
        return frozenset().union(*found), False
    return frozenset(), first.kind in ("look", "many")


def _gate(parts: list[_Part], alternatives: Mapping[str, Iterable[str]]) -> Gate | None:
    found: Gate = frozenset()
    for branch in _branches(parts):
        gates = [gate for gate in _required(branch, alternatives) if gate]
        if not gates:
            return None
        found |= min(gates, key=_rarity)
    return found


def _rarity(gate: Set[str]) -> tuple[bool, int, list[str]]:
    return bool(gate & _COMMON), len(gate), sorted(gate)


def _branches(parts: list[_Part]) -> list[list[_Part]]:
    """The alternatives of the outermost level."""
    branches: list[list[_Part]] = [[]]
    depth = 0
    for part in parts:
        depth += (part.kind in ("open", "look")) - (part.kind == "close")
        if part.kind == "bar" and depth == 0:
            branches.append([])
        else:
            branches[-1].append(part)
    return branches


def _required(branch: list[_Part], alternatives: Mapping[str, Iterable[str]]) -> Iterator[Gate | None]:
    """The gate of each part of the branch that may not be left out."""
    at = 0
    while at < len(branch):
        part, end = branch[at], at + 1
        if part.kind in ("open", "look"):
            end = _closing(branch, at) + 1
        optional = end < len(branch) and branch[end].kind == "many" and branch[end].text in ("?", "*")
        if part.kind == "word" and part.part_of_word:
            pass
        elif part.kind == "word" and optional:  # only its last letter is
            yield frozenset({part.text[:-1].lower()} - {""})
        elif not optional:
            yield _gate_of_part(branch[at:end], alternatives)
        at = end


def _closing(branch: list[_Part], start: int) -> int:
    depth = 0
    for at in range(start, len(branch)):
        depth += (branch[at].kind in ("open", "look")) - (branch[at].kind == "close")
        if depth == 0:
            return at
    return len(branch) - 1


def _gate_of_part(parts: list[_Part], alternatives: Mapping[str, Iterable[str]]) -> Gate | None:
    first = parts[0]
    if first.kind == "open":
        return _gate(parts[1:-1], alternatives)
    marks = frozenset(first.text.strip("\\[]"))
    if first.kind in ("gap", "other") and marks and marks <= set(_MARKS):
        return marks
    if first.kind == "digit":
        return frozenset({DIGIT})
    if first.kind == "word":
        return frozenset({first.text.lower()})
    if first.kind == "name":
        gates = [_gate(list(_parts(one)), alternatives) for one in alternatives[first.text]]
        return None if None in gates else frozenset().union(*(gate for gate in gates if gate))
    return None
