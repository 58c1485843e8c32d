"""Groups of states as the text puts them: "most of the EU states", "Lima Group members (excluding Mexico)".

The expression is kept (group, quantifier, exceptions, day); members are looked up as of the day, never made actors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from whodid.actors.drafts import Draft
from whodid.actors.names import NameHit
from whodid.actors.phrases import head_of, words
from whodid.actors.tables import Tables, holds_on
from whodid.actors.wordlists import words_of
from whodid.model import Actor, Group, Sentence, Story

_DAY = re.compile(
    r"\b([A-Z][a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?\b(?:,? (\d{4}))?"
    r"|\b(\d{1,2})(?:st|nd|rd|th)? ([A-Z][a-z]+)\b(?:,? (\d{4}))?"
)


@dataclass(frozen=True, slots=True)
class GroupPhrase:
    """A group expression: tokens `first` to `last`; `id` of the named group, None for "several countries"."""

    first: int
    last: int
    head: int
    id: str | None
    name: str
    quantifier: str
    excluded: tuple[str, ...]
    excluded_tokens: frozenset[int]


def find_groups(sent: Sentence, names: Sequence[NameHit], regions: frozenset[str]) -> tuple[GroupPhrase, ...]:
    """The expressions for groups of states in a sentence, left to right."""
    found: list[GroupPhrase] = []
    taken: set[int] = set()
    for hit in names:
        if hit.only("group") and (phrase := _named(sent, hit, names)):
            found.append(phrase)
            taken.update(range(phrase.first, phrase.last + 1))
    for at, token in enumerate(sent.tokens):
        if (
            at not in taken
            and token.tag in ("NNS", "NNPS")
            and token.text.lower() in (*words_of("states"), "powers", "leaders")
        ):
            phrase = _unnamed(sent, at, names, regions)
            if phrase and not taken & set(range(phrase.first, phrase.last + 1)):
                found.append(phrase)
    return tuple(sorted(found, key=lambda phrase: phrase.first))


def excluded_names(sent: Sentence, names: Sequence[NameHit]) -> tuple[tuple[int, ...], tuple[str, ...], int]:
    """Of the first exclusion in a sentence ("excluding A and B"): tokens of the names, iso3 codes, and where it begins.

    The beginning is -1 where nothing is excluded.
    """
    return _exclusion(sent, names, 0, len(sent.tokens))


def group_actor(phrase: GroupPhrase, tables: Tables, day: str | None) -> Actor:
    """The actor of a group expression, its members as of `day` (ISO; None: not known, no members)."""
    members: tuple[str, ...] = ()
    code = ""
    if phrase.id:
        code = tables.groups[phrase.id].code
        members = tuple(iso3 for iso3 in members_on(tables, phrase.id, day) if iso3 not in phrase.excluded)
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
        days = [day for match in _DAY.finditer(text[sent.start : sent.end]) if (day := _day_of(match, story.published))]
        if days:
            return days[0]
    return None


def _day_of(match: re.Match[str], published: str | None) -> str | None:
    name, number, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
    month = int(words_of("month").get(name.lower(), 0))
    if not month or not (year or published):
        return None
    try:
        day = date(int(year or (published or "")[:4]), month, int(number))
    except ValueError:
        return None
    if not year and published and day.isoformat() > published[:10]:
        day = day.replace(year=day.year - 1) if (month, day.day) != (2, 29) else day
    return day.isoformat()


def _named(sent: Sentence, hit: NameHit, names: Sequence[NameHit]) -> GroupPhrase | None:
    """ "EU states", "members of the EU", "most of the EU", with what stands before and the exceptions behind."""
    tokens = sent.tokens
    first, last = hit.first, hit.last
    noun: int | None = None
    if last + 3 < len(tokens) and tokens[last + 1].text == "(" and tokens[last + 3].text == ")":
        last += 3  # "African Union (AU) member states"
    at = last + 1
    if at < len(tokens) and tokens[at].text.lower() in ("member", "foreign", "-", "'s", "’s", "'"):
        at += 1
    while at < len(tokens) and tokens[at].text.lower() in ("member", "foreign", "-"):
        at += 1
    if at < len(tokens) and tokens[at].text.lower() in words_of("members") and tokens[at].tag in ("NNS", "NNPS"):
        noun, last = at, at
    before = _skip_back(sent, first)
    if before > 0 and tokens[before].text.lower() == "of" and tokens[before - 1].text.lower() in words_of("members"):
        noun = before - 1 if noun is None else noun
        first = before - 1
        while first > 0 and tokens[first - 1].text.lower() in ("member", "other", "fellow", "foreign"):
            first -= 1
    elif noun is None and not (before > 0 and tokens[before].text.lower() == "of" and _quantifier_at(sent, before - 1)):
        return None
    partial = first != hit.first and tokens[first].text.lower().startswith("member") and not _counted_whole(sent, first)
    first, quantifier, but = _quantified(sent, first, names)
    gone, excluded, begins = _exclusion(sent, names, last + 1, _reach(sent, last, names))
    if begins >= 0:
        last = (
            max(gone) + 1
            if gone and max(gone) + 1 < len(tokens) and tokens[max(gone) + 1].text == ")"
            else max(gone or (last,))
        )
    head = head_of(sent, first, last, noun)
    if but:
        excluded += but[1]
        gone += but[0]
    name = hit.only("group")[0]
    return GroupPhrase(
        first, last, head, name, hit.text, quantifier or ("some" if partial else "all"), excluded, frozenset(gone)
    )


def _unnamed(sent: Sentence, at: int, names: Sequence[NameHit], regions: frozenset[str]) -> GroupPhrase | None:
    """ "Several countries", "European nations", "54 nations", "African leaders": states without a named group."""
    tokens = sent.tokens
    inside = [hit for hit in names if hit.last == at - 1]
    if inside or tokens[at].text.lower() == "members":
        return None
    first = at
    while first > 0 and tokens[first - 1].tag in (
        "JJ",
        "JJR",
        "JJS",
        "NNP",
        "CD",
        "VBG",
        "VBN",
        "RB",
        "HYPH",
        "NN",
        "``",
        "''",
    ):
        if tokens[first - 1].dep not in ("amod", "compound", "nmod", "nummod", "punct", "advmod", "quantmod"):
            break
        first -= 1
    while first < at and not tokens[first].text[0].isalnum():
        first += 1
    lead = words(sent, first, at).lower().split()
    region = any(" ".join(lead[i : i + n]) in regions for n in (1, 2) for i in range(len(lead)))
    noun = tokens[at].text.lower()
    if noun in ("leaders", "members", "capitals", "governments", "powers") and not region:
        return None
    if noun == "states" and not region and not set(lead) & set(words_of("stately")):  # swing states are no countries
        return None
    quantifier = next((words_of("quantifier")[word] for word in lead if word in words_of("quantifier")), "")
    if not quantifier and any(tokens[i].tag == "CD" for i in range(first, at)):
        quantifier = "some"
    begin, outer, but = _quantified(sent, first, names)
    definite = begin < first and tokens[first - 1].text.lower() in ("the", "these", "those", "both")
    counted = any(tokens[i].tag == "CD" and tokens[i].text.lower() == "two" for i in range(first, at))
    if (definite or tokens[first].text.lower() == "both") and not region and (counted or at - first <= 1) and not outer:
        return None  # "the two countries": coreference says which
    if tokens[begin].text.lower() == "both" and not region:
        return None
    gone, excluded, _ = _exclusion(sent, names, at + 1, _reach(sent, at, names))
    name = words(sent, first, at)
    return GroupPhrase(
        begin, at, head_of(sent, begin, at, at), None, name, outer or quantifier or "some",
        excluded + (but[1] if but else ()), frozenset(gone + (but[0] if but else ())),
    )  # fmt: skip


def _skip_back(sent: Sentence, first: int) -> int:
    """The token before the article and numerals that stand before `first` ("the 27-member")."""
    at = first - 1
    passed = ("other", "remaining", "member", "-")
    while at > 0 and (sent.tokens[at].tag in ("DT", "CD") or sent.tokens[at].text.lower() in passed):
        at -= 1
    return at


def _quantifier_at(sent: Sentence, at: int) -> str | None:
    return words_of("quantifier").get(sent.tokens[at].text.lower()) if at >= 0 else None


def _counted_whole(sent: Sentence, members: int) -> bool:
    """Whether the members are counted as a known whole: "the ten members", "the five permanent members"."""
    at = members - 1
    while at > 0 and sent.tokens[at].pos == "ADJ":
        at -= 1
    return at > 0 and sent.tokens[at].tag == "CD" and sent.tokens[at - 1].text.lower() == "the"


def _quantified(
    sent: Sentence, first: int, names: Sequence[NameHit]
) -> tuple[int, str | None, tuple[tuple[int, ...], tuple[str, ...]] | None]:
    """What stands before the phrase: its first token now, the quantifier, and names taken out by "all but A of"."""
    tokens = sent.tokens
    at = first - 1
    quantifier: str | None = None
    if at >= 0 and tokens[at].tag in ("DT", "PDT") and tokens[at].text.lower() in ("the", "these", "those"):
        first, at = at, at - 1
    if at >= 0 and tokens[at].tag == "CD":
        quantifier, first, at = "some", at, at - 1
        if at >= 0 and tokens[at].tag == "DT":
            quantifier, first, at = None, at, at - 1
    of = at >= 0 and tokens[at].text.lower() == "of"
    look = at - 1 if of else at
    if look >= 0 and tokens[look].text.lower() == "members" and of:
        quantifier, first, look = "some", look, look - 1
    if look >= 0 and (word := _quantifier_at(sent, look)):
        begin = look
        if begin > 0 and tokens[begin - 1].text.lower() in ("a", "the", "vast", "great"):
            begin -= 1
        if begin > 0 and tokens[begin - 1].text.lower() in ("a", "the"):
            begin -= 1
        return begin, word, None
    if of:
        hits = [hit for hit in names if hit.last < at and hit.only("country", "demonym")]
        for i in range(max(0, at - 8), at):
            if [token.text.lower() for token in tokens[i : i + 2]] == ["all", "but"]:
                gone = tuple(h for hit in hits if hit.first >= i for h in range(hit.first, hit.last + 1))
                codes = tuple(code for hit in hits if hit.first >= i for code in hit.only("country", "demonym")[:1])
                return i, "all" if codes else "most", (gone, codes)
        if look >= 0 and tokens[look].tag == "CD":
            return look, "some", None
    return first, quantifier, None


def _reach(sent: Sentence, last: int, names: Sequence[NameHit]) -> int:
    """Where an exception to the phrase ending at `last` must begin before: right behind it, else anywhere behind it

    where no second group competes ("All EU states agreed, with the exception of Malta").
    """
    if sum(bool(hit.only("group")) for hit in names) > 1:
        return min(last + 3, len(sent.tokens))
    return len(sent.tokens)


def _exclusion(
    sent: Sentence, names: Sequence[NameHit], start: int, stop: int
) -> tuple[tuple[int, ...], tuple[str, ...], int]:
    tokens = sent.tokens
    lower = [token.text.lower() for token in tokens]
    cues = [tuple(cue.split()) for cue in words_of("excluding")]
    for at in range(start, stop):
        cue = next((cue for cue in cues if tuple(lower[at : at + len(cue)]) == cue), None)
        if cue is None or (cue == ("bar",) and tokens[at].tag.startswith("NN")):
            continue
        gone: list[int] = []
        codes: list[str] = []
        here = at + len(cue)
        while here < len(tokens):
            hit = next((hit for hit in names if hit.first == here), None)
            if hit and hit.only("country"):
                gone.extend(range(hit.first, hit.last + 1))
                codes.extend(hit.only("country")[:1])
                here = hit.last + 1
            elif lower[here] in ("the", "and", "or", ",") and (here + 1 < len(tokens)):
                if lower[here] == "," and cue != ("excluding",) and tokens[at - 1].text != "(":
                    break
                here += 1
            else:
                break
        if codes:
            return tuple(gone), tuple(codes), at
    return (), (), -1


def list_members(sent: Sentence, head: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that "including", "such as" or "among them" behind `head` lists, by the row of words, not the tree."""
    tokens = sent.tokens
    at = head.last + 1
    if at < len(tokens) and tokens[at].text in (",", "-", "–", "—", "(", ":"):
        at += 1
    cue = [token.text.lower() for token in tokens[at : at + 2]]
    if cue[:1] in (["including"], ["namely"], ["notably"]):
        at += 1
    elif cue in (["such", "as"], ["among", "them"]):
        at += 2
    else:
        return []
    found: list[Draft] = []
    starts: dict[int, Draft] = {}
    for draft in drafts:
        if draft.first > head.last and draft.being != "pronoun":
            held = starts.get(draft.first)
            if held is None or draft.last > held.last:
                starts[draft.first] = draft
    while at < len(tokens):
        if at in starts:
            found.append(starts[at])
            at = starts[at].last + 1
        elif tokens[at].text.lower() in (",", "and", "as", "well", "the", "also", "&", ";"):
            at += 1
        else:
            break
    return found
