"""The reporting cues and the small sets of words, from data/attribution; all of this folder asks here for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whodid.errors import BadData

CUE_KINDS = frozenset({"verb", "noun", "phrase", "adverb"})
STANCES = frozenset(
    {"asserts", "denies", "promises", "threatens", "demands", "alleges", "admits", "quotes", "expects"},
)
COMPLEMENTS = frozenset(
    {"clause", "infinitive", "gerund", "object", "predicate", "of", "for", "as", "to", "about", "against", "topic"},
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports speech: its lemma, kind and stance, and which complements hold what was said."""

    lemma: str
    kind: str
    stance: str
    takes: frozenset[str]


@cache
def load_cues() -> dict[tuple[str, str], Cue]:
    """The cues by (lemma, kind). Raises BadData, naming file and line, for a row that breaks the form."""
    cues: dict[tuple[str, str], Cue] = {}
    for place, (lemma, kind, stance, takes) in _rows("cues.tsv", 4):
        complements = frozenset(takes.split(","))
        _known(place, "kind", {kind}, CUE_KINDS)
        _known(place, "stance", {stance}, STANCES)
        _known(place, "complement", complements, COMPLEMENTS)
        if (lemma, kind) in cues:
            raise BadData(f"{place}: {kind} {lemma!r} stands twice; keep one row")
        cues[lemma, kind] = Cue(lemma, kind, stance, complements)
    return cues


@cache
def load_words(group: str) -> frozenset[str]:
    """The words of one group of words.tsv, lower case. Raises BadData where there is no such group."""
    groups = {name: frozenset(words.split("|")) for _, (name, words) in _rows("words.tsv", 2)}
    if group not in groups:
        raise BadData(f"words.tsv: no group {group!r}; it has {', '.join(sorted(groups))}")
    return groups[group]


def _known(place: str, what: str, given: set[str] | frozenset[str], known: frozenset[str]) -> None:
    if given - known:
        raise BadData(f"{place}: unknown {what} {sorted(given - known)[0]!r}; known: {', '.join(sorted(known))}")


def _rows(name: str, columns: int) -> Iterator[tuple[str, list[str]]]:
    """The rows of a table below its header line, each with its place for messages."""
    text = files("whodid").joinpath("data/attribution", name).read_text(encoding="utf-8")
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != columns:
            raise BadData(f"{name}, line {number}: {len(cells)} columns, expected {columns} separated by tabs")
        yield f"{name}, line {number}", cells
