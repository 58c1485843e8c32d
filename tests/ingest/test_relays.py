"""Agencies as the origin of a story: which words make one, and that the publisher is none."""

from __future__ import annotations

import pytest

from whodid.ingest.agencies import agencies_in_credit, agency_name, find_relays, is_agency_line

NAMED = [
    ("“We will go on,” he added, Tass reported.", ["TASS"]),
    ("The dam is safe, according to Xinhua.", ["Xinhua"]),
    ("The dam is safe, according to China's official Xinhua news agency.", ["Xinhua"]),
    ("A witness told AFP that the road was closed.", ["AFP"]),
    ("A witness told the Associated Press that the road was closed.", ["Associated Press"]),
    ("The state news agency SANA reported two explosions.", ["SANA"]),
    ("Anadolu Agency on Monday reported that troops had left.", ["Anadolu"]),
    ("Interfax quoted the minister as saying so.", ["Interfax"]),
    ("The minister said so, RIA Novosti said, quoting Interfax.", ["RIA Novosti", "Interfax"]),
    ("Kremlin ready for talks — Tass", ["TASS"]),
    ("The AP office in the city was hit.", []),
    ("Reuters has four hundred reporters.", []),
    ("He reads the Fars province budget.", []),
    ("An app reported the position of the ship.", []),
]


@pytest.mark.parametrize(("text", "relays"), NAMED)
def test_an_agency_is_a_relay_where_the_words_make_it_the_origin(text: str, relays: list[str]) -> None:
    assert list(find_relays([text], [], None)) == relays


def test_the_publisher_is_no_relay_of_its_own_story_under_any_of_its_names() -> None:
    text = "A witness told AP so. Tass reported the same."
    assert find_relays([text], ["Associated Press"], "The Associated Press") == ("TASS",)
    assert find_relays([text], ["Associated Press"], "hosted.ap.org") == ("TASS",)


def test_credits_come_first_and_each_agency_once() -> None:
    assert find_relays(["Tass reported it; AFP reported it."], ["AFP"], None) == ("AFP", "TASS")


def test_a_credit_line_may_name_several_agencies_and_people() -> None:
    assert agencies_in_credit("Kari Lund, Associated Press") == ["Associated Press"]
    assert agencies_in_credit("Reuters/AFP") == ["Reuters", "AFP"]
    assert is_agency_line("Tass and Agencies")
    assert not is_agency_line("Kremlin Ready for Talks with Tass")


def test_an_agency_is_known_by_case_where_its_name_is_short() -> None:
    assert agency_name("the Tass news agency") == "TASS"
    assert agency_name("AP") == "Associated Press"
    assert agency_name("ap") is None
