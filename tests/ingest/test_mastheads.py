"""Names of outlets: in mastheads, imprints, trails, bylines and lines of copyright, and what is none of them."""

from __future__ import annotations

import pytest

from whodid.ingest.lines import read_labels, section_of_trail
from whodid.ingest.mastheads import (
    is_staff,
    is_unnamed,
    names_outlet,
    outlet_of_byline,
    outlet_of_copyright,
    outlet_of_staff,
    plain_name,
    read_imprint,
    split_site,
)

NAMES = [
    "The Valley Courier",
    "HILLTOP TRIBUNE",
    "Hilltop Tribune Archive",
    "The Echo",
    "St. Olav Post-Dispatch",
    "Times of the Delta",
    "Chronicle and Mail",
    "The Two Rivers Evening Telegraph",
]

LIKELY = ["Valley Desk Review", "Delta News", "Radio Delta", "Euroriver.example", "Deltanews", "Channel 6 News"]

NO_NAMES = [
    "World",
    "Breaking news",
    "Foreign News",
    "The news",
    "Envoy leaves Rome",
    "Envoy sues the Valley Courier over tapes",
    "Two Ministers of Five Resign After Valley Courier",
    "About the Valley Courier",
    "Prices rise; Courier",
    "Was it the Courier?",
    "Middle East",
]


@pytest.mark.parametrize("words", NAMES)
def test_names_of_newspapers_are_known_by_their_last_word(words: str) -> None:
    assert names_outlet(words)


@pytest.mark.parametrize("words", LIKELY)
def test_words_that_are_often_names_count_only_where_something_else_speaks_for_it(words: str) -> None:
    assert names_outlet(words, likely=True) and not names_outlet(words)


@pytest.mark.parametrize("words", NO_NAMES)
def test_sections_links_and_headlines_are_no_names(words: str) -> None:
    assert not names_outlet(words, likely=True)


def test_a_name_in_capitals_is_kept_in_ordinary_spelling() -> None:
    assert plain_name("THE VALLEY COURIER ARCHIVE") == "The Valley Courier"
    assert plain_name("TIMES OF THE DELTA") == "Times of the Delta"
    assert plain_name("KRX NEWS") == "KRX News"


IMPRINTS = [
    ("Valley Desk Review - 07/08/1991 - 18:20 GMT", ("Valley Desk Review", "07/08/1991 18:20 GMT", "")),
    ("VALLEY COURIER | ASIA", ("Valley Courier", "", "Asia")),
    ("Asia | Valley Courier", ("Valley Courier", "", "Asia")),
    ("Hilltop Tribune » Foreign news » Europe", ("Hilltop Tribune", "", "Europe")),
    ("Hilltop Tribune / World / Africa", ("Hilltop Tribune", "", "Africa")),
    ("Hilltop Tribune :: Politics", ("Hilltop Tribune", "", "Politics")),
    ("deltanews.example › Politics", ("deltanews.example", "", "Politics")),
    ("Delta News — World — 3 May 2019", ("Delta News", "3 May 2019", "World")),
    ("The Sunday Courier, 5 May 2019", ("The Sunday Courier", "5 May 2019", "")),
    ("The Valley Courier, Tuesday 28 May 2019, page 4", ("The Valley Courier", "Tuesday 28 May 2019", "")),
    ("Tuesday, May 28, 2019 — The Valley Courier", ("The Valley Courier", "Tuesday, May 28, 2019", "")),
    ("The Valley Courier (28 May 2019)", ("The Valley Courier", "28 May 2019", "")),
    ("THE VALLEY COURIER | LATE CITY EDITION | Vol. XII No. 33", ("The Valley Courier", "", "")),
    ("The Valley Courier, Page A3", ("The Valley Courier", "", "")),
    ("The Valley Courier Online · Home · World", ("The Valley Courier", "", "World")),
    ("First published in The Echo, 4 May 1992", ("The Echo", "4 May 1992", "")),
    ("Originally published in the Valley Courier on 4 May 1992", ("the Valley Courier", "4 May 1992", "")),
    ("This story appeared in the print edition of The Hilltop on 4 May 1992", ("The Hilltop", "4 May 1992", "")),
    ("From the archives of The Valley Courier, 4 May 1992", ("The Valley Courier", "4 May 1992", "")),
    ("You are here: Hilltop Tribune > World", ("Hilltop Tribune", "", "World")),
]


