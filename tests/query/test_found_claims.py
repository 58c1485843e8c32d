"""Claims found over all stories: who says what of which event, what a speaker fits, and who denies it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from finished_stories import denied_story, finished_story

from whodid.model import Actor, Party, Voice
from whodid.query import CLAIM_ROW, EventFilter, count_claims_alone, find_claims, find_events, flat_events, parties_like
from whodid.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The denied story; and one in which the publisher alone tells that Belarus accused Norway."""
    told = finished_story(2)
    belarus, norway = (
        Party(None, Actor(name, code, "table")) for name, code in (("Belarus", "BLR"), ("Norway", "NOR"))
    )
    accused = replace(told.events[0], event_type="ACCUSE", mode="allege", actors=(belarus,), recipients=(norway,))
    kept = Store.create(tmp_path_factory.mktemp("claims") / "store")
    kept.add([denied_story(1), replace(told, events=(accused,), claims=told.claims[:1], relations=())])
    return kept


def found(store: Store, **asked: Any) -> list[tuple[str, str]]:
    """The nearest voice and the stance of each claim that fits."""
    answer = find_claims(store, EventFilter(**asked))
    rows = list(answer.rows)
    assert answer.total == len(rows)
    return sorted((row["according_to"], row["stance"]) for row in rows)


VALE, MINSK, COURIER = ("Ingrid Vale", "alleges"), ("Belarus", "denies"), ("The Fjord Courier", "asserts")

CASES: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"type": ("ASSAULT",)}, [MINSK, VALE]),
    ({"speaker": ("NOR.GOV",)}, [VALE]),
    ({"speaker": ("vale",)}, [VALE]),
    ({"speaker": ("NOR.MIL",)}, []),
    ({"speaker": ("BLR.GOV",)}, [MINSK, COURIER]),  # the country speaks for its government; the accusation is its own
    ({"speaker": ("BLR.GOV",), "stance": ("denies",)}, [MINSK]),
    ({"speaker": ("NOR",), "stance": ("denies",)}, []),
    ({"stance": ("alleges", "denies")}, [MINSK, VALE]),
    ({"about": ("BLR",), "stance": ("asserts",)}, [COURIER, COURIER]),
    ({"about": ("NOR.CVL",)}, [MINSK, VALE]),
    ({"about": ("NOR.CVL",), "until": "2021-03-01"}, []),
]


@pytest.mark.parametrize("asked, claims", CASES, ids=str)
def test_what_is_asked_of_a_claim_is_found(store: Store, asked: dict[str, Any], claims: list[tuple[str, str]]) -> None:
    assert found(store, **asked) == sorted(claims)


def test_a_claim_has_its_words_and_its_denials(store: Store) -> None:
    alleged, denial = find_claims(store, EventFilter(type=("ASSAULT",))).rows
    assert list(alleged) == list(CLAIM_ROW)
    assert alleged["words"].startswith("Minsk had the consulate")
    (row,) = alleged["denials"]
    assert (row["speaker"], row["speaker_code"], row["words"]) == ("Belarus", "BLR", "Minsk denied the claim")
    assert row["claim_id"] == denial["claim_id"]
    assert denial["denials"] == []


def test_the_denier_has_columns_of_its_own_in_the_flat_row(store: Store) -> None:
    rows = {(row["event_type"], row["denied_by"], row["denied_by_code"]) for row in flat_events(store)}
    assert ("ASSAULT", "Belarus", "BLR") in rows
    assert ("SANCTION", None, None) in rows


@pytest.mark.parametrize(
    "asked, number",
    [
        ({"speaker": ("NOR.GOV",)}, 1),
        ({"speaker": ("NOR.GOV",), "stance": ("denies",)}, 0),  # of one and the same claim
        ({"speaker": ("BLR",)}, 2),
        ({"stance": ("denies",)}, 1),
        ({"about": ("BLR",)}, 3),
    ],
)
def test_events_are_found_by_who_vouches_for_them(store: Store, asked: dict[str, Any], number: int) -> None:
    assert find_events(store, EventFilter(**asked)).total == number


def test_each_part_is_counted_by_itself_and_names_come_near(store: Store) -> None:
    asked = EventFilter(speaker=("NOR.GOV",), stance=("denies",))
    assert count_claims_alone(store, asked) == {"speaker": 1, "stance": 1}
    assert parties_like(store, "speaker", "Vael") == ["Ingrid Vale"]
    assert "Belarus" in parties_like(store, "about", "Belaruss")


def test_several_speakers_of_one_claim_fit_each(tmp_path: Path) -> None:
    story = denied_story(3)
    both = (story.claims[1].chain[0], Voice("speaker", "A. Moe", "USA.GOV", "alleges"), *story.claims[1].chain[1:])
    kept = Store.create(tmp_path / "store")
    kept.add([replace(story, claims=(replace(story.claims[1], chain=both),), relations=())])
    for speaker in ("moe", "USA", "Ingrid Vale", "NOR.GOV"):
        assert find_claims(kept, EventFilter(speaker=(speaker,))).total == 1


def denied_elsewhere(printed: str, **changed: Any) -> Any:
    """The denied story printed again on another day, without the claim and with nothing but the denial of the act."""
    story = denied_story(4)
    event = replace(story.events[1], **changed)
    denial = next(claim for claim in story.claims if claim.stance == "denies" and claim.event_id == event.id)
    return replace(story, id="elsewhere", published=printed, events=(event,), claims=(denial,), relations=())


def told_alone() -> Any:
    """The denied story without its denial."""
    story = denied_story(1)
    claims = tuple(claim for claim in story.claims if claim.stance != "denies")
    return replace(story, claims=claims, relations=())


@pytest.mark.parametrize(
    "printed, changed, tied",
    [
        ("2021-03-04", {}, True),
        ("2021-06-04", {}, False),
        ("2021-03-04", {"event_type": "COERCE"}, False),
        ("2021-03-04", {"actors": (Party(None, Actor("Finland", "FIN", "table")),)}, False),
    ],
    ids=str,
)
def test_a_denial_in_another_story_stands_beneath_the_claim(
    tmp_path: Path, printed: str, changed: dict[str, Any], tied: bool
) -> None:
    kept = Store.create(tmp_path / "store")
    told = told_alone()
    kept.add([told, denied_elsewhere(printed, **changed)])
    (row,) = find_claims(kept, EventFilter(stance=("alleges",))).rows
    assert [(one["speaker"], one["story_id"]) for one in row["denials"]] == ([("Belarus", "elsewhere")] if tied else [])
