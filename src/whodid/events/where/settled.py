"""Places that only the whole story tells: of an act told again, of who was somewhere, of what is done at home.

Runs when all events of the story are read, over those that still have no place. Each place it gives has the words it
rests on as `basis`, and a step that says that it was inferred and from what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from whodid.events.clauses import children, subtree
from whodid.events.when.anchors import anchor_day
from whodid.events.where.act import countries_of, main_country, persons_of
from whodid.events.where.clause import SPOKEN, stated_place
from whodid.events.where.home import Settled, at_home, in_own_house, of_one_side, of_the_host
from whodid.model import Event, Party, Place, Story

_DAYS_OF_NEWS = 3
"""Days before publication from which on a meeting is the occasion of what the story tells without a day."""

_LEAD_SENTENCES = 3
_SENTENCES_ON = 2
"""How far behind a saying the meeting it was said at may be told; but the lead sums up what is told anywhere."""


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
    if not event.historical:
        told = _told_elsewhere(story, event, told_apart) if event.status in ("happened", "ongoing") else None
        settled = told or of_one_side(event, main)
    settled = settled or in_own_house(story, event) or at_home(event)
    if settled is None:
        return event
    place, step = settled
    return replace(event, place=place, place_reason=None, steps=(*event.steps, f"place: {step}"))


def _told_elsewhere(story: Story, event: Event, told_apart: dict[str, Place]) -> Settled | None:
    return (
        _of_the_noun(story, event, told_apart)
        or _of_the_same_victim(event, story.events)
        or _of_who_was_there(story, event)
        or of_the_host(event)
    )


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
        if event.event_type not in SPOKEN and any(_means(noun, word) for word in words):
            return place, f"where the {noun} is said to have been, “{place.basis}”"
    return None


def _means(noun: str, word: str) -> bool:
    """Whether a noun can mean the act of a word: "strike" the one of "airstrike", "killing" that of "kill"."""
    return word.endswith(noun) or (len(word) > 3 and noun == f"{word.removesuffix('e')}ing")


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
    if event.event_type not in SPOKEN or event.mode == "phone" or _is_victim(story, event):
        return None
    places = [
        other.place
        for other in story.events
        if other.place is not None
        and other.place.country is not None
        and (other.event_type in SPOKEN or (other.event_type == "CONSULT" and other.mode != "phone"))
        and other.status in ("happened", "ongoing")
        and not other.historical
        and (event.sentence < _LEAD_SENTENCES or other.sentence <= event.sentence + _SENTENCES_ON)
        and _same_days(story, event, other)
        and _share_somebody(event.actors, _present(other))
    ]
    if len({place.country for place in places}) != 1:
        return None
    return places[0], f"the speaker is told to have been there, “{places[0].basis}”"


def _is_victim(story: Story, event: Event) -> bool:
    """Whether the story tells that the speaker was attacked: who was killed at a place did not speak there."""
    victims = [party for other in story.events if other.event_type == "ASSAULT" for party in other.recipients]
    return bool(persons_of(event.actors) & persons_of(victims))


def _present(event: Event) -> tuple[Party, ...]:
    """Who was where the event took place: who is spoken of or to need not be."""
    return (*event.actors, *event.recipients) if event.event_type == "CONSULT" else event.actors


def _share_somebody(speakers: Sequence[Party], others: Sequence[Party]) -> bool:
    """Whether a speaker stands among others, by name, or as one of those told by office alone ("both presidents")."""
    if persons_of(speakers) & persons_of(others):
        return True
    offices = {party.actor.code for party in others if party.actor.name is None and party.actor.code.endswith(".GOV")}
    return any(party.actor.code in offices and party.actor.name and party.actor.office for party in speakers)


def _same_days(story: Story, event: Event, other: Event) -> bool:
    """Whether the other act can be of the same days: by their dates, or by the day of publication."""
    if other.happened is None:
        return True
    if event.happened is not None:
        return event.happened.start <= other.happened.end and other.happened.start <= event.happened.end
    printed = anchor_day(story)
    return printed is None or abs((printed - date.fromisoformat(other.happened.end)).days) <= _DAYS_OF_NEWS
