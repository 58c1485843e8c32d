"""Events found over all stories: which, in which order, and how their ids are shortened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from finished_stories import finished_story, quiet_story

from whodid.model import Actor, Event, Interval, Party, Story
from whodid.query import (
    FLAT_COLUMNS,
    EventFilter,
    count_alone,
    find_events,
    flat_events,
    id_length,
    parties_like,
    stories_of,
)
from whodid.store import Store


def act(number: int, day: str | None = None, **changes: Any) -> Story:
    """A story of one event: the first of the finished story, changed."""
    story = finished_story(number)
    happened = Interval(day, day, "day", "on that day") if day else None
    return replace(story, events=(replace(story.events[0], happened=happened, **changes),))


def party(name: str | None, code: str) -> tuple[Party, ...]:
    return (Party(None, Actor(name, code, "table row")),)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Expelled, beaten, backed of the finished story; then four stories of one event each."""
    kept = Store.create(tmp_path_factory.mktemp("found") / "store")
    kept.add(
        [
            finished_story(1),
            act(2, "2021-02-10", actors=party("Lech Wałęsa", "POL.GOV"), status="future"),
            replace(act(3, actors=party("Nigeria", "NGA")), published="2020-12"),
            replace(act(4, actors=party("Ben Bella", "DZA.GOV")), published=None),
            act(5, "2021-03-09", actors=party("OAS", "IGO"), recipients=party("Niger", "NER.MIL")),
            quiet_story(),
        ]
    )
    return kept


def found(store: Store, **asked: Any) -> list[str]:
    """The first actor of each event that fits, in order."""
    answer = find_events(store, EventFilter(**asked))
    rows = [row["actors"][0] for row in answer.rows]
    assert answer.total == len(rows)
    return rows


ALL = ["Nigeria", "Lech Wałęsa", "Nordic countries", "Belarus", "Norway", "OAS", "Ben Bella"]

CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({"actor": ("NOR",)}, ["Norway"]),
    ({"actor": ("POL",)}, ["Lech Wałęsa"]),
    ({"actor": ("POL.GOV",)}, ["Lech Wałęsa"]),
    ({"actor": ("POL.MIL",)}, []),
    ({"actor": ("POL.GO",)}, []),
    ({"actor": ("pol",)}, []),
    ({"actor": ("walesa",)}, ["Lech Wałęsa"]),
    ({"actor": ("LECH  Wałęsa",)}, ["Lech Wałęsa"]),
    ({"actor": ("Niger",)}, []),
    ({"actor": ("BEN",)}, []),
    ({"actor": ("Ben",)}, ["Ben Bella"]),
    ({"actor": ("OAS",)}, ["OAS"]),
    ({"actor": ("oas",)}, ["OAS"]),
    ({"actor": ("nordic countries",)}, ["Nordic countries"]),
    ({"actor": ("DNK",)}, []),  # a member of the group: possible, not certain
    ({"actor": ("NOR", "walesa")}, ["Lech Wałęsa", "Norway"]),
    ({"actor": (".*",)}, []),
    ({"recipient": ("Niger",)}, ["OAS"]),
    ({"recipient": ("BLR.GOV",), "status": ("happened",)}, ["Nigeria", "Norway", "Ben Bella"]),
    ({"type": ("SUPPORT", "ASSAULT/beat")}, ["Nordic countries", "Belarus"]),
    ({"type": ("ASSAULT/aerial",)}, []),
    ({"status": ("future", "negated")}, ["Lech Wałęsa"]),
    ({"country": "NOR"}, ["Belarus"]),
    ({"text": "clerk RANSACK"}, ["Belarus"]),
    ({"text": "lerks"}, []),
    ({"since": "2021-03-03"}, ["OAS"]),
    ({"until": "2021-02-10"}, ["Nigeria", "Lech Wałęsa"]),
    ({"since": "2020-12-15", "until": "2020-12-20"}, ["Nigeria"]),  # printed some day of that month
    ({"since": "2021-03-02", "until": "2021-03-02"}, ["Nordic countries", "Belarus", "Norway"]),
]


