"""Where quotation marks open and close: straight, curly, doubled, guillemets and single ones, by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENERS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "``": "''”"}
"""Marks that only open, each with the marks that may close it."""

_DOUBLE = re.compile(r"``|''|’’|‘‘|[\"“”„«»‹›＂]")
_SINGLE_OPEN = re.compile(r"(?<![\w’'‘])[‘'’](?=[\w\"“(\[…])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…;)\]—–-])[’'](?![\w’'])")
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A run of quoted words, its marks included. `open_ended`: the paragraph ended before a closing mark."""

    start: int
    end: int
    open_ended: bool = False

    def words(self, text: str) -> int:
        """How many words stand between the marks."""
        return len(re.findall(r"\w+(?:[’'.-]\w+)*", text[self.start : self.end]))


def find_quoted(text: str) -> list[Quoted]:
    """The quoted runs of `text` in order, none within another; a run never crosses a line break.

    >>> find_quoted('He said "yes" and "no".')[1]
    Quoted(start=18, end=22, open_ended=False)
    """
    found: list[Quoted] = []
    for line in _PARAGRAPH.finditer(text):
        doubles = list(_doubles(text, line.start(), line.end()))
        singles = _singles(text, line.start(), line.end())
        outside = [s for s in singles if not any(s.start < d.end and d.start < s.end for d in doubles)]
        found += sorted(doubles + outside, key=lambda quoted: quoted.start)
    return found


def _doubles(text: str, start: int, end: int) -> Iterator[Quoted]:
    opened: int | None = None
    inner_until = start
    for mark in _DOUBLE.finditer(text, start, end):
        if mark.start() < inner_until or (mark.group() == '"' and _is_inches(text, mark.start(), opened)):
            continue
        if opened is not None and text[opened] == '"' and (inner := _nested_end(text, mark, end)) is not None:
            inner_until = inner
            continue
        if opened is None:
            if _can_open(text, mark, start, end):
                opened = mark.start()
        elif _closes(text, opened, mark):
            yield Quoted(opened, mark.end())
            opened = None
        elif _reopens(text, mark):
            opened = mark.start()  # the mark that should have closed is missing: the later one is trusted
    if opened is not None and end - opened > 2:
        yield Quoted(opened, _last_word(text, opened, end), open_ended=True)


def _nested_end(text: str, mark: re.Match[str], end: int) -> int | None:
    """Where quoted words within quoted words end ('"The "union" is a farce," he said'), or None for no such words.

    A straight mark after a blank opens; it is nested where the next two marks close.
    """
    if mark.group() != '"' or not text[mark.start() - 1].isspace() or not text[mark.end() : mark.end() + 1].isalnum():
        return None
    after = list(_DOUBLE.finditer(text, mark.end(), end))[:2]
    closing = [other.group() == '"' and not text[other.start() - 1].isspace() for other in after]
    return after[0].end() if closing == [True, True] else None


def _can_open(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    symbol, after = mark.group(), text[mark.end() : mark.end() + 1]
    if symbol in ("”", "»", "›", "’’") or mark.end() >= end:
        return False
    if symbol in ("“", "„", "«", "‹", "``", "‘‘"):
        return True
    before = text[mark.start() - 1 : mark.start()] if mark.start() > start else ""
    if not before or before.isspace() or before in "([{—–-:,;/…":
        return True
    return after.isupper() and before.isalnum()  # a headline glued to the first quotation


def _closes(text: str, opened: int, mark: re.Match[str]) -> bool:
    opener = text[opened : opened + 2] if text[opened : opened + 2] in ("``", "''", "‘‘") else text[opened]
    symbol = mark.group()
    if opener in ('"', "''", "＂"):
        return symbol in ('"', "''", "”", "＂", "’’")
    if opener in ("``", "‘‘"):
        return symbol in ("''", "’’", "”", '"')
    return symbol in OPENERS.get(opener, "") or (opener in "“„" and symbol == '"')


def _reopens(text: str, mark: re.Match[str]) -> bool:
    return mark.group() == "“" and text[mark.end() : mark.end() + 1].isupper()


def _is_inches(text: str, at: int, opened: int | None) -> bool:
    return opened is None and at > 0 and text[at - 1].isdigit()


def _last_word(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _singles(text: str, start: int, end: int) -> list[Quoted]:
    """Runs between single marks; a plural's apostrophe ("the workers' pay") closes only where nothing better does."""
    found: list[Quoted] = []
    at = start
    while opened := _SINGLE_OPEN.search(text, at, end):
        closers = list(_SINGLE_CLOSE.finditer(text, opened.end(), end))
        closed = _best_close(text, closers)
        if closed is None or _is_elision(text, opened.end()):
            at = opened.end()
            continue
        found.append(Quoted(opened.start(), closed.end()))
        at = closed.end()
    return found


def _best_close(text: str, closers: list[re.Match[str]]) -> re.Match[str] | None:
    for closer in closers:
        if text[closer.start() - 1] != "s" or len(closers) == 1:
            return closer
    return closers[0] if closers else None


def _is_elision(text: str, at: int) -> bool:
    """Whether the mark stands for left-out letters: '90s, 'em, 'til, 'tis."""
    return bool(re.match(r"\d\ds?\b|(?:em|til|tis|twas|cause|n)\b", text[at : at + 8]))
