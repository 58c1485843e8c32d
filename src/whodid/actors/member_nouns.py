"""The nouns for members beside a group's name: NATO "defence ministers", EU "heads of state", "leaders of" the EU."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from whodid.actors.names import NameHit
from whodid.actors.phrases import words
from whodid.actors.quantifiers import ADJECTIVE, Lead, any_of, number_of, row_of, tokens_of
from whodid.actors.wordlists import words_of
from whodid.model import Sentence

FRIENDS = frozenset({"ally", "allies", "partner", "partners"})
"""Nouns for the members beside the one that has them: "Turkey's NATO allies" are all but Turkey, but "allies of NATO"
are no members."""


@dataclass(frozen=True, slots=True)
class MemberNoun:
    """A noun for members beside a group's name: its phrase begins at token `first` and ends at `last`.

    `noun` is its own token, `kind` one of state, office ("leaders"), portfolio ("ministers", with what they are for)
    or sent ("envoys", who may be the body's own); `lead` what stands between the name and the noun.
    """

    first: int
    last: int
    noun: int
    kind: str
    singular: bool
    lead: Lead | None = None


def noun_in_name(sent: Sentence, hit: NameHit) -> MemberNoun | None:
    """The noun of a name that says states itself ("Baltic states"); None for another name."""
    states = hit.first < hit.last and words_of("members").get(sent.tokens[hit.last].text.lower()) == "state"
    return MemberNoun(hit.first, hit.last, hit.last, "state", singular=False) if states else None


def noun_behind(sent: Sentence, symbols: Sequence[str], hit: NameHit) -> MemberNoun | None:
    """The member noun behind a name: EU "member states", NATO's "27 eastern allies", G7 "finance ministers"."""
    begin = hit.last + 1
    found = _behind_pattern().match(row_of(symbols[begin:]))
    if not found:
        return None
    between = tokens_of(found, "between")
    lead = Lead(
        begin,
        words(sent, begin + between.start, begin + between.stop - 1),
        definite=found["own"] is not None,
        count=number_of([sent.tokens[begin + i].text.lower() for i in tokens_of(found, "count")]),
        others=bool(found["others"]),
        partial=ADJECTIVE in found["between"],
    )
    return _member_noun(sent, hit.first, begin + tokens_of(found, "noun").start, begin + tokens_of(found, 0).stop, lead)


def noun_before(sent: Sentence, symbols: Sequence[str], at: int) -> MemberNoun | None:
    """The member noun with "of" before token `at`: "member states of", "foreign ministers of"; not "allies of"."""
    found = _before_pattern().search(row_of(symbols[:at]))
    if not found or found["noun"] in FRIENDS:
        return None
    return _member_noun(sent, tokens_of(found, 0).start, tokens_of(found, "noun").start, at)


def _member_noun(sent: Sentence, first: int, noun: int, end: int, lead: Lead | None = None) -> MemberNoun:
    word = sent.tokens[noun].text.lower()
    kind = words_of("members").get(word) or words_of("member").get(word, "office")
    return MemberNoun(first, end - 1, noun, kind, word in words_of("member"), lead)


@cache
def _behind_pattern() -> re.Pattern[str]:
    """What stands from a group's name to the member noun, on the symbols of `quantifiers.py`, each followed by "_"."""
    return re.compile(
        rf"""(?:[(]_[^_]+_[)]_)?
        (?:(?P<own>'s|’s|'|’)_)?
        (?P<others>{any_of(words_of("others"))}_)?
        (?P<count>(?:(?:one|0)_)*)
        (?P<between>(?:[~=]_(?:and_(?=[~=]))?)*)
        {_noun_pattern()}_""",
        re.VERBOSE,
    )


@cache
def _before_pattern() -> re.Pattern[str]:
    """A member noun and "of" at the end of the symbols."""
    return re.compile(rf"(?:^|(?<=_)){_noun_pattern()}_of_$", re.VERBOSE)


def _noun_pattern() -> str:
    """A member noun, with what belongs to it: "member states", "defence ministers", "heads of state and government"."""
    portfolio = rf"(?:(?:[~=+]|and|,)_)*(?={_nouns('portfolio')}_)"
    heads = "heads_of_(?:state(?:_and(?:_of)?_government)?|government)"
    return rf"(?:member_|{portfolio})?(?P<noun>{_nouns('state', 'office', 'portfolio', 'sent')}|{heads})"


def _nouns(*kinds: str) -> str:
    """The pattern of one of the member nouns of these kinds, plural or singular."""
    return any_of(word for name in ("members", "member") for word, kind in words_of(name).items() if kind in kinds)
