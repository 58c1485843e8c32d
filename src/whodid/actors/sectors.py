"""Sector noun grammar: noun phrases whose head tells office or sector ("Poland's foreign minister", "riot police").

A `SectorPhrase` is what the words say, before anybody is named: noun, country or organisation it belongs to, sectors.
Title grammar (titles.py) and collectives (collectives.py) both stand on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from whodid.actors.names import NameHit
from whodid.actors.phrases import HANGING, MODIFIERS, NOUN_TAGS, head_of, words
from whodid.actors.tables import SectorNoun
from whodid.actors.wordlists import words_of
from whodid.model import Sentence

LEFT_TAGS = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "CD", "HYPH", "AFX", "``", "''"})
BELONGING = frozenset({"of", "for", "in", "at", "from"})
ABROAD = frozenset({"MIL", "REF"})
"""Sectors whose people are often where they do not belong: soldiers in a city may be anybody's."""
GENERAL_SECTORS = frozenset({"", "GOV"})
"""Sectors of nouns so general ("leader", "spokesman") that a nearer word ("rebel leader") tells more."""


@dataclass(frozen=True, slots=True)
class Owner:
    """What a phrase belongs to: an actor code to build on, and the words that say so.

    `kind` is that of the name (seat, organisation, group, country, person), or city where only the place tells.
    """

    code: str
    words: str
    first: int
    kind: str


@dataclass(frozen=True, slots=True)
class SectorPhrase:
    """A noun phrase with a sector noun: tokens `first` to `last` (the noun last), both included, hanging from `head`.

    `title` are its words without owner and article ("deputy foreign minister"); `owner` None where nothing says;
    `possessor` the token of "his", "their", "the country's" where the owner is only pointed at; `end` the last token
    including the "of ..." that follows. `domestic`: of a state's own by its nouns ("parliament"), so that without a
    country it is the story's; `foreign`: words in it speak against that ("foreign", a name that is not known);
    `visiting`: named with a city that its people only came to ("diplomats in Geneva").
    """

    first: int
    last: int
    head: int
    end: int
    noun: SectorNoun
    title: str
    sectors: tuple[str, ...]
    owner: Owner | None
    possessor: int | None
    plural: bool
    definite: bool
    former: bool
    domestic: bool = False
    foreign: bool = False
    visiting: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    noun: SectorNoun
    plural: bool


def find_sector_phrases(
    sent: Sentence, names: Sequence[NameHit], nouns: Mapping[str, SectorNoun], owners: Mapping[int, Owner]
) -> tuple[SectorPhrase, ...]:
    """The sector noun phrases of a sentence, left to right.

    `owners` says for names (by their first token) what they make of a phrase they stand in ("Turkish": TUR).
    """
    found = _find_nouns(sent, names, nouns)
    heads = [noun for noun in found if not _inside_next(sent, noun, found)]
    phrases: list[SectorPhrase] = []
    for noun in heads:
        phrase = _phrase(sent, noun, found, names, owners)
        office = next((other for other in reversed(phrases) if other.noun.kind == "office"), None)
        if phrase.noun.noun in ("counterpart", "counterparts") and office:  # "her Polish counterpart": the same office
            phrase = replace(phrase, title=office.title, sectors=office.sectors, domestic=office.domestic)
        phrases.append(phrase)
    return tuple(phrase for phrase in phrases if phrase.sectors or phrase.owner or phrase.possessor is not None)


def code_of(owner: str | None, sectors: Sequence[str]) -> str:
    """One actor code from what something belongs to and its sectors; "UNK" where there is neither.

    >>> code_of("VEN", ["OPP", "LEG"]), code_of("YEM.REB", ["GOV"]), code_of(None, ["UAF"])
    ('VEN.OPP.LEG', 'YEM.REB', 'UAF')
    """
    sectors = list(dict.fromkeys(sector for sector in sectors if sector))
    if not owner:
        if sectors and sectors[0] == "UAF":
            return "UAF"
        return ".".join(["UNK", *sectors[:1]])
    country, *own = owner.split(".")
    if own == ["GOV"] and sectors and sectors[0] != "GOV":  # the police of a ministry, or of a province, are police
        own = []
    if own == ["CVL"] and sectors and sectors[0] != "CVL":  # the refugees of a people are refugees
        own = []
    if own or country in ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"):
        return owner
    return ".".join([country, *sectors[:2]])


def _find_nouns(sent: Sentence, names: Sequence[NameHit], nouns: Mapping[str, SectorNoun]) -> list[_Found]:
    taken = {i for hit in names for i in range(hit.first, hit.last + 1)}
    found: list[_Found] = []
    at = 0
    while at < len(sent.tokens):
        match = None if at in taken else _longest_noun(sent, at, taken, nouns)
        if match:
            found.append(match)
            at = match.last
        at += 1
    return found


