"""Who is in a group of states on a day, and the actor of a group expression.

The expression is kept (group, quantifier, exceptions, day); members are looked up as of the day, never made actors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from whodid.actors.group_phrases import GroupPhrase
from whodid.actors.names import NameHit
from whodid.actors.tables import Tables, holds_on
from whodid.actors.wordlists import words_of
from whodid.model import Actor, Group, Story


def group_actor(phrase: GroupPhrase, tables: Tables, day: str | None, named: Sequence[Sequence[str]] = ()) -> Actor:
    """The actor of a group expression, its members as of `day` (ISO; None: not known, no members).

    `named` are the states named before it, nearest first: in the sentence, in the sentence before. Of them "the other
    26 EU members" leaves one out.
    """
    whole = members_on(tables, phrase.id, day) if phrase.id else ()
    if phrase.others:
        phrase = _without_named(phrase, whole, named)
    phrase = _counted(phrase, whole)
    members = tuple(iso3 for iso3 in whole if iso3 not in phrase.excluded)
    code = tables.groups[phrase.id].code if phrase.id else ""
    group = Group(phrase.name, phrase.quantifier, phrase.excluded, day if phrase.id else None, members)
    basis = f"group: {phrase.quantifier} of {phrase.name}"
    if phrase.excluded:
        basis += f" except {', '.join(phrase.excluded)}"
    return Actor(phrase.name, code, basis, group=group)


def members_on(tables: Tables, group: str, day: str | None) -> tuple[str, ...]:
    """ISO codes of the members of a group on `day`, sorted; empty where the day is not known."""
    if day is None:
        return ()
    rows = tables.memberships.get(group, ())
    return tuple(sorted({row.iso3 for row in rows if row.status in ("member", "") and holds_on(row, day[:10])}))


def states_before(names: Sequence[NameHit], first: int, earlier: Sequence[NameHit]) -> tuple[tuple[str, ...], ...]:
    """The states named in a sentence before token `first`, then those named in the sentence before it (`earlier`)."""
    here = [hit for hit in names if hit.last < first]
    return tuple(
        tuple(dict.fromkeys(iso3 for hit in hits for iso3 in hit.only("country", "demonym", "capital")[:1]))
        for hits in (here, earlier)
    )


def _without_named(phrase: GroupPhrase, whole: Sequence[str], named: Sequence[Sequence[str]]) -> GroupPhrase:
    """The phrase less the members that "other" leaves out: as many as the number told says, else one.

    Where it is not clear who they are, "all the other members" are most of them.
    """
    if phrase.owner:
        own = (phrase.owner,) if phrase.owner in whole else ()
        return replace(phrase, excluded=phrase.excluded + own)
    wanted = len(whole) - phrase.count if phrase.count else 1
    for states in named:
        left = tuple(iso3 for iso3 in states if iso3 in whole and iso3 not in phrase.excluded)
        if left and len(left) == wanted:
            return replace(phrase, excluded=phrase.excluded + left)
    return replace(phrase, quantifier="most") if phrase.quantifier == "all" else phrase


def _counted(phrase: GroupPhrase, whole: Sequence[str]) -> GroupPhrase:
    """The phrase as some of the group where the number told is less than all: "the six EU states on the coast"."""
    left = len(whole) - len(phrase.excluded)
    fewer = phrase.count is not None and phrase.count < left
    return replace(phrase, quantifier="some") if fewer and phrase.quantifier == "all" else phrase


def stated_day(story: Story, sentence: int) -> str | None:
    """The day that a sentence, or an earlier one of its paragraph, states ("on January 23"); the nearest wins.

    Without a year it is the last such day up to the publication. None where no day is stated.
    """
    here = story.sentences[sentence]
    for index in range(sentence, -1, -1):
        sent = story.sentences[index]
        if sent.field != here.field or sent.paragraph != here.paragraph:
            break
        text = story.text if sent.field == "text" else story.title
        found = _day_pattern().finditer(text[sent.start : sent.end])
        days = [day for match in found if (day := _day_of(match, story.published))]
        if days:
            return days[0]
    return None


@cache
def _day_pattern() -> re.Pattern[str]:
    """ "January 23, 2019", "Jan. 23" (month, day, year) or "23 January 2019", "23rd of January" (day, month, year)."""
    month = "|".join(sorted((name.capitalize() for name in words_of("month")), key=len, reverse=True))
    day, year = r"(\d{1,2})(?:st|nd|rd|th)?", r"(?:,? (\d{4}))?"
    return re.compile(rf"\b({month})\.? {day}\b{year}|\b{day} (?:of )?({month})\b\.?{year}")


def _day_of(match: re.Match[str], published: str | None) -> str | None:
    name, number, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
    if not (year or published):
        return None
    month = int(words_of("month")[name.lower()])
    try:
        day = date(int(year or (published or "")[:4]), month, int(number))
    except ValueError:
        return None
    if not year and published and day.isoformat() > published[:10]:
        day = day.replace(year=day.year - 1) if (month, day.day) != (2, 29) else day
    return day.isoformat()
