"""Groups of states: members as of a day, the day a text states, lists behind "including"."""

from __future__ import annotations

import pytest
from reading import mention_of, read, sentence_stage

from whodid.actors.groups import members_on, stated_day
from whodid.actors.tables import load_tables
from whodid.model import Story


def test_membership_is_as_of_the_day() -> None:
    tables = load_tables()
    assert "GBR" in members_on(tables, "EU", "2020-01-31")
    assert "GBR" not in members_on(tables, "EU", "2020-02-01")
    assert "MKD" in members_on(tables, "NATO", "2020-04-01")
    assert "MKD" not in members_on(tables, "NATO", "2019-04-01")


def test_no_members_without_a_day() -> None:
    assert members_on(load_tables(), "EU", None) == ()


def _day(text: str, published: str | None, sentence: int = -1) -> str | None:
    story = sentence_stage()(Story("t", "", text, published=published))
    return stated_day(story, range(len(story.sentences))[sentence])


def test_the_day_may_stand_in_an_earlier_sentence_of_the_paragraph() -> None:
    assert _day("On March 3 the king abdicated. Most of the EU states sent envoys.", "2019-09-23") == "2019-03-03"


def test_a_day_of_another_paragraph_does_not_count() -> None:
    assert _day("On March 3 the king abdicated.\n\nMost of the EU states sent envoys.", "2019-09-23") is None


def test_a_day_without_a_year_is_the_last_one_before_publication() -> None:
    assert _day("NATO members met on December 4.", "2019-09-23") == "2018-12-04"
    assert _day("NATO members met on 4 December 2012.", "2019-09-23") == "2012-12-04"


def test_a_day_without_a_year_needs_a_publication_day() -> None:
    assert _day("NATO members met on December 4.", None) is None
    assert _day("NATO members met on February 31.", "2019-09-23") is None


def test_excluded_states_are_no_mention_at_all() -> None:
    story = read("Lima Group members (excluding Mexico) and Peru met on Monday.")
    assert mention_of(story, "Mexico") is None
    assert mention_of(story, "Peru") is not None


def test_several_countries_are_those_listed_behind_including() -> None:
    story = read("Several countries, including Chad, most of the EU states, and Niger, as well as NATO, agreed.")
    mention = mention_of(story, "Several countries")
    assert mention is not None
    assert [actor.code for actor in mention.actors] == ["TCD", "EUR", "NER", "IGO"]
    assert mention.actors[1].group is not None and mention.actors[1].group.quantifier == "most"


@pytest.mark.parametrize(
    "text",
    [
        "NATO allies Turkey and Greece clashed at sea.",
        "EU leaders Hanna Lis and Orla Fenn met in Oslo.",
        "Most of the EU budget was spent.",
        "Members of the European Union delegation left.",
        "An EU member blocked the plan.",
        "Would-be EU members met in Oslo.",
        "Allies of NATO met in Oslo.",
        "UN envoys met in Oslo.",
    ],
)
def test_words_beside_a_group_that_do_not_mean_its_members(text: str) -> None:
    """What describes named states or people, belongs to another noun, or is no member makes no group."""
    assert [mention for mention in read(text).mentions if mention.kind == "group"] == []


def test_but_begins_a_clause_where_the_group_is_not_whole() -> None:
    story = read("Chad blamed most EU members but Hungary welcomed the plan.")
    mention = mention_of(story, "most EU members")
    assert mention is not None and mention.actors[0].group is not None
    assert mention.actors[0].group.excluded == ()
    assert mention_of(story, "Hungary") is not None


def test_two_countries_of_one_name_are_told_by_their_plural() -> None:
    mention = mention_of(read("Both Sudans signed the deal.", "2013-05-05"), "Both Sudans")
    assert mention is not None and {actor.code for actor in mention.actors} == {"SDN", "SSD"}
    assert mention_of(read("Both Sudans signed the deal.", "2005-05-05"), "Both Sudans") is None
