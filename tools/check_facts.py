"""Hold our actor tables against the public fact tables of `facts/`: groups, leaders since 1990, US executive.

    python tools/check_facts.py [--shared DIR]

DIR (default $WHODID_SHARED) is the folder with `facts/`; without it there is nothing to check and the exit code is 0.
Prints what was compared, how much agrees, and every disagreement with the reason that `facts_explained.tsv` gives for
it. Exit 1 where a disagreement has no reason, or a reason no disagreement any more: mend the table or explain.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from fnmatch import fnmatchcase
from pathlib import Path

from build_actor_tables import ACTORS, Row, fold, months, read_csv, read_tsv, states_by_cow, us_terms

EXPLAINED = Path(__file__).parent / "facts_explained.tsv"

MEMBERSHIP_YEAR = "2014"
"""The last year of the membership table, and the one that every group must equal."""

FIRST_LEADER_YEAR = 1990
"""From here on leaders must agree; before, our table holds only those that stories of history name."""

LISTS_END = "2022"
"""The year to which the lists of world leaders go (October)."""

SAME_WORD = 0.8
"""Likeness of two spellings of a word from which on they are one: Lukashenka and Lukashenko have 0.9, Tarik and Tariq
0.8, as have Mauri and Martí, two men of Andorra in one year. A name spelt further apart is explained instead."""

PARTICLES = set("al el bin ibn abu ould de da do dos van von der den la le the of and".split())
"""Words of names too frequent to tell anybody by."""

HEADS = re.compile(
    r"(?<!vice )(?<!deputy )\b(president|prime minister|premier|chancellor|taoiseach|king|queen|emperor|emir|sultan"
    r"|shah|prince|princess|grand duke|pope|captain regent|chairman|chairwoman|leader|general secretary|first secretary"
    r"|head of state|head of government|chief executive|chief adviser|chief minister|governor-general|regent"
    r"|presidency|state counsellor|administrator)\b"
)
"""Offices of heads of state and government, and of those who rule from another one ("supreme leader")."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement: `key` is what an explanation names it by, `found` says both sides in words."""

    table: str
    key: str
    found: str


