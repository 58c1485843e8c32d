"""Nouns that take up an act told before ("the attack", "the deal"), with the event types they may mean."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def act_nouns() -> dict[str, frozenset[str]]:
    """The nouns of data/events/act_nouns.tsv, lemmas, each with its event types."""
    lines = files("whodid").joinpath("data/events/act_nouns.tsv").read_text(encoding="utf-8").splitlines()
    return {noun: frozenset(types.split()) for noun, types in (line.split("\t") for line in lines[1:])}
