"""The grammar of date expressions: `data/events/dates.yaml` compiled, and matched against the words of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from whodid.errors import BadData
from whodid.events.when.gates import DIGIT, Gate, first_letters, gates_of, words_of
from whodid.events.wordlists import load_lists

_CAPITALISED = ("weekday", "month")
_START = re.compile(r"(?<![\w$€£,.'’-])\w")


@dataclass(frozen=True, slots=True)
class Match:
    """One expression found: offsets into the searched text, the rule that resolves it, the values of its parts.

    `parts` holds meanings (weekday 0, month 7, unit "week"), figures as int; a part that is absent has no key.
    """

    start: int
    end: int
    means: str
    parts: dict[str, Any]

    def moved(self, by: int) -> Match:
        """The same match in a text that begins `by` characters earlier."""
        return Match(self.start + by, self.end + by, self.means, self.parts)


@lru_cache(maxsize=2048)
def match_expressions(text: str) -> tuple[Match, ...]:
    """The date expressions in `text` in order, none overlapping: the longest first, then the pattern listed earlier.

    Remembered for the texts seen last, since every event of a story asks for its sentences again.
    """
    lowered = _lowered(text)
    patterns, words, starts = _patterns(), words_of(lowered), _starts(lowered)
    found = []
    for place in _to_try(words):
        pattern = patterns[place]
        if any(gate.isdisjoint(words) for gate in pattern.gates[1:]):
            continue
        for letter in pattern.letters & starts.keys():
            for start in starts[letter]:
                hit = pattern.read.match(lowered, start)
                if hit and all(text[hit.start(name)].isupper() for name in pattern.capitalised if hit[name]):
                    found.append((start - hit.end(), place, start, hit))
    chosen: list[tuple[re.Match[str], str]] = []
    for _, place, _, hit in sorted(found):
        if all(hit.end() <= other.start() or hit.start() >= other.end() for other, _ in chosen):
            chosen.append((hit, patterns[place].means))
    chosen.sort(key=lambda pair: pair[0].start())
    return tuple(_read(hit, means) for hit, means in chosen)


def _lowered(text: str) -> str:
    """The text in lower case, character by character: a letter that grows longer in it ("İ") stays as it is."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _starts(text: str) -> dict[str, list[int]]:
    """Where words begin that may begin a date, by first letter; the inside of a number or a sum does not count."""
    starts: dict[str, list[int]] = {}
    for begun in _START.finditer(text):
        letter = begun[0]
        starts.setdefault(DIGIT if letter.isdigit() else letter, []).append(begun.start())
    return starts


def _read(hit: re.Match[str], means: str) -> Match:
    parts = {name: _meaning(name, words) for name, words in hit.groupdict().items() if words is not None}
    return Match(hit.start(), hit.end(), means, parts)


def _meaning(name: str, words: str) -> Any:
    if words.isdigit():
        return int(words)
    meanings = load_lists("dates")["words"].get(name)
    key = words
    if " " in key or "’" in key or "\n" in key:
        key = " ".join(key.replace("’", "'").split())
    return meanings[key] if isinstance(meanings, dict) else key


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A row of the grammar compiled; a text without a word of each of the `gates` need not be read by it, nor one that
    begins with none of the `letters`.

    `capitalised` are the parts that count only with a capital ("may" is no month).
    """

    means: str
    read: re.Pattern[str]
    letters: frozenset[str]
    gates: tuple[Gate, ...]
    capitalised: tuple[str, ...]


@cache
def _patterns() -> list[_Pattern]:
    lists = load_lists("dates")
    words = {name: list(values) for name, values in lists["words"].items()}
    words["last_day"] = words["day"]
    words |= {name: [lists[name]] for name in ("clock", "hour")}
    alternatives = {name: _alternatives(values) for name, values in lists["words"].items()}
    alternatives["last_day"] = alternatives["day"]
    compiled = []
    for row in lists["expressions"]:
        try:
            body = re.sub(r"\{([a-z_]+)\}", lambda m: _group(m[1], alternatives, lists), row["pattern"])
            # lower case throughout, as the text is: faster than matching without regard to case
            whole = rf"(?:{body})(?![\w%])".replace(" ", r"\s").lower().replace("(?p<", "(?P<")
            gates = gates_of(row["pattern"], words)
            read = re.compile(whole)
            names = tuple(name for name in _CAPITALISED if name in read.groupindex)
            letters = first_letters(row["pattern"], words)
            compiled.append(_Pattern(row["means"], read, letters, gates, names))
        except (KeyError, re.error) as error:
            raise BadData(f"data/events/dates.yaml: pattern {row!r} cannot be read: {error}") from error
    return compiled


def _to_try(words: set[str]) -> list[int]:
    """The places of the patterns that may match a text of these words."""
    by_word, always = _index()
    places = set(always)
    for word in words:
        places.update(by_word.get(word, ()))
    return sorted(places)


@cache
def _index() -> tuple[dict[str, tuple[int, ...]], tuple[int, ...]]:
    """The places of the patterns by the words of their rarest gates, and of those without a gate."""
    by_word: dict[str, tuple[int, ...]] = {}
    for place, pattern in enumerate(_patterns()):
        for word in pattern.gates[0] if pattern.gates else ():
            by_word[word] = (*by_word.get(word, ()), place)
    return by_word, tuple(place for place, pattern in enumerate(_patterns()) if not pattern.gates)


def _alternatives(values: dict[str, Any] | list[str]) -> str:
    if isinstance(values, list):
        return "|".join(values)
    ordered = sorted(values, key=len, reverse=True)
    return "|".join(re.escape(value).replace(r"\ ", " ").replace("'", "['’]") for value in ordered)


def _group(name: str, alternatives: dict[str, str], lists: dict[str, Any]) -> str:
    if name == "clock":
        return f"(?:{lists['clock']})"
    return f"(?P<{name}>{lists['hour'] if name == 'hour' else alternatives[name]})"
