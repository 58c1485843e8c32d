"""The pattern lexicon: readable lines such as `ACTOR sever|cut TIES with RECIPIENT`, loaded and compiled.

Grammar of a pattern, left to right, words separated by blanks (docs/patterns.md has it with examples):

    ACTOR RECIPIENT     the sides; ACTOR twice for two-sided acts ("ACTOR meet with ACTOR"), ACTORS for two or more;
                        RECIPIENT first where the verb's subject has the act done to it ("RECIPIENT get aid from ACTOR")
    sever|cut           lemmas, any of them; the first after ACTOR is the trigger verb
    ~attack|raid        a trigger that is an event noun; ACTOR is its owner or "by" agent
    TIES                any lemma of a word set of data/events/words.yaml
    phone_call          a noun with that modifier before it
    *                   any object
    +out                a particle of the verb
    with|against        a preposition (the closed list below); what follows is inside that phrase
    to DEED             an infinitive or "that" clause of any content; its first outside actor is the recipient
    DUTY                a finite clause with "must", "should", "has to" ("said that Israel must stop")
    to halt|STOP        an infinitive (or gerund after a preposition) of one of these lemmas
    [...]               may be absent
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from whodid.errors import BadData

PREPOSITIONS = frozenset(
    """
    about above across after against ahead along alongside amid among around as at before behind between beyond by
    concerning during for from in inside into near of off on onto out outside over past regarding round since through
    throughout to toward towards under until up upon versus via with within without
    """.split()
)
SIDES = {"ACTOR", "ACTORS", "RECIPIENT"}
COLUMNS = ["mode", "cameo", "pattern", "example", "expected"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a pattern. `kind`: side, subject (a RECIPIENT that is the verb's subject), object, particle, prep,
    clause. `words` are lemmas (empty: any).

    For a prep, `words` are its prepositions, and `inside` what it governs: a side, lemmas, or a clause's lemmas.
    For a clause of any content, `inside` is "to" (an infinitive) or "that" (a finite clause); empty: either.
    """

    kind: str
    words: frozenset[str] = frozenset()
    side: str = ""
    inside: frozenset[str] = frozenset()
    clause: bool = False
    optional: bool = False

    @property
    def weight(self) -> int:
        """How much the slot tells when it is filled: fixed words most, a bare side least."""
        if self.kind in {"object", "particle", "clause"} and self.words:
            return 2 + all("_" in word for word in self.words)
        if self.kind == "prep":
            return 2 + 2 * bool(self.inside)
        return int(self.side == "RECIPIENT")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled line of the lexicon; `place` is "sanction.tsv:12"; `example` and `expected` are its test case."""

    event_type: str
    mode: str | None
    cameo: str
    text: str
    example: str
    expected: str
    place: str
    triggers: frozenset[str]
    nominal: bool
    slots: tuple[Slot, ...]
    two_sided: bool
    many: bool

    @property
    def breadth(self) -> int:
        """How many words its slots admit in all: of two patterns that fit alike, the narrower one is meant."""
        return sum(len(slot.words) + len(slot.inside) for slot in self.slots)

    @property
    def weight(self) -> int:
        """How specific the pattern is: the weight of all that it asks for; what may be absent does not count."""
        return sum(slot.weight for slot in self.slots if not slot.optional)


@cache
def load_lexicon() -> dict[tuple[bool, str], tuple[Pattern, ...]]:
    """All patterns by (nominal, trigger lemma), the most specific first, then in the order of the files."""
    return index_patterns(read_patterns())


def index_patterns(patterns: list[Pattern]) -> dict[tuple[bool, str], tuple[Pattern, ...]]:
    """Patterns by (nominal, trigger lemma), the most specific first, then in the given order."""
    found: dict[tuple[bool, str], list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        for trigger in sorted(pattern.triggers):
            found[pattern.nominal, trigger].append(pattern)
    return {key: tuple(sorted(rows, key=lambda pattern: -pattern.weight)) for key, rows in found.items()}


@cache
def word_sets() -> dict[str, frozenset[str]]:
    """The word sets that patterns name in capitals, as lemmas; a set may name other sets."""
    raw: dict[str, str] = yaml.safe_load(_folder().joinpath("words.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(_expand(raw, name, ())) for name in raw}


def _expand(raw: dict[str, str], name: str, above: tuple[str, ...]) -> list[str]:
    if name in above:
        raise BadData(f"words.yaml: word set {name} contains itself ({' > '.join(above)})")
    found: list[str] = []
    for word in str(raw[name]).split():
        found += _expand(raw, word, (*above, name)) if word in raw else [word]
    return found


def read_patterns() -> list[Pattern]:
    """Every pattern of data/events/patterns/*.tsv, files by name, lines in order. Raises BadData with file and line."""
    found = []
    for path in sorted(_folder().joinpath("patterns").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".tsv"):
            found += parse_patterns(path.read_text(encoding="utf-8"), path.name)
    return found


def parse_patterns(text: str, name: str) -> list[Pattern]:
    """The patterns of one file: a TSV with the header of COLUMNS, named for its event type ("sanction.tsv")."""
    lines = text.splitlines()
    if not lines or lines[0].split("\t") != COLUMNS:
        raise BadData(f"{name}:1: header is {lines[:1]}, expected {COLUMNS} separated by tabs")
    event_type = name.removesuffix(".tsv").upper()
    found = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            raise BadData(f"{name}:{number}: {len(cells)} columns, expected {len(COLUMNS)} ({', '.join(COLUMNS)})")
        row = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
        found.append(compile_pattern(event_type, row, f"{name}:{number}"))
    return found


def compile_pattern(event_type: str, row: dict[str, str], place: str) -> Pattern:
    """One row compiled; raises BadData naming `place` where the pattern breaks the grammar."""
    words = row["pattern"].replace("[", "[ ").replace("]", " ]").split()
    trigger = next((i for i, word in enumerate(words) if word.startswith("~") or not _is_side(word)), None)
    if trigger is None or words[trigger] in "[]":
        raise BadData(f"{place}: no trigger in {row['pattern']!r}; expected a verb after ACTOR, or ~noun")
    nominal = words[trigger].startswith("~")
    slots = _slots(words[:trigger], words[trigger + 1 :], place)
    sides = [slot.side for slot in slots if slot.side]
    return Pattern(
        event_type=event_type,
        mode=row["mode"] or None,
        cameo=row["cameo"],
        text=row["pattern"],
        example=row["example"],
        expected=row["expected"],
        place=place,
        triggers=_lemmas(words[trigger].lstrip("~"), place),
        nominal=nominal,
        slots=tuple(slots),
        two_sided=sides.count("ACTOR") > 1,
        many="ACTORS" in sides,
    )


def _is_side(word: str) -> bool:
    return word in SIDES


def _slots(before: list[str], after: list[str], place: str) -> list[Slot]:
    slots = [Slot("subject" if word == "RECIPIENT" else "side", side=word) for word in before if _is_side(word)]
    optional, i = False, 0
    while i < len(after):
        word = after[i]
        if word in "[]":
            optional = word == "["
            i += 1
            continue
        following = after[i + 1] if i + 1 < len(after) and after[i + 1] not in "[]" else ""
        slot, used = _slot(word, following, optional, place)
        slots.append(slot)
        i += used
    return sorted(slots, key=_bare_recipient_last)


def _bare_recipient_last(slot: Slot) -> int:
    """Objects of fixed words are filled before a bare RECIPIENT ("gave ten million to Kosovo"), phrases after it."""
    order = {"subject": 0, "side": 2 if slot.side == "RECIPIENT" else 0, "particle": 1, "object": 1}
    return order.get(slot.kind, 3)


def _slot(word: str, following: str, optional: bool, place: str) -> tuple[Slot, int]:
    """The slot that `word` opens, and how many words it takes."""
    if _is_side(word):
        return Slot("side", side=word, optional=optional), 1
    if word.startswith("+"):
        return Slot("particle", _lemmas(word[1:], place), optional=optional), 1
    if word == "DEED":
        return Slot("clause", optional=optional), 1
    if word == "*":
        return Slot("object", optional=optional), 1
    first = word.split("|")[0]
    if word == "DUTY":
        return Slot("clause", inside=frozenset({"must"}), optional=optional), 1
    if word in {"to", "that"} and following == "DEED":
        return Slot("clause", inside=frozenset({word}), optional=optional), 2
    if word == "to" and following and not _is_side(following) and following != "*" and not following.startswith("="):
        return Slot("clause", _lemmas(following, place), optional=optional), 2
    if first in PREPOSITIONS:
        words = _lemmas(word, place)
        if _is_side(following):
            return Slot("prep", words, side=following, optional=optional), 2
        if following == "DEED":
            return Slot("prep", words, clause=True, optional=optional), 2
        if following and following != "*":
            return Slot("prep", words, inside=_lemmas(following.lstrip("="), place), optional=optional), 2
        return Slot("prep", words, optional=optional), 2 if following else 1
    return Slot("object", _lemmas(word, place), optional=optional), 1


def _lemmas(word: str, place: str) -> frozenset[str]:
    """Lemmas of "sever|cut|TIES": sets in capitals are replaced by what they hold."""
    found: set[str] = set()
    for part in word.split("|"):
        if part.isupper() and len(part) > 1:
            if part not in word_sets():
                raise BadData(f"{place}: unknown word set {part}; known: {', '.join(sorted(word_sets()))}")
            found |= word_sets()[part]
        elif part:
            found.add(part.lower())
    return frozenset(found)


def _folder() -> Any:
    return files("whodid").joinpath("data/events")
