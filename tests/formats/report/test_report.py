"""What the report must hold whatever the stories say: every word, marked where it counts, and nothing let in or out."""

from __future__ import annotations

import base64
import copy
import doctest
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_stories import invented_stories, quarantined_pages

import whodid
from whodid.formats.report import markup, render_report, words, write_report
from whodid.formats.report.articles import safe_link
from whodid.formats.report.marks import Place, cut
from whodid.formats.report.matrix import OTHERS, count_dyads
from whodid.formats.report.times import place_in_time

Json = dict[str, Any]


@pytest.fixture(scope="module")
def stories() -> list[Json]:
    """The invented stories in the order of the page."""
    return sorted(invented_stories(), key=lambda one: one["story"]["published"] or "9999")


@pytest.fixture(scope="module")
def page(stories: list[Json]) -> Any:
    return lxml.html.document_fromstring(render_report(stories, quarantined=quarantined_pages()))


def marked_characters(element: Any, numbers: tuple[str, ...] = ()) -> list[tuple[str, tuple[str, ...]]]:
    """The characters shown inside `element`, each with the numbers of the events whose evidence it is part of."""
    if element.tag == "a":  # the small number after a mark is not the story's
        return []
    numbers = tuple(element.get("data-e", "").split()) or numbers
    found = [(character, numbers) for character in element.text or ""]
    for child in element:
        found += marked_characters(child, numbers)
        found += [(character, numbers) for character in child.tail or ""]
    return found


def as_shown(text: str) -> str:
    """A story's text as HTML can hold it, character for character."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "\ufffd", text).replace("\r", " ")


def shown_fields(page: Any, number: int) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    article = page.get_element_by_id(f"s{number}")
    return {
        "title": marked_characters(article.find(".//h3")),
        "text": marked_characters(article.find_class("text")[0]),
    }


def test_every_character_of_a_story_is_shown_in_order(page: Any, stories: list[Json]) -> None:
    for number, one in enumerate(stories, start=1):
        shown = shown_fields(page, number)
        assert "".join(character for character, _ in shown["text"]) == as_shown(one["story"]["text"])
        if one["story"]["title"]:
            assert "".join(character for character, _ in shown["title"]) == as_shown(one["story"]["title"])


def test_every_evidence_span_marks_its_words_and_no_others(page: Any, stories: list[Json]) -> None:
    for number, one in enumerate(stories, start=1):
        shown = shown_fields(page, number)
        for n, event in enumerate(one["events"], start=1):
            for field, characters in shown.items():
                spans = [span for span in event["evidence"] if span["field"] == field]
                for span in spans:
                    here = characters[span["start"] : span["end"]]
                    assert "".join(character for character, _ in here) == as_shown(span["text"])
                inside = {at for span in spans for at in range(span["start"], span["end"])}
                told = {at for at, (_, numbers) in enumerate(characters) if str(n) in numbers}
                between_lines = {at for at in inside if characters[at][0] == "\n"}
                assert told == inside - between_lines


def test_overlapping_evidence_shares_its_words(page: Any, stories: list[Json]) -> None:
    """The treaty's evidence goes on where the meeting's ends: the first words belong to both."""
    marks = page.get_element_by_id("s1").findall(".//p/mark")
    assert {mark.get("data-e") for mark in marks} >= {"1 2", "2"}
    mixed = [mark for one in page.find_class("text") for mark in one.iter("mark") if "and-q" in mark.get("class")]
    assert mixed, "an accusation that holds a meeting is marked in both colours"


def test_each_event_links_with_its_words(page: Any, stories: list[Json]) -> None:
    links = {link.get("href") for link in page.find_class("ref")}
    for number, one in enumerate(stories, start=1):
        for n, _ in enumerate(one["events"], start=1):
            assert f"#s{number}e{n}" in links
            assert page.get_element_by_id(f"s{number}e{n}") is not None


def test_evidence_that_is_not_at_its_place_is_shown_as_an_error(stories: list[Json]) -> None:
    wrong = copy.deepcopy(stories[:1])
    wrong[0]["events"][0]["evidence"] = [{"field": "text", "start": 3, "end": 9, "text": "elsewhere"}]
    page = lxml.html.document_fromstring(render_report(wrong))
    assert "elsewhere" in page.find_class("wrong")[0].text_content()


def test_no_markup_of_a_story_becomes_markup_of_the_page(page: Any) -> None:
    assert [script.get("type") for script in page.iter("script")] == ["application/json", None]
    for element in page.iter():
        if isinstance(element.tag, str):
            assert not [name for name in element.keys() if name.startswith("on")]  # noqa: SIM118  (an lxml element)
    assert not list(page.iter("img"))
    assert "<b>bold</b>" in page.text_content()
    assert "</script><script>alert(1)</script>" in page.find_class("text")[8].text_content()


def test_a_name_cannot_turn_the_line_around(page: Any) -> None:
    """A right-to-left override in a name is shown as what it is; in the story's own text it stays what it was."""
    names = [name.text_content() for name in page.iter("bdi")]
    assert "⟨U+202E⟩aide" in names
    assert not [name for name in names if "\u202e" in name]


