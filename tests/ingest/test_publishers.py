"""Whose page it is: the outlet that printed it, the agency that brought the story, or neither; and what its date is."""

from __future__ import annotations

import pytest

from whodid.ingest import read_story
from whodid.model import Page, Story

BODY = (
    "The two governments signed the agreement on water on Monday, and the ministers shook hands before the cameras.\n\n"
    "Farmers in the valley had waited nine years for it, and the first gate will be opened in the spring.\n\n"
    "The opposition rejected the agreement and called its voters to a march through the capital on Sunday."
)
TITLE = "Envoys sign the agreement on water"


def copied(above: str = "", dateline: str = "OSLO (AFP) – ", below: str = "", title: str = TITLE) -> Story:
    return read_story(Page("a.txt", "text", f"{above}\n\n{title}\n\n{dateline}{BODY}\n\n{below}"))


OWN = [
    ("The Valley Courier\nWorld", "", "The Valley Courier"),
    ("HILLTOP TRIBUNE ARCHIVE\nDate of publication: 6 May 1992", "", "Hilltop Tribune"),
    ("VALLEY COURIER | ASIA\n6 May 2019", "", "Valley Courier"),
    ("Hilltop Tribune » Foreign news » Europe", "", "Hilltop Tribune"),
    ("Hilltop Tribune » Rivers » Locks", "", "Hilltop Tribune"),
    ("Valley Desk Review - 06/05/2019 - 18:20 GMT", "", "Valley Desk Review"),
    ("Tuesday, May 7, 2019 — The Valley Courier", "", "The Valley Courier"),
    ("Delta News\nHome News Sport Weather", "", "Delta News"),
    ("News ID: 4471\nNorthern Evening Post\nCategory: Rivers", "", "Northern Evening Post"),
    ("Author: Hilltop Tribune foreign service", "", "Hilltop Tribune"),
    ("By Mara Ellingsen, Valley Courier", "", "Valley Courier"),
    ("Publisher: Delta Media", "", "Delta Media"),
    ("", "Copyright notice: The Valley Courier", "The Valley Courier"),
    ("", "The Valley Courier. All rights reserved.", "The Valley Courier"),
    ("", "The Valley Courier, 6 May 2019, page 4", "The Valley Courier"),
    ("", "This article appeared in the print edition of The Valley Courier on 6 May 2019", "The Valley Courier"),
    ("The Valley Courier", "Copyright 2019 The Associated Press. All rights reserved.", "The Valley Courier"),
    ("Hilltop Tribune", "© 2019 Hilltop Tribune", "Hilltop Tribune"),
]


@pytest.mark.parametrize(("above", "below", "publisher"), OWN)
def test_a_page_that_names_its_outlet_is_printed_by_it_and_the_agency_is_a_relay(
    above: str, below: str, publisher: str
) -> None:
    story = copied(above, below=below)
    assert (story.publisher, story.title) == (publisher, TITLE)
    assert story.relays[0] == "AFP"
    assert "AFP" in story.basis["relays"] and publisher in story.basis["relays"]
    assert story.text == BODY


def test_a_page_that_names_no_outlet_is_the_agencys() -> None:
    story = copied()
    assert (story.publisher, story.relays) == ("AFP", ())
    assert story.basis["publisher"] == "agency in the dateline"


@pytest.mark.parametrize("dateline", ["OSLO (Agencies) -- ", "OSLO (staff and agencies) – ", "OSLO (News Agencies) - "])
def test_unnamed_agencies_are_neither_publisher_nor_relay(dateline: str) -> None:
    story = copied("By staff and agencies", dateline)
    assert story.publisher is None and story.relays == ()
    assert story.dateline is not None and story.dateline.agency is None
    assert "says only" in story.basis["publisher"] and "says only" in story.basis["relays"]
    assert story.text == BODY


def test_the_outlet_in_the_dateline_is_no_relay_of_itself() -> None:
    story = copied("THE VALLEY COURIER", "OSLO (Valley Courier) – ")
    assert (story.publisher, story.relays) == ("The Valley Courier", ())


def test_an_agency_in_the_line_of_copyright_is_a_relay_where_the_page_has_its_own_name() -> None:
    below = "Copyright 2019 The Associated Press. All rights reserved."
    assert copied("The Valley Courier", "", below).relays == ("Associated Press",)
    assert copied("", "", below).publisher == "The Associated Press"


@pytest.mark.parametrize(
    "above",
    [
        "Author: Hilltop Tribune foreign service",
        "Author: three of our people, who asked for no names",
        "Section: water & rivers; locks",
        "Story No. 4471",
        "World",
        "Home News Sport Weather",
    ],
)
def test_a_line_of_label_section_or_menu_is_never_the_title(above: str) -> None:
    assert copied(above).title == TITLE
    assert copied(above).text == BODY


