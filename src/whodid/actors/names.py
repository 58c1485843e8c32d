"""Names of the tables in running text: which words of a sentence are the name of a country, organisation or person.

Built once from the tables; one Aho-Corasick pass a sentence. What a name means on the story's day is decided later.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ahocorasick_rs import AhoCorasick

from whodid.actors.phrases import tokens_over
from whodid.actors.tables import Tables
from whodid.model import Sentence

NameKind = Literal["country", "demonym", "capital", "seat", "organisation", "group", "person"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name may stand for: a table row by its id (iso3 for country, demonym and capital; the code for seat)."""

    kind: NameKind
    id: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: characters of the searched text, end excluded, with everything it may stand for."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    def only(self, *kinds: NameKind) -> tuple[str, ...]:
        """The ids of the entries of these kinds."""
        return tuple(entry.id for entry in self.entries if entry.kind in kinds)


class NameIndex:
    """All names of the tables, ready to be found in text: owns the automaton."""

    def __init__(self, tables: Tables) -> None:
        self._entries: dict[str, list[Entry]] = {}
        lands = {name for rows in tables.countries.values() for row in rows for name in (*row.names, *row.demonyms)}
        for name, entry in _names_of(tables):
            if name.removeprefix("The ") in lands and entry.kind not in ("country", "demonym"):
                continue  # a newspaper called "The Australian" would take every Australian
            entries = self._entries.setdefault(fold(name)[0], [])
            if entry not in entries:
                entries.append(entry)
        self._patterns = list(self._entries)
        self._automaton = AhoCorasick([pattern.lower() for pattern in self._patterns])

    def find(self, text: str) -> list[Hit]:
        """The names in `text` from left to right: whole words, the longest of those that overlap.

        Diacritics and the shape of quotation marks do not matter; capitals do, unless the whole text is in capitals.
        """
        folded, offsets = fold(text)
        shouted = folded.upper() == folded
        found: dict[tuple[int, int], list[Entry]] = {}
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded.lower(), overlapping=True):
            if not _whole_word(folded, start, end):
                continue
            words = folded[start:end]
            if words != self._patterns[pattern] and not (shouted and len(words) > 3):
                continue
            found.setdefault((start, end), []).extend(self._entries[self._patterns[pattern]])
        for entries in found.values():
            if any(entry.kind == "organisation" for entry in entries):  # "Houthi": the movement, not its leader
                entries[:] = [entry for entry in entries if entry.kind != "person"]
        return [
            Hit(offsets[start], offsets[end - 1] + 1, tuple(dict.fromkeys(found[start, end])))
            for start, end in _longest(list(found))
        ]


def fold(text: str) -> tuple[str, list[int]]:
    """`text` without diacritics and with straight apostrophes, and for each of its characters the offset in `text`.

    >>> fold("Guaidó’s")[0]
    "Guaido's"
    """
    if text.isascii():
        return text, list(range(len(text)))
    folded: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(text):
        plain = _PLAIN.get(char)
        if plain is None:
            plain = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
            if len(plain.lower()) != len(plain):
                plain = char
        folded.append(plain)
        offsets.extend([at] * len(plain))
    return "".join(folded), offsets


_PLAIN = {"’": "'", "‘": "'", "`": "'", "–": "-", "‑": "-", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"} | {
    "đ": "d", "ı": "i", "İ": "I", "ß": "ss", "æ": "ae", "\u00a0": " ", "\u200f": "",
}  # fmt: skip
"""Characters that Unicode does not take apart, and the marks that name tables and news write differently."""


def _names_of(tables: Tables) -> Iterator[tuple[str, Entry]]:
    for iso3, spells in tables.countries.items():
        for country in spells:
            for name in (country.name, *country.names):
                yield name, Entry("country", iso3)
                if name.startswith("the "):
                    yield "The" + name[3:], Entry("country", iso3)
            for demonym in country.demonyms:
                yield demonym, Entry("demonym", iso3)
                if not demonym.endswith(("s", "sh", "ch", "ese", "x", "z")):
                    yield demonym + "s", Entry("demonym", iso3)
            for capital in country.capitals:
                yield capital, Entry("capital", iso3)
            for seat, code in country.seats:
                yield _bare(seat), Entry("seat", code)
    for group in tables.groups.values():
        for name in (group.name, *group.aliases):
            yield _bare(name), Entry("group", group.id)
    for id, rows in tables.organisations.items():
        for organisation in rows:
            for name in (organisation.name, *organisation.aliases):
                yield _bare(name), Entry("organisation", id)
    for id, offices in tables.persons.items():
        for person in offices:
            for name in (person.name, *person.aliases):
                yield name, Entry("person", id)


def _bare(name: str) -> str:
    """`name` without a lower-case article; a capital one belongs to the name ("The National")."""
    return name.removeprefix("the ")


def _whole_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def _longest(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that remain when, from the left, the longest wins over all that overlap it; in order."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= left or right <= start for left, right in kept):
            kept.append((start, end))
    return sorted(kept)


@dataclass(frozen=True, slots=True)
class NameHit:
    """A table name at tokens `first` to `last` (both included) of a sentence; `attached` for "X-led", "X-backed"."""

    first: int
    last: int
    text: str
    entries: tuple[Entry, ...]
    attached: bool = False

    def only(self, *kinds: NameKind) -> tuple[str, ...]:
        """The ids of the entries of these kinds."""
        return tuple(entry.id for entry in self.entries if entry.kind in kinds)


def find_names(index: NameIndex, sent: Sentence, text: str) -> tuple[NameHit, ...]:
    """The table names in the sentence, left to right; `text` is the whole text (or title) the sentence lies in."""
    found: list[NameHit] = []
    for hit in index.find(text[sent.start : sent.end]):
        start, end = sent.start + hit.start, sent.start + hit.end
        over = tokens_over(sent, start, end)
        if over is None or (found and found[-1].last >= over[0]):
            continue
        found.append(NameHit(*over, text[start:end], hit.entries, _attached(sent, *over, start, end)))
    return tuple(found)


def _attached(sent: Sentence, first: int, last: int, start: int, end: int) -> bool:
    """Whether the name is only a part of a compound adjective: "Iranian-backed", "India-controlled", "pro-Beijing"."""
    tokens = sent.tokens
    if tokens[last].end > end and tokens[last].text[end - tokens[last].start :].startswith("-"):
        return True
    before = tokens[first].text[: start - tokens[first].start] if tokens[first].start < start else ""
    if not before and first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].end == tokens[first - 1].start:
        before = f"{tokens[first - 2].text}-"
    if before.lower().removesuffix("-") in ("pro", "anti", "non", "ex"):
        return True
    after = [token.text for token in tokens[last + 1 : last + 3]]
    return len(after) == 2 and after[0] == "-" and after[1].islower() and tokens[last + 1].start == tokens[last].end
