"""The road of a story: which stages, in which order, and what happens to a page that fails on the way.

The only place that knows all stages. `load` gives a `Coder`; `code_pages` runs many pages, in order, over any number
of processes, and turns each failure into a `Quarantine` with its reason.
"""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from types import FrameType

from whodid.errors import BadInput, BadPipeline, WhodidError
from whodid.ingest import read_paths, read_story
from whodid.model import Page, Quarantine, Story, content_id
from whodid.registry import STAGES, Stage, Step, check_chain, load_plugins, register_stage
from whodid.settings import Settings

CHAIN = ("sentences", "quotations", "mentions", "events", "claims", "relations")
"""The stages of a full coding, by name, in order."""

PAGES_AHEAD = 4
"""Pages handed to each worker ahead of the one awaited: enough to keep it busy, few enough to bound memory."""


def _register_own_stages() -> None:
    """Enter our own stages; imports are inside `make`, so that naming the stages loads no parser."""

    def sentences(settings: Settings) -> Step:
        from whodid.language import make_sentence_stage

        return make_sentence_stage()

    def quotations(settings: Settings) -> Step:
        from whodid.attribution import make_quotation_stage

        return make_quotation_stage()

    def mentions(settings: Settings) -> Step:
        from whodid.actors import actor_tables, make_mention_stage

        return make_mention_stage(actor_tables(settings.actors))

    def events(settings: Settings) -> Step:
        from whodid.events import make_event_stage

        return make_event_stage()

    def claims(settings: Settings) -> Step:
        from whodid.attribution import make_claim_stage

        return make_claim_stage()

    def relations(settings: Settings) -> Step:
        from whodid.relations import make_relation_stage

        return make_relation_stage()

    register_stage("sentences", needs={"text"}, adds={"sentences"}, make=sentences)
    register_stage("quotations", needs={"sentences"}, adds={"quotations"}, make=quotations)
    register_stage("mentions", needs={"sentences", "quotations"}, adds={"mentions"}, make=mentions)
    register_stage("events", needs={"sentences", "quotations", "mentions"}, adds={"events"}, make=events)
    register_stage("claims", needs={"quotations", "mentions", "events"}, adds={"claims"}, make=claims)
    register_stage("relations", needs={"events", "claims"}, adds={"relations"}, make=relations)


_register_own_stages()


class Coder:
    """The stages of a chain, loaded: owns the parser and the dictionaries, codes one story at a time.

    >>> coder = load()                                              # doctest: +SKIP
    >>> coder("KABUL (AP) - Iran condemned the raid.").events       # doctest: +SKIP
    """

    def __init__(self, stages: Sequence[Stage], settings: Settings) -> None:
        check_chain(stages)
        self.settings = settings
        self.steps: list[Step] = [stage.make(settings) for stage in stages]

    def __call__(self, given: Story | Page | Path | str) -> Story:
        """The coded story of a `Story`, a `Page`, the path of a page, or plain text.

        Raises BadInput where it cannot be read as one English story.
        """
        story = self._story(given)
        guard_text(story, self.settings)
        for step in self.steps:
            story = step(story)
        return above(story, self.settings.min_confidence)

    def _story(self, given: Story | Page | Path | str) -> Story:
        if isinstance(given, Story):
            return given
        if isinstance(given, Page):
            return read_story(given)
        if isinstance(given, Path):
            page = next(iter(read_paths([str(given)])))
            if isinstance(page, Quarantine):
                raise BadInput(page.message, where=page.where, reason=page.reason)
            return read_story(page)
        return read_story(Page("given text", "text", given))


def load(settings: Settings | None = None, *, actors: str | Path | None = None, stages: Sequence[str] = CHAIN) -> Coder:
    """A coder with the named stages, which knows the actors of the folder `actors` beside the shipped ones.

    Raises BadPipeline for an unknown stage or a chain that does not fit; BadInput, naming every bad row of the folder.
    """
    settings = settings or Settings()
    if actors is not None:
        settings = replace(settings, actors=str(actors))
    load_plugins()
    unknown = [name for name in stages if name not in STAGES]
    if unknown:
        raise BadPipeline(f"unknown stage {unknown[0]!r}; known: {', '.join(sorted(STAGES))}")
    return Coder([STAGES[name] for name in stages], settings)


def above(story: Story, floor: float) -> Story:
    """The story without the events below the floor, and without the claims and relations that hang on them."""
    gone = {event.id for event in story.events if event.confidence < floor}
    if not gone:
        return story
    gone |= {claim.id for claim in story.claims if claim.event_id in gone}
    return replace(
        story,
        events=tuple(event for event in story.events if event.id not in gone),
        claims=tuple(claim for claim in story.claims if claim.id not in gone),
        relations=tuple(tie for tie in story.relations if not gone & {tie.left, tie.right}),
    )


