"""Place names in texts of our own: which words are one, which place is meant, why, and what was next."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from whodid.language import make_sentence_stage
from whodid.model import Dateline, Story
from whodid.places import ResolvedToponym, resolve_toponyms
from whodid.registry import Step

CASES = Path(__file__).parent.parent / "cases" / "places.tsv"


@cache
def _parse() -> Step:
    return make_sentence_stage()


def resolve(text: str, dateline: Dateline | None = None) -> tuple[ResolvedToponym, ...]:
    return resolve_toponyms(_parse()(Story(id="case", title="", text=text, dateline=dateline)))


def cases() -> list[tuple[str, str]]:
    with CASES.open(encoding="utf-8") as lines:
        next(lines)
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["text"], row["toponyms"]) for row in rows]


def described(one: ResolvedToponym) -> str:
    """A toponym as the table of cases writes it."""
    place = one.place
    known = f"{place.country or '-'}, {place.division or '-'}, {place.precision}" if place else "unknown"
    inside = ", inside" if one.toponym.inside_name else ""
    number = f" #{place.id}" if place and place.id else ""
    return f"{one.toponym.text} = {known}{inside}{number}"


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= 60


@pytest.mark.parametrize(("text", "expected"), cases(), ids=lambda value: str(value)[:60])
def test_names_of_a_text(text: str, expected: str) -> None:
    assert ("; ".join(described(one) for one in resolve(text)) or "none") == expected


def test_offsets_give_the_words() -> None:
    text = "Gunmen held the bridge at Goma while talks went on in Kigali."
    assert [text[one.toponym.start : one.toponym.end] for one in resolve(text)] == ["Goma", "Kigali"]


def test_the_text_itself_says_which_and_the_runner_up_is_kept() -> None:
    town = resolve("Clashes went on in Tripoli, Lebanon, on Sunday.")[0]
    assert town.reason == "the text sets it in Lebanon"
    assert town.second is not None and town.second.country == "LBY"
    assert town.margin is None


def test_the_best_known_one_has_a_margin_over_the_next() -> None:
    town = resolve("The minister flew to Birmingham.")[0]
    assert town.place is not None and town.place.country == "GBR"
    assert town.second is not None and town.second.country == "USA"
    assert town.margin is not None and town.margin > 0


def test_the_company_of_other_names_outweighs_fame() -> None:
    names = resolve("Floods hit Birmingham, Tuscaloosa and Huntsville. All of Alabama is on alert.")
    assert names[0].place is not None and names[0].place.division == "Alabama"
    assert names[0].reason == "it goes best with the story's other places"


def test_a_dateline_tells_the_country() -> None:
    here = resolve("Police cleared the square in Cordoba.", Dateline("Buenos Aires", "ARG"))[0]
    assert here.place is not None and here.place.country == "ARG"


def test_one_sense_in_a_story_unless_the_text_says_otherwise() -> None:
    names = resolve("A fire broke out in Paris, Texas. Paris has two stations. The firm has its seat in Paris, France.")
    towns = [one.place.country for one in names if one.toponym.text == "Paris" and one.place]
    assert towns == ["USA", "USA", "FRA"]


def test_a_small_town_far_from_all_else_is_another_one() -> None:
    text = "The roads from Larkana to Sukkur, Nawabshah and Hyderabad in Sindh are flooded, and nobody gets to Yreka."
    lone = resolve(text)[-1]
    assert lone.toponym.text == "Yreka" and lone.place is None
    assert lone.reason == "the ones known lie far from where the story is"


def test_a_name_without_a_point_has_the_area_the_story_sets_it_in() -> None:
    names = resolve("Deputies of Elk County, Kansas, searched a barn. They took two men to Topeka.")
    county = names[0]
    assert county.place is not None and county.place.precision == "county" and county.place.latitude is None
    assert county.area is not None and county.area.name == "Topeka"


def test_a_persons_name_is_a_place_only_where_its_words_place_it() -> None:
    text = "Ron Norfolk was arrested on Monday. Norfolk denied it. He was seen in Norfolk with a gun."
    assert [one.toponym.start for one in resolve(text)] == [text.rindex("Norfolk")]
