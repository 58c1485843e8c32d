"""Dates as pages print them: what must come out of each form, and why some give none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whodid.ingest.dates import find_date, read_date

FORMS = [
    ("7March 2018 - 09:40", "2018-03-07T09:40"),
    ("16 January 2023 - 17:25", "2023-01-16T17:25"),
    ("Sept. 23, 2019, 11:18 a.m. GMT", "2019-09-23T11:18+00:00"),
    ("Monday, September 23rd, 2019 at 2pm EDT", "2019-09-23T14:00-04:00"),
    ("2019-09-23", "2019-09-23"),
    ("2019/09/23", "2019-09-23"),
    ("20190923", "2019-09-23"),
    ("2019-09-23T11:18:05.123+03:30", "2019-09-23T11:18:05+03:30"),
    ("2019-09-23T11:18Z", "2019-09-23T11:18+00:00"),
    ("Mon, 23 Sep 2019 11:18:00 +0330", "2019-09-23T11:18:00+03:30"),
    ("23/09/2019 - 11:18", "2019-09-23T11:18"),
    ("09/23/2019", "2019-09-23"),
    ("05/05/2019", "2019-05-05"),
    ("3.4.2019 11.18", "2019-04-03T11:18"),
    ("11:18 GMT, 23 September 2019", "2019-09-23T11:18+00:00"),
    ("13:10 - 23 September 2019", "2019-09-23T13:10"),
    ("5:12 PM ET, Mon September 23, 2019", "2019-09-23T17:12"),
    ("Mon 23 Sep 2019 11.18 BST", "2019-09-23T11:18"),
    ("Sep 23 2019 12:05 AM", "2019-09-23T00:05"),
    ("2019-09-23 1118 GMT", "2019-09-23T11:18+00:00"),
    ("12 May 2019 (local time)", "2019-05-12"),
]

REFUSED = [
    ("03/04/2019", "cannot be told apart"),
    ("03-04-2019 10:00", "cannot be told apart"),
    ("10/23/19", "two digits"),
    ("1398/07/01", "the year 1398"),
    ("31 February 2019", "no day of the calendar"),
]


@pytest.mark.parametrize(("printed", "iso"), FORMS)
def test_a_printed_date_is_read_as_exactly_as_it_is_printed(printed: str, iso: str) -> None:
    found = read_date(printed)
    assert found is not None
    assert (found.iso, found.reason) == (iso, None)


@pytest.mark.parametrize(("printed", "why"), REFUSED)
def test_a_date_that_cannot_be_told_gives_the_reason_instead(printed: str, why: str) -> None:
    found = find_date(printed)
    assert found is not None
    assert found.iso is None
    assert why in (found.reason or "")


@pytest.mark.parametrize(
    "text", ["", "Monday", "11:18", "September 2019", "in 2019", "1,234,567", "192.168.10.2019", "3 of 5"]
)
def test_text_without_a_full_date_has_none(text: str) -> None:
    assert find_date(text) is None


def test_a_line_with_other_words_is_not_a_date_alone() -> None:
    line = "The march of 5 May 2019 ended at noon"
    found = find_date(line)
    assert found is not None and found.iso == "2019-05-05"
    assert read_date(line) is None


DAYS = st.integers(0, 73_000).map(lambda days: date(1900, 1, 1) + timedelta(days=days))


@given(
    DAYS,
    st.sampled_from(
        ["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%Y/%m/%d", "%d%B %Y", "%a, %d %b %Y", "%b. %d, %Y", "%Y%m%d"]
    ),
)
def test_every_day_in_every_unambiguous_form_is_read_back(day: date, form: str) -> None:
    found = read_date(day.strftime(form))
    assert found is not None
    assert found.iso == day.isoformat()


@given(st.text(max_size=150))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = find_date(text)
    assert found is None or (found.iso is None) == (found.reason is not None)
