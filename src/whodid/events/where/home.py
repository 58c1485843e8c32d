"""Places that only the parties of an act tell: the country they are at home in, or visit.

Each is no more exact than a country, and comes with the words that say how it was inferred.
"""

from __future__ import annotations

from collections.abc import Sequence

from whodid.events.where.act import ABROAD, countries_of, country_of, sectors_of
from whodid.events.where.clause import SPOKEN
from whodid.events.wordlists import word_set
from whodid.model import Event, Party, Place, Sentence, Story
from whodid.places import country_name

HOME_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "AID", "COOPERATE"})
"""Types of deeds that people of one country do, where nothing else is said, in that country."""

POWERS = frozenset({"arrest", "convict", "expel", "deport", "release", "censor", "curfew", "martial-law"})
"""Modes of acts that a state does where its law holds, to whomever."""

_OFFICIAL = frozenset({"", "GOV", "JUD", "COP", "LEG"})
"""Sectors of those who act by their state's power ("" is the state itself)."""

_SEATED = frozenset({"JUD", "LEG"})
_SEATED_ACTS = frozenset({"REQUEST", "REJECT", "SANCTION", "COERCE"})
"""Acts of courts and assemblies that are done at their seat."""

_VOTING = frozenset({"LEG", "PTY", "OPP"})
"""Sectors of those who vote in their country's assembly."""

Settled = tuple[Place, str]
"""A place with the words that say how it was inferred."""


def at_home(event: Event) -> Settled | None:
    """The country whose people do something among themselves, protest, or act where their state's law holds."""
    acting, suffering = countries_of(event.actors), countries_of(event.recipients)
    sectors = sectors_of(event.actors)
    if len(acting) != 1:
        return None
    if event.event_type == "PROTEST":
        return _own_place(event.actors, "the protesters' own country")
    votes = sectors <= _VOTING and event.trigger.text.lower().startswith("vot")
    if votes or (sectors <= _SEATED and event.event_type in _SEATED_ACTS):
        return _own_place(event.actors, "the own country of the court or assembly")
    if _by_law(event) and sectors <= _OFFICIAL and "" not in sectors_of(event.recipients):
        return _own_place(event.actors, "where the acting state's law holds")
    if acting == suffering and (event.event_type in HOME_DEEDS or event.mode == "release"):
        return _own_place(event.actors, "the own country of both sides")
    return None


def _by_law(event: Event) -> bool:
    """Whether a state does it by its law where that holds; whom it expels or hands over is of elsewhere."""
    if event.mode in ("expel", "deport") or event.trigger.text.lower().startswith("extradit"):
        return countries_of(event.recipients) != countries_of(event.actors)
    return event.mode in POWERS


def of_one_side(event: Event, main: str | None) -> Settled | None:
    """The country of the one side that has any, for a deed of those who stay at home or in a story of one country."""
    acting, suffering = countries_of(event.actors), countries_of(event.recipients)
    if event.event_type not in HOME_DEEDS or len(acting | suffering) != 1 or (acting and suffering):
        return None
    if acting and not sectors_of(event.actors) & ABROAD:
        return _own_place(event.actors, "the own country of who did it")
    if acting | suffering == {main}:
        return _own_place((*event.actors, *event.recipients), "the country of the one side known and of the story")
    return None


def in_own_house(story: Story, event: Event) -> Settled | None:
    """The country whose people argue before their own parliament or court: the paragraph has somebody address that."""
    countries = countries_of((*event.actors, *event.recipients))
    if event.event_type not in SPOKEN or len(countries) != 1 or not countries_of(event.actors):
        return None
    told = story.sentences[event.sentence]
    for sentence in story.sentences:
        if (sentence.field, sentence.paragraph) == (told.field, told.paragraph):
            house = next((k for k in range(len(sentence.tokens)) if _is_addressed_house(sentence, k)), None)
            if house is not None:
                return _own_place(event.actors, f"said before the {sentence.tokens[house].text} of the own country")
    return None


def _is_addressed_house(sentence: Sentence, index: int) -> bool:
    """Whether the token is a parliament or court that somebody speaks to or in: "told parliament", "said in court"."""
    token = sentence.tokens[index]
    over = sentence.tokens[token.head]
    if token.lemma.lower() not in word_set("where", "houses"):
        return False
    if over.dep == "prep" and over.text.lower() in ("in", "to", "before", "at"):
        over = sentence.tokens[over.head]
    return over.lemma.lower() in word_set("where", "addresses")


def of_the_host(event: Event) -> Settled | None:
    """The one country that is visited, where the visit is told with nothing but its host."""
    hosts = countries_of(event.recipients)
    if event.mode != "visit" or not _goes(event) or len(hosts) != 1 or hosts & countries_of(event.actors):
        return None
    return _own_place(event.recipients, "the host's country")


def _goes(event: Event) -> bool:
    """Whether the trigger is a word of going there: an invitation is no visit yet."""
    return any(event.trigger.text.lower().startswith(stem) for stem in ("visit", "arriv", "tour", "travel", "trip"))


def _own_place(parties: Sequence[Party], why: str) -> Settled:
    """The country of the first party that has one, as exact as that is; its words are the basis."""
    party = next(party for party in parties if country_of(party.actor.code))
    country = min(countries_of([party]))
    words = party.span.text if party.span else party.actor.name or country
    return Place(country_name(country) or country, country, "country", words), f"{why}, {country}"
