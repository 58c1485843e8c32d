"""Names of the tables in running text: which words of a sentence are the name of a country, organisation or person.

Built once from the tables; one Aho-Corasick pass a sentence. What a name means on the story's day is decided later.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick

from whodid.actors.phrases import tokens_over
from whodid.actors.tables import StateGroup, Tables
from whodid.actors.wordlists import words_of
from whodid.model import Sentence

NameKind = Literal["country", "demonym", "capital", "seat", "organisation", "group", "person"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name may stand for: a table row by its id (iso3 for country, demonym and capital; the code for seat)."""

    kind: NameKind
    id: str


class Hit(NamedTuple):
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
        self._meanings = [_meant(entries) for entries in self._entries.values()]
        self._automaton = AhoCorasick(self._patterns)
        self._lowered = AhoCorasick([pattern.lower() for pattern in self._patterns])

    def find(self, text: str) -> list[Hit]:
        """The names in `text` from left to right: whole words, the longest of those that overlap.

        Diacritics and the shape of quotation marks do not matter; capitals do, unless the whole text is in capitals.
        """
        plain = text.isascii() and "`" not in text
        folded, offsets = (text, None) if plain else fold(text)
        if folded.isupper():
            return self._find_shouted(folded, offsets or range(len(text)))
        ended, meanings = f"{folded} ", self._meanings
        # `_whole_word` written out: a call for each match would take a third of the time
        hits = [
            (start, end, meanings[pattern])
            for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if not (ended[end].isalnum() and ended[end - 1].isalnum())
            and not (start and ended[start - 1].isalnum() and ended[start].isalnum())
        ]
        if len(hits) > 1 and any(hit[0] < before[1] for before, hit in pairwise(hits)):
            kept = set(_longest([hit[:2] for hit in hits]))
            hits = sorted((hit for hit in hits if hit[:2] in kept), key=lambda hit: hit[0])
        if offsets is not None:
            hits = [(offsets[start], offsets[end - 1] + 1, meaning) for start, end, meaning in hits]
        return list(map(Hit._make, hits))

    def _find_shouted(self, folded: str, offsets: Sequence[int]) -> list[Hit]:
        """As `find`, for a text in capitals, where several names may be written alike."""
        found: dict[tuple[int, int], list[Entry]] = {}
        for pattern, start, end in self._lowered.find_matches_as_indexes(folded.lower(), overlapping=True):
            name = self._patterns[pattern]
            if (end - start > SHORT or folded[start:end] == name) and _whole_word(folded, start, end):
                found.setdefault((start, end), []).extend(self._entries[name])
        spans = _longest(list(found))
        return [Hit(offsets[start], offsets[end - 1] + 1, _meant(found[start, end])) for start, end in spans]


SHORT = 3
"""Characters up to which a name must be written as in the table even in a text of capitals: "WHO", not "Who"."""


def _meant(entries: list[Entry]) -> tuple[Entry, ...]:
    """The entries without repeats, and without persons where a body has the name ("Houthi": the movement)."""
    if len(entries) == 1:
        return (entries[0],)
    if any(entry.kind == "organisation" for entry in entries):
        entries = [entry for entry in entries if entry.kind != "person"]
    return tuple(dict.fromkeys(entries))


def fold(text: str) -> tuple[str, Sequence[int]]:
    """`text` without diacritics and with straight apostrophes, and for each of its characters the offset in `text`.

    >>> fold("Guaidó’s")[0]
    "Guaido's"
    """
    if text.isascii():
        return text, range(len(text))
    folded = _BEYOND_ASCII.sub(lambda match: _plain(match[0]), text)
    if len(folded) == len(text) and all(len(_plain(char)) == 1 for char in set(text)):
        return folded, range(len(text))
    return folded, [at for at, char in enumerate(text) for _ in _plain(char)]


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]|`")


@cache
def _plain(char: str) -> str:
    """A character without its marks; as it is where it cannot be taken apart, or would change its length by case."""
    known = _PLAIN.get(char)
    if known is not None or (char.isascii() and char != "`"):
        return char if known is None else known
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    return plain if len(plain.lower()) == len(plain) else char


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
        for name in (group.name, *group.aliases, *_names_by_states(group, tables)):
            yield _bare(name), Entry("group", group.id)
    for id, rows in tables.organisations.items():
        for organisation in rows:
            for name in (organisation.name, *organisation.aliases):
                yield _bare(name), Entry("organisation", id)
    for id, offices in tables.persons.items():
        for person in offices:
            for name in (person.name, *person.aliases):
                yield name, Entry("person", id)


def _names_by_states(group: StateGroup, tables: Tables) -> Iterator[str]:
    """Names of a group with a list of members that only call its states something: "Gulf states", "Gulf States"."""
    if group.id not in tables.memberships:
        return
    own = [_bare(name).lower() for name in (group.name, *group.aliases)]
    for noun in (group.name, *group.aliases, *group.members_noun):
        words = noun.split(" ")
        new = noun.lower() in own or not any(name in noun.lower() for name in own)  # not "EU states"
        if noun[:1].isupper() and words_of("members").get(words[-1]) == "state" and words[-1] != "members" and new:
            yield noun
            yield " ".join([*words[:-1], words[-1].capitalize()])


def _bare(name: str) -> str:
    """`name` without a lower-case article; a capital one belongs to the name ("The National")."""
    return name.removeprefix("the ")


def _whole_word(text: str, start: int, end: int) -> bool:
    if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        return False
    return start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())


def _longest(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that remain when the longest wins over all that overlap it, the first of two as long; in order."""
    kept: list[tuple[int, int]] = []
    heap: list[tuple[int, int]] = []  # spans that hang together
    reach = 0
    for span in sorted(spans):
        if heap and span[0] >= reach:
            kept += _longest_of(heap)
            heap = []
        heap.append(span)
        reach = max(reach, span[1])
    return kept + _longest_of(heap)


def _longest_of(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(spans) < 2:
        return spans
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