def _longest_noun(sent: Sentence, at: int, taken: set[int], nouns: Mapping[str, SectorNoun]) -> _Found | None:
    tokens = sent.tokens
    for last in range(min(at + 4, len(tokens) - 1), at - 1, -1):
        if any(i in taken for i in range(at, last + 1)):
            continue
        if last == at and tokens[at].tag not in NOUN_TAGS and tokens[at].tag not in ("JJ", "VBG", "VB", "VBP"):
            continue
        start = "".join(
            token.text.lower() + ("" if i == last or tokens[i + 1].start == token.end else " ")
            for i, token in enumerate(tokens[at:last], start=at)
        )
        for form, plural in _forms(tokens[last].text.lower()):
            noun = nouns.get(start + form)
            if noun and (last > at or _may_be_noun(sent, at)):
                return _Found(at, last, noun, plural or (noun.noun.endswith("s") and noun.kind == "collective"))
    return None


def _may_be_noun(sent: Sentence, at: int) -> bool:
    token = sent.tokens[at]
    return token.tag in NOUN_TAGS or (token.text[0].isupper() and token.tag == "JJ")


def _forms(word: str) -> list[tuple[str, bool]]:
    """`word` and what it may be the plural of, with whether it then is one."""
    forms = [(word, False)]
    if word.endswith("men"):
        forms.append((word[:-3] + "man", True))
    if word.endswith("people"):
        forms.append((word[:-6] + "person", True))
    if word.endswith("ies"):
        forms.append((word[:-3] + "y", True))
    if word.endswith("es"):
        forms.append((word[:-2], True))
    if word.endswith("s") and not word.endswith("ss"):
        forms.append((word[:-1], True))
    return forms


def _inside_next(sent: Sentence, noun: _Found, found: Sequence[_Found]) -> bool:
    """Whether the noun only modifies a later sector noun: "police" in "police director", "government" in its forces."""
    for other in found:
        if other.first > noun.last:
            between = sent.tokens[noun.last + 1 : other.first]
            if not between:
                office = other.noun.kind in ("office", "spokesperson") and not noun.plural
                return office or sent.tokens[noun.last].dep not in HANGING - {"poss"}
            return all(token.tag in LEFT_TAGS for token in between) and _modifies(sent, noun.last, other)
    return False


def _modifies(sent: Sentence, at: int, noun: _Found) -> bool:
    """Whether the parse hangs the word, as a modifier, from the noun."""
    while sent.tokens[at].dep in MODIFIERS and sent.tokens[at].head != at:
        at = sent.tokens[at].head
        if noun.first <= at <= noun.last:
            return True
    return False


def _phrase(
    sent: Sentence, noun: _Found, found: Sequence[_Found], names: Sequence[NameHit], owners: Mapping[int, Owner]
) -> SectorPhrase:
    first, possessor = _left_edge(sent, noun.first, names)
    owner = _owner_before(sent, first, noun, names, owners)
    after, end = _owner_after(sent, noun.last, names, owners)
    visiting = after is not None and after.kind == "city" and _visits(noun.noun)
    if visiting or (after and after.kind == "city" and noun.noun.sector.split(".")[0] in ABROAD):
        after = None
    inner = [other for other in found if first <= other.first < noun.first]
    inner += [other for other in found if noun.last < other.last <= end and other.noun.kind != "office"]
    mods = [other.noun.sector for other in inner]
    start = first if possessor is None else possessor + 1
    while start < noun.first and sent.tokens[start].tag in ("DT", "PRP$", "CD"):
        start += 1
    if owner and owner.first < noun.first:
        start = max(start, next((hit.last for hit in names if hit.first == owner.first), start - 1) + 1)
    while start < noun.first and not sent.tokens[start].text[0].isalnum():
        start += 1
    while start < noun.first and sent.tokens[start].text.lower().strip("-") in (
        *words_of("former"),
        *words_of("then"),
        "-",
    ):
        start += 1
    lead = {token.text.lower() for token in sent.tokens[first : noun.first]}
    if "ethnic" in lead and after is not None:  # "ethnic Albanian rebels in Macedonia" are no state's but Macedonia's
        owner = None
    return SectorPhrase(
        first=first,
        last=noun.last,
        head=head_of(sent, noun.first, noun.last, noun.first if _has_of(sent, noun) else noun.last),
        end=noun.last if owner else end,
        noun=noun.noun,
        title=words(sent, start, noun.last).lower(),
        sectors=_sectors(noun.noun.sector, mods, lead),
        owner=owner or after,
        possessor=possessor if owner is None else None,
        plural=noun.plural,
        definite=bool(lead & {"the", "this", "that", "these", "those", "his", "her", "its", "their"})
        or possessor is not None,
        former=bool(lead & set(words_of("former"))),
        domestic=noun.noun.country_needed or any(other.noun.country_needed for other in inner),
        foreign=bool(lead & set(words_of("foreign")))
        or any(hit.attached for hit in names if first <= hit.first < noun.first)
        or _has_unknown_name(sent, first, end, noun, names, inner),
        visiting=visiting,
    )


