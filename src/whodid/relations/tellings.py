"""Which events of a story are tellings of the same act, and the one event that they make together.

A headline and a lead tell what the body tells again; later paragraphs repeat an act in the same words. Two acts of
one type between the same sides, told in different words deep in the body, stay two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whodid.model import Claim, Event, Party, Relation, Story, content_id
from whodid.registry import Step
from whodid.relations.denials import tie_denials

LEAD_PARAGRAPHS = 1
"""Paragraphs from the top (the headline counts as -1) whose events are taken as announcing what the body tells."""


DEEDS = {"CONSULT", "ASSAULT", "COERCE", "SANCTION", "RETREAT"}
"""Types of which a story seldom tells two between the same persons (accusations it may repeat)."""


DATE_STEP = "date "
PLACE_STEP = "place: "
"""How the step begins that says where an event's place was found."""


EXACT, COUNTRY_ONLY = ("point", "city"), "country"
"""Precisions of a place that say most, and the one that says least."""


SINGLE = {"resign", "convict", "expel", "arrest", "targeted", "release"}
"""Modes that mean single persons: told of others, they are other acts."""


def make_relation_stage() -> Step:
    """The step that merges tellings in `Story.events`, joins their claims, and fills `Story.relations`."""
    return relate_events


def relate_events(story: Story) -> Story:
    """The story with each act once; a relation "telling" ties every telling that was merged away to its event, one
    "denies" each denial to what it denies."""
    paragraph = {sentence.index: sentence.paragraph for sentence in story.sentences}
    sets: list[list[Event]] = []
    for event in story.events:
        home = next((tellings for tellings in sets if _belongs(event, tellings, paragraph)), None)
        if home is None:
            sets.append([event])
        else:
            home.append(event)
    merged = [_merge(tellings) for tellings in sets]
    relations = [
        Relation(content_id("telling", event.id, telling.id), "telling", event.id, telling.id, "same act told again")
        for event, tellings in zip(merged, sets, strict=True)
        for telling in tellings
        if telling.id != event.id
    ]
    owner = {telling.id: event.id for event, tellings in zip(merged, sets, strict=True) for telling in tellings}
    claims = _join_claims(story.claims, owner)
    story = replace(story, events=tuple(merged), claims=claims, relations=(*story.relations, *relations))
    return replace(story, relations=(*story.relations, *tie_denials(story)))


def _belongs(event: Event, tellings: Sequence[Event], paragraph: dict[int, int]) -> bool:
    """Whether the event tells the act of `tellings`: one of them is the same act, and all of them are compatible."""
    return any(same_act(event, other, paragraph) for other in tellings) and all(
        compatible(event, other) for other in tellings
    )


def same_act(left: Event, right: Event, paragraph: dict[int, int]) -> bool:
    """Whether two events of a story are one act: compatible, and either in headline or lead, or in the same words, or
    a deed done between the same named persons."""
    if not compatible(left, right):
        return False
    announced = min(paragraph.get(left.sentence, 0), paragraph.get(right.sentence, 0)) < LEAD_PARAGRAPHS
    same_words = (left.pattern == right.pattern != "") or left.trigger.text.lower() == right.trigger.text.lower()
    return announced or same_words or _same_deed(left, right)


def compatible(left: Event, right: Event) -> bool:
    """Same type, same countries on both sides, and no contradiction in mode, status, day or background."""
    return (
        left.event_type == right.event_type
        and sides(left) == sides(right)
        and not _other_persons(left, right)
        and (left.mode == right.mode or None in (left.mode, right.mode))
        and left.status == right.status
        and _days_meet(left, right)
    )


def _other_persons(left: Event, right: Event) -> bool:
    """Whether an act on or of single persons is told of other ones ("the minister resigned", "two aides did")."""
    if left.mode not in SINGLE or right.mode not in SINGLE:
        return False
    return _names(left) != _names(right)


def _names(event: Event) -> frozenset[str | None]:
    return frozenset(party.actor.name for party in (*event.actors, *event.recipients) if "." in party.actor.code)


