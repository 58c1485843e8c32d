"""Datelines: place, country, agency and day of each form, and openings that are no dateline."""

from __future__ import annotations

import pytest

from whodid.ingest.datelines import find_dateline
from whodid.model import Dateline

FORMS = [
    ("TEHRAN (defapress) – A delegation arrived.", Dateline("Tehran", "IRN", agency="defapress")),
    (
        "GENEVA/NEW YORK, Sept 3 (Reuters) - Aid flights stopped.",
        Dateline("Geneva", "CHE", others=("New York",), agency="Reuters", date="2019-09-03"),
    ),
    ("GENEVA and NEW YORK (Reuters) - Aid stopped.", Dateline("Geneva", "CHE", others=("New York",), agency="Reuters")),
    ("SEOUL, Aug. 20 (Yonhap) -- The North refused.", Dateline("Seoul", "KOR", agency="Yonhap", date="2019-08-20")),
    ("London — The minister resigned.", Dateline("London", "GBR")),
    ("HANOI, Vietnam (AP) — Talks began.", Dateline("Hanoi", "VNM", agency="AP")),
    ("ATHENS, Ga. (AP) — Students marched.", Dateline("Athens", "USA", agency="AP")),
    ("MOSCOW, September 23. /TASS/. Russia agreed.", Dateline("Moscow", "RUS", agency="TASS", date="2019-09-23")),
    (
        "KYIV. Dec 30 (Interfax-Ukraine) – Talks began.",
        Dateline("Kyiv", "UKR", agency="Interfax-Ukraine", date="2018-12-30"),
    ),
    (
        "New Delhi [India], Sept 23 (ANI): The court ruled.",
        Dateline("New Delhi", "IND", agency="ANI", date="2019-09-23"),
    ),
    ("Tehran, IRNA – The speaker left.", Dateline("Tehran", "IRN", agency="IRNA")),
    ("ISLAMABAD: The prime minister left.", Dateline("Islamabad", "PAK")),
    ("BEIJING, Jan. 3, 2017 (Xinhua) -- China agreed.", Dateline("Beijing", "CHN", agency="Xinhua", date="2017-01-03")),
    ("TBILISI, Georgia — Police left.", Dateline("Tbilisi", "GEO")),
    ("PORT-AU-PRINCE, Haiti (AP) — Police left.", Dateline("Port-au-Prince", "HTI", agency="AP")),
    ("GEORGIA (AP) — Police left.", Dateline("Georgia", None, agency="AP")),
    ("BIRMINGHAM (Reuters) - Police left.", Dateline("Birmingham", None, agency="Reuters")),
    ("QUITO -- “We refuse,” the minister said.", Dateline("Quito", "ECU")),
]

NONE = [
    "Moscow - the capital - was quiet on Monday.",
    "Russia-backed forces - said to be many - withdrew.",
    "EXCLUSIVE — The minister resigned.",
    "NATO (North Atlantic Treaty Organization) — The allies met.",
    "WHO: The outbreak is over.",
    "Iran: The government refused.",
    "Tehran (Iran) The delegation arrived.",
    "US-China talks - The delegation arrived.",
    "MONDAY — The talks go on.",
    "London — ",
    "",
]


@pytest.mark.parametrize(("text", "dateline"), FORMS)
def test_a_dateline_is_read_and_measured(text: str, dateline: Dateline) -> None:
    """Without a year the day is the last one before the publication (here the evening of 23 September 2019)."""
    found = find_dateline([text], published="2019-09-23T21:00")
    assert found is not None
    assert found.dateline == dateline
    assert text[found.length :][0] in "ATRPS“C"


@pytest.mark.parametrize("text", NONE)
def test_an_ordinary_opening_is_no_dateline(text: str) -> None:
    assert find_dateline([text]) is None


def test_a_standfirst_may_stand_above_the_dateline() -> None:
    found = find_dateline(["Ministers meet for the third time", "OSLO (AFP) - Ministers met."])
    assert found is not None
    assert (found.paragraph, found.dateline.country) == (1, "NOR")


def test_a_day_without_a_year_has_no_date_where_the_publication_is_unknown() -> None:
    found = find_dateline(["SEOUL, Aug. 20 (Yonhap) -- The North refused."])
    assert found is not None and found.dateline.date is None