def test_nothing_is_loaded_and_only_safe_links_leave(page: Any, stories: list[Json]) -> None:
    allowed = {one["story"]["url"] for one in stories if (one["story"]["url"] or "").startswith(("http:", "https:"))}
    for element in page.iter():
        for name in ("src", "srcset", "action", "poster", "data", "background"):
            assert element.get(name) is None
        target = element.get("href")
        if target is None or target.startswith("#") or target == "data:,":
            continue
        assert element.tag == "a" and target in allowed
        assert "noopener" in element.get("rel") and element.get("target") == "_blank"
    leaving = {link.get("href") for link in page.iter("a") if not link.get("href").startswith("#")}
    assert leaving == allowed
    style = "".join(style.text for style in page.iter("style"))
    assert "url(" not in style and "@import" not in style


def test_the_policy_allows_this_script_and_no_other(page: Any) -> None:
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    script = page.xpath("//script[not(@type)]")[0].text
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_the_embedded_data_are_the_events(page: Any, stories: list[Json]) -> None:
    data = json.loads(page.get_element_by_id("data").text)
    assert [row["id"] for row in data["events"]] == [event["id"] for one in stories for event in one["events"]]
    assert "<" not in page.get_element_by_id("data").text


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://paper.example/a?b=c&d=1#e", True),
        ("HTTP://paper.example/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,hello", False),
        ("//paper.example/a", False),
        ("https://[broken", False),
        ("file:///etc/hosts", False),
        (None, False),
        (7, False),
    ],
)
def test_only_web_addresses_become_links(url: Any, kept: bool) -> None:
    assert safe_link(url) == (url if kept else None)


def test_the_same_stories_give_the_same_bytes(tmp_path: Path, stories: list[Json]) -> None:
    """Also in another process, whose sets and hashes have another order."""
    write_report(stories, tmp_path / "one.html", quarantined=quarantined_pages())
    program = (
        "from pathlib import Path; from invented_stories import *; from whodid.formats.report import write_report;"
        f"write_report(invented_stories(), Path({str(tmp_path / 'two.html')!r}), quarantined=quarantined_pages())"
    )
    folders = [str(Path(__file__).parent), str(Path(whodid.__file__).parents[1])]
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": os.pathsep.join(folders)}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_rendering_leaves_its_input_alone(stories: list[Json]) -> None:
    before = copy.deepcopy(stories)
    render_report(stories)
    assert stories == before


def test_an_empty_store_gives_a_friendly_page(tmp_path: Path) -> None:
    write_report([], tmp_path / "empty.html")
    page = lxml.html.fromstring((tmp_path / "empty.html").read_bytes())
    assert "There is no story here yet." in page.text_content()
    assert "whodid code" in page.text_content()
    assert not page.find_class("filters") and not list(page.iter("svg"))


def test_a_store_in_which_nothing_was_coded_says_why(stories: list[Json]) -> None:
    page = lxml.html.document_fromstring(render_report([], quarantined=quarantined_pages()))
    assert "not_english" in page.find_class("quarantine")[0].text_content()


def test_stories_without_events_still_make_a_page(stories: list[Json]) -> None:
    silent = [one for one in stories if not one["events"]]
    page = lxml.html.document_fromstring(render_report(silent))
    assert "No event was coded in this story." in page.text_content()


def test_the_figures_count_what_is_there(page: Any, stories: list[Json]) -> None:
    figures = {
        item.find(".//span").text: int(item.find(".//b").text.replace(",", ""))
        for item in page.find_class("figures")[0]
    }
    events = [event for one in stories for event in one["events"]]
    assert figures["stories"] == len(stories) == 12
    assert figures["events"] == len(events)
    assert figures["told no event"] == 1
    assert figures["quarantined"] == 2
    assert figures["refused"] == sum(len(one["refused"]) for one in stories)
    assert figures["on a speaker’s word"] == 6
    shown = sum(int(number.text) for number in page.xpath("//div[@class='quads']//h3/b"))
    assert shown == len(events)


