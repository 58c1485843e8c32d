"""The check against the fact tables finds a wrong membership and an unknown leader; every reason must be needed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"
sys.path.insert(0, str(TOOLS))

from check_facts import EXPLAINED, Comparison, Explanation, compare, is_named, read_explanations, report  # noqa: E402

SHARED = os.environ.get("WHODID_SHARED", "")
HERE = {
    "countries.tsv": """
iso3 cow name names from to
STR 901 Strelsau Strelsau 1950 -
LUT 902 Lutha Lutha 1950 -
OLD 902 Old_Lutha Old_Lutha - 1949
""",
    "organisations.tsv": """
name aliases code kind
Ruritania Ruritanian_Republic STR.PRE government
""",
    "memberships.tsv": """
group iso3 status from to
LEAGUE STR member 1990 -
LEAGUE LUT observer 1990 -
""",
    "persons.tsv": """
name aliases code office from to
Rudolf_Elphberg - STR.GOV king 1991-02-10 2001-03-01
Anna_Sapt - STR.GOV vice_president 2001-03-01 2010
Otto_Rupert - STR.PRE ruritanian_leader 2015 -
Ada_Fritz - USA.GOV president 1990-01-20 1994-01-20
""",
}
THERE = {
    "igo_membership_spells_to_2014.csv": """
igo,cow_code,state,status,from_year,to_year
league,901,strelsau,member,1990,2014
league,902,lutha,member,1990,2014
other,901,strelsau,member,1990,2014
""",
    "reign_leaders.csv": """
stateabb,ccode,leader,sdate,smonth,syear,emonth,eyear
STR,901,Elfberg,10,2,1991,3,2001
STR,901,Sapt,1,3,2001,12,2010
""",
    "world_leaders_2021_wikidata.csv": """
country,positionLabel,officeholderLabel,start_year,end_year
Republic of Ruritania,Leader of Ruritania,Otto Rupert,2015,
Lutha,King of Lutha,Leopold,2010,
""",
    "us_executive.yaml": """
- name: {first: Ada, last: Fritz}
  terms:
  - {type: prez, start: '1990-01-20', end: '1994-01-20'}
""",
}


@pytest.fixture
def comparisons(tmp_path: Path) -> list[Comparison]:
    """Invented tables of ours, cells between blanks, with invented facts; Lutha's observer is a member there."""
    for name, text in HERE.items():
        lines = text.strip().splitlines()
        cells = [["" if cell == "-" else cell.replace("_", " ") for cell in line.split(" ")] for line in lines]
        (tmp_path / name).write_text("".join("\t".join(row) + "\n" for row in cells), encoding="utf-8")
    for name, text in THERE.items():
        (tmp_path / name).write_text(text.strip() + "\n", encoding="utf-8")
    return compare(tmp_path, tmp_path)


def test_a_wrong_membership_and_an_absent_leader_are_found(comparisons: list[Comparison]) -> None:
    """A vice-president is no head; a name in another spelling, and of an unrecognised state, is found."""
    found = {(difference.table, difference.key) for one in comparisons for difference in one.differences}
    assert found == {
        ("COW IGO", "LEAGUE LUT member"),
        ("COW IGO", "LEAGUE LUT observer"),
        ("REIGN", "STR sapt"),
        ("world_leaders_2021_wikidata", "LUT leopold"),
    }
    assert [one.compared for one in comparisons] == [3, 2, 2, 1]


def test_a_difference_without_a_reason_and_a_reason_without_a_difference_are_faults(
    comparisons: list[Comparison],
) -> None:
    reasons = [
        Explanation("COW IGO", "LEAGUE LUT *", "observer there too, by another count"),
        Explanation("world_leaders_*", "LUT *", "nobody knows him"),
    ]
    assert [fault.split(":")[1] for fault in report(comparisons, reasons)] == [" STR sapt"]
    reasons += [Explanation("REIGN", "STR sapt", "ruled from another office"), Explanation("REIGN", "LUT *", "gone")]
    assert report(comparisons, reasons) == ["explained, but no difference: REIGN: LUT *"]


@pytest.mark.parametrize(
    ("theirs", "same"),
    [
        ("Lukashenka", True),
        ("al-Assad H.", True),
        ("Mohamed Ould Abdel Aziz", True),
        ("Ghazouani", False),
        ("Mohamed Ould Ghazouani", False),
        ("", False),
    ],
)
def test_a_name_is_known_in_another_spelling_but_not_by_what_many_share(theirs: str, same: bool) -> None:
    ours = {"Lukashenka": "Alexander Lukashenko", "al-Assad H.": "Hafez Assad"}.get(theirs, "Mohamed Abdel Aziz")
    assert is_named({"name": ours, "aliases": ""}, theirs) is same


def test_every_explanation_has_a_reason_in_words() -> None:
    assert [row for row in read_explanations(EXPLAINED) if len(row.reason.split()) < 3] == []


def test_our_tables_agree_with_the_facts_or_say_why(capsys: pytest.CaptureFixture[str]) -> None:
    facts = Path(SHARED) / "facts"
    if not SHARED or not facts.is_dir():
        pytest.skip("no $WHODID_SHARED with facts/ here: our tables were not held against the fact tables")
    actors = Path(__file__).parents[2] / "src" / "whodid" / "data" / "actors"
    faults = report(compare(facts, actors), read_explanations(EXPLAINED))
    assert faults == [], capsys.readouterr().out[-2000:]