def test_the_name_between_title_and_text_or_below_the_text_is_taken_out() -> None:
    story = read_story(
        Page("a.txt", "text", f"{TITLE}\nThe Valley Courier\n6 May 2019\n\n{BODY}\n\nThe Valley Courier")
    )
    assert (story.title, story.publisher, story.text) == (TITLE, "The Valley Courier", BODY)


def test_the_title_loses_the_site_behind_it() -> None:
    story = copied(title=f"{TITLE} | World | The Valley Courier")
    assert (story.title, story.publisher) == (TITLE, "The Valley Courier")


def test_a_title_copied_with_and_without_the_site_names_it() -> None:
    story = copied(above=f"{TITLE} - Delta News")
    assert (story.title, story.publisher, story.text) == (TITLE, "Delta News", BODY)


def test_a_page_with_a_section_and_its_name_above_the_text_has_no_title() -> None:
    story = read_story(Page("a.txt", "text", f"Politics\nDelta Courier\n\n{BODY}"))
    assert (story.title, story.publisher, story.text) == ("", "Delta Courier", BODY)


def test_a_headline_that_ends_like_a_name_stays_the_title() -> None:
    assert copied(title="Court Fines Evening Courier").title == "Court Fines Evening Courier"
    assert copied("World", title="Rebels Storm Delta Tribune").title == "Rebels Storm Delta Tribune"


def test_menus_do_not_name_the_outlet_where_a_line_of_copyright_does() -> None:
    menu = "Delta News\nRivers and locks\nTimetables of ships\nSunday Tribune\nPuzzles for children\nWeather at sea"
    story = copied(menu.replace("Delta News\n", ""), below="© 2019 Valley Courier")
    assert story.publisher == "Valley Courier"


DAYS = [
    ("Valley Desk Review - 07/08/1991 - 18:20 GMT", "OSLO (AFP) – ", None),
    ("Valley Desk Review - Wednesday 07/08/1991", "OSLO (AFP) – ", "1991-08-07"),
    ("Valley Desk Review - 07/08/1991 - 18:20 GMT", "OSLO, Aug. 6 (AFP) – ", "1991-08-07T18:20+00:00"),
    ("Published: 07/08/1991\nUpdated: 19/08/1991", "OSLO (AFP) – ", "1991-08-07"),
    ("Published: 07/08/1991\nUpdated: 07/19/1991", "OSLO (AFP) – ", "1991-07-08"),
    ("Published: 07/08/1991", "OSLO, March 2 (AFP) – ", None),
]


@pytest.mark.parametrize(("above", "dateline", "published"), DAYS)
def test_day_and_month_are_told_apart_only_where_the_page_tells_it(
    above: str, dateline: str, published: str | None
) -> None:
    story = copied(above, dateline)
    assert story.published == published
    assert ("cannot be told apart" if published is None else "tells day from month") in story.basis["published"]


def web(head: str = "", top: str = "", foot: str = "", info: str = "") -> Story:
    paragraphs = f"<p>OSLO (dpa) – {BODY.replace(chr(10) * 2, '</p><p>')}</p>"
    article = f"<article><h1>{TITLE}</h1>{info}{paragraphs}</article>"
    return read_story(Page("a.html", "html", f"<html><head>{head}</head><body>{top}{article}{foot}</body></html>"))


@pytest.mark.parametrize(
    ("head", "top", "foot", "publisher"),
    [
        (f"<title>The Echo: {TITLE}</title>", "", "", "The Echo"),
        (f"<title>{TITLE} - Delta Online</title>", "", "", "Delta Online"),
        ("<title>World pages</title>", "<h2>The Valley Courier</h2><p>Home · News</p>", "", "The Valley Courier"),
        ("", "<h1>The Valley Courier</h1>", "", "The Valley Courier"),
        ("", "", "<footer>© 2019 The Valley Courier. About us</footer>", "The Valley Courier"),
        ("", "", "", "dpa"),
    ],
)
def test_a_web_page_without_metadata_names_its_outlet_in_title_header_or_footer(
    head: str, top: str, foot: str, publisher: str
) -> None:
    story = web(head, top, foot)
    assert (story.publisher, story.title) == (publisher, TITLE)
    assert story.relays == (() if publisher == "dpa" else ("dpa",))


def test_the_office_that_signs_a_web_page_names_its_outlet_and_is_no_part_of_the_text() -> None:
    story = web(info="<p>Valley Courier correspondents · <time datetime='2019-05-06'>6 May 2019</time> · Europe</p>")
    assert (story.publisher, story.byline, story.section) == (
        "Valley Courier",
        "Valley Courier correspondents",
        "Europe",
    )
    assert story.text == BODY
