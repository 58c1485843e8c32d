"""The wordings and tables of ingest hold together: no label means two things, codes are codes, patterns compile."""

from __future__ import annotations

import re
from collections import Counter

from whodid.ingest.knowledge import load_table, load_yaml, phrase


def test_every_label_names_one_field() -> None:
    labels = [phrase(label) for words in load_yaml("labels.yaml").values() for label in words]
    assert [label for label, times in Counter(labels).items() if times > 1] == []


def test_there_are_enough_agencies_and_no_alias_is_shared() -> None:
    rows = load_table("agencies.tsv")
    aliases = Counter(alias for row in rows for alias in set(row["aliases"].split("|")))
    assert len(rows) >= 60
    assert [alias for alias, times in aliases.items() if times > 1] == []
    assert all(re.fullmatch("[A-Z]{3}", row["country"]) and row["state_run"] in ("yes", "no") for row in rows)
    assert all(row["origin"] for row in rows)


def test_there_are_enough_places_each_once_with_a_country_or_none() -> None:
    rows = load_table("dateline_places.tsv")
    keys = Counter((row["kind"], row["name"].casefold()) for row in rows)
    assert sum(row["kind"] == "city" for row in rows) >= 250
    assert [key for key, times in keys.items() if times > 1] == []
    assert all(re.fullmatch("[A-Z]{3}|-", row["country"]) for row in rows)


def test_patterns_of_furniture_compile() -> None:
    found = load_yaml("furniture.yaml")
    patterns = [pattern for name in found if name.endswith("patterns") for pattern in found[name]]
    assert patterns and all(re.compile(pattern) for pattern in patterns)