@pytest.mark.parametrize(("line", "said"), IMPRINTS)
def test_an_imprint_names_outlet_date_and_section(line: str, said: tuple[str, str, str]) -> None:
    found = read_imprint(line)
    assert found is not None
    assert (found.outlet, found.date, found.section) == said


@pytest.mark.parametrize(
    "line",
    [
        "Envoy leaves Rome - Asia",
        "From Rome, 3 May 2019",
        "The Valley Courier",
        "The ministers met in May - Valley Courier",
        "Minister resigns | Valley Courier | 3 May 2019",
        "3 May 2019 - 18:20",
        "Asia | Europe",
        "The Valley Courier reported on 3 May 2019 that the dam was safe.",
    ],
)
def test_a_line_that_says_more_or_less_is_no_imprint(line: str) -> None:
    assert read_imprint(line) is None


STAFF = [
    ("Hilltop Tribune foreign service", "Hilltop Tribune"),
    ("Valley Courier correspondents", "Valley Courier"),
    ("Valley Desk Review staff", "Valley Desk Review"),
    ("The Echo's diplomatic editor", "The Echo"),
    ("Associated Press staff", None),
    ("our parliamentary staff", None),
    ("staff and agencies", None),
    ("From our correspondent in Vienna", None),
    ("Foreign desk", None),
]


@pytest.mark.parametrize(("words", "outlet"), STAFF)
def test_an_office_signs_for_its_outlet(words: str, outlet: str | None) -> None:
    assert is_staff(words)
    assert outlet_of_staff(words) == outlet


def test_a_byline_may_name_the_outlet_behind_a_person() -> None:
    assert outlet_of_byline("Mara Ellingsen, Valley Courier") == "Valley Courier"
    assert outlet_of_byline("Mara Ellingsen for The Valley Courier") == "The Valley Courier"
    assert outlet_of_byline("Mara Ellingsen, Hilltop Tribune staff writer") == "Hilltop Tribune"
    assert outlet_of_byline("Mara Ellingsen, Associated Press") is None
    assert outlet_of_byline("Mara Ellingsen, diplomatic staff") is None


@pytest.mark.parametrize("words", ["Agencies", "staff and agencies", "News Agencies", "own correspondent", "Web Desk"])
def test_credits_that_name_nobody_are_told(words: str) -> None:
    assert is_unnamed(words)


@pytest.mark.parametrize("words", ["AFP and agencies", "defapress", "Valley Courier"])
def test_credits_that_name_somebody_are_told(words: str) -> None:
    assert not is_unnamed(words)


COPYRIGHT = [
    ("Copyright notice: The Valley Courier", "The Valley Courier"),
    ("Copyright: The Valley Courier", "The Valley Courier"),
    ("© 1992 The Valley Courier. All rights reserved.", "The Valley Courier"),
    ("(c) Copyright 1992-2003 by The Valley Courier, Inc.", "The Valley Courier"),
    ("Copyright © 2019 Valley Media Ltd | Privacy", "Valley Media Ltd"),
    ("Copyright @ 2019 The Valley Courier", "The Valley Courier"),
    ("© Valley Media Group Limited 2019", "Valley Media Group Limited"),
    ("The Valley Courier © 2019", "The Valley Courier"),
    ("The Valley Courier. All rights reserved.", "The Valley Courier"),
    ("All rights reserved: The Valley Courier", "The Valley Courier"),
    ("Copyright belongs to The Valley Courier", "The Valley Courier"),
    ("Copyright is held by The Valley Courier.", "The Valley Courier"),
    ("All content © 2019 The Valley Courier", "The Valley Courier"),
    ("© Getty Images", None),
    ("© 2019 AP Photo/Kari Lund", None),
    ("Copyright law must change", None),
    ("Copyright infringement is prohibited.", None),
    ("All rights reserved.", None),
]


