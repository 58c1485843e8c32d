"""The whole ontology as one record, read from its data files: the checker, codebook page and command stand on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from whodid.errors import BadData
from whodid.ontology.crosswalk import Link, read_cameo, read_links_to_cameo, read_links_to_plover
from whodid.ontology.tables import packaged, read_document, read_rows, whole_number
from whodid.ontology.types import TypePair, TypeRow, read_types

NOTHING = "nothing"
"""What a decision leads to where no event of its own is coded."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A rule of decision: where `when` holds, `then` is coded, "TYPE", "TYPE mode" or "nothing"."""

    when: str
    then: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TypeRules:
    """What an event type is, who stands on which side, and how it is told from its neighbours."""

    event_type: str
    definition: str
    actor: str
    recipient: str
    recipient_required: bool
    decide: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """A context with some words that speak for it; an event may have several."""

    name: str
    means: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quad:
    """A quad class, 1 to 4."""

    number: int
    name: str
    means: str


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of an actor, or, with the kind "supranational", a code that stands in a country's place."""

    code: str
    kind: str
    name: str
    means: str


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """An auxiliary mode, and the field of an event with the value that holds it here."""

    name: str
    field: str
    value: str
    means: str


@dataclass(frozen=True, slots=True)
class Reduction:
    """A type with a status that becomes another type, so that no auxiliary mode is needed."""

    event_type: str
    status: str
    becomes: str
    mode: str | None
    becomes_status: str
    why: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """A contradiction in the codebook or its tables, what was settled, and what must hold in the data because of it."""

    about: str
    says: str
    settled: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """Everything that the data files say; mappings and tuples keep the files' order."""

    types: Mapping[TypePair, TypeRow]
    rules: Mapping[str, TypeRules]
    quads: tuple[Quad, ...]
    contexts: tuple[Context, ...]
    sectors: tuple[Sector, ...]
    auxiliaries: tuple[Auxiliary, ...]
    reductions: tuple[Reduction, ...]
    settlements: tuple[Settlement, ...]
    cameo: Mapping[str, str]
    to_plover: tuple[Link, ...]
    to_cameo: tuple[Link, ...]


@cache
def load_ontology() -> Ontology:
    """The ontology as it is installed."""
    return read_ontology(packaged())


def read_ontology(folder: Traversable) -> Ontology:
    """The ontology of a folder of data files; raises BadData, with file and line, where one breaks its form.

    Whether the files agree with one another is another question: `find_faults` answers it.
    """
    return Ontology(
        types=read_types(folder),
        rules=_rules(folder),
        quads=_quads(folder),
        contexts=_contexts(folder),
        sectors=_sectors(folder),
        auxiliaries=_auxiliaries(folder),
        reductions=_reductions(folder),
        settlements=_settlements(folder),
        cameo=read_cameo(folder),
        to_plover=read_links_to_plover(folder),
        to_cameo=read_links_to_cameo(folder),
    )


def _rules(folder: Traversable) -> dict[str, TypeRules]:
    document = read_document(folder, "rules.yaml")
    if not isinstance(document, dict):
        raise BadData("rules.yaml: expected a type's name above each set of rules")
    return {event_type: _type_rules(event_type, rules) for event_type, rules in document.items()}


def _type_rules(event_type: str, rules: Any) -> TypeRules:
    place = f"rules.yaml, {event_type}"
    _expect_keys(rules, {"definition", "actor", "recipient", "recipient_required", "decide"}, set(), place)
    if not isinstance(rules["recipient_required"], bool):
        raise BadData(f"{place}: recipient_required is {rules['recipient_required']!r}, expected true or false")
    if not isinstance(rules["decide"], list):
        raise BadData(f"{place}: decide is no list")
    for rule in rules["decide"]:
        _expect_keys(rule, {"when", "then"}, {"note"}, f"{place}, decide")
    return TypeRules(
        event_type,
        rules["definition"].strip(),
        rules["actor"],
        rules["recipient"],
        rules["recipient_required"],
        tuple(Decision(rule["when"], rule["then"], rule.get("note", "")) for rule in rules["decide"]),
    )


def _quads(folder: Traversable) -> tuple[Quad, ...]:
    rows = read_rows(folder, "quads.tsv", ("quad", "name", "means"))
    return tuple(Quad(whole_number(row["quad"], place, "quad"), row["name"], row["means"]) for place, row in rows)


def _contexts(folder: Traversable) -> tuple[Context, ...]:
    rows = read_rows(folder, "contexts.tsv", ("context", "means", "cues"))
    return tuple(
        Context(row["context"], row["means"], tuple(cue for cue in row["cues"].split("|") if cue)) for _, row in rows
    )


def _sectors(folder: Traversable) -> tuple[Sector, ...]:
    return tuple(Sector(**row) for _, row in read_rows(folder, "sectors.tsv", ("code", "kind", "name", "means")))


def _auxiliaries(folder: Traversable) -> tuple[Auxiliary, ...]:
    rows = read_rows(folder, "auxiliary.tsv", ("auxiliary", "field", "value", "means"))
    return tuple(Auxiliary(row["auxiliary"], row["field"], row["value"], row["means"]) for _, row in rows)


def _reductions(folder: Traversable) -> tuple[Reduction, ...]:
    columns = ("event_type", "status", "becomes", "mode", "becomes_status", "why")
    return tuple(
        Reduction(
            row["event_type"], row["status"], row["becomes"], row["mode"] or None, row["becomes_status"], row["why"]
        )
        for _, row in read_rows(folder, "reductions.tsv", columns)
    )


def _settlements(folder: Traversable) -> tuple[Settlement, ...]:
    document = read_document(folder, "settlements.yaml")
    if not isinstance(document, list):
        raise BadData("settlements.yaml: expected a list")
    for position, row in enumerate(document, start=1):
        _expect_keys(row, {"about", "says", "settled", "holds"}, set(), f"settlements.yaml, entry {position}")
    return tuple(Settlement(row["about"], row["says"], row["settled"], tuple(row["holds"])) for row in document)


def _expect_keys(row: Any, needed: set[str], optional: set[str], place: str) -> None:
    if not isinstance(row, dict):
        raise BadData(f"{place}: {row!r} is no mapping")
    if missing := needed - set(row):
        raise BadData(f"{place}: {', '.join(sorted(missing))} is missing")
    if unknown := set(row) - needed - optional:
        raise BadData(f"{place}: unknown {', '.join(sorted(map(str, unknown)))}")
    for key, value in row.items():
        if key in {"when", "then", "note", "definition", "actor", "recipient", "about", "says", "settled"}:
            if not isinstance(value, str):
                raise BadData(f"{place}: {key} is {value!r}, expected text")
        elif key == "holds" and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            raise BadData(f"{place}: holds is {value!r}, expected a list of texts")
