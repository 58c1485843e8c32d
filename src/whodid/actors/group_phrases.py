"""Group expressions in a sentence: which words are "most of the EU states", "NATO defence ministers", "54 nations".

A named group is read outwards from its name: the member noun behind it, what stands before (`quantifiers.py`), a
member noun with "of" before that, and who is taken out behind (`exclusions.py`). Who its members are is not asked here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from whodid.actors.exclusions import PAUSES, begins_exclusion, exclusion_behind, find_exclusion, list_begin
from whodid.actors.member_nouns import FRIENDS, MemberNoun, noun_before, noun_behind, noun_in_name
from whodid.actors.names import NameHit
from whodid.actors.phrases import NAME_TAGS, NOUN_TAGS, children, head_of, words
from whodid.actors.quantifiers import COUNTRY, Lead, read_lead, symbols_of
from whodid.actors.tables import Tables
from whodid.actors.wordlists import words_of
from whodid.model import Sentence

PLURAL_TAGS = frozenset({"NNS", "NNPS"})
POINTING = frozenset({"the", "these", "those", "both"})


@dataclass(frozen=True, slots=True)
class GroupPhrase:
    """A group expression: tokens `first` to `last`; `id` of the named group, None for "several countries".

    `count` is the number of states told for the whole ("the six"). `others`: those beside a state named before ("the
    other 26"), or beside the state with the code `owner` ("Turkey's NATO allies").
    """

    first: int
    last: int
    head: int
    id: str | None
    name: str
    quantifier: str
    excluded: tuple[str, ...] = ()
    excluded_tokens: frozenset[int] = frozenset()
    count: int | None = None
    others: bool = False
    owner: str | None = None


def find_groups(sent: Sentence, names: Sequence[NameHit], tables: Tables) -> tuple[GroupPhrase, ...]:
    """The expressions for groups of states in a sentence, left to right."""
    symbols = symbols_of(sent, names)
    hits = [hit for hit in names if hit.only("group")]
    nouns = {*words_of("states"), "powers", "leaders"}
    places = [i for i, token in enumerate(sent.tokens) if token.tag in PLURAL_TAGS and token.text.lower() in nouns]
    phrases = [_named(sent, symbols, hit, names, tables) for hit in hits]
    phrases += [_unnamed(sent, symbols, at, names, tables.regions) for at in places]
    found: dict[int, GroupPhrase] = {}
    for phrase in phrases:
        if phrase and not any(i in found for i in range(phrase.first, phrase.last + 1)):
            found.update(dict.fromkeys(range(phrase.first, phrase.last + 1), phrase))
    return tuple(dict.fromkeys(found[i] for i in sorted(found)))


def _named(
    sent: Sentence, symbols: Sequence[str], hit: NameHit, names: Sequence[NameHit], tables: Tables
) -> GroupPhrase | None:
    """The expression around the name of a group; None where the group itself is meant ("the EU said").

    "EU states", "all three Baltic states", "members of the EU", "most of the EU", "leaders of several EU states".
    """
    parts = _parts_around(sent, symbols, hit, names, tables)
    noun, leads = parts.before or parts.behind, parts.leads
    if noun and (not _stands_for_states(sent, hit, noun, leads) or _describes_names(sent, symbols, noun, parts.last)):
        return None
    if not noun and not _name_counts(sent, hit, leads[0], names):
        return None
    begin = leads[0].first
    head = head_of(sent, begin, parts.last, noun.noun if noun else None)
    phrase = GroupPhrase(begin, parts.last, head, hit.only("group")[0], hit.text, _told(leads))
    part = _part_by_name(sent, hit, noun, leads, tables) if noun else None
    if part:
        phrase = replace(phrase, id=part)
    elif phrase.quantifier != "none" and _is_partial(sent, phrase, parts):
        phrase = replace(phrase, quantifier="some")
    return _without(sent, _among_others(sent, phrase, noun, leads, names), leads, names)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is read around a group's name: the member nouns, all that tells how many (`leads`), the last token."""

    before: MemberNoun | None
    behind: MemberNoun | None
    leads: tuple[Lead, ...]
    last: int


def _parts_around(
    sent: Sentence, symbols: Sequence[str], hit: NameHit, names: Sequence[NameHit], tables: Tables
) -> _Parts:
    """The parts of "most leaders of the EU's 27 states": nouns "leaders" and "states", leads "most", "the" and "27"."""
    inner = read_lead(sent, symbols, hit.first, names)
    listed = hit.only("group")[0] in tables.memberships
    behind = (noun_in_name(sent, hit) if listed else None) or noun_behind(sent, symbols, hit)
    before = noun_before(sent, symbols, inner.first) if behind or not _goes_on(sent, hit) else None
    leads = [read_lead(sent, symbols, before.first, names)] if before else []
    leads += [inner] if behind or not before else []  # of "members of the 27-nation EU", the 27 tell nothing
    leads += [behind.lead] if behind and behind.lead else []
    return _Parts(before, behind, tuple(leads), behind.last if behind else _bracket_end(sent, hit.last))


def _name_counts(sent: Sentence, hit: NameHit, lead: Lead, names: Sequence[NameHit]) -> bool:
    """Whether a name without a member noun means its members: "most of the EU", "the EU, except Malta"."""
    if _goes_on(sent, hit):
        return False
    return lead.amount or find_exclusion(sent, names, hit.last + 1, hit.last + 3) is not None


def _goes_on(sent: Sentence, hit: NameHit) -> bool:
    """Whether the name only belongs to a noun behind it: the EU "delegation", the EU"'s budget", "EU-led"."""
    after = sent.tokens[hit.last + 1 : hit.last + 2]
    compound = sent.tokens[hit.last].dep in ("compound", "nmod", "poss", "amod")
    return hit.attached or (bool(after) and (after[0].tag == "POS" or (compound and after[0].tag in NOUN_TAGS)))


def _stands_for_states(sent: Sentence, hit: NameHit, noun: MemberNoun, leads: Sequence[Lead]) -> bool:
    """Whether the member noun means states of the group, told as such.

    Not in the singular without a quantifier ("an EU member"), not the envoys of a body that sends its own ("UN
    envoys"), not those who are no members ("would-be members").
    """
    if hit.attached and sent.tokens[noun.noun - 1].text.lower() != "member":
        return False
    adjectives = {word for lead in leads for word in lead.adjectives.lower().split()}
    if adjectives & set(words_of("no_member")):
        return False
    if noun.singular and not any(lead.quantifier for lead in leads):
        return False
    return noun.kind != "sent" or hit.only("group")[0].lower() not in words_of("own_envoys")


def _describes_names(sent: Sentence, symbols: Sequence[str], noun: MemberNoun, last: int) -> bool:
    """Whether the phrase up to token `last` only says what those named right behind it are.

    "NATO allies Turkey and Greece", "EU leaders Lis and Fenn"; but not "told EU leaders Turkey had left".
    """
    after = last + 1
    if after >= len(sent.tokens) or sent.tokens[after].tag not in NAME_TAGS:
        return False
    if (symbols[after] == COUNTRY) != (noun.kind == "state"):
        return False
    token, name = sent.tokens[noun.noun], sent.tokens[head_of(sent, after, _name_end(sent, after))]
    if (name.head, name.dep) == (token.head, token.dep):  # one role twice: the parser did not see the apposition
        return True
    return name.dep == "appos" or (token.dep in ("compound", "nmod", "appos") and token.head >= after)


def _name_end(sent: Sentence, at: int) -> int:
    """The last token of the run of proper nouns that token `at` begins."""
    while at + 1 < len(sent.tokens) and sent.tokens[at + 1].tag in NAME_TAGS:
        at += 1
    return at


def _told(leads: Sequence[Lead]) -> str:
    """The quantifier in the words, else all: the Baltic states, NATO defence ministers."""
    return next((lead.quantifier for lead in leads if lead.quantifier), "all")


def _bracket_end(sent: Sentence, last: int) -> int:
    """The closing bracket of an acronym behind a name ("African Union (AU)"), else `last`."""
    texts = [token.text for token in sent.tokens[last + 1 : last + 4]]
    return last + 3 if len(texts) == 3 and (texts[0], texts[2]) == ("(", ")") and texts[1].isupper() else last


def _part_by_name(sent: Sentence, hit: NameHit, noun: MemberNoun, leads: Sequence[Lead], tables: Tables) -> str | None:
    """The id of the group that some members are by name: "permanent members of the Security Council" are the P5."""
    adjectives = " ".join(lead.adjectives for lead in leads if lead.adjectives).lower()
    plural = sent.tokens[noun.noun].text.lower() + ("s" if noun.singular else "")
    wanted = f"{adjectives} {plural} of the {hit.text}"
    return next((group.id for group in tables.groups.values() if adjectives and wanted in group.members_noun), None)


def _is_partial(sent: Sentence, phrase: GroupPhrase, parts: _Parts) -> bool:
    """Whether only some of the members are meant whatever the quantifier: "eastern members", "members that voted".

    Bare "members of the EU" and "EU members, including Malta" are some, too.
    """
    if any(lead.partial for lead in parts.leads):
        return True
    bare = phrase.quantifier == "all" and not any(lead.quantifier or lead.definite for lead in parts.leads)
    if parts.before and bare and sent.tokens[parts.before.first].text.lower().startswith("member"):
        return True
    return (bare and list_begin(sent, phrase.last) is not None) or _is_restricted(sent, phrase)


def _is_restricted(sent: Sentence, phrase: GroupPhrase) -> bool:
    """Whether words right behind the group pick some out: "EU states bordering Ukraine", "members that voted"."""
    after = phrase.last + 1
    if after >= len(sent.tokens) or sent.tokens[after].text in PAUSES:
        return False
    if begins_exclusion(sent, after):
        return False
    place = sent.tokens[after].text.lower() in words_of("restricting") and sent.tokens[after].head == phrase.head
    clauses = [i for i in children(sent, phrase.head) if i >= after and sent.tokens[i].dep in ("relcl", "acl")]
    return place or any(all(sent.tokens[j].text not in PAUSES for j in range(after, i)) for i in clauses)


def _among_others(
    sent: Sentence, phrase: GroupPhrase, noun: MemberNoun | None, leads: Sequence[Lead], names: Sequence[NameHit]
) -> GroupPhrase:
    """The phrase with what it says of its whole: the number told, and whether it leaves out somebody named before."""
    definite = any(lead.definite for lead in leads)
    count = next((lead.count for lead in leads if lead.count), None) if definite else None
    others = any(lead.others for lead in leads) and (definite or not phrase.quantifier)
    owner_at = phrase.first - 1
    friends = noun is not None and sent.tokens[noun.noun].text.lower() in FRIENDS and owner_at >= 0
    if friends and sent.tokens[owner_at].tag in ("PRP$", "POS"):
        owner = next(
            (hit.only("country")[0] for hit in names if hit.last == owner_at - 1 and hit.only("country")), None
        )
        return replace(phrase, count=count, others=True, owner=owner)
    return replace(phrase, count=count, others=others)


def _without(sent: Sentence, phrase: GroupPhrase, leads: Sequence[Lead], names: Sequence[NameHit]) -> GroupPhrase:
    """The phrase less the states that words before or behind it take out; it ends with them if they follow at once."""
    excluded = tuple(code for lead in leads for code in lead.excluded)
    gone = tuple(i for lead in leads for i in lead.gone)
    alone = sum(bool(hit.only("group")) for hit in names) <= 1
    whole = phrase.quantifier in ("all", "none")
    taken = exclusion_behind(sent, names, phrase.last, alone, whole)
    if taken and taken.begin <= phrase.last + 2:
        phrase = replace(phrase, last=taken.last)
    elif not taken and whole and alone:
        taken = find_exclusion(sent, names, 0, phrase.first)
    if taken:
        excluded, gone = excluded + taken.codes, gone + taken.tokens
        if not taken.codes:
            phrase = replace(phrase, quantifier="most")
    return replace(phrase, excluded=excluded, excluded_tokens=frozenset(gone))


def _unnamed(
    sent: Sentence, symbols: Sequence[str], at: int, names: Sequence[NameHit], regions: Collection[str]
) -> GroupPhrase | None:
    """ "Several countries", "European nations", "54 nations", "African leaders": states without a named group.

    None for a plain "the two countries": coreference says which.
    """
    noun = sent.tokens[at].text.lower()
    if noun == "members" or any(hit.last == at - 1 for hit in names):
        return None
    first = _described_from(sent, at)
    described = words(sent, first, at).lower().split()
    region = any(" ".join(described[i : i + n]) in regions for n in (1, 2) for i in range(len(described)))
    if not region and not _means_states(noun, described):
        return None
    lead = read_lead(sent, symbols, first, names)
    if not region and not lead.amount and _points(sent, lead.first, first, at):
        return None
    told = next((words_of("quantifier")[word] for word in described if word in words_of("quantifier")), "")
    head = head_of(sent, lead.first, at, at)
    phrase = GroupPhrase(lead.first, at, head, None, words(sent, first, at), lead.quantifier or told or "some")
    taken = exclusion_behind(sent, names, at, sum(bool(hit.only("group")) for hit in names) <= 1, whole=True)
    excluded, gone = (taken.codes, taken.tokens) if taken else ((), ())
    return replace(phrase, excluded=excluded + lead.excluded, excluded_tokens=frozenset(gone + lead.gone))


def _described_from(sent: Sentence, at: int) -> int:
    """The first token of the adjectives, numbers and nouns that describe the noun at token `at`."""
    tags = {"JJ", "JJR", "JJS", "NNP", "CD", "VBG", "VBN", "RB", "HYPH", "NN", "``", "''"}
    roles = {"amod", "compound", "nmod", "nummod", "punct", "advmod", "quantmod"}
    first = at
    while first > 0 and sent.tokens[first - 1].tag in tags and sent.tokens[first - 1].dep in roles:
        first -= 1
    while first < at and not sent.tokens[first].text[0].isalnum():
        first += 1
    return first


def _means_states(noun: str, described: Sequence[str]) -> bool:
    """Whether the noun means states without a region: "leaders" does not, "states" only as "member states" """
    if noun in ("leaders", "members", "capitals", "governments", "powers"):
        return False
    return noun != "states" or bool(set(described) & set(words_of("stately")))  # swing states are no countries


def _points(sent: Sentence, begin: int, first: int, at: int) -> bool:
    """Whether the words only point at countries named before: "the countries", "these two countries", "both states"."""
    opened = sent.tokens[begin].text.lower() == "both" or sent.tokens[first].text.lower() == "both"
    pointed = begin < first and sent.tokens[first - 1].text.lower() in POINTING
    two = any(sent.tokens[i].tag == "CD" and sent.tokens[i].text.lower() == "two" for i in range(first, at))
    return opened or (pointed and (two or at - first <= 1))
