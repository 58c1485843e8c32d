"""Paragraphs and sentences of a text, by offset, before any parse.

Our own splitter, because the parser's breaks sentences inside quotations and at "Sept." and "Gen.". A quotation of
several sentences is split at its inner sentence ends; its last sentence keeps the reporting clause that closes it
(`… as well," Maduro stressed.`), and what belongs together is held by the `Quotation` layer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

CLOSERS = "\"”’')]»"
_END = re.compile(rf"[.!?…]+[{re.escape(CLOSERS)}]*(?=\s)")
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n|\n(?=\s*[^\sa-z])")
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.'’-]{2,}(?:[ ,/]+[A-Z][\w.'’-]*){0,5}"  # LIMA, Peru
    r"(?:,\s+\w{3,9}\.?\s+\d{1,2})?\s*(?:\([^()\n]{2,40}\)\s*)?"  # , Sept. 3 (AP)
    r"(?:--?|—|–)\s+(?=\S)(?![^.!?\n]*\s(?:--?|—|–)\s)"  # a dash, and no second one: that would be a remark
)
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_REPORTING_TAIL = re.compile(
    r"(?:[A-Z][\w.’'-]*|the|a|an|its|his|her|one|another)\s+(?:[\w.’'-]+\s+){0,6}?"
    r"(?:said|says|asked|told|wrote|added|tweeted|replied|shouted|chanted|warned|declared|stressed)\b"
)


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """Offsets of one sentence (white space trimmed, end excluded) and the number of its paragraph, from 0."""

    start: int
    end: int
    paragraph: int


def split_sentences(text: str) -> list[SentenceSpan]:
    """The sentences of `text` in order, never overlapping; empty for blank text.

    A dateline in front of a paragraph ("HANOI, Vietnam (AP) —") is a sentence of its own: it throws the parser off.
    A blank line, or a line break before anything but a lower-case letter, ends paragraph and sentence.
    """
    found: list[SentenceSpan] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        found += [SentenceSpan(a, b, number) for a, b in _sentences(text, start, end)]
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH_BREAK.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    dateline = _DATELINE.match(text, start, end)
    if dateline:
        yield _trim(text, start, dateline.end())
        start = dateline.end()
    begin = start
    for stop in _END.finditer(text, start, end):
        if _ends_sentence(text, begin, stop, end):
            yield _trim(text, begin, stop.end())
            begin = stop.end()
    if text[begin:end].strip():
        yield _trim(text, begin, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether the stop (`."`, `?`, …) ends the sentence begun at `begin`, judged by the words on both sides."""
    rest = text[stop.end() : end].lstrip()
    if not rest or not (rest[0].isupper() or rest[0].isdigit() or rest[0] in "\"“‘'«([—-–•"):
        return False
    mark, closed = stop.group()[0], stop.group()[-1] in CLOSERS
    if closed and _REPORTING_TAIL.match(rest) and (mark != "." or _opens_no_sentence(rest)):
        return False
    if mark != "." or closed or len(stop.group()) > 1:
        return True
    return not _is_abbreviation(text[begin : stop.start()], rest)


def _opens_no_sentence(rest: str) -> bool:
    """Whether what follows a closed quotation is a bare reporting clause ("Maduro said."), not a new sentence."""
    tail = _REPORTING_TAIL.match(rest)
    return bool(tail) and rest[tail.end() : tail.end() + 1] in ".,;" if tail else False


def _is_abbreviation(before: str, rest: str) -> bool:
    word = _WORD_BEFORE.search(before)
    if not word:
        return False
    last = word.group().lower()
    if len(word.group()) == 1 and word.group().isupper():  # an initial: "John F. Kennedy"
        return True
    ending = abbreviations().get(last)
    if ending is None:
        return False
    if not ending:
        return True
    first = re.match(r"[\w’']+", rest)
    return not (first and first.group().lower() in openers())


@cache
def abbreviations() -> dict[str, bool]:
    """Abbreviations, lower case without the last stop, with whether they may also end a sentence."""
    return {line.rstrip("+"): line.endswith("+") for line in _lines("abbreviations.txt")}


@cache
def openers() -> frozenset[str]:
    """Words that show that the sentence before has ended, lower case."""
    return frozenset(_lines("openers.txt"))


def _lines(name: str) -> list[str]:
    text = files("whodid").joinpath("data/language", name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
