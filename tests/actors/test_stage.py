"""What holds for the mentions of every story."""

from __future__ import annotations

import pytest
from reading import mention_of, mention_stage, read, shown

from whodid.model import Story

TEXTS = [
    "",
    "Rain.",
    "Polish Deputy Foreign Minister Hanna Lis, who met the Danish and Greek ambassadors, Bo Friis and Eva Manou, in "
    "Rabat, accused Minsk's police of beating protesters. She said they had broken their word.\n\n"
    "Several countries, including Chad and most of the NATO members (except Turkey), backed her.",
    "“” ( ) – ’s 's, and and of the of EU of",
]


@pytest.mark.parametrize("text", TEXTS)
def test_one_mention_a_head_and_spans_show_their_words(text: str) -> None:
    story = read(text, title="Lis accuses Minsk")
    heads = [(mention.sentence, mention.head) for mention in story.mentions]
    assert len(heads) == len(set(heads)) and heads == sorted(heads)
    for mention in story.mentions:
        span = mention.span
        assert span.text == getattr(story, span.field)[span.start : span.end]
        head = story.sentences[mention.sentence].tokens[mention.head]
        assert span.start <= head.start and head.end <= span.end
        assert mention.actors or mention.reason
        assert all(actor.basis and (actor.code or actor.group) for actor in mention.actors)


@pytest.mark.parametrize("text", TEXTS)
def test_a_second_run_gives_the_same(text: str) -> None:
    assert read(text).mentions == read(text).mentions


def test_mentions_survive_the_way_through_json() -> None:
    story = read(TEXTS[2])
    assert Story.from_dict(story.to_dict()) == story


def test_a_story_without_sentences_has_no_mentions() -> None:
    assert mention_stage()(Story("t", "", "", published=None)).mentions == ()


def test_a_surname_in_the_headline_is_known_by_the_full_name_in_the_text() -> None:
    story = read("Polish Foreign Minister Hanna Lis thanked Peru.", title="Lis Thanks Peru")
    mention = mention_of(story, "Lis")
    assert shown(mention) == "POL.GOV=Hanna Lis"
    assert mention is not None and mention.actors[0].basis.startswith("earlier mention")


def test_a_story_without_a_date_still_has_mentions() -> None:
    story = read("Most of the EU states thanked Polish Foreign Minister Hanna Lis.", published=None)
    mention = mention_of(story, "Most of the EU states")
    assert mention is not None and mention.actors[0].group is not None
    assert mention.actors[0].group.members == () and mention.actors[0].group.as_of is None
    assert shown(mention_of(story, "Polish Foreign Minister Hanna Lis")) == "POL.GOV=Hanna Lis"


def test_an_act_stands_for_who_did_it() -> None:
    story = read("Chad withdrew its troops on Sunday. Niger condemned the withdrawal.")
    mention = mention_of(story, "the withdrawal")
    assert shown(mention) == "TCD=Chad"
    assert mention is not None and mention.actors[0].basis == "act: the withdrawal, by Chad"


def test_an_act_of_two_stands_for_nobody() -> None:
    story = read("Chad attacked a village and Niger attacked a base. Mali condemned the attack.")
    assert mention_of(story, "the attack") is None


ONE_COUNTRY = "Peru's president met Peru's farmers in Lima on Monday. Peru's congress had called for it. {}"
TWO_COUNTRIES = "Peru's president met Chile's farmers in Lima on Monday. Chile's congress had called for it. {}"


def code_of_words(text: str, words: str) -> list[str]:
    mention = mention_of(read(text), words)
    assert mention is not None
    return [actor.code for actor in mention.actors]


def test_in_a_story_of_one_country_unnamed_people_of_a_sector_are_that_countrys() -> None:
    last = "Bishops left the talks."
    assert code_of_words(ONE_COUNTRY.format(last), "Bishops") == ["PER.REL"]
    assert code_of_words(TWO_COUNTRIES.format(last), "Bishops") == ["UNK.REL"]


def test_the_armed_and_unknown_are_a_countrys_only_in_a_story_of_it_alone() -> None:
    (code,) = code_of_words(ONE_COUNTRY.format("Gunmen opened fire."), "Gunmen")
    assert code.endswith(".UAF")
    assert code_of_words(TWO_COUNTRIES.format("Gunmen opened fire."), "Gunmen") == ["UAF"]