def _visits(noun: SectorNoun) -> bool:
    """Whether people of the noun are named with a city because they came to it: "diplomats in Geneva"."""
    visitors = words_of("visitor")
    return noun.noun in visitors or (noun.sector == "GOV" and noun.noun.split()[-1] in visitors)


def _has_unknown_name(
    sent: Sentence, first: int, end: int, noun: _Found, names: Sequence[NameHit], inner: Sequence[_Found]
) -> bool:
    """Whether a proper name that no table knows stands in the phrase: "Zintan militia" is nobody's by default.

    So is a people named by the noun itself ("the Kurds"). Not in titles, where every word may be capitalised, and not
    for places, which lie in the story's country.
    """
    known = {i for hit in names for i in range(hit.first, hit.last + 1)}
    known |= {i for other in inner for i in range(other.first, other.last + 1)}
    if sent.field == "title":
        return False
    if noun.noun.sector == "CVL" and sent.tokens[noun.last].tag == "NNPS":
        return True
    return any(
        sent.tokens[i].tag in ("NNP", "NNPS")
        and i not in known
        and sent.tokens[i].entity not in ("GPE", "LOC", "FAC", "DATE")
        for i in (*range(first, noun.first), *range(noun.last + 1, end + 1))
    )


def _sectors(own: str, mods: Sequence[str], lead: set[str]) -> tuple[str, ...]:
    """Sectors of a phrase: a general noun takes those of its modifiers, and opposition is always kept."""
    told = [mod for mod in mods if mod not in GENERAL_SECTORS]
    if "opposition" in lead and "OPP" not in told:
        told.insert(0, "OPP")
    if own == "MIL" and told and told[0] in ("REB", "PRM"):
        return tuple(dict.fromkeys(told))
    if own in GENERAL_SECTORS and told:
        return tuple(dict.fromkeys(told))
    opposed = ["OPP"] if "OPP" in told and own != "OPP" else []
    general = [mod for mod in mods if mod] if own == "" else []
    return tuple(dict.fromkeys([*opposed, own, *general])) if own or opposed or general else ()


def _has_of(sent: Sentence, noun: _Found) -> bool:
    """Whether the noun is one like "secretary of state", whose first word is its head."""
    return any(token.tag in ("IN", "TO") for token in sent.tokens[noun.first : noun.last])


def _left_edge(sent: Sentence, at: int, names: Sequence[NameHit]) -> tuple[int, int | None]:
    """The first token of the noun phrase whose noun starts at `at`, and its possessor where that is no name."""
    first, possessor = _walked_left(sent, at, names)
    while first < at and sent.tokens[first].tag in ("``", "''", "HYPH", ",", "CC", "POS"):
        first += 1
    return first, possessor


def _walked_left(sent: Sentence, at: int, names: Sequence[NameHit]) -> tuple[int, int | None]:
    """As `_left_edge`, with marks that may have been run over."""
    tokens = sent.tokens
    last_of = {hit.last: hit for hit in names}
    possessor: int | None = None
    while at > 0:
        before = tokens[at - 1]
        hit = last_of.get(at - 1)
        bracket = _bracketed_before(sent, at)
        if bracket in last_of:  # "African Union (AU) chairman"
            at = last_of[bracket].first
        elif hit and tokens[at - 1].dep in MODIFIERS | HANGING:
            joined = tokens[at].tag != "POS" and tokens[hit.last].dep in HANGING - {"poss"}
            if joined and tokens[hit.last].tag not in ("JJ", "NNP", "NNPS"):
                break
            at = hit.first
        elif before.tag == "POS":
            at -= 1
        elif before.tag == "PRP$":
            return at - 1, at - 1
        elif before.tag == "DT":
            at -= 1
            if tokens[at].text.lower() in ("the", "a", "an", "this", "that", "these", "those", "some", "any", "all"):
                break
        elif before.tag in ("CC", ",") and _joins_modifiers(sent, at - 1):
            at -= 1
        elif (
            before.tag in LEFT_TAGS
            and before.entity not in ("DATE", "TIME")
            and _is_modifier(sent, at - 1, tokens[at].tag)
        ):
            if tokens[at].tag == "POS":
                possessor = at - 1
            at -= 1
        else:
            break
    return at, possessor


