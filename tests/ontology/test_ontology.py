"""The ontology's data agree with one another, and the checker sees where they would not."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from whodid.errors import BadData
from whodid.events.decisions import reduce_type
from whodid.ontology import (
    EVENT_TYPES,
    Ontology,
    cameo_of,
    find_faults,
    load_cameo,
    load_links,
    load_ontology,
    load_types,
    plover_of,
    quad,
    read_ontology,
    score,
)

BOOK = load_ontology()
DATA = files("whodid").joinpath("data")


def test_the_data_have_no_fault() -> None:
    assert find_faults(BOOK) == []


def test_there_are_as_many_as_plover_and_cameo_have() -> None:
    modes = [mode for _, mode in BOOK.types if mode is not None]
    abroad = [sector for sector in BOOK.sectors if sector.kind == "supranational"]
    assert (len(BOOK.rules), len(modes), len(BOOK.contexts)) == (16, 67, 37)
    assert (len(BOOK.sectors) - len(abroad), len(abroad)) == (25, 7)
    roots = [code for code in BOOK.cameo if len(code) == 2]
    assert roots == [f"{number:02}" for number in range(1, 21)]
    assert len(BOOK.cameo) == 318


@pytest.mark.parametrize(
    "event_type, expected",
    [("AGREE", 1), ("CONCEDE", 1), ("RETREAT", 2), ("REQUEST", 3), ("PROTEST", 4), ("SANCTION", 4), ("ASSAULT", 4)],
)
def test_quad_classes(event_type: str, expected: int) -> None:
    assert quad(event_type) == expected


@pytest.mark.parametrize(
    "event_type, mode, expected",
    [
        ("ACCUSE", None, -3),
        ("THREATEN", "restrict", -3),
        ("COERCE", "restrict", -7),
        ("RETREAT", "disarm", 10),
        ("ASSAULT", "unconventional", -10),
        ("PROTEST", "vandalize", -5),
        ("REQUEST", "assist", 0.5),
    ],
)
def test_a_score_is_that_of_the_type_and_mode(event_type: str, mode: str | None, expected: float) -> None:
    assert score(event_type, mode) == expected


def test_the_types_that_need_a_recipient() -> None:
    assert {name for name, rules in BOOK.rules.items() if rules.recipient_required} == {"COOPERATE", "AID", "SANCTION"}


@pytest.mark.parametrize(
    "code, expected",
    [
        ("163", ["SANCTION discontinue broader"]),  # an embargo is one way to discontinue, not all of them
        ("116", ["SANCTION convict exact"]),
        ("0813", ["CONCEDE broader"]),
        ("20", ["ASSAULT broader"]),
        ("192", ["COERCE seize broader"]),
        ("1712", ["ASSAULT destroy exact"]),
        ("143", ["PROTEST strike uncertain", "PROTEST boycott uncertain"]),
        ("075", ["AID exact"]),
        ("012", ["none"]),
        ("023", ["REQUEST assist broader"]),
    ],
)
def test_what_plover_has_for_a_cameo_code(code: str, expected: list[str]) -> None:
    found = [" ".join(filter(None, (link.event_type, link.mode, link.certainty))) for link in plover_of(code)]
    assert found == expected


def test_a_visit_received_changes_the_sides() -> None:
    """CAMEO lets the host act; PLOVER the visitor."""
    assert [link.cameo for link in load_links()[0] if link.swapped] == ["043"]


@pytest.mark.parametrize(
    "event_type, mode, contexts, code, certainty",
    [
        ("AID", None, [], "070", "exact"),
        ("AID", None, ["asylum"], "075", "exact"),
        ("AID", None, ["gender"], "070", "exact"),
        ("AID", None, ["asylum", "military"], "070", "exact"),
        ("ACCUSE", "investigate", ["crime", "corruption"], "091", "broader"),
        ("ACCUSE", None, [], "110", "uncertain"),
        ("CONSULT", "multilateral", [], "040", "broader"),
        ("ASSAULT", "drone", ["military"], "1952", "exact"),
        ("SANCTION", "convict", ["legal"], "116", "exact"),
    ],
)
def test_what_cameo_has_for_a_type_and_mode(
    event_type: str, mode: str | None, contexts: list[str], code: str, certainty: str
) -> None:
    """A context leads deeper where it alone does; two that lead to different codes leave the general one."""
    link = cameo_of(event_type, mode, contexts)
    assert (link.cameo, link.certainty) == (code, certainty)


@pytest.mark.parametrize("pair", list(load_types()), ids=lambda pair: " ".join(filter(None, pair)))
def test_every_type_and_mode_has_a_cameo_code_that_leads_back(pair: tuple[str, str | None]) -> None:
    code = cameo_of(*pair).cameo
    assert pair[0] in {link.event_type for link in plover_of(code)}


@pytest.mark.parametrize(
    "ask", [lambda: plover_of("999"), lambda: cameo_of("AGREE", "riot"), lambda: cameo_of("FIGHT")]
)
def test_codes_that_do_not_exist_are_key_errors(ask: Callable[[], object]) -> None:
    with pytest.raises(KeyError):
        ask()


def test_reductions_are_those_that_the_coder_applies() -> None:
    for row in BOOK.reductions:
        if row.status == "future":
            assert reduce_type(row.event_type, None, row.status)[:2] == (row.becomes, row.mode)
    reduced = {row.event_type for row in BOOK.reductions if row.status == "future"}
    for event_type in set(EVENT_TYPES) - reduced:
        assert reduce_type(event_type, None, "future")[0] == event_type


def pattern_rows() -> list[tuple[str, str, Mapping[str, str]]]:
    rows = []
    for event_type in EVENT_TYPES:
        name = f"{event_type.lower()}.tsv"
        text = DATA.joinpath("events/patterns", name).read_text(encoding="utf-8")
        reader = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        rows += [(f"{name}, line {reader.line_num}", event_type, row) for row in reader]
    return rows


def test_patterns_code_what_the_cross_walk_has() -> None:
    """A pattern's mode is its type's, and its CAMEO code leads to that type and to no other mode of it."""
    wrong = []
    for place, event_type, row in pattern_rows():
        mode, code = row["mode"] or None, row["cameo"]
        if (event_type, mode) not in load_types() or code not in load_cameo():
            wrong.append(f"{place}: {event_type} {mode}, CAMEO {code}: no such code")
            continue
        modes = {link.mode for link in plover_of(code) if link.event_type == event_type}
        if not modes or (mode is not None and not modes & {None, mode}):
            wrong.append(f"{place}: {event_type} {mode} and CAMEO {code}, which is {modes or 'another type'}")
    assert not wrong, "\n".join(wrong)


def test_sectors_of_the_actor_tables_exist() -> None:
    known = {sector.code for sector in BOOK.sectors}
    for name in ("nouns.tsv", "heads.tsv"):
        text = DATA.joinpath("actors", name).read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
            assert set(row["sector"].split(".")) <= known | {""}, (name, row)


def without(rows: Mapping[object, object], key: object) -> dict[object, object]:
    return {name: row for name, row in rows.items() if name != key}


def changed_link(book: Ontology, there: str, number: int, **changes: object) -> Ontology:
    links = list(getattr(book, there))
    links[number] = replace(links[number], **changes)
    return replace(book, **{there: tuple(links)})


def position(there: str, cameo: str) -> int:
    return next(number for number, link in enumerate(getattr(BOOK, there)) if link.cameo == cameo)


def worse_rules(event_type: str, **changes: object) -> Ontology:
    return replace(BOOK, rules={**BOOK.rules, event_type: replace(BOOK.rules[event_type], **changes)})  # type: ignore[arg-type]


def worse_type(event_type: str, mode: str | None, **changes: object) -> Ontology:
    row = replace(BOOK.types[event_type, mode], **changes)  # type: ignore[arg-type]
    return replace(BOOK, types={**BOOK.types, (event_type, mode): row})


RIOT = next(rule for rule in BOOK.rules["PROTEST"].decide if rule.then == "PROTEST riot")

FAULTS = {
    "a mode is missing": (
        replace(BOOK, types=without(BOOK.types, ("PROTEST", "hunger"))),
        "66 modes, expected 67",
    ),
    "a type has no definition": (replace(BOOK, rules=without(BOOK.rules, "AID")), "type AID has no definition"),
    "a definition is empty": (worse_type("AID", None, means=" "), "AID has no definition"),
    "two share a definition": (
        worse_type("AID", None, means=BOOK.types["AGREE", None].means),
        "2 codes share the definition",
    ),
    "a context stands twice": (
        replace(BOOK, contexts=BOOK.contexts + BOOK.contexts[:1]),
        "context military stands twice",
    ),
    "a score is out of range": (worse_type("ASSAULT", "beat", score=-11.0), "ASSAULT beat: score -11.0"),
    "a score has the wrong sign": (
        worse_type("ACCUSE", None, score=3.0),
        "ACCUSE: score 3.0 does not fit quad class 3",
    ),
    "a mode has another class": (
        worse_type("SANCTION", "expel", quad=3),
        "SANCTION expel: quad class 3 is not its type's",
    ),
    "a settlement is undone": (worse_type("ACCUSE", None, score=-2.0), "settled on the score of ACCUSE"),
    "a rule leads nowhere": (
        worse_rules("PROTEST", decide=(replace(RIOT, then="PROTEST duel"),)),
        "leads to 'PROTEST duel', which does not exist",
    ),
    "rules disagree": (
        worse_rules("AGREE", decide=(replace(RIOT, then="ASSAULT"),)),
        "rules disagree where",
    ),
    "a type has no rule": (worse_rules("AID", decide=()), "type AID has no rule of decision"),
    "reductions go round": (
        replace(
            BOOK, reductions=(*BOOK.reductions, replace(BOOK.reductions[0], event_type="AGREE", becomes="CONSULT"))
        ),
        "reduction of future AGREE never ends",
    ),
    "a reduction to no type": (
        replace(BOOK, reductions=(replace(BOOK.reductions[0], becomes="FIGHT"),)),
        "reduction of CONSULT: FIGHT does not exist",
    ),
    "a code has no parent": (replace(BOOK, cameo=without(BOOK.cameo, "183")), "CAMEO 1831: its parent 183 is missing"),
    "a code leads nowhere": (replace(BOOK, to_plover=BOOK.to_plover[:-1]), "CAMEO 2042 leads nowhere"),
    "a link to no code": (changed_link(BOOK, "to_cameo", 0, cameo="998"), "no CAMEO code 998"),
    "a link to no mode": (
        changed_link(BOOK, "to_plover", position("to_plover", "142"), mode="fast"),
        "142 and PROTEST fast: no such type and mode",
    ),
    "a link to no context": (changed_link(BOOK, "to_cameo", 1, contexts=("weather",)), "no context weather"),
    "a silent gap": (changed_link(BOOK, "to_plover", 0, note=""), "a code that leads nowhere needs a note"),
    "a pair has no code": (replace(BOOK, to_cameo=BOOK.to_cameo[1:]), "AGREE has no CAMEO code"),
    "a pair has two codes": (replace(BOOK, to_cameo=(*BOOK.to_cameo, BOOK.to_cameo[0])), "AGREE has 2 CAMEO codes"),
    "a sure link beside others": (
        changed_link(BOOK, "to_plover", position("to_plover", "143"), certainty="broader"),
        "143 has several links, so each is uncertain",
    ),
    "a link does not lead back": (
        changed_link(BOOK, "to_cameo", position("to_cameo", "075"), cameo="141"),
        "AID leads to 141, which does not lead back",
    ),
    "exact one way only": (
        changed_link(BOOK, "to_cameo", position("to_cameo", "142"), certainty="uncertain"),
        "142 is exactly PROTEST hunger, but not the other way (142, uncertain)",
    ),
    "exact the other way only": (
        changed_link(BOOK, "to_plover", position("to_plover", "142"), certainty="broader"),
        "PROTEST hunger is exactly 142, but not the other way",
    ),
    "a code leaves its parent's types": (
        changed_link(BOOK, "to_plover", position("to_plover", "0811"), event_type="AID"),
        "CAMEO 0811 leads to AID, but 081 only to CONCEDE",
    ),
}
"""What is wrong, an ontology in which it is, and what the checker must say."""


@pytest.mark.parametrize("book, told", FAULTS.values(), ids=FAULTS)
def test_the_checker_tells(book: Ontology, told: str) -> None:
    assert [fault for fault in find_faults(book) if told in fault], find_faults(book)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the data files, to be broken."""
    copy = tmp_path / "ontology"
    shutil.copytree(str(DATA.joinpath("ontology")), copy)
    return copy