def test_an_allegation_never_stands_without_its_speaker(page: Any, stories: list[Json]) -> None:
    told = 0
    for number, one in enumerate(stories, start=1):
        for n, event in enumerate(one["events"], start=1):
            voices = page.get_element_by_id(f"s{number}e{n}").find_class("voices")[0].text_content()
            at = [voices.index(voice["name"]) for voice in event["attribution"] if voice["role"] != "medium"]
            assert at == sorted(at), "nearest first"
            if event["attribution"][0]["role"] == "speaker":
                told += 1
                assert event["attribution"][0]["stance"] in voices
    assert told == 6


def test_what_is_not_known_says_why(page: Any, stories: list[Json]) -> None:
    for number, one in enumerate(stories, start=1):
        for n, event in enumerate(one["events"], start=1):
            shown = page.get_element_by_id(f"s{number}e{n}").text_content()
            assert event["happened"] or f"not dated: {event['happened_reason']}" in shown
            assert event["place"] or f"not placed: {event['place_reason']}" in shown
        for row in one["refused"]:
            assert row["reason"] in page.get_element_by_id(f"s{number}").find_class("refused")[0].text_content()


def test_a_card_holds_all_that_was_coded(page: Any) -> None:
    raid = " ".join(page.get_element_by_id("s2e1").text_content().split())
    for part in (
        "ASSAULT",
        "firearms",
        "Gunmen",
        "UAF",
        "soldiers of Niger",
        "NER.MIL",
        "11 May 2021",
        "Ayorou",
        "the army",
        "asserts",
        "relayed by NW",
        "printed by Northern Wire",
        "killed 9",
        "0.95",
        "2 tellings",
        "ACTOR attacked RECIPIENT",
    ):
        assert part in raid, part
    andean = page.get_element_by_id("s1e5").text_content()
    assert "most of Andean Community, 4 possible members as of 2021-05-04" in andean


def test_happened_and_reported_are_never_mixed(stories: list[Json]) -> None:
    times = place_in_time(stories)
    assert sum(map(len, times.events.values())) == sum(len(one["events"]) for one in stories)
    for key, events in times.events.items():
        dated = key[0] in "hl" or key in ("before", "after")
        assert all(bool(event["happened"]) is dated for event in events), key
    assert [event["event_type"] for event in times.events["before"]] == ["ASSAULT", "COOPERATE"]
    assert [event["event_type"] for event in times.events["unknown"]] == ["RETREAT"]


def test_a_long_interval_is_no_day(stories: list[Json]) -> None:
    times = place_in_time(stories)
    assert times.columns.unit == "day"
    assert [(str(start), str(end)) for start, end in times.long] == [
        ("2021-05-01", "2021-05-07"),
        ("2021-05-01", "2021-05-31"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2021-05-01", "2021-05-01", "day"),
        ("2021-01-01", "2021-12-01", "week"),
        ("2018-01-01", "2021-12-01", "month"),
        ("1962-10-14", "1998-04-10", "year"),
        ("0400-01-01", "2021-01-01", "decade"),
        ("2021-01-01", "9999-12-31", "decade"),
    ],
)
def test_columns_are_as_fine_as_fits(first: str, last: str, unit: str) -> None:
    def dated(iso: str) -> Json:
        return {"event_type": "CONSULT", "happened": {"start": iso, "end": iso, "granularity": "day"}}

    coded = [{"story": {"title": "t", "text": "x"}, "events": [dated(first), dated(last)]}]
    times = place_in_time(coded)
    assert times.columns.unit == unit
    assert times.columns.find(markup.as_date(first)) == 0  # type: ignore[arg-type]
    render_report(coded)


def test_years_begin_at_their_label() -> None:
    """On an axis of quarters each year is labelled at its January, not at every tenth column."""
    days = [f"{year}-05-17" for year in range(2015, 2022)]
    happened = [{"start": day, "end": day, "granularity": "day"} for day in days]
    coded = [{"story": {}, "events": [{"event_type": "CONSULT", "happened": one} for one in happened]}]
    page = lxml.html.document_fromstring(render_report(coded))
    labels = [label.text for label in page.xpath("//*[local-name()='text'][starts-with(@class, 'tick')]")]
    assert labels[:-1] == [part for year in range(2016, 2022) for part in ("Jan", str(year))]