@pytest.mark.parametrize(("line", "name"), COPYRIGHT)
def test_a_line_of_copyright_names_who_holds_it(line: str, name: str | None) -> None:
    assert outlet_of_copyright(line) == name


@pytest.mark.parametrize(
    ("title", "names", "headings", "split"),
    [
        ("Envoy Leaves Rome | World | The Valley Courier", [], [], ("Envoy Leaves Rome", "The Valley Courier")),
        ("Envoy Leaves Rome | World", [], [], ("Envoy Leaves Rome", None)),
        ("Envoy Leaves Rome | Reuters", [], [], ("Envoy Leaves Rome", "Reuters")),
        ("The Echo: Envoy Leaves Rome", [], ["Envoy Leaves Rome"], ("Envoy Leaves Rome", "The Echo")),
        ("The Echo: Envoy Leaves Rome", [], [], ("The Echo: Envoy Leaves Rome", None)),
        ("Iran: Envoy Leaves Rome", [], ["Envoy Leaves Rome"], ("Iran: Envoy Leaves Rome", None)),
        ("Envoy knew of tapes - Daily Courier", [], [], ("Envoy knew of tapes - Daily Courier", None)),
        ("Envoy Leaves Rome - Europe", [], ["Envoy Leaves Rome"], ("Envoy Leaves Rome - Europe", None)),
    ],
)
def test_a_site_before_or_behind_the_title_is_told_from_who_said_it(
    title: str, names: list[str], headings: list[str], split: tuple[str, str | None]
) -> None:
    assert split_site(title, names, headings) == split


LINES = [
    ("By staff and agencies", [("byline", "staff and agencies")]),
    ("By our parliamentary staff", [("byline", "our parliamentary staff")]),
    ("Author: Hilltop Tribune foreign service", [("byline", "Hilltop Tribune foreign service")]),
    ("Author: J. Falk, diplomatic staff", [("byline", "J. Falk, diplomatic staff")]),
    ("From our own correspondent in Oslo", [("byline", "From our own correspondent in Oslo")]),
    ("VALLEY COURIER | ASIA", [("publisher", "Valley Courier"), ("section", "Asia")]),
    (
        "By Mara Ellingsen | The Valley Courier | 3 May 2019",
        [("byline", "Mara Ellingsen"), ("publisher", "The Valley Courier"), ("published", "3 May 2019")],
    ),
    ("K. Lund · Europe", [("byline", "K. Lund"), ("section", "Europe")]),
    ("Kari Lund | Asia | 3 May 2019", [("byline", "Kari Lund"), ("section", "Asia"), ("published", "3 May 2019")]),
    ("Home | News | Sport | Weather", [("ignored", "Sport"), ("ignored", "Weather")]),
    (
        "Vol. 12, No. 4 | Monday, May 6, 2019 | The Valley Courier | Price 50p",
        [("publisher", "The Valley Courier"), ("published", "Monday, May 6, 2019")],
    ),
    ("Cold Peace | 3 May 2019", []),
    ("The Valley Courier", []),
    ("Asia", []),
    ("Author of a book on tanks quits: he wants peace", []),
]


@pytest.mark.parametrize(("line", "labels"), LINES)
def test_lines_beside_a_title_give_their_fields(line: str, labels: list[tuple[str, str]]) -> None:
    assert [(label.name, label.value) for label in read_labels(line)] == labels


def test_a_trail_may_begin_with_the_outlet_and_end_with_the_title() -> None:
    assert section_of_trail("Hilltop Tribune » Rivers » Locks") == "Locks"
    assert section_of_trail("Home / World / Europe") == "Europe"
    assert section_of_trail("Home > World > Envoy leaves Rome after a quarrel") == "World"
    assert section_of_trail("Rome / Nuclear talks resume") is None
