"""Which claims of a story deny which others: the same event, or the same act between the same sides told as not done.

Runs on merged events. Who denies an act and who vouches for it stay claims of their own; a relation "denies" stands
between them, with the words it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whodid.model import Claim, Event, Party, Relation, Story, content_id

AFFIRMING = frozenset({"asserts", "alleges", "quotes", "admits"})
DONE = frozenset({"happened", "ongoing"})

AHEAD = re.compile(r"\b(?:(?:will|would|shall) (?:not|never)|won't|wouldn't)\b(?! have)", re.IGNORECASE)
"""What makes a negated act one that is not to come."""

SHORT = 120
"""Characters of the words of a denial that its reason quotes."""


def tie_denials(story: Story) -> tuple[Relation, ...]:
    """A relation "denies" from each denial to each claim of another speaker that it contradicts.

    Where only the publisher tells the act, the relation goes to the event. `because` quotes the denial and says what
    joins the two.
    """
    found: dict[str, Relation] = {}
    for claim in story.claims:
        for denied, basis in _denied_events(story, claim):
            for right in _contradicted(story, claim, denied):
                key = content_id("denies", claim.id, right)
                found.setdefault(key, Relation(key, "denies", claim.id, right, f"{_quoted(claim)}: {basis}"))
    return tuple(found.values())


def _denied_events(story: Story, claim: Claim) -> Iterator[tuple[Event, str]]:
    """The events that a claim denies, each with what says so; none for a claim that is no denial."""
    event = next((event for event in story.events if event.id == claim.event_id), None)
    if event is None or not _speakers(claim):
        return
    if event.status != "negated":
        if claim.stance == "denies":
            yield event, "the same event"
        return
    if claim.stance != "denies" and (claim.stance not in AFFIRMING or _looks_ahead(event)):
        return
    same = [other for other in story.events if _same_act(event, other) and not _is_the_denial(claim, other)]
    yield from (
        (other, f"the same act ({other.event_type}) between the same sides, told as not done") for other in same
    )
    if not same:
        accused = [other for other in story.events if other.event_type == "ACCUSE" and _answers(claim, event, other)]
        for other in accused[-1:]:
            yield other, "the accused says that it did not do it"


def _contradicted(story: Story, denial: Claim, event: Event) -> list[str]:
    """Ids of the claims of other speakers for the event; its own id where only the publisher tells it."""
    rest = [claim for claim in story.claims if claim.event_id == event.id and claim.stance in AFFIRMING]
    told = [claim for claim in rest if _speakers(claim) and not _speakers(claim) & _speakers(denial)]
    if told:
        return [claim.id for claim in told]
    return [event.id] if any(not _speakers(claim) for claim in rest) else []


def _same_act(negated: Event, other: Event) -> bool:
    """Whether `other` tells as done what `negated` tells as not done: of the same type, between the same sides."""
    to, others = _sides(negated.recipients), _sides(other.recipients)
    return (
        other.status in DONE
        and other.event_type == negated.event_type
        and _sides(other.actors) == _sides(negated.actors)
        and (to == others or not to or not others)
        and _days_meet(negated, other)
    )


def _looks_ahead(event: Event) -> bool:
    """Whether who says so only promises not to ("Iraq would not attack Saudi Arabia"), and denies nothing done."""
    told = " ".join(span.text for span in event.evidence).replace("’", "'")
    return AHEAD.search(told) is not None


def _is_the_denial(claim: Claim, event: Event) -> bool:
    """Whether an event is told in the words of the denial alone ("denied torturing" is told twice there)."""
    words = claim.words
    if words is None:
        return False
    own = [span for span in event.evidence if span.field == words.field and span.start < words.end > words.start]
    return bool(own) and all(span in own and words.start < span.end for span in event.evidence)


def _answers(claim: Claim, negated: Event, accusation: Event) -> bool:
    """Whether who is accused says before the same that the act of violence or force was not done by them."""
    accused, accusers = _sides(accusation.recipients), _sides(accusation.actors)
    lands = {voice.code.split(".")[0] for voice in claim.chain if voice.role == "speaker" and voice.code}
    before = accusation.sentence < negated.sentence
    material = negated.quad == 4
    return before and material and bool(lands & accused & _sides(negated.actors)) and not lands & accusers


def _speakers(claim: Claim) -> frozenset[str]:
    return frozenset(voice.name for voice in claim.chain if voice.role == "speaker")


def _sides(parties: Sequence[Party]) -> frozenset[str]:
    """Countries, or names of groups, on one side of an event."""
    return frozenset(p.actor.group.name if p.actor.group else p.actor.code.split(".")[0] for p in parties)


def _days_meet(left: Event, right: Event) -> bool:
    if left.happened is None or right.happened is None:
        return True
    return left.happened.start <= right.happened.end and right.happened.start <= left.happened.end


def _quoted(claim: Claim) -> str:
    words = claim.words.text if claim.words else ""
    words = words.strip(" \"'“”‘’«»,")
    short = words if len(words) <= SHORT else words[:SHORT].rstrip() + "…"
    return f"“{short}”" if short else claim.stance
