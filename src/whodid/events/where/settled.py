"""Places that only the whole story tells: of an act told again, of who was somewhere, of what is done at home.

Runs when all events of the story are read, over those that still have no place. Each place it gives has the words it
rests on as `basis`, and a step that says that it was inferred and from what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from whodid.events.clauses import children, subtree
from whodid.events.when.expressions import anchor_day
from whodid.events.where.act import ABROAD, countries_of, country_of, main_country, persons_of, sectors_of
from whodid.events.where.clause import SPOKEN, stated_place
from whodid.events.wordlists import word_set
from whodid.model import Event, Party, Place, Sentence, Story
from whodid.places import country_name

HOME_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "AID"})
"""Types of deeds that people of one country do, where nothing else is said, in that country."""

POWERS = frozenset({"arrest", "convict", "expel", "deport", "release", "censor", "curfew", "martial-law"})
"""Modes of acts that a state does where its law holds, to whomever."""

_OFFICIAL = frozenset({"", "GOV", "JUD", "COP", "LEG"})
"""Sectors of those who act by their state's power ("" is the state itself)."""

_SEATED = frozenset({"JUD", "LEG"})
_SEATED_ACTS = frozenset({"REQUEST", "REJECT", "SANCTION", "COERCE"})
"""Acts of courts and assemblies that are done at their seat."""

_DAYS_OF_NEWS = 3
"""Days before publication from which on a meeting is the occasion of what the story tells without a day."""

Settled = tuple[Place, str]
"""A place with the words that say how it was inferred."""


def settle_places(story: Story) -> Story:
    """The story with a place for those events that only the rest of it places.

    Plans are left as they are; background and what did not happen get no more than their parties' own country.
    """
    told_apart = _told_apart(story)
    main = main_country(story)
    return replace(story, events=tuple(_settle(story, event, told_apart, main) for event in story.events))


def _settle(story: Story, event: Event, told_apart: dict[str, Place], main: str | None) -> Event:
    if event.place is not None or event.status == "future":
        return event
    settled = None
    if not event.historical and event.status in ("happened", "ongoing"):
        settled = (
            _of_the_noun(story, event, told_apart)
            or _of_the_same_victim(event, story.events)
            or _of_who_was_there(story, event)
            or _of_the_host(event)
            or _of_one_side(event, main)
        )
    settled = settled or _in_own_house(story, event) or _at_home(event)
    if settled is None:
        return event
    place, step = settled
    return replace(event, place=place, place_reason=None, steps=(*event.steps, f"place: {step}"))


# --- told apart from the act -----------------------------------------------------------------------------------------


def _told_apart(story: Story) -> dict[str, Place]:
    """Places of sentences that only say where something was, by its noun: "The strike took place in Quito"."""
    found: dict[str, Place] = {}
    for sentence in story.sentences:
        for index, token in enumerate(sentence.tokens):
            objects = [sentence.tokens[k].lemma for k in children(sentence, index, "dobj")]
            if token.lemma not in ("occur", "happen") and not (token.lemma == "take" and objects == ["place"]):
                continue
            place = stated_place(story, sentence, index)
            for subject in children(sentence, index, "nsubj"):
                if place is not None and sentence.tokens[subject].tag == "NN":
                    found.setdefault(sentence.tokens[subject].lemma.lower(), place)
    return found


def _of_the_noun(story: Story, event: Event, told_apart: dict[str, Place]) -> Settled | None:
    """The place of a noun that the event's own words have: "killed him in an airstrike", "the strike was in Quito"."""
    words = _words(story, event)
    for noun, place in told_apart.items():
        if event.event_type not in SPOKEN and any(word.endswith(noun) for word in words):
            return place, f"where the {noun} is said to have been, “{place.basis}”"
    return None


def _words(story: Story, event: Event) -> list[str]:
    """The lemmas of the event's trigger, of all that hangs on it, and of what it was done in or with."""
    sentence = story.sentences[event.sentence]
    head = next((k for k, token in enumerate(sentence.tokens) if token.start == event.trigger.start), None)
    if head is None:
        return []
    means = [
        noun
        for preposition in children(sentence, sentence.tokens[head].head, "prep")
        if preposition > head and sentence.tokens[preposition].text.lower() in ("in", "with", "by")
        for noun in children(sentence, preposition, "pobj")
    ]
    return [sentence.tokens[index].lemma.lower() for index in [*subtree(sentence, head), *means]]


