"""Fill the `origin` column of persons.tsv and memberships.tsv: the fact table that confirms a row, else `unverified`.

    python tools/build_actor_tables.py FACTS_FOLDER [--check]

The rows are edited by hand in the tables; no name, code or date is changed here. `--check` writes nothing and exits 1
where the column is stale. FACTS_FOLDER holds the four fact tables that SOURCES.md describes. A person's row is
confirmed where the name, the country and the term agree; a membership where status and years do.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

ACTORS = Path(__file__).parents[1] / "src" / "whodid" / "data" / "actors"
Row = dict[str, str]

# Correlates of War gives a state that changed its extent a number of its own; these follow a state of countries.tsv.
SAME_STATE = {"260": "DEU", "678": "YEM", "817": "VNM", "345": "SRB"}
# A REIGN term starts on a day but ends in a month; a month either way covers caretaker days counted differently.
SLACK_DAYS = 31
# The membership table ends with this year: a spell that reaches it may go on.
LAST_MEMBERSHIP_YEAR = 2014


@dataclass(frozen=True, slots=True)
class Term:
    """One term of office in a fact table: folded name, dates as exact as given there ("" where open)."""

    name: str
    start: str
    end: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", type=Path, help="folder with the fact tables")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a column is stale")
    options = parser.parse_args()
    countries = read_tsv(ACTORS / "countries.tsv")
    states = states_by_cow(countries)
    stale = refresh(ACTORS / "persons.tsv", person_confirmer(options.facts, countries, states), options.check)
    stale += refresh(ACTORS / "memberships.tsv", membership_confirmer(options.facts, states), options.check)
    if options.check and stale:
        print(f"{stale} rows have a stale origin; run tools/build_actor_tables.py without --check", file=sys.stderr)
        return 1
    return 0


def refresh(path: Path, confirm: Callable[[Row], list[str]], check: bool) -> int:
    """How many rows of `path` had another origin than `confirm` gives; written back unless `check`."""
    rows = read_tsv(path)
    changed = 0
    confirmed = 0
    for row in rows:
        origin = "|".join(confirm(row)) or "unverified"
        confirmed += origin != "unverified"
        changed += origin != row["origin"]
        row["origin"] = origin
    if not check:
        lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows, {confirmed} confirmed, {changed} changed", file=sys.stderr)
    return changed


def person_confirmer(facts: Path, countries: list[Row], states: dict[str, set[str]]) -> Callable[[Row], list[str]]:
    effective = reign_terms(facts / "reign_leaders.csv", states)
    executive = us_terms(facts / "us_executive.yaml")
    titular = world_leader_terms(sorted(facts.glob("world_leaders_2021_*.csv")), countries)

    def confirm(row: Row) -> list[str]:
        state = row["code"].split(".")[0]
        names = [fold(name) for name in [row["name"], *row["aliases"].split("|")] if name]
        found = []
        if any(same_reign(row, names, term) for term in effective[state]):
            found.append("REIGN")
        if state == "USA" and any(same_days(row, names, term) for term in executive[row["office"]]):
            found.append("us_executive")
        if any(same_years(row, names, term) for term in titular[state]):
            found.append("world-leaders-2021")
        return found

    return confirm


def membership_confirmer(facts: Path, states: dict[str, set[str]]) -> Callable[[Row], list[str]]:
    spells: defaultdict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for spell in read_csv(facts / "igo_membership_spells_to_2014.csv", "utf-8"):
        for state in states[spell["cow_code"]]:
            key = (spell["igo"].upper(), state, spell["status"])
            spells[key].append((int(spell["from_year"]), int(spell["to_year"])))

    def confirm(row: Row) -> list[str]:
        if not row["from"]:
            return []
        start, end = int(row["from"][:4]), int(row["to"][:4]) if row["to"] else None
        for first, last in spells[(row["group"], row["iso3"], row["status"])]:
            goes_on = last == LAST_MEMBERSHIP_YEAR and (end is None or end >= last)
            if start == first and (goes_on or end in (last, last + 1)):
                return ["COW IGO v3"]
        return []

    return confirm


def same_reign(row: Row, names: list[str], term: Term) -> bool:
    """REIGN mostly prints a surname: every word of it must be in one of the person's names."""
    words = set(term.name.split())
    named = any(words <= set(re.split(r"[ -]", name)) or words <= set(name.split()) for name in names)
    starts = len(row["from"]) == 10 and abs(days(row["from"]) - days(term.start)) <= SLACK_DAYS
    ends = not term.end or (row["to"] != "" and abs(months(row["to"]) - months(term.end)) <= 1)
    return named and starts and ends


