"""The hardest shapes, written by somebody who had not read the resolver, before the first run on them.

They are no rules to be met one by one: each kind has a share that must be right.
"""

from __future__ import annotations

import pytest
from reading import cases, mention_of, read, shown

from whodid.model import Mention

AT_LEAST = 0.85


def meant(case: dict[str, str]) -> Mention | None:
    """The mention of the case's words: exactly those, else the longest inside them (a comma more, a title less)."""
    story = read(case["text"], case["published"])
    exact = mention_of(story, case["words"])
    start = case["text"].index(case["words"])
    end = start + len(case["words"])
    inside = [one for one in story.mentions if start <= one.span.start and one.span.end <= end]
    return exact or max(inside, key=lambda one: one.span.end - one.span.start, default=None)


def right(case: dict[str, str]) -> bool:
    """Whether the words stand for whom the case says: a code, or a code and a name; "-" for nobody."""
    found = shown(meant(case))
    if case["actors"] == "-":
        return found in ("-", "?")
    return found == case["actors"] or ("=" not in case["actors"] and found.partition("=")[0] == case["actors"])


def right_group(case: dict[str, str]) -> bool:
    """Whether the expression is kept as the case says."""
    mention = meant(case)
    actors = mention.actors if mention is not None else ()
    group = actors[0].group if actors else None
    if group is None:  # "the two Koreas" are two states, and no group of a table
        return case["quantifier"] == "all" and str(len(actors)) == case["members"]
    excluded = sorted(case["excluded"].replace(",", " ").split())
    as_of = group.as_of or (case["as_of"] if not group.members else "")  # a group without a list has no day
    found = (group.quantifier, sorted(group.excluded), str(len(group.members)), as_of)
    return found == (case["quantifier"], excluded, case["members"], case["as_of"])


@pytest.mark.parametrize("name", ["dated", "sectors", "ambiguity"])
def test_words_stand_for_actors(name: str) -> None:
    rows = cases(f"blind/{name}.tsv")
    wrong = [case["words"] for case in rows if not right(case)]
    assert len(wrong) <= (1 - AT_LEAST) * len(rows), wrong


def test_groups_keep_their_expression() -> None:
    rows = cases("blind/groups.tsv")
    wrong = [case["words"] for case in rows if not right_group(case)]
    assert len(wrong) <= (1 - AT_LEAST) * len(rows), wrong