@dataclass(slots=True)
class Comparison:
    """What comparing one fact table gave: how many facts, of what, and the differences."""

    table: str
    unit: str
    compared: int = 0
    notes: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    def differ(self, key: str, found: str) -> None:
        self.differences.append(Difference(self.table, key, found))


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a difference stays. `table` and `key` may hold `*`: one row can explain a country or a kind of row."""

    table: str
    key: str
    reason: str

    def covers(self, difference: Difference) -> bool:
        return fnmatchcase(difference.table, self.table) and fnmatchcase(difference.key, self.key)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.environ.get("WHODID_SHARED", ""), help="folder with facts/")
    shared: str = parser.parse_args().shared
    facts = Path(shared) / "facts"
    if not shared or not facts.is_dir():
        print(f"no folder facts/ in {shared or '$WHODID_SHARED, which is not set'}; nothing to check")
        return 0
    return bool(report(compare(facts, ACTORS), read_explanations(EXPLAINED)))


def compare(facts: Path, tables: Path) -> list[Comparison]:
    """All comparisons of the fact tables in `facts` with our tables in `tables`."""
    countries = read_tsv(tables / "countries.tsv")
    persons = heads_by_country(read_tsv(tables / "persons.tsv"))
    memberships = read_tsv(tables / "memberships.tsv")
    lands = lands_by_name(countries, read_tsv(tables / "organisations.tsv"))
    return [
        compare_memberships(facts / "igo_membership_spells_to_2014.csv", memberships, countries),
        compare_reign(facts / "reign_leaders.csv", persons, countries),
        *(compare_list(path, persons, lands) for path in sorted(facts.glob("world_leaders_2021_*.csv"))),
        compare_us(facts / "us_executive.yaml", persons["USA"]),
    ]


def read_explanations(path: Path) -> list[Explanation]:
    return [Explanation(row["table"], row["key"], row["reason"]) for row in read_tsv(path)]


def report(comparisons: list[Comparison], explanations: list[Explanation]) -> list[str]:
    """Print the comparisons; the faults: differences without a reason, and reasons without a difference."""
    faults: list[str] = []
    used: set[Explanation] = set()
    for one in comparisons:
        reasons = [(d, next((e for e in explanations if e.covers(d)), None)) for d in one.differences]
        used |= {reason for _, reason in reasons if reason}
        unexplained = [difference for difference, reason in reasons if reason is None]
        faults += [f"{difference.table}: {difference.key}: {difference.found}" for difference in unexplained]
        print(f"{one.table}: {one.compared} {one.unit} compared, {one.compared - len(reasons)} agree, ", end="")
        print(f"{len(reasons) - len(unexplained)} differ and are explained, {len(unexplained)} are not")
        for note in one.notes:
            print(f"  {note}")
        for difference, reason in reasons:
            if reason:
                print(f"  {difference.key}: {difference.found} [{reason.reason}]")
    faults += [f"explained, but no difference: {e.table}: {e.key}" for e in explanations if e not in used]
    for fault in faults:
        print(f"FAULT {fault}")
    print(f"{sum(one.compared for one in comparisons)} facts compared, {len(faults)} faults")
    return faults


def compare_memberships(path: Path, ours: list[Row], countries: list[Row]) -> Comparison:
    """Each state's status in each group that both tables have, in MEMBERSHIP_YEAR.

    A state without a Correlates of War number (Palestine) can't stand in the fact table; ours is not compared.
    """
    result = Comparison("COW IGO", "memberships of 2014")
    states = states_of_year(countries, MEMBERSHIP_YEAR)
    numbered = {iso3 for iso3s in states.values() for iso3 in iso3s}
    theirs: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in read_csv(path, "utf-8"):
        if row["from_year"] <= MEMBERSHIP_YEAR <= row["to_year"]:
            theirs[row["igo"].upper()] |= {(iso3, row["status"]) for iso3 in states[row["cow_code"]]}
    held: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in ours:
        if row["from"][:4] <= MEMBERSHIP_YEAR <= (row["to"][:4] or "9999"):
            held[row["group"]].add((row["iso3"], row["status"]))
    groups = sorted(set(theirs) & {row["group"] for row in ours})
    for group in groups:
        known = {(iso3, status) for iso3, status in held[group] if iso3 in numbered}
        result.compared += len(theirs[group] | known)
        for iso3, status in sorted(theirs[group] - known):
            others = "|".join(sorted(other for state, other in held[group] if state == iso3)) or "nothing"
            result.differ(f"{group} {iso3} {status}", f"{status} there, {others} here")
        for iso3, status in sorted(known - theirs[group]):
            result.differ(f"{group} {iso3} {status}", f"{status} here, not there")
    equal = [group for group in groups if not any(d.key.startswith(f"{group} ") for d in result.differences)]
    result.notes.append(f"{len(groups)} groups, equal in {MEMBERSHIP_YEAR}: {', '.join(equal)}")
    result.notes.append(f"differing: {', '.join(group for group in groups if group not in equal) or 'none'}")
    return result


def compare_reign(path: Path, persons: dict[str, list[Row]], countries: list[Row]) -> Comparison:
    """Each spell of an effective leader since FIRST_LEADER_YEAR, month by month, against our heads of that name.

    A month lacking at either end of a spell is no difference: REIGN ends its spells with a month, ours with a day.
    """
    result = Comparison("REIGN", "spells of leaders since 1990")
    states = states_by_cow(countries)
    compared = covered = 0
    for row in read_csv(path, "mac_roman"):
        first = max(months(f"{row['syear']}-{row['smonth']}"), FIRST_LEADER_YEAR * 12 + 1)
        last = months(f"{row['eyear']}-{row['emonth']}") if row["eyear"] and row["emonth"] else months("2021-03")
        if last < FIRST_LEADER_YEAR * 12 + 1:
            continue
        name = repaired(row["leader"]).strip()
        rows = [one for iso3 in sorted(states[row["ccode"]]) for one in persons[iso3] if is_named(one, name)]
        here = {month for one in rows for month in range(*span(one))}
        lacking = [month for month in range(first, last + 1) if month not in here]
        compared += last + 1 - first
        covered += last + 1 - first - len(lacking)
        result.compared += 1
        if set(lacking) - {first, last} or len(lacking) == last + 1 - first:
            state = state_in(said(first), states[row["ccode"]], countries) or row["stateabb"]
            found = f"{said(first)} to {said(last)} there, here {spells(rows) or 'nobody'}"
            result.differ(f"{state} {fold(name)}", found)
    result.notes.append(f"{compared} months of leaders, {covered} with the same head here")
    return result


def compare_list(path: Path, persons: dict[str, list[Row]], lands: dict[str, str]) -> Comparison:
    """Each office holder of a list of world leaders: a head of that name here, from and to the same years."""
    result = Comparison(path.stem, "office holders")
    for row in read_csv(path, "utf-8"):
        name = (row.get("officeholderLabel") or row.get("officeholderlabel") or "").split(" (")[0]
        parts = row["country"].strip(")").split(" (")
        names = [*map(fold, parts), *map(plain_land, parts)]
        land = next((lands[one] for one in names if one in lands), row["country"])
        position = row.get("positionLabel") or row.get("positionlabel") or ""
        rows = [one for one in persons.get(land, ()) if is_named(one, name)]
        result.compared += 1
        if not same_years(rows, row["start_year"], row["end_year"]):
            there = f"{position} {row['start_year']}-{row['end_year']}"
            result.differ(f"{land} {fold(name)}", f"{there} there, here {spells(rows) or 'nobody'}")
    return result


def compare_us(path: Path, persons: list[Row]) -> Comparison:
    """Each president and vice-president since 1945, to the day."""
    result = Comparison("us_executive", "terms since 1945")
    for office, terms in us_terms(path).items():
        for term in terms:
            if term.start < "1945":
                continue
            held = [row for row in persons if row["office"] == office and is_named(row, term.name)]
            result.compared += 1
            if not any(row["from"] == term.start and near(row["to"], term.end) for row in held):
                result.differ(f"{office} {term.name}", f"{term.start} to {term.end} there, here {spells(held)}")
    return result


def heads_by_country(persons: list[Row]) -> defaultdict[str, list[Row]]:
    """The rows of heads of state and government, and of vice-presidents of the United States, by country."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in persons:
        country = row["code"].split(".")[0]
        if HEADS.search(row["office"]) or (country == "USA" and row["office"] == "vice president"):
            found[country].append(row)
    return found


