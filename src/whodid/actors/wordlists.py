"""The closed word classes that the rules of this folder ask about: pronouns, quantifiers, months..."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from whodid.errors import BadData


def words_of(name: str) -> Mapping[str, str]:
    """The words of a class, lower case, each with its value ("she" f of class he; "" where it has none).

    Raises BadData for a class that `data/actors/words.tsv` does not have.
    """
    try:
        return _classes()[name]
    except KeyError:
        raise BadData(f"words.tsv has no class {name!r}; it has {', '.join(sorted(_classes()))}") from None


def classes_of(word: str) -> tuple[str, ...]:
    """The classes that have the word, lower case; () for one that no rule asks about and that is not frequent."""
    return tuple(name for name, words in _classes().items() if word in words)


@cache
def _classes() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    path = resources.files("whodid") / "data" / "actors" / "words.tsv"
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found.setdefault(row["class"], {})[row["word"]] = row["value"]
    return found