@pytest.mark.parametrize("asked, actors", CASES, ids=str)
def test_what_is_asked_is_found(store: Store, asked: dict[str, Any], actors: list[str]) -> None:
    assert sorted(found(store, **asked)) == sorted(actors)


def test_events_stand_in_the_order_they_happened_and_undated_ones_where_they_were_printed(store: Store) -> None:
    """A day told by its month only is before its days; neither happened nor printed, last."""
    days = []
    for row in find_events(store, EventFilter()).rows:
        days.append(row["happened_start"] or (row["published"] or "9999")[:10])
    assert days == sorted(days)
    assert len(days) == 7
    assert found(store)[:2] == ALL[:2]
    assert found(store)[-2:] == ALL[-2:]


def test_a_limit_cuts_the_rows_and_not_the_number(store: Store) -> None:
    answer = find_events(store, EventFilter(), limit=2)
    rows = list(answer.rows)
    assert (answer.total, [row["actors"] for row in rows]) == (7, [["Nigeria"], ["Lech Wałęsa"]])
    assert list(rows[0]) == list(FLAT_COLUMNS)


def test_an_interval_fits_where_it_meets_the_days_asked(tmp_path: Path) -> None:
    kept = Store.create(tmp_path / "store")
    kept.add([act(1), _lasting(2, "1980-01-01", "1989-12-31")])
    assert find_events(kept, EventFilter(since="1985-01-01", until="1985-12-31")).total == 1
    assert find_events(kept, EventFilter(since="1989-12-31", until="1995-01-01")).total == 1
    assert find_events(kept, EventFilter(since="1990-01-01", until="1995-01-01")).total == 0


def _lasting(number: int, start: str, end: str) -> Story:
    story = finished_story(number)
    event: Event = replace(story.events[0], happened=Interval(start, end, "year", "in those years"))
    return replace(story, events=(event,))


def test_the_exports_keep_the_order_of_publication(store: Store) -> None:
    printed = [row["published"] or "9999" for row in flat_events(store)]
    assert printed == sorted(printed)


def test_each_part_of_a_question_is_counted_by_itself(store: Store) -> None:
    asked = EventFilter(actor=("NOR",), status=("future",), country="FRA")
    assert count_alone(store, asked) == {"actor": 1, "status": 1, "country": 0}


@pytest.mark.parametrize(
    "words, near",
    [("Walensa", "Lech Wałęsa"), ("nigera", "Nigeria"), ("pol", "POL"), ("pol.gov", "POL.GOV"), ("norwai", "Norway")],
)
def test_a_name_written_otherwise_is_near_one_that_is_there(store: Store, words: str, near: str) -> None:
    assert near in parties_like(store, "actor", words)


def test_nothing_is_near_what_is_like_nothing(store: Store) -> None:
    assert parties_like(store, "recipient", "qqqqq") == []


def test_ids_are_shortened_to_what_tells_them_apart(store: Store) -> None:
    """At least six characters; ids of stories count, since `show` takes both."""
    ids = [row["event_id"] for row in flat_events(store)] + sorted(store.ids())
    length = id_length(store)
    assert length >= 6
    assert len({key[:length] for key in ids}) == len(set(ids))


def test_ids_that_begin_alike_are_given_longer(tmp_path: Path) -> None:
    kept = Store.create(tmp_path / "store")
    alike = [act(number, id=f"abcdef01{number}0000000") for number in (1, 2)]
    kept.add(alike)
    assert id_length(kept) == 9
    assert id_length(Store.create(tmp_path / "empty")) == 6


def test_stories_are_given_without_their_sentences(store: Store) -> None:
    story = finished_story(1)
    assert stories_of(store, [story.id, story.id, "absent"]) == {story.id: replace(story, sentences=())}
    assert stories_of(store, []) == {}
