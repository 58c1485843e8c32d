"""The checker of the ontology: everything in its data files that contradicts the rest, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from whodid.model import Status
from whodid.ontology.book import NOTHING, Ontology, Reduction
from whodid.ontology.crosswalk import Link, group_by_code, group_by_pair, nearest_code, parent
from whodid.ontology.types import EVENT_TYPES, TypePair

COUNTS = {"types": 16, "modes": 67, "contexts": 37, "sectors": 25, "supranational codes": 7, "CAMEO roots": 20}
"""How many PLOVER and CAMEO have of each. Source: PLOVER codebook; CAMEO code list."""

LONGEST_SCORE = 10.0


def find_faults(book: Ontology) -> list[str]:
    """Every contradiction in the ontology, one line each; empty where all is well."""
    return [fault for find in CHECKS for fault in find(book)]


def pair_of(words: str) -> TypePair:
    """Type and mode of "TYPE" or "TYPE mode"."""
    event_type, _, mode = words.partition(" ")
    return event_type, mode or None


def _counts(book: Ontology) -> Iterator[str]:
    kinds = Counter(sector.kind == "supranational" for sector in book.sectors)
    found = {
        "types": sum(mode is None for _, mode in book.types),
        "modes": sum(mode is not None for _, mode in book.types),
        "contexts": len(book.contexts),
        "sectors": kinds[False],
        "supranational codes": kinds[True],
        "CAMEO roots": sum(parent(code) is None for code in book.cameo),
    }
    for what, expected in COUNTS.items():
        if found[what] != expected:
            yield f"{found[what]} {what}, expected {expected}"


def _names(book: Ontology) -> Iterator[str]:
    lists: dict[str, list[str]] = {
        "context": [context.name for context in book.contexts],
        "sector": [sector.code for sector in book.sectors],
        "quad class": [str(quad.number) for quad in book.quads],
        "auxiliary mode": [auxiliary.name for auxiliary in book.auxiliaries],
        "settlement": [settlement.about for settlement in book.settlements],
    }
    for what, names in lists.items():
        yield from (f"{what} {name} stands twice" for name, times in Counter(names).items() if times > 1)


def _types(book: Ontology) -> Iterator[str]:
    quads = {quad.number for quad in book.quads}
    for event_type in EVENT_TYPES:
        if (event_type, None) not in book.types:
            yield f"type {event_type} has no row of its own"
        if event_type not in book.rules:
            yield f"type {event_type} has no definition"
    for (event_type, mode), row in book.types.items():
        name = _name((event_type, mode))
        if event_type not in EVENT_TYPES:
            yield f"{name}: no such type"
        elif (event_type, None) in book.types and row.quad != book.types[event_type, None].quad:
            yield f"{name}: quad class {row.quad} is not its type's"
        if row.quad not in quads:
            yield f"{name}: no quad class {row.quad}"
        if not -LONGEST_SCORE <= row.score <= LONGEST_SCORE:
            yield f"{name}: score {row.score} is not between -10 and 10"
        elif (row.quad in {1, 2}) != (row.score > 0) and event_type != "REQUEST":
            yield f"{name}: score {row.score} does not fit quad class {row.quad}"


def _words(book: Ontology) -> Iterator[str]:
    meanings: list[tuple[str, str]] = [
        *((_name(pair), row.means) for pair, row in book.types.items()),
        *((f"context {context.name}", context.means) for context in book.contexts),
        *((f"sector {sector.code}", sector.means) for sector in book.sectors),
        *((f"quad class {quad.number}", quad.means) for quad in book.quads),
        *((f"auxiliary mode {auxiliary.name}", auxiliary.means) for auxiliary in book.auxiliaries),
        *((f"CAMEO {code}", label) for code, label in book.cameo.items()),
        *((f"type {name}", rules.definition) for name, rules in book.rules.items()),
    ]
    for what, means in meanings:
        if not means.strip():
            yield f"{what} has no definition"
    for words, times in Counter(means for _, means in meanings).items():
        if times > 1 and words.strip():
            yield f"{times} codes share the definition {words!r}"
    yield from (f"context {context.name} has no cue" for context in book.contexts if not context.cues)


def _rules(book: Ontology) -> Iterator[str]:
    for name, rules in book.rules.items():
        if name not in EVENT_TYPES:
            yield f"rules of {name}: no such type"
        if not rules.decide:
            yield f"type {name} has no rule of decision"
        for rule in rules.decide:
            if rule.then != NOTHING and pair_of(rule.then) not in book.types:
                yield f"rules of {name}: {rule.when!r} leads to {rule.then!r}, which does not exist"
    for when, leads in _by_condition(book).items():
        if len(leads) > 1:
            yield f"rules disagree where {when!r}: {' or '.join(sorted(leads))}"


def _by_condition(book: Ontology) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for rules in book.rules.values():
        for rule in rules.decide:
            found.setdefault(rule.when, set()).add(rule.then)
    return found


def _reductions(book: Ontology) -> Iterator[str]:
    fields = {("historical", "true"), *(("status", status) for status in get_args(Status))}
    for auxiliary in book.auxiliaries:
        if (auxiliary.field, auxiliary.value) not in fields:
            yield f"auxiliary mode {auxiliary.name}: no event has {auxiliary.field} {auxiliary.value}"
    steps = {(row.event_type, row.status): row for row in book.reductions}
    if len(steps) < len(book.reductions):
        yield "a type and status are reduced twice"
    for row in book.reductions:
        for pair in ((row.event_type, None), (row.becomes, row.mode)):
            if pair not in book.types:
                yield f"reduction of {row.event_type}: {_name(pair)} does not exist"
        for status in (row.status, row.becomes_status):
            if status not in get_args(Status):
                yield f"reduction of {row.event_type}: no status {status}"
        if _goes_round(row, steps):
            yield f"reduction of {row.status} {row.event_type} never ends"


def _goes_round(row: Reduction, steps: dict[tuple[str, str], Reduction]) -> bool:
    seen: set[tuple[str, str]] = set()
    at: Reduction | None = row
    while at is not None:
        if (at.event_type, at.status) in seen:
            return True
        seen.add((at.event_type, at.status))
        at = steps.get((at.becomes, at.becomes_status))
    return False


def _cameo(book: Ontology) -> Iterator[str]:
    linked = {link.cameo for link in book.to_plover}
    for code in book.cameo:
        above = parent(code)
        if not code.isdigit() or not 2 <= len(code) <= 4:
            yield f"CAMEO {code}: a code is two to four digits"
        elif above is not None and above not in book.cameo:
            yield f"CAMEO {code}: its parent {above} is missing"
        if code not in linked:
            yield f"CAMEO {code} leads nowhere, and nothing says why"


def _links(book: Ontology) -> Iterator[str]:
    contexts = {context.name for context in book.contexts}
    for link in (*book.to_plover, *book.to_cameo):
        place = f"{link.cameo} and {_name((link.event_type or NOTHING, link.mode))}"
        if link.cameo not in book.cameo:
            yield f"{place}: no CAMEO code {link.cameo}"
        if (link.event_type is None) != (link.certainty == "none"):
            yield f"{place}: a link is 'none' where it leads nowhere, and only there"
        if link.event_type is None:
            if link.mode or link.contexts or not link.note:
                yield f"{place}: a code that leads nowhere needs a note, and has neither mode nor context"
        elif (link.event_type, link.mode) not in book.types:
            yield f"{place}: no such type and mode"
        yield from (f"{place}: no context {context}" for context in link.contexts if context not in contexts)


def _links_to_plover(book: Ontology) -> Iterator[str]:
    for code, links in group_by_code(book.to_plover).items():
        if len(links) > 1 and any(link.certainty != "uncertain" for link in links):
            yield f"{code} has several links, so each is uncertain"
        if len({(link.event_type, link.mode) for link in links}) < len(links):
            yield f"{code} leads to the same type and mode twice"


def _levels(book: Ontology) -> Iterator[str]:
    """What a code most likely is must be among what the code above it may be."""
    by_code = group_by_code(book.to_plover)
    for code, links in by_code.items():
        above = by_code.get(parent(code) or "", ())
        types = {link.event_type for link in above} - {None}
        if types and links[0].event_type not in types:
            yield f"CAMEO {code} leads to {links[0].event_type}, but {above[0].cameo} only to {_list(types)}"


def _links_to_cameo(book: Ontology) -> Iterator[str]:
    by_pair = group_by_pair(book.to_cameo)
    for pair in book.types:
        if None not in by_pair.get(pair, {}):
            yield f"{_name(pair)} has no CAMEO code"
    for key, times in Counter((link.event_type, link.mode, link.contexts) for link in book.to_cameo).items():
        if times > 1:
            yield f"{' '.join(filter(None, (key[0], key[1], *key[2])))} has {times} CAMEO codes"


def _both_ways(book: Ontology) -> Iterator[str]:
    """A link there needs one back, and an exact one an exact one."""
    by_code, by_pair = group_by_code(book.to_plover), group_by_pair(book.to_cameo)
    for link in book.to_cameo:
        pair = link.event_type, link.mode
        back = [there for there in by_code.get(link.cameo, ()) if there.event_type == link.event_type]
        modes = {there.mode for there in back}
        if not back:
            yield f"{_name((link.event_type or NOTHING, link.mode))} leads to {link.cameo}, which does not lead back"
        elif link.mode not in modes and None not in modes:
            yield f"{_name((link.event_type or NOTHING, link.mode))} leads to {link.cameo}, which has another mode"
        if link.certainty == "exact" and not (
            back[:1] and back[0].certainty == "exact" and (back[0].event_type, back[0].mode) == pair
        ):
            yield f"{_name((link.event_type or NOTHING, link.mode))} is exactly {link.cameo}, but not the other way"
    for link in book.to_plover:
        if link.certainty == "exact" and link.event_type is not None:
            pair = link.event_type, link.mode
            if None not in by_pair.get(pair, {}):
                continue  # told already
            there = nearest_code(by_pair, pair, link.contexts)
            if (there.cameo, there.certainty) != (link.cameo, "exact"):
                yield f"{link.cameo} is exactly {_name(pair)}, but not the other way ({there.cameo}, {there.certainty})"


def _settlements(book: Ontology) -> Iterator[str]:
    first = {code: links[0] for code, links in group_by_code(book.to_plover).items()}
    for settlement in book.settlements:
        for claim in settlement.holds:
            if not _holds(claim, book, first):
                yield f"settled on {settlement.about}: {claim!r} does not hold"


def _holds(claim: str, book: Ontology, first: dict[str, Link]) -> bool:
    subject, between, expected = claim.rpartition(" is ")
    if between:
        link, pair = first.get(subject), pair_of(expected)
        return link is not None and (link.event_type == pair[0] and pair[1] in {None, link.mode})
    name, what, value = claim.rsplit(" ", 2)
    pair = pair_of(name)
    if what == "recipient":
        return pair[0] in book.rules and book.rules[pair[0]].recipient_required == (value == "required")
    row = book.types.get(pair)
    return row is not None and float(value) == {"quad": row.quad, "score": row.score}.get(what)


def _list(names: Iterable[str | None]) -> str:
    return ", ".join(sorted(name or NOTHING for name in names))


def _name(pair: TypePair) -> str:
    return " ".join(part for part in pair if part)


CHECKS: tuple[Callable[[Ontology], Iterable[str]], ...] = (
    _counts,
    _names,
    _types,
    _words,
    _rules,
    _reductions,
    _cameo,
    _links,
    _links_to_plover,
    _levels,
    _links_to_cameo,
    _both_ways,
    _settlements,
)
