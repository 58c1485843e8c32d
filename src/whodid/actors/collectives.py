"""Unnamed actors: whom a sector phrase without a personal name stands for ("riot police", "a Kenyan court")."""

from __future__ import annotations

from whodid.actors.drafts import Being, Draft
from whodid.actors.phrases import words
from whodid.actors.scene import Scene
from whodid.actors.sectors import ABROAD, Owner, SectorPhrase, code_of
from whodid.model import Actor, Sentence

HOME_SECTORS = frozenset({"CVL", "LAB", "EDU", "MED", "OPP", "JRN"})
"""Sectors whose people, named without a country, are those of the country the story is about."""

SETTLED_SECTORS = frozenset({"GOV", "LEG", "JUD", "COP", "MIL", "PTY", "AGR", "BUS", "REL", "SOC", "ELI"})
"""Sectors of whom that holds too where the story is of one country alone, or the sentence says where it happens."""

ARMED_SECTORS = frozenset({"REB", "UAF", "PRM", "CRM"})
"""The armed and the criminal: without a country of their own, unless the story is of one country alone."""


def phrase_actor(sent: Sentence, phrase: SectorPhrase, scene: Scene) -> Draft:
    """The draft of a sector phrase; left open where its words only point at somebody ("the president", "his army")."""
    office = phrase.noun.kind in ("office", "spokesperson") and not phrase.plural
    being: Being = "office" if office else "body" if phrase.noun.kind == "body" and not phrase.plural else "people"
    kind = "description" if office else "collective"
    last = max(phrase.last, phrase.end) if phrase.owner else phrase.last
    draft = Draft(sent.index, phrase.first, last, phrase.head, kind, being, plural=phrase.plural, phrase=phrase)
    region = region_in(sent, phrase, scene)
    several = phrase.plural and phrase.definite and phrase.owner is None and phrase.sectors[:1] == ("GOV",)
    several = several or (phrase.plural and phrase.owner is None and is_pair(sent, phrase))
    if phrase.possessor is not None or (office and (phrase.definite or phrase.owner)) or several:
        draft.open = True
    if phrase.possessor is not None:
        draft.reason = "whose it is is not known"
        return draft
    draft.actors = (owned_actor(phrase, sent.index, scene, region),)
    return draft


def owned_actor(phrase: SectorPhrase, sentence: int, scene: Scene, region: str | None = None) -> Actor:
    """The actor of a phrase by its own words, else by the story's country where the noun is a state's own."""
    sectors = ("ELI",) if phrase.former else phrase.sectors
    office = phrase.title if phrase.noun.kind in ("office", "spokesperson") else None
    if phrase.owner:
        code = code_of(phrase.owner.code, sectors)
        return Actor(None, code, f"sector noun: {phrase.title}{_belonging(phrase.owner)}", office)
    earlier = scene.owner_of(phrase, sentence)
    if earlier:
        code = code_of(earlier.code, sectors)
        return Actor(None, code, f"sector noun: {phrase.title}; earlier mention:{_belonging(earlier)}", office)
    named = phrase.definite or phrase.plural or phrase.noun.kind != "office"
    of_the_story = HOME_SECTORS | (SETTLED_SECTORS | ARMED_SECTORS if scene.alone else frozenset())
    home = (named and phrase.domestic) or (bool(sectors) and sectors[0] in of_the_story)
    strange = phrase.foreign or phrase.visiting or phrase.noun.noun in scene.strange
    setting = scene.settings.get(sentence)
    if (
        setting
        and region is None
        and not strange
        and sectors
        and sectors[0] in (HOME_SECTORS | SETTLED_SECTORS) - ABROAD
    ):
        code = code_of(setting, sectors)
        return Actor(None, code, f"sector noun: {phrase.title}; where it happens: {setting}", office)
    if home and scene.country and region is None and not strange:
        code = code_of(scene.country, sectors)
        return Actor(None, code, f"sector noun: {phrase.title}; story's country: {scene.country}", office)
    return Actor(None, code_of(None, sectors), f"sector noun: {phrase.title}; no country told", office)


def is_pair(sent: Sentence, phrase: SectorPhrase) -> bool:
    """Whether the phrase is of two ("both governments", "the two armies")."""
    lead = {token.text.lower() for token in sent.tokens[phrase.first : phrase.last]}
    return "both" in lead or ("two" in lead and phrase.definite) or is_parties(phrase)


def is_parties(phrase: SectorPhrase) -> bool:
    """Whether the phrase is "the parties", those to a quarrel or a pact and no political parties."""
    return phrase.title == "parties" and phrase.definite and phrase.owner is None


def _belonging(owner: Owner) -> str:
    """Whose it is, as the basis says it; a city says only where."""
    return f" in {owner.words}, a place of {owner.code}" if owner.kind == "city" else f" of {owner.words}"


def region_in(sent: Sentence, phrase: SectorPhrase, scene: Scene) -> str | None:
    """The region named in the phrase ("African leaders"), which keeps the story's country out of it."""
    lead = words(sent, phrase.first, phrase.last).lower().split()
    for size in (2, 1):
        for at in range(len(lead)):
            if " ".join(lead[at : at + size]) in scene.tables.regions:
                return " ".join(lead[at : at + size])
    return None