def _of_the_same_victim(event: Event, events: Sequence[Event]) -> Settled | None:
    """The place where another telling has the same named person attacked, held or freed by the same side."""
    if event.event_type not in ("ASSAULT", "COERCE", "RETREAT"):
        return None
    for other in events:
        same = other.event_type == event.event_type and countries_of(other.actors) == countries_of(event.actors)
        if (
            same
            and other.place is not None
            and not other.historical
            and persons_of(other.recipients) & persons_of(event.recipients)
        ):
            return other.place, f"as told of the same person elsewhere, “{other.place.basis}”"
    return None


# --- who was there ---------------------------------------------------------------------------------------------------


def _of_who_was_there(story: Story, event: Event) -> Settled | None:
    """The one place where the story has the speaker meet, visit or speak, for what the same person says in it."""
    if event.event_type not in SPOKEN or event.mode == "phone":
        return None
    places = [
        other.place
        for other in story.events
        if other.place is not None
        and other.place.country is not None
        and (other.event_type in SPOKEN or (other.event_type == "CONSULT" and other.mode != "phone"))
        and other.status in ("happened", "ongoing")
        and not other.historical
        and _same_days(story, event, other)
        and _share_somebody(event.actors, _present(other))
    ]
    if len({place.country for place in places}) != 1:
        return None
    return places[0], f"the speaker is told to have been there, “{places[0].basis}”"


def _present(event: Event) -> tuple[Party, ...]:
    """Who was where the event took place: who is spoken of or to need not be."""
    return (*event.actors, *event.recipients) if event.event_type == "CONSULT" else event.actors


def _share_somebody(speakers: Sequence[Party], others: Sequence[Party]) -> bool:
    """Whether a speaker stands among others, by name, or as one of those told by office alone ("both presidents")."""
    if persons_of(speakers) & persons_of(others):
        return True
    offices = {party.actor.code for party in others if party.actor.name is None and party.actor.code.endswith(".GOV")}
    return any(party.actor.code in offices and party.actor.name and party.actor.office for party in speakers)


def _of_the_host(event: Event) -> Settled | None:
    """The one country that is visited, where the visit is told with nothing but its host."""
    hosts = countries_of(event.recipients)
    if event.mode != "visit" or not _goes(event) or len(hosts) != 1 or hosts & countries_of(event.actors):
        return None
    return _own_place(event.recipients, "the host's country")


def _same_days(story: Story, event: Event, other: Event) -> bool:
    """Whether the other act can be of the same days: by their dates, or by the day of publication."""
    if other.happened is None:
        return True
    if event.happened is not None:
        return event.happened.start <= other.happened.end and other.happened.start <= event.happened.end
    printed = anchor_day(story)
    return printed is None or abs((printed - date.fromisoformat(other.happened.end)).days) <= _DAYS_OF_NEWS


# --- at home ---------------------------------------------------------------------------------------------------------


def _goes(event: Event) -> bool:
    """Whether the trigger is a word of going there: an invitation is no visit yet."""
    return any(event.trigger.text.lower().startswith(stem) for stem in ("visit", "arriv", "tour", "travel", "trip"))


def _in_own_house(story: Story, event: Event) -> Settled | None:
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


def _at_home(event: Event) -> Settled | None:
    """The country whose people do something among themselves, protest, or act where their state's law holds."""
    acting, suffering = countries_of(event.actors), countries_of(event.recipients)
    sectors = sectors_of(event.actors)
    if len(acting) != 1:
        return None
    if event.event_type == "PROTEST":
        return _own_place(event.actors, "the protesters' own country")
    if sectors <= _SEATED and event.event_type in _SEATED_ACTS:
        return _own_place(event.actors, "the own country of the court or assembly")
    if event.mode in POWERS and sectors <= _OFFICIAL and "" not in sectors_of(event.recipients):
        return _own_place(event.actors, "where the acting state's law holds")
    if acting == suffering and (event.event_type in HOME_DEEDS or event.mode == "release"):
        return _own_place(event.actors, "the own country of both sides")
    return None


def _of_one_side(event: Event, main: str | None) -> Settled | None:
    """The country of the one side that has any, for a deed of those who stay at home or in a story of one country."""
    acting, suffering = countries_of(event.actors), countries_of(event.recipients)
    if event.event_type not in HOME_DEEDS or len(acting | suffering) != 1 or (acting and suffering):
        return None
    if acting and not sectors_of(event.actors) & ABROAD:
        return _own_place(event.actors, "the own country of who did it")
    if acting | suffering == {main}:
        return _own_place((*event.actors, *event.recipients), "the country of the one side known and of the story")
    return None


def _own_place(parties: Sequence[Party], why: str) -> Settled:
    """The country of the first party that has one, as exact as that is; its words are the basis."""
    party = next(party for party in parties if country_of(party.actor.code))
    country = min(countries_of([party]))
    words = party.span.text if party.span else party.actor.name or country
    return Place(country_name(country) or country, country, "country", words), f"{why}, {country}"