def lands_by_name(countries: list[Row], organisations: list[Row]) -> dict[str, str]:
    """The code a name of a land stands for; unrecognised states have that of the state that claims them."""
    names = [(name, row["iso3"]) for row in countries for name in row["names"].split("|")]
    found = {fold(name): iso3 for name, iso3 in names}  # first, so that the Republic of China is not taken for China
    for name, iso3 in names:
        found.setdefault(plain_land(name), iso3)
    for row in organisations:
        country, _, sector = row["code"].partition(".")
        if row["kind"] == "government" and sector == "PRE":
            for name in (row["name"], *row["aliases"].split("|")):
                found.setdefault(plain_land(name), country)
    return found


def plain_land(name: str) -> str:
    """`name` folded, without article and form of state: "Kingdom of Denmark" is denmark."""
    return re.sub(r"^(the |kingdom of |republic of |state of |turkish republic of )+", "", fold(name))


def states_of_year(countries: list[Row], year: str) -> defaultdict[str, set[str]]:
    """The states by their Correlates of War numbers, of several with one number those that were there in the year."""
    living = {row["iso3"] for row in countries if not row["to"] or row["to"][:4] >= year}
    return defaultdict(set, {cow: iso3s & living for cow, iso3s in states_by_cow(countries).items()})


def state_in(month: str, iso3s: set[str], countries: list[Row]) -> str:
    """Of states that share a Correlates of War number, the one that was there in the month."""
    living = {row["iso3"] for row in countries if row["from"][:7] <= month <= (row["to"][:7] or "9999")}
    return min(iso3s & living or iso3s, default="")


def repaired(name: str) -> str:
    """`name`, of which REIGN's file has some in UTF-8 among others in Mac Roman."""
    try:
        return name.encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return name


def is_named(person: Row, name: str) -> bool:
    """Whether `name`, often a surname in another spelling, may be the person's."""
    theirs = words(name)
    names = [person["name"], *filter(None, person["aliases"].split("|"))]
    return any(same_words(words(ours), theirs) for ours in names)


def same_words(ours: list[str], theirs: list[str]) -> bool:
    """Whether every word of the shorter name is in the longer, or both end with the same surname."""
    if not ours or not theirs:
        return False
    short, long = sorted((ours, theirs), key=len)
    return all(any(alike(a, b) for b in long) for a in short) or alike(ours[-1], theirs[-1])


def words(name: str) -> list[str]:
    plain = re.sub(r"[^a-z ]", "", re.sub(r"[-.,/]", " ", fold(name).translate(str.maketrans("łøđıæ", "lodia"))))
    return [word for word in plain.split() if len(word) > 1 and word not in PARTICLES]


def alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 4:
        return one == other
    return SequenceMatcher(None, one, other).ratio() >= SAME_WORD


def same_years(rows: list[Row], start: str, end: str) -> bool:
    """Whether spells begin and end in the years of a list, where it says any; one open there may have ended since.

    Two spells may make one of a list: acting and elected, before and after a break.
    """
    starts = any(not start or row["from"][:4] == start for row in rows)
    return starts and any(row["to"][:4] == end if end else (row["to"] or "9999") >= LISTS_END for row in rows)


def near(ours: str, theirs: str) -> bool:
    """Whether two ends of a term are a day apart or less; one open here is one still to come there."""
    if not ours:
        return theirs >= datetime.date.today().isoformat()
    return abs((datetime.date.fromisoformat(ours) - datetime.date.fromisoformat(theirs)).days) <= 1


def span(row: Row) -> tuple[int, int]:
    """Months of a spell, the last excluded; a year alone begins in January and ends with December."""
    end = row["to"] if len(row["to"]) != 4 else f"{row['to']}-12"
    return months(row["from"]), (months(end) if end else months("2100")) + 1


def spells(rows: Iterable[Row]) -> str:
    return ", ".join(f"{row['name']} {row['office']} {row['from']}-{row['to']}" for row in rows)


def said(month: int) -> str:
    """A month as it is written.

    >>> said(months("1994-05"))
    '1994-05'
    """
    return f"{(month - 1) // 12}-{(month - 1) % 12 + 1:02d}"


if __name__ == "__main__":
    sys.exit(main())
