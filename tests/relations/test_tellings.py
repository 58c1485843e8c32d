"""Which events are tellings of one act, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace

from whodid.model import Actor, Claim, Event, Interval, Party, Place, Sentence, Span, Story, Voice
from whodid.relations.tellings import relate_events


def party(code: str) -> Party:
    return Party(Span(0, 3, code[:3]), Actor(code, code, "test"))


def event(key: str, sentence: int, *, kind: str = "SUPPORT", actor: str = "PER.GOV", recipient: str = "FJI") -> Event:
    trigger = Span(10 * sentence, 10 * sentence + 4, "back", "title" if sentence == 0 else "text")
    return Event(
        key, kind, None, (party(actor),), (party(recipient),), trigger, (trigger,), "ACTOR back RECIPIENT", sentence
    )


def story(*events: Event, claims: tuple[Claim, ...] = ()) -> Story:
    """A title (sentence 0) and three paragraphs of one sentence each."""
    sentences = tuple(Sentence(0, 1, "title" if i == 0 else "text", i, i - 1, ()) for i in range(4))
    return relate_events(Story("s", "t", "x" * 50, sentences=sentences, events=events, claims=claims))


def day(value: str) -> Interval:
    return Interval(value, value, "day", value)


def test_headline_lead_and_body_tell_one_event() -> None:
    (only,) = story(event("a", 0), event("b", 1), event("c", 3)).events
    assert only.tellings == 3
    assert [span.start for span in only.evidence] == [0, 10, 30]


def test_every_telling_stays_known() -> None:
    done = story(event("a", 0), event("b", 1))
    assert sorted(relation.right for relation in done.relations) == ["a", "b"]
    assert {relation.left for relation in done.relations} == {done.events[0].id}


def test_other_sides_or_another_type_are_another_act() -> None:
    assert len(story(event("a", 0), event("b", 1, recipient="TON")).events) == 2
    assert len(story(event("a", 0), event("b", 1, kind="ACCUSE")).events) == 2


def test_two_acts_in_the_body_told_in_other_words_stay_two() -> None:
    other = replace(event("b", 3), pattern="ACTOR hail RECIPIENT", trigger=Span(30, 34, "hail"))
    assert len(story(event("a", 2), other).events) == 2


def test_another_day_or_status_is_another_act() -> None:
    monday, tuesday = (
        replace(event("a", 0), happened=day("2020-03-02")),
        replace(event("b", 1), happened=day("2020-03-03")),
    )
    assert len(story(monday, tuesday).events) == 2
    assert len(story(event("a", 0), replace(event("b", 1), status="future")).events) == 2


def test_the_date_of_one_telling_is_the_date_of_the_act() -> None:
    (only,) = story(event("a", 0), replace(event("b", 1), happened=day("2020-03-02"))).events
    assert only.happened == day("2020-03-02")


def test_claims_move_to_the_act_and_the_fullest_chain_comes_first() -> None:
    said = Claim("1", "b", "asserts", (Voice("speaker", "Ana Prado"), Voice("publisher", "Courier")))
    told = Claim("2", "a", "asserts", (Voice("publisher", "Courier"),))
    done = story(event("a", 0), event("b", 1), claims=(told, said))
    assert {claim.event_id for claim in done.claims} == {done.events[0].id}
    assert [len(claim.chain) for claim in done.claims] == [2, 1]


def test_the_most_exact_place_of_the_tellings_is_kept_with_how_it_was_found() -> None:
    country = replace(event("a", 0), place=Place("Peru", "PER", "country", "Peru"), steps=("place: at home",))
    city = replace(event("b", 1), place=Place("Cusco", "PER", "city", "in Cusco"), steps=("place: stated",))
    (only,) = story(country, city).events
    assert only.place == city.place
    assert [step for step in only.steps if step.startswith("place: ")] == ["place: stated"]
    assert story(event("a", 0), event("b", 1)).events[0].place is None
