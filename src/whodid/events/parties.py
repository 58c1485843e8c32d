"""From a noun phrase to those who can act: "Venezuela's sovereignty" is Venezuela, "a coup by Spain" Spain.

Mentions come from the stage before; here is decided which of them a slot of a pattern means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from whodid.events.frames import Tree
from whodid.events.lexicon import word_sets
from whodid.model import Actor, Event, Mention, Party, Sentence, Span
from whodid.ontology import act_nouns
from whodid.places import find_place

LIST_WORDS = {"including", "include", "namely"}
LIST_NOUNS = {
    "country",
    "state",
    "nation",
    "government",
    "member",
    "party",
    "group",
    "other",
    "ally",
    "power",
    "organization",
}
HEADLINED = {"decision", "move", "announcement", "withdrawal", "order", "policy"}
"""Nouns without violence that mean the act a story is about, where its headline or lead told one."""

CURRENCIES = {"dollar", "euro", "pound", "yen", "yuan", "rouble", "ruble", "rupee", "franc", "peso", "krona", "lira"}

DEFINITE = {"the", "this", "that", "these", "those"}
OWNER_PREPS = ("by", "of", "from", "belonging")
"""Prepositions behind which the one who owns or did a thing stands, the likeliest first ("a raid by …")."""

TARGET_PREPS = ("of", "in", "at", "on", "against", "near", "belonging", "from", "for", "to")
"""Prepositions behind which the one who is hit through a thing stands ("a market in …", "aid for victims of …")."""


class Parties:
    """The mentions of one sentence by head token, and the parties that noun phrases stand for."""

    def __init__(self, tree: Tree, mentions: list[Mention], acts: Sequence[Event] = ()) -> None:
        self.tree = tree
        self.by_head = {mention.head: mention for mention in mentions}
        self.acts = acts

    @classmethod
    def read(cls, sentence: Sentence, mentions: Iterable[Mention], acts: Sequence[Event] = ()) -> Parties:
        """Of a sentence, by those of the mentions that stand in it; its `tree` knows which words name somebody."""
        here = [mention for mention in mentions if mention.sentence == sentence.index]
        return cls(Tree(sentence, frozenset(mention.head for mention in here if mention.actors)), here, acts)

    def of(self, head: int, *, deep: bool = True, preps: tuple[str, ...] = OWNER_PREPS) -> list[Party]:
        """The parties that the noun phrase headed by token `head` stands for; empty where nobody in it can act.

        A list after "including" stands for its members. With `deep` a thing stands for whose it is
        ("Venezuela's sovereignty"), who did it ("staged by"), who stands behind one of `preps` ("a market in
        Baghdad"), or, where it is an act told before ("the attack"), for those who did that.
        """
        if self.tree.tokens[head].lemma.lower() in CURRENCIES:
            return []  # "20 million U.S. dollars" is nobody
        listed = self._listed(head)
        if listed:
            return [party for item in listed for party in self.of(item, deep=deep, preps=preps)]
        mention = self.by_head.get(head)
        means = self.tree.tokens[head].lemma.lower() in word_sets()["INSTRUMENTS"]
        if mention is not None and mention.actors and mention.kind != "excluded" and not means:
            return [Party(mention.span, actor) for actor in self._by_nation(head, mention)]
        placed = self._land_of(head) if preps == TARGET_PREPS else []
        if placed or not deep:
            return placed
        for inner in self._inside(head, preps):
            found = [party for j in inner for party in self.of(j, deep=False, preps=preps)]
            if found:
                return [replace(party, actor=_by_way_of(party.actor, self._words(head))) for party in found]
        told = self._told_before(head)
        return told or [p for j in self.tree.kids(head, "appos") for p in self.of(j, deep=False, preps=preps)]

    def _land_of(self, head: int) -> list[Party]:
        """The country that a place named as a target lies in ("invaded Sinai", "a market in Idlib"); else empty."""
        tokens = self.tree.tokens
        if tokens[head].pos != "PROPN":
            return []
        first = min([head, *self.tree.kids(head, "compound", "amod")])
        words = [token.text for token in tokens[first : head + 1]]
        for start in range(len(words)):
            place = find_place(" ".join(words[start:]))
            if place is not None and place.country is not None:
                span = Span(
                    tokens[first + start].start, tokens[head].end, " ".join(words[start:]), self.tree.sentence.field
                )
                return [Party(span, Actor(None, place.country, f"place: {place.name} in {place.country}"))]
        return []

    def _by_nation(self, head: int, mention: Mention) -> Sequence[Actor]:
        """The actors of a mention; one for each nation where adjectives share a noun ("US and Filipino troops")."""
        plural = self.tree.tokens[head].tag in {"NNS", "NNPS"}
        first = [j for j in self.tree.kids(head, "amod", "compound", "nmod") if j in self.by_head]
        if plural:
            first += [j for prep in self.tree.kids(head, "prep") for j in self._owners_behind(prep)]
        nations = [j for modifier in first for j in self.tree.coordinated(modifier)]
        owners = [self.by_head[j].actors[0] for j in nations if j in self.by_head and self.by_head[j].actors]
        lands = list(dict.fromkeys(owner.code for owner in owners if len(owner.code) == 3))
        if len(lands) < 2 or len(mention.actors) != 1 or mention.actors[0].group is not None:
            return mention.actors
        actor = mention.actors[0]
        sector = actor.code.partition(".")[2]
        return [
            replace(
                actor, code=f"{land}.{sector}" if sector else land, basis=f"{actor.basis}, one nation of {len(lands)}"
            )
            for land in lands
        ]

    def _owners_behind(self, prep: int) -> list[int]:
        """Nations behind "of" or "from" ("presidents of Bosnia and Croatia", "thousands of US and Filipino troops")."""
        if self.tree.tokens[prep].text.lower() not in {"of", "from"}:
            return []
        objects = self.tree.kids(prep, "pobj")
        inner = [k for j in objects for k in self.tree.kids(j, "amod", "compound", "nmod") if k in self.by_head]
        return inner if any(len(self.tree.coordinated(k)) > 1 for k in inner) else objects

    def _told_before(self, head: int) -> list[Party]:
        """Those who did the act that "the attack", "the move" or "it all" refers to: the nearest act told before."""
        token = self.tree.tokens[head]
        determined = any(self.tree.tokens[j].text.lower() in DEFINITE for j in self.tree.kids(head, "det"))
        if not determined:
            return []
        act = self._act_told(token.lemma.lower())
        if act is None:
            return []
        basis = f"'the {token.text}': the {act.event_type} told before, at '{act.trigger.text}'"
        span = Span(token.start, token.end, token.text, self.tree.sentence.field)
        return [Party(span, replace(party.actor, basis=basis)) for party in act.actors]

    def _act_told(self, noun: str) -> Event | None:
        """The act of known doers that the noun means: of violence the one headline or lead told, else the nearest."""
        types = act_nouns().get(noun, frozenset())
        fitting = [act for act in self.acts if act.event_type in types and _doers_known(act) and act.mode != "resign"]
        announced = [act for act in fitting if act.trigger.field == "title" or act.sentence <= 1]
        if announced and (types <= {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"} or noun in HEADLINED):
            return announced[0]
        return fitting[-1] if fitting else None

    def all_of(self, heads: tuple[int, ...], *, deep: bool = True, preps: tuple[str, ...] = OWNER_PREPS) -> list[Party]:
        """The parties of several noun phrases, without repeats of one actor."""
        found: list[Party] = []
        seen: set[tuple[str | None, str, str]] = set()
        for head in heads:
            for party in self.of(head, deep=deep, preps=preps):
                key = (party.actor.name, party.actor.code, party.actor.group.name if party.actor.group else "")
                if key not in seen:
                    seen.add(key)
                    found.append(party)
        return found

    def _listed(self, head: int) -> list[int]:
        """Heads of a list that the phrase announces ("several countries, including …"), for general nouns only."""
        if self.tree.tokens[head].lemma.lower() not in LIST_NOUNS:
            return []
        for prep in self.tree.kids(head, "prep"):
            if self.tree.tokens[prep].text.lower() in LIST_WORDS:
                return [j for first in self.tree.kids(prep, "pobj") for j in self.tree.coordinated(first)]
        return []

    def _inside(self, head: int, preps: tuple[str, ...]) -> Iterator[list[int]]:
        """Tokens inside the phrase that may own, have done or hold the thing, together, the likeliest first."""
        tree = self.tree
        yield [j for owner in tree.kids(head, "poss") for j in tree.coordinated(owner)]
        for modifier in reversed(tree.kids(head, "compound", "amod", "nmod")):
            yield list(tree.coordinated(modifier))
            yield tree.kids(modifier, "npadvmod", "compound", "amod")  # "Pakistani-controlled territory"
        for clause in tree.kids(head, "acl", "relcl"):
            for agent in tree.kids(clause, "agent", "prep"):
                if tree.tokens[agent].text.lower() in {"by", "to"}:
                    yield self._objects(agent)
        found = {tree.tokens[j].text.lower(): j for j in reversed(tree.kids(head, "prep"))}
        suffered = act_nouns().get(tree.tokens[head].lemma.lower(), frozenset()) <= {"ASSAULT", "COERCE", "MOBILIZE"}
        for word in preps:
            if word == "of" and preps == OWNER_PREPS and suffered and tree.tokens[head].lemma.lower() in act_nouns():
                continue  # "the invasion of Kuwait" is not Kuwait's
            if word in found:
                objects = self._objects(found[word])
                yield objects
                yield [k for j in objects for k in tree.kids(j, "poss", "compound", "amod")]

    def _objects(self, prep: int) -> list[int]:
        return [j for first in self.tree.kids(prep, "pobj") for j in self.tree.coordinated(first)]

    def _words(self, head: int) -> str:
        return self.tree.tokens[head].text


def _doers_known(act: Event) -> bool:
    return not any(party.actor.code.startswith(("UNK", "UAF")) for party in act.actors)


def _by_way_of(actor: Actor, word: str) -> Actor:
    return replace(actor, basis=f"{actor.basis}, by way of '{word}'")


def unstated(basis: str) -> Party:
    """The party of an act whose doer the text leaves out: code UNK, no words."""
    return Party(None, Actor(None, "UNK", basis))


def country(party: Party) -> str:
    """The first part of a party's code: the country, or IGO, UNK, …; a group's name where it has no code."""
    if party.actor.group is not None:
        return party.actor.group.name
    return party.actor.code.split(".")[0]


def span_of(sentence_field: str, text: str, start: int, end: int) -> Span:
    """A span of the story's field by offsets; `text` is the whole field."""
    return Span(start, end, text[start:end], "title" if sentence_field == "title" else "text")