def test_the_matrix_counts_what_is_told_as_fact(stories: list[Json]) -> None:
    matrix = count_dyads(stories)
    assert ("KEN", "SOM") not in matrix.cells, "the expulsion was denied"
    assert ("JPN", "MOZ") not in matrix.cells, "the rice was promised"
    assert len(matrix.cells["BLR", "LTU"]) == 1, "of two shellings one was denied"
    assert len(matrix.cells["PER", "CHL"]) == len(matrix.cells["CHL", "PER"]) == 2, "acts done together"
    assert ("Andean Community", "CHL") in matrix.cells and ("BOL", "CHL") not in matrix.cells, "groups are not expanded"


def test_two_who_demand_alike_do_nothing_to_each_other() -> None:
    """Only types that can be done together pair their actors; "Chad and Mali demanded a vote" has no recipient."""
    actors = [{"name": "Chad", "code": "TCD"}, {"name": "Mali", "code": "MLI"}]
    demand = {"event_type": "REQUEST", "status": "happened", "actors": actors, "recipients": []}
    assert not count_dyads([{"story": {}, "events": [demand]}]).cells
    assert set(count_dyads([{"story": {}, "events": [{**demand, "event_type": "CONSULT"}]}]).cells) == {
        ("TCD", "MLI"),
        ("MLI", "TCD"),
    }


def test_a_cell_filters_to_the_events_it_counts(page: Any, stories: list[Json]) -> None:
    rows = json.loads(page.get_element_by_id("data").text)["events"]
    for button in page.xpath("//table[@class='matrix']//button"):
        dyad = button.get("data-set").removeprefix("dyad=")
        assert int(button.text) == sum(dyad in row["dyads"] for row in rows)


def test_a_wide_matrix_gathers_the_rest() -> None:
    events = [
        {
            "event_type": "CONSULT",
            "status": "happened",
            "actors": [{"code": f"A{n:02}"}],
            "recipients": [{"code": "ZZZ"}],
        }
        for n in range(40)
    ]
    matrix = count_dyads([{"story": {}, "events": events}])
    assert len(matrix.cells[OTHERS, "ZZZ"]) == 20
    assert sum(map(len, matrix.cells.values())) == 40


def test_many_stories_open_folded(stories: list[Json]) -> None:
    many = [copy.deepcopy(one) for _ in range(6) for one in stories]
    page = lxml.html.document_fromstring(render_report(many))
    assert not page.xpath("//details[@class='body'][@open]")
    assert len(page.find_class("story")) == 72


def test_a_bare_story_is_enough() -> None:
    """What older stores or other tools leave out is shown as unknown, not an error."""
    coded = [{"story": {"text": "Somebody protested."}, "events": [{"event_type": "PROTEST"}]}]
    shown = lxml.html.document_fromstring(render_report(coded)).text_content()
    for part in ("unknown publisher", "Untitled", "nobody named", "No voice recorded", "not dated", "not placed"):
        assert part in shown


def test_the_title_is_the_callers(tmp_path: Path, stories: list[Json]) -> None:
    page = lxml.html.document_fromstring(render_report(stories, title="Spring & <Summer>"))
    assert page.findtext(".//title") == page.findtext(".//h1") == "Spring & <Summer>"


@given(
    st.text("ab\n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12), st.integers(1, 3)), max_size=6),
)
def test_pieces_cover_the_text_and_know_their_events(text: str, spans: list[tuple[int, int, int]]) -> None:
    places = [Place(start, start + size, "evidence", n) for start, size, n in spans if start + size <= len(text)]
    pieces = cut(text, places)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    for piece in pieces:
        for at in range(piece.start, piece.end):
            assert piece.numbers.get("evidence", []) == sorted({p.number for p in places if p.start <= at < p.end})


@pytest.mark.parametrize("module", [markup, words])
def test_the_examples_in_the_code_hold(module: Any) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs the chromium browser")
def test_the_script_runs_and_counts_in_a_browser(tmp_path: Path, stories: list[Json]) -> None:
    path = tmp_path / "report.html"
    write_report(stories, path)
    address = f"{path.as_uri()}#?type=SANCTION"
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=2000",
        "--dump-dom",
        address,
    ]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    page = lxml.html.document_fromstring(shown)
    assert page.find_class("result")[0].text == "3 of 34 events in 2 of 12 stories"
    assert [one.get("id") for one in page.find_class("story") if one.get("hidden") is None] == ["s5", "s7"]
