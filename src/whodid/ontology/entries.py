"""What the codebook says of a type, mode, context, sector or CAMEO code, as plain dictionaries for screen and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from difflib import get_close_matches
from functools import partial
from typing import Any

from whodid.errors import BadInput
from whodid.ontology.book import Context, Ontology, Sector
from whodid.ontology.crosswalk import Link, parent
from whodid.ontology.types import EVENT_TYPES, TypePair

Entry = dict[str, Any]
"""JSON types only. `kind` is type, mode, context, sector or cameo; its other keys stand in the function for each."""


def look_up(words: str, book: Ontology) -> list[Entry]:
    """Every entry that fits: a type, a mode (alone, or after its type), a CAMEO code, a context or a sector.

    Case does not matter, nor whether a blank, "/" or ":" stands between type and mode. A name may fit several: "arrest"
    is a mode of two types, "cyber" a mode and a context. Raises BadInput ("not_found") with the names nearest to it.
    """
    wanted = " ".join(words.replace("/", " ").replace(":", " ").split()).casefold()
    found = [make() for name, make in _index(book) if name.casefold() == wanted]
    if not found:
        raise BadInput(_not_found(words, wanted, book), where="codebook", reason="not_found")
    return found


def whole_book(book: Ontology) -> dict[str, list[Entry]]:
    """All entries by kind, then quad classes, auxiliary modes, reductions and settlements."""
    return {
        "types": [type_entry(event_type, book) for event_type in EVENT_TYPES],
        "contexts": [context_entry(context, book) for context in book.contexts],
        "sectors": [sector_entry(sector) for sector in book.sectors],
        "cameo": [cameo_entry(code, book) for code in book.cameo],
        "quads": [asdict(quad) for quad in book.quads],
        "auxiliary_modes": [asdict(auxiliary) for auxiliary in book.auxiliaries],
        "reductions": [asdict(reduction) for reduction in book.reductions],
        "settlements": [
            {"about": row.about, "says": row.says, "settled": row.settled, "holds": list(row.holds)}
            for row in book.settlements
        ],
    }


def type_entry(event_type: str, book: Ontology) -> Entry:
    """A type: definition, sides, quad class, score, modes, rules of decision, reductions, CAMEO both ways."""
    row, rules = book.types[event_type, None], book.rules[event_type]
    return {
        "kind": "type",
        "event_type": event_type,
        "definition": rules.definition,
        "actor": rules.actor,
        "recipient": rules.recipient,
        "recipient_required": rules.recipient_required,
        "quad": _quad(row.quad, book),
        "score": row.score,
        "modes": [
            {"mode": mode, "score": there.score, "means": there.means}
            for (name, mode), there in book.types.items()
            if name == event_type and mode is not None
        ],
        "decide": [asdict(rule) for rule in rules.decide],
        "reductions": [
            asdict(reduction)
            for reduction in book.reductions
            if event_type in {reduction.event_type, reduction.becomes}
        ],
        **_cameo_of_pair((event_type, None), book),
    }


def mode_entry(pair: TypePair, book: Ontology) -> Entry:
    """A mode of a type: meaning, quad class, score, the rules that lead to it, CAMEO both ways."""
    row = book.types[pair]
    name = f"{row.event_type} {row.mode}"
    return {
        "kind": "mode",
        "event_type": row.event_type,
        "mode": row.mode,
        "means": row.means,
        "quad": _quad(row.quad, book),
        "score": row.score,
        "decide": [asdict(rule) for rules in book.rules.values() for rule in rules.decide if rule.then == name],
        **_cameo_of_pair(pair, book),
    }


def context_entry(context: Context, book: Ontology) -> Entry:
    """A context: meaning, words that speak for it, and the CAMEO codes that carry it."""
    codes = dict.fromkeys(link.cameo for link in book.to_plover if context.name in link.contexts)
    return {
        "kind": "context",
        "context": context.name,
        "means": context.means,
        "cues": list(context.cues),
        "from_cameo": [{"code": code, "label": book.cameo[code]} for code in codes],
    }


def sector_entry(sector: Sector) -> Entry:
    """A sector of an actor, or a code that stands in a country's place."""
    return {
        "kind": "sector",
        "sector": sector.code,
        "group": sector.kind,
        "name": sector.name,
        "means": sector.means,
    }


def cameo_entry(code: str, book: Ontology) -> Entry:
    """A CAMEO code: label, the codes above and beneath, and PLOVER both ways."""
    return {
        "kind": "cameo",
        "code": code,
        "label": book.cameo[code],
        "parent": parent(code),
        "children": [child for child in book.cameo if parent(child) == code],
        "plover": [_plover_side(link) for link in book.to_plover if link.cameo == code],
        "from_plover": [_plover_side(link) for link in book.to_cameo if link.cameo == code],
    }


def _index(book: Ontology) -> Iterator[tuple[str, Callable[[], Entry]]]:
    """Each name that can be asked for, with what makes its entry."""
    for event_type, mode in book.types:
        if mode is None:
            yield event_type, partial(type_entry, event_type, book)
        else:
            for name in (mode, f"{event_type} {mode}"):
                yield name, partial(mode_entry, (event_type, mode), book)
    for context in book.contexts:
        yield context.name, partial(context_entry, context, book)
    for sector in book.sectors:
        yield sector.code, partial(sector_entry, sector)
    for code in book.cameo:
        yield code, partial(cameo_entry, code, book)


def _not_found(words: str, wanted: str, book: Ontology) -> str:
    names = {name.casefold(): name for name, _ in _index(book)}
    near = [names[name] for name in get_close_matches(wanted, names, n=3, cutoff=0.6)]
    hint = f"near it: {', '.join(near)}" if near else "`whodid codebook` lists all types, contexts and sectors"
    return f"no type, mode, CAMEO code, context or sector is called {words!r}; {hint}"


def _cameo_of_pair(pair: TypePair, book: Ontology) -> Entry:
    """The codes that a pair leads to and those that lead to it, each with context, link and note."""
    return {
        "cameo": [_cameo_side(link, book) for link in book.to_cameo if (link.event_type, link.mode) == pair],
        "from_cameo": [_cameo_side(link, book) for link in book.to_plover if (link.event_type, link.mode) == pair],
    }


def _cameo_side(link: Link, book: Ontology) -> Entry:
    return {"code": link.cameo, "label": book.cameo[link.cameo], "contexts": list(link.contexts), **_manner(link)}


def _plover_side(link: Link) -> Entry:
    return {"event_type": link.event_type, "mode": link.mode, "contexts": list(link.contexts), **_manner(link)}


def _manner(link: Link) -> Entry:
    return {"link": link.certainty, "sides": "swapped" if link.swapped else "same", "note": link.note}


def _quad(number: int, book: Ontology) -> Entry:
    return {"number": number, "name": next(quad.name for quad in book.quads if quad.number == number)}
