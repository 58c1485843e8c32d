"""The stages by name, each with the layers it needs and adds: a dict and two functions.

A plug-in registers a stage by the entry point group `whodid.stages`; the pipeline checks the whole chain before the
first story (see `check_chain`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import entry_points

from whodid.errors import BadPipeline
from whodid.model import Story
from whodid.settings import Settings

Step = Callable[[Story], Story]
"""What a stage does: one story in, the same story out with one more layer filled. Keeps no state between stories."""

READ = frozenset({"text"})
"""The layers a story has when it comes from `ingest`."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A named step: `make` loads what it uses (dictionary, parser) once and gives the step to run on each story.

    It is handed the settings of the run, for what the user may choose (the folder of their own actors).
    """

    name: str
    needs: frozenset[str]
    adds: frozenset[str]
    make: Callable[[Settings], Step]


STAGES: dict[str, Stage] = {}


def register_stage(name: str, *, needs: Iterable[str], adds: Iterable[str], make: Callable[[Settings], Step]) -> Stage:
    """Enter a stage under `name`; a later one of that name takes its place (so a plug-in can replace ours)."""
    STAGES[name] = Stage(name, frozenset(needs), frozenset(adds), make)
    return STAGES[name]


def load_plugins() -> None:
    """Import what installed packages offer under the entry point group `whodid.stages` (each registers itself)."""
    for point in entry_points(group="whodid.stages"):
        point.load()


def check_chain(stages: Iterable[Stage]) -> None:
    """Raise BadPipeline, naming stage and layer, where a stage needs a layer that no earlier one adds."""
    have = set(READ)
    for stage in stages:
        lacking = stage.needs - have
        if lacking:
            raise BadPipeline(
                f"stage {stage.name!r} needs {', '.join(sorted(lacking))}, and no stage before it adds that; "
                f"it has {', '.join(sorted(have))}. Put the stage that adds it earlier."
            )
        have |= stage.adds