def test_a_copied_folder_reads_the_same(folder: Path) -> None:
    assert read_ontology(folder) == BOOK


@pytest.mark.parametrize(
    "name, old, new, told",
    [
        ("types.tsv", "\t2.5\t", "\tmuch\t", "types.tsv, line 2: score is 'much', expected a number"),
        ("types.tsv", "AGREE\t\t1\t", "AGREE\t\t1.5\t", "types.tsv, line 2: quad is '1.5', expected a whole number"),
        ("types.tsv", "AGREE\t\t", "AGREE\t", "types.tsv, line 2: 4 cells, expected 5"),
        ("types.tsv", "CONSULT\tvisit", "CONSULT\tphone", "types.tsv, line 7: CONSULT phone stands twice"),
        ("types.tsv", "event_type", "type", "types.tsv, line 1: columns are"),
        ("cameo.tsv", "010\t", "01\t", "cameo.tsv, line 3: CAMEO 01 stands twice"),
        (
            "cameo_to_plover.tsv",
            "\tnone\t",
            "\tmaybe\t",
            "cameo_to_plover.tsv, line 2: link is 'maybe', expected one of",
        ),
        ("cameo_to_plover.tsv", "swapped", "both", "sides is 'both', expected 'swapped' or nothing"),
        ("rules.yaml", "recipient_required: false", "recipient_required: rarely", "recipient_required is 'rarely'"),
        ("rules.yaml", "then: AGREE}", "than: AGREE}", "rules.yaml, AGREE, decide: then is missing"),
        ("rules.yaml", "AGREE:", "AGREE: [", "rules.yaml is not YAML"),
        ("settlements.yaml", "- about:", "- abuot:", "settlements.yaml, entry 1: about is missing"),
        ("settlements.yaml", "holds: [SANCTION quad 4]", "holds: 4", "holds is 4, expected a list of texts"),
    ],
)
def test_a_malformed_file_is_named_with_its_line(folder: Path, name: str, old: str, new: str, told: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BadData) as raised:
        read_ontology(folder)
    assert told in str(raised.value)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "contexts.tsv").unlink()
    with pytest.raises(BadData, match=r"contexts\.tsv is missing"):
        read_ontology(folder)


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "sectors.tsv").write_bytes(b"code\tkind\tname\tmeans\nGOV\tstate\t\xe9tat\tx\n")
    with pytest.raises(BadData, match=r"sectors\.tsv is not UTF-8"):
        read_ontology(folder)