def _same_deed(left: Event, right: Event) -> bool:
    """Whether both are one finished deed of one mode between the same named persons ("talked by phone", "rang")."""
    if left.event_type not in DEEDS or left.mode != right.mode or left.status != "happened":
        return False
    return _persons(left) == _persons(right) != frozenset()


def _persons(event: Event) -> frozenset[str]:
    """Names of all parties, where each is one with an office or sector of its own; else empty."""
    parties = (*event.actors, *event.recipients)
    if len(parties) < 2 or not all(party.actor.name and "." in party.actor.code for party in parties):
        return frozenset()
    return frozenset(str(party.actor.name) for party in parties)


def sides(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    """Countries (first code parts; groups by name) of actors and of recipients."""
    return frozenset(map(_land, event.actors)), frozenset(map(_land, event.recipients))


def _land(party: Party) -> str:
    return party.actor.group.name if party.actor.group else party.actor.code.split(".")[0]


def _days_meet(left: Event, right: Event) -> bool:
    if left.happened is None or right.happened is None:
        return True
    return left.happened.start <= right.happened.end and right.happened.start <= left.happened.end


def _merge(tellings: Sequence[Event]) -> Event:
    """One event of all tellings: the fullest gives sides and words; the date comes from the first with any, the place
    from the telling that has the most exact one, and states it itself if one does."""
    if len(tellings) == 1:
        return tellings[0]
    best = max(tellings, key=_fullness)
    dated = next((event for event in tellings if event.happened is not None), best)
    placed = min(tellings, key=lambda event: (_vagueness(event), not _states_place(event)))
    counted = next((event for event in tellings if event.counts), best)
    return replace(
        best,
        id=content_id("act", *[event.id for event in tellings]),
        evidence=tuple(span for event in tellings for span in event.evidence),
        happened=dated.happened,
        happened_reason=dated.happened_reason,
        place=placed.place,
        place_reason=placed.place_reason,
        counts=counted.counts,
        mode=best.mode or next((event.mode for event in tellings if event.mode), None),
        historical=all(event.historical for event in tellings),
        historical_reason=best.historical_reason if all(event.historical for event in tellings) else None,
        confidence=round(min(1.0, best.confidence + 0.05 * (len(tellings) - 1)), 2),
        tellings=len(tellings),
        steps=(*_steps(best, dated, placed), f"merged {len(tellings)} tellings of the same act"),
    )


def _steps(best: Event, dated: Event, placed: Event) -> tuple[str, ...]:
    """The steps of the fullest telling, with how its date and place were found of those that give them."""
    where = placed if placed.place is not None else best
    return (
        *(step for step in best.steps if not step.startswith((DATE_STEP, PLACE_STEP))),
        *(step for step in dated.steps if step.startswith(DATE_STEP)),
        *(step for step in where.steps if step.startswith(PLACE_STEP)),
    )


def _states_place(event: Event) -> bool:
    return any(step.startswith(f"{PLACE_STEP}stated") for step in event.steps)


def _vagueness(event: Event) -> int:
    """How little a telling's place says: 0 for a point or city, 1 for a wider part, 2 for a country, 3 for none."""
    if event.place is None:
        return 3
    return 2 if event.place.precision == COUNTRY_ONLY else int(event.place.precision not in EXACT)


def _fullness(event: Event) -> tuple[int, float, int]:
    """How much a telling says: resolved parties, then confidence, then body before headline."""
    named = sum(party.actor.name is not None for party in (*event.actors, *event.recipients))
    return named, event.confidence, event.trigger.field == "text"


def _join_claims(claims: Sequence[Claim], owner: dict[str, str]) -> tuple[Claim, ...]:
    """Claims under the merged events: denials last, else those with a speaker first; the same chain only once, with
    the words of the text before those of the headline."""
    found: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (claim.stance == "denies", -len(claim.chain), claim.in_headline)):
        event_id = owner[claim.event_id]
        ours = content_id("claim", event_id, claim.stance, *[f"{voice.role}:{voice.name}" for voice in claim.chain])
        found.setdefault(ours, replace(claim, id=ours, event_id=event_id))
    order = {event_id: i for i, event_id in enumerate(owner.values())}
    return tuple(sorted(found.values(), key=lambda claim: order[claim.event_id]))
