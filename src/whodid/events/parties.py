"""From a noun phrase to those who can act: "Venezuela's sovereignty" is Venezuela, "a coup by Spain" Spain.

Mentions come from the stage before; here is decided which of them a slot of a pattern means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from whodid.events.frames import Tree
from whodid.model import Actor, Mention, Party, Span

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
OWNER_PREPS = ("of", "by", "from", "in", "against", "belonging", "for", "on", "at", "to", "with")
"""Prepositions behind which a thing's owner or target stands, the likeliest first ("a raid by …", "a camp in …")."""


class Parties:
    """The mentions of one sentence by head token, and the parties that noun phrases stand for."""

    def __init__(self, tree: Tree, mentions: list[Mention]) -> None:
        self.tree = tree
        self.by_head = {mention.head: mention for mention in mentions}

    def of(self, head: int, *, deep: bool = True) -> list[Party]:
        """The parties that the noun phrase headed by token `head` stands for; empty where nobody in it can act.

        A list after "including" stands for its members. With `deep` a thing stands for whose it is
        ("Venezuela's sovereignty"), who did it ("staged by"), or where it is ("a market in Baghdad").
        """
        listed = self._listed(head)
        if listed:
            return [party for item in listed for party in self.of(item, deep=deep)]
        mention = self.by_head.get(head)
        if mention is not None and mention.actors and mention.kind != "excluded":
            return [Party(mention.span, actor) for actor in mention.actors]
        if not deep:
            return []
        for inner in self._inside(head):
            found = self.of(inner, deep=False)
            if found:
                return [replace(party, actor=_by_way_of(party.actor, self._words(head))) for party in found]
        return []

    def all_of(self, heads: tuple[int, ...], *, deep: bool = True) -> list[Party]:
        """The parties of several noun phrases, without repeats of one actor."""
        found: list[Party] = []
        seen: set[tuple[str | None, str, str]] = set()
        for head in heads:
            for party in self.of(head, deep=deep):
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

    def _inside(self, head: int) -> Iterator[int]:
        """Tokens inside the phrase that may own, have done or hold the thing, the likeliest first."""
        tree = self.tree
        yield from tree.kids(head, "poss")
        yield from reversed(tree.kids(head, "compound", "amod", "nmod"))
        for clause in tree.kids(head, "acl", "relcl"):
            for agent in tree.kids(clause, "agent", "prep"):
                if tree.tokens[agent].text.lower() in {"by", "to"}:
                    yield from self._objects(agent)
        preps = {tree.tokens[j].text.lower(): j for j in reversed(tree.kids(head, "prep"))}
        for word in OWNER_PREPS:
            if word in preps:
                for j in self._objects(preps[word]):
                    yield j
                    yield from tree.kids(j, "poss", "compound", "amod")

    def _objects(self, prep: int) -> list[int]:
        return [j for first in self.tree.kids(prep, "pobj") for j in self.tree.coordinated(first)]

    def _words(self, head: int) -> str:
        return self.tree.tokens[head].text


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
