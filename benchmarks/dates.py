"""How fast date expressions are read, beside dateparser, and what share of the road dating takes.

    python benchmarks/dates.py [--repeat N] [--json]

The same expressions with the same anchor on one core in one process, both warmed up by a round that is not counted:
whodid finds and resolves each in its words (`match_expressions` and `resolve`, its memory of sentences emptied each
time), dateparser parses the words (`dateparser.parse`, English, nothing to search for). Then the same in sentences,
where whodid does no more and dateparser has to search (`search_dates`). It comes with htmldate.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

import dateparser
from dateparser.search import search_dates
from road import chronicle_stories, show

from whodid.events.when import date_event
from whodid.events.when.calendar import Days, Setting, UnresolvedError
from whodid.events.when.grammar import match_expressions
from whodid.events.when.resolving import resolve
from whodid.model import Story
from whodid.pipeline import CHAIN
from whodid.registry import STAGES
from whodid.settings import Settings

ANCHOR = date(2021, 6, 14)
SETTING = Setting(ANCHOR, "past", Days(date(2021, 5, 4), date(2021, 5, 4), "day"))
EXPRESSIONS = (
    "2021-06-09",
    "9 June 2021",
    "June 9, 2021",
    "Wednesday, June 9",
    "June 9",
    "May 2020",
    "in May",
    "2019",
    "on Tuesday",
    "last Friday",
    "yesterday",
    "today",
    "the day before yesterday",
    "last week",
    "last month",
    "last year",
    "three days ago",
    "two weeks ago",
    "five months ago",
    "ten years ago",
)


def measure(repeat: int) -> dict[str, Any]:
    """The figures by name; times are of this process alone."""
    ours = speed(EXPRESSIONS, _read, 200 * repeat)
    theirs = speed(EXPRESSIONS, _peer, 5 * repeat)
    sentences = [f"The two ministers signed the accord {words}." for words in EXPRESSIONS]
    found = speed(sentences, _read, 50 * repeat)
    searched = speed(sentences, _search, repeat)
    return {
        "expressions": len(EXPRESSIONS),
        "read by whodid": sum(_read(words) is not None for words in EXPRESSIONS),
        "read by dateparser": sum(_peer(words) is not None for words in EXPRESSIONS),
        "expressions a second, whodid": round(ours),
        f"expressions a second, dateparser {dateparser.__version__}": round(theirs),
        "times as fast": round(ours / theirs, 1),
        "sentences a second, whodid": round(found),
        "sentences a second, dateparser's search": round(searched),
        "times as fast in sentences": round(found / searched, 1),
        "share of the road": f"{share_of_road(repeat):.1%}",
    }


def speed(expressions: Iterable[str], read: Callable[[str], object], rounds: int) -> float:
    """Expressions read in a second, after one round to warm up."""
    words = list(expressions)
    for one in words:
        read(one)
    started = time.process_time()
    for _ in range(rounds):
        for one in words:
            read(one)
    return rounds * len(words) / (time.process_time() - started)


def _read(words: str) -> Days | None:
    match_expressions.cache_clear()
    for match in match_expressions(words):
        try:
            return resolve(match.means, match.parts, SETTING)
        except UnresolvedError:
            return None
    return None


def _peer(words: str) -> datetime | None:
    anchor = datetime(ANCHOR.year, ANCHOR.month, ANCHOR.day)
    settings = {"RELATIVE_BASE": anchor, "PREFER_DATES_FROM": "past"}
    found: datetime | None = dateparser.parse(words, languages=["en"], settings=settings)
    return found


def _search(sentence: str) -> object:
    anchor = datetime(ANCHOR.year, ANCHOR.month, ANCHOR.day)
    return search_dates(sentence, languages=["en"], settings={"RELATIVE_BASE": anchor, "PREFER_DATES_FROM": "past"})


def share_of_road(rounds: int) -> float:
    """The time that dating every event of the chronicle once takes, as a share of coding its stories."""
    steps = [STAGES[name].make(Settings()) for name in CHAIN]
    stories = chronicle_stories()
    for story in stories[:5]:
        _run(story, steps)
    whole = dating = 0.0
    for _ in range(rounds):
        for story in stories:
            started = time.process_time()
            coded = _run(story, steps)
            whole += time.process_time() - started
            match_expressions.cache_clear()
            started = time.process_time()
            _date_all(coded)
            dating += time.process_time() - started
    return dating / whole


def _run(story: Story, steps: list[Any]) -> Story:
    for step in steps:
        story = step(story)
    return story


def _date_all(story: Story) -> None:
    sentences = {sentence.index: sentence for sentence in story.sentences}
    for event in story.events:
        sentence = sentences[event.sentence]
        head = next(i for i, token in enumerate(sentence.tokens) if token.start == event.trigger.start)
        date_event(story, sentence, head, event_type=event.event_type)


if __name__ == "__main__":
    show(measure, repeat=3, about=__doc__)