def guard_text(story: Story, settings: Settings) -> None:
    """Raise BadInput for text that the tokenizer cannot be trusted with (its time grows with the square of a run)."""
    if len(story.text) > settings.longest_text:
        message = (
            f"the text has {len(story.text):,} characters; at most {settings.longest_text:,} are coded as one story"
        )
        raise BadInput(message, where=story.origin, reason="too_long")
    start = 0
    for run in story.text.split():
        if len(run) > settings.longest_run:
            at = story.text.index(run, start)
            message = (
                f"{len(run):,} characters without white space from character {at} on ({run[:20]!r}…); "
                f"at most {settings.longest_run:,} are read: is this text?"
            )
            raise BadInput(message, where=story.origin, reason="unbroken_run")
        start += len(run)


def code_pages(
    pages: Iterable[Page | Quarantine], settings: Settings, *, known: frozenset[str] = frozenset()
) -> Iterator[Story | Quarantine]:
    """Each page's coded story, or the reason why there is none, in the order of the pages.

    A story whose id is in `known` (a store has it) is read and given back uncoded: its id says that it is there.
    The same bytes come out whatever `settings.workers` is: stories never share state, and results keep their order.
    """
    if settings.workers == 1:
        coder = load(settings)
        for page in pages:
            yield code_page(coder, page, known)
        return
    own_actors(settings)
    yield from _code_in_processes(iter(pages), settings, known)


def own_actors(settings: Settings) -> str:
    """A hash of the user's own actors, "" where there are none; to be asked before a run begins.

    Raises BadInput, naming every bad row: inside a worker that would only be a broken pool.
    """
    if not settings.actors:
        return ""
    from whodid.actors import actor_tables

    own = actor_tables(settings.actors).own
    return own.digest if own else ""


def code_page(coder: Coder, page: Page | Quarantine, known: frozenset[str] = frozenset()) -> Story | Quarantine:
    """One page's coded story or quarantine row; never raises for what a page can do wrong."""
    if isinstance(page, Quarantine):
        return page
    try:
        with time_limit(coder.settings.seconds_per_story):
            story = read_story(page)
            return story if story.id in known else coder(story)
    except TimeoutError:
        limit = coder.settings.seconds_per_story
        return quarantine(page.origin, "too_slow", f"coding took more than {limit:g} s (seconds_per_story)")
    except BadInput as error:
        return quarantine(error.where or page.origin, error.reason, str(error))
    except WhodidError:
        raise
    except Exception as error:  # whatever a page provokes is kept with its traceback, and the run goes on
        return quarantine(page.origin, "failure", f"{type(error).__name__}: {error}", traceback.format_exc())


def quarantine(where: str, reason: str, message: str, detail: str | None = None) -> Quarantine:
    """A quarantine row; its id depends on place, reason and message, so that a second run adds none."""
    return Quarantine(content_id("quarantine", where, reason, message), where, reason, message, detail)


ALARM_AGAIN = 0.5
"""Seconds after which a story's alarm rings again: one that rings inside a destructor is lost."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the block after `seconds` (main thread of a POSIX process; elsewhere no limit)."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError

    try:
        before = signal.signal(signal.SIGALRM, stop)
    except ValueError:  # not the main thread: signals cannot be set here
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds, ALARM_AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


_coder: Coder | None = None


_known: frozenset[str] = frozenset()


def _start_worker(settings: Settings, known: frozenset[str]) -> None:
    global _coder, _known
    _coder, _known = load(settings), known


def _work(page: Page | Quarantine) -> Story | Quarantine:
    assert _coder is not None, "the pool's initializer loads the coder"
    return code_page(_coder, page, _known)


def _code_in_processes(
    pages: Iterator[Page | Quarantine], settings: Settings, known: frozenset[str]
) -> Iterator[Story | Quarantine]:
    context = get_context("spawn")  # a forked copy of a threaded parent may hang
    with ProcessPoolExecutor(settings.workers, context, _start_worker, (settings, known)) as pool:
        waiting: list[Future[Story | Quarantine]] = []
        for page in islice(pages, settings.workers * PAGES_AHEAD):
            waiting.append(pool.submit(_work, page))
        while waiting:
            yield waiting.pop(0).result()
            for page in islice(pages, 1):
                waiting.append(pool.submit(_work, page))
