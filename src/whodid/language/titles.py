"""Headlines In Title Case put back into sentence case for the parser, which takes "Thanks" for a name otherwise."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
TITLE_CASE_SHARE = 0.6
"""Share of longer words with a capital from which on a headline counts as title case (sentence case: about 0.3)."""

SHORT = 4
"""Letters below which a word says nothing about title case ("to", "and" stay small in most styles)."""


def recase(title: str, text: str) -> str:
    """`title` with the capitals of common words made small, where it is in title case; the length never changes.

    A word is common where `text` has it, or its stem, in small letters more often than with a capital inside a
    sentence. Names, and words that the text does not have, stay as they are.
    """
    words = [match for match in _WORD.finditer(title) if len(match.group()) >= SHORT]
    capitals = sum(match.group()[0].isupper() for match in words)
    if not words or capitals < TITLE_CASE_SHARE * len(words) or title.isupper():
        return title
    small, capital = _word_counts(text)
    result = list(title)
    for match in _WORD.finditer(title):
        word = match.group()
        if not word[0].isupper() or (word.isupper() and len(word) > 1):
            continue
        common = max(small[form] for form in _forms(word.lower()))
        if common > capital[word] and len(word.lower()) == len(word):
            result[match.start() : match.end()] = word.lower()
    return "".join(result)


def _word_counts(text: str) -> tuple[Counter[str], Counter[str]]:
    """Words of the text in small letters, and words with a capital that no sentence end stands before."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        word = match.group()
        if word.islower():
            small[word] += 1
            small[_stem(word)] += 1
        elif re.search(r"[^\s.!?\"“”‘«(]\s?$", text[max(0, match.start() - 2) : match.start()]):
            capital[word] += 1
    return small, capital


def _forms(word: str) -> tuple[str, str]:
    return word, _stem(word)


def _stem(word: str) -> str:
    """A crude stem: "thanks", "thanked", "thanking" all give "thank"."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORT:
            return word[: -len(ending)]
    return word
