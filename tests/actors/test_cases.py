"""The case tables of actors: a sentence, the words in it, and who they stand for."""

from __future__ import annotations

import pytest
from reading import cases, mention_of, read, shown


def _name(case: dict[str, str]) -> str:
    return f"{case['words']}: {case['why']}"


@pytest.mark.parametrize("case", cases("actors_mentions.tsv"), ids=_name)
def test_words_stand_for_actors(case: dict[str, str]) -> None:
    story = read(case["text"], case["published"])
    assert shown(mention_of(story, case["words"])) == case["actors"]


@pytest.mark.parametrize("case", cases("actors_ambiguity.tsv"), ids=_name)
def test_names_of_several_are_told_apart(case: dict[str, str]) -> None:
    story = read(case["text"], case["published"])
    assert shown(mention_of(story, case["words"])) == case["actors"]


@pytest.mark.parametrize("case", cases("actors_references.tsv"), ids=_name)
def test_words_that_point_are_resolved_or_left_with_a_reason(case: dict[str, str]) -> None:
    mention = mention_of(read(case["text"], case["published"]), case["words"])
    assert shown(mention) in (case["actors"], "-" if case["actors"] == "?" else case["actors"])
    if mention and not mention.actors:
        assert mention.reason


@pytest.mark.parametrize("case", cases("actors_groups.tsv"), ids=_name)
def test_groups_keep_their_expression(case: dict[str, str]) -> None:
    mention = mention_of(read(case["text"], case["published"]), case["words"])
    assert mention is not None and mention.kind == "group"
    group = mention.actors[0].group
    assert group is not None
    found = (group.name, group.quantifier, " ".join(group.excluded), str(len(group.members)), group.as_of or "")
    assert found == (case["group"], case["quantifier"], case["excluded"], case["members"], case["as_of"])


@pytest.mark.parametrize("case", cases("actors_dated.tsv"), ids=_name)
def test_persons_are_who_they_are_on_the_day(case: dict[str, str]) -> None:
    mention = mention_of(read(case["text"], case["published"]), case["words"])
    found = [shown(mention), *[actor.office_status for actor in mention.actors if mention]] if mention else ["-"]
    assert case["actors"] in found