def _bracketed_before(sent: Sentence, at: int) -> int:
    """The token before a one-word bracket that ends right before `at`; -1 where there is none."""
    tokens = sent.tokens
    if at > 3 and tokens[at - 1].text == ")" and tokens[at - 3].text == "(" and tokens[at - 2].text.isupper():
        return at - 4
    return -1


def _is_modifier(sent: Sentence, at: int, next_tag: str) -> bool:
    token = sent.tokens[at]
    if next_tag == "POS":
        return token.tag in NOUN_TAGS
    if token.tag in ("VBN", "VBG"):
        return token.dep in ("amod", "compound")
    return token.dep in MODIFIERS or token.tag in ("HYPH", "AFX", "``", "''") or token.dep not in HANGING


def _joins_modifiers(sent: Sentence, at: int) -> bool:
    """Whether the "and" or comma at `at` stands between modifiers of one noun: "trade and industry commissioner"."""
    tokens = sent.tokens
    if at == 0 or tokens[at].text not in ("and", "&", ","):
        return False
    before = tokens[at - 1]
    if before.tag not in LEFT_TAGS:
        return False
    return (before.dep in ("amod", "compound", "nmod") and before.head > at) or (
        before.dep == "conj" and before.tag == "JJ"
    )


def _owner_before(
    sent: Sentence, first: int, noun: _Found, names: Sequence[NameHit], owners: Mapping[int, Owner]
) -> Owner | None:
    """The owner named inside the phrase; one with a sector or organisation of its own wins, a city comes last."""
    inside = [hit for hit in names if first <= hit.first and hit.last < noun.first and not hit.attached]
    told = [owners[hit.first] for hit in reversed(inside) if hit.first in owners]
    bodies = [owner for owner in told if owner.kind not in ("city", "country", "person")]
    lands = [owner for owner in told if owner.kind != "city"]
    return next(iter(bodies or lands or told), None)


def _owner_after(
    sent: Sentence, last: int, names: Sequence[NameHit], owners: Mapping[int, Owner]
) -> tuple[Owner | None, int]:
    """The owner told by "of ...", "for ..." or "in ..." behind the noun, and the last token of those words."""
    tokens = sent.tokens
    at = last + 1
    end = last
    owner: Owner | None = None
    by_first = {hit.first: hit for hit in names}
    while at < len(tokens) and tokens[at].text.lower() in BELONGING and tokens[at].dep != "agent":
        weak = tokens[at].text.lower() in ("in", "at", "from")
        if weak and tokens[at].head != last and not _hangs_near(sent, at, last, end):
            break
        at += 1
        stop = at
        while stop < len(tokens):
            hit = by_first.get(stop)
            if hit:
                stop = hit.last + 1
                told = None if hit.attached else owners.get(hit.first)
                if told and (owner is None or _tells_more(told, owner)):
                    owner = told  # in "head of Chad's Border Guard", the guard
                end = hit.last
                if stop < len(tokens) and tokens[stop].tag not in LEFT_TAGS and tokens[stop].tag != "POS":
                    break
                continue
            if tokens[stop].tag in LEFT_TAGS or tokens[stop].tag in ("DT", "POS", "PRP$"):
                if tokens[stop].entity in ("DATE", "TIME"):
                    break
                if tokens[stop].tag in NOUN_TAGS:
                    end = stop
                stop += 1
                continue
            break
        if stop == at:
            break
        at = stop
        if owner is not None:
            break
    behind = by_first.get(at + 1) if at < len(tokens) and tokens[at].text == "," else None
    if owner and owner.kind == "city" and behind and behind.first in owners:  # "in Tripoli, Lebanon"
        return owners[behind.first], behind.last
    return owner, end


def _tells_more(told: Owner, owner: Owner) -> bool:
    """Whether an owner told later in the phrase is more particular: a body than its country, a country than a city.

    A person behind a country is who holds its office, no owner: "interior minister of Kenya Joseph Otieno".
    """
    if told.kind == "person":
        return False
    rank = {"city": 0, "country": 1}
    return owner.kind in rank and rank.get(told.kind, 2) > rank[owner.kind]


def _hangs_near(sent: Sentence, at: int, first: int, last: int) -> bool:
    return first <= sent.tokens[at].head <= max(last, first)