def same_days(row: Row, names: list[str], term: Term) -> bool:
    ended = row["to"] != "" and abs(days(row["to"]) - days(term.end)) <= 1
    return term.name in names and row["from"] == term.start and ended


def same_years(row: Row, names: list[str], term: Term) -> bool:
    ends = not term.end or row["to"][:4] == term.end
    return term.name in names and row["from"][:4] == term.start and ends


def reign_terms(path: Path, states: dict[str, set[str]]) -> defaultdict[str, list[Term]]:
    found: defaultdict[str, list[Term]] = defaultdict(list)
    for row in read_csv(path, "mac_roman"):
        start = f"{row['syear']}-{int(row['smonth']):02d}-{int(row['sdate']):02d}"
        end = f"{row['eyear']}-{int(row['emonth']):02d}" if row["eyear"] and row["emonth"] else ""
        for state in states[row["ccode"]]:
            found[state].append(Term(fold(row["leader"].strip()), start, end))
    return found


def us_terms(path: Path) -> defaultdict[str, list[Term]]:
    """Terms by office; terms that follow one another without a gap are one, as in our table."""
    offices = {"prez": "president", "viceprez": "vice president"}
    found: defaultdict[str, list[Term]] = defaultdict(list)
    for person in yaml.safe_load(path.read_text(encoding="utf-8")):
        name = fold(f"{person['name']['first']} {person['name']['last']}")
        for term in person["terms"]:
            terms = found[offices[term["type"]]]
            if terms and terms[-1].name == name and abs(days(terms[-1].end) - days(term["start"])) <= SLACK_DAYS:
                terms[-1] = Term(name, terms[-1].start, term["end"])
            else:
                terms.append(Term(name, term["start"], term["end"]))
    return found


def world_leader_terms(paths: Iterable[Path], countries: list[Row]) -> defaultdict[str, list[Term]]:
    by_name = {fold(name): row["iso3"] for row in countries for name in row["names"].split("|")}
    found: defaultdict[str, list[Term]] = defaultdict(list)
    for path in paths:
        for row in read_csv(path, "utf-8"):
            name = row.get("officeholderLabel") or row.get("officeholderlabel") or ""
            state = by_name.get(fold(row["country"].split(" (")[0]))
            if state and row["start_year"]:
                found[state].append(Term(fold(name.split(" (")[0]), row["start_year"], row["end_year"]))
    return found


def states_by_cow(countries: list[Row]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in countries:
        if row["cow"]:
            found[row["cow"]].add(row["iso3"])
    for cow, state in SAME_STATE.items():
        found[cow].add(state)
    return found


def fold(name: str) -> str:
    """`name` in lower case without accents, underscores as spaces."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return plain.replace("_", " ").lower()


def days(date: str) -> int:
    return datetime.date.fromisoformat(date).toordinal()


def months(date: str) -> int:
    """Months since year 0 of a date given to the month or the year (then its January)."""
    parts = [int(part) for part in date.split("-")]
    return parts[0] * 12 + (parts[1] if len(parts) > 1 else 1)


def read_tsv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_csv(path: Path, encoding: str) -> list[Row]:
    with path.open(encoding=encoding, newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    sys.exit(main())
