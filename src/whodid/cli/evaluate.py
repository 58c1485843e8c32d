"""`whodid evaluate`: run the coder over data with known answers; show the figures, the errors and two pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from whodid.cli.options import actors_option, counting, json_option, print_json, print_line

if TYPE_CHECKING:
    from whodid.evaluate.measures import Outcome

TASKS = ("stories", "pairs", "triples", "quotes", "attributions", "factuality", "dates", "places", "pages")

CODED = ("stories", "pairs", "triples")
"""Tasks that ask who somebody is."""


@click.command()
@click.argument("task", type=click.Choice(TASKS), metavar="TASK")
@click.argument("gold", type=click.Path(exists=True, path_type=Path), metavar="GOLD")
@click.option(
    "--predictions", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT", help="JSONL file for a scorer."
)
@click.option(
    "--codes",
    type=click.Choice(("plover", "cameo")),
    default="cameo",
    show_default=True,
    help="What pairs and triples are compared by: the PLOVER type, or the root of the CAMEO code.",
)
@click.option("--errors", type=click.IntRange(0), default=10, show_default=True, metavar="N", help="Errors to list.")
@click.option("--confusion", type=click.Path(dir_okay=False, path_type=Path), metavar="SVG", help="Confusion matrix.")
@click.option("--risk", type=click.Path(dir_okay=False, path_type=Path), metavar="SVG", help="Risk-coverage curve.")
@actors_option
@json_option
@click.pass_context
def evaluate(
    ctx: click.Context,
    task: str,
    gold: Path,
    predictions: Path | None,
    codes: str,
    errors: int,
    confusion: Path | None,
    risk: Path | None,
    actors: Path | None,
    as_json: bool,
) -> None:
    """Hold whodid against data with known answers.

    TASK is stories, pairs, triples, quotes, attributions, factuality, dates, places or pages; GOLD a file of that form
    (docs/evaluation.md describes them), yours as well as ours. Prints the figures, a row for each type, and the surest
    errors with their words.
    """
    outs = [path for path in (predictions, confusion, risk) if path is not None]
    _check_folders(outs)
    if task not in CODED and ctx.get_parameter_source("actors") is ParameterSource.COMMANDLINE:
        raise click.UsageError(f"--actors: {task} are judged without actors.")
    outcome = _run(task, gold, codes, actors)
    if predictions:
        _write(predictions, _lines(outcome))
    _write_pictures(outcome, confusion, risk)
    if as_json:
        print_json(_as_json(outcome, errors))
    else:
        _print(outcome, errors)
    ctx.exit(0 if outcome.predictions else 3)


def _check_folders(paths: list[Path]) -> None:
    from whodid.errors import BadInput

    for path in paths:
        if not path.parent.is_dir():
            raise BadInput(f"there is no folder {path.parent}", where=str(path), reason="bad_path")


def _run(task: str, gold: Path, codes: Any, actors: Path | None) -> Outcome:
    with _progress(task) as advance:
        if task == "pairs":
            from whodid.evaluate.pairs import evaluate_pairs

            return evaluate_pairs(gold, codes=codes, actors=actors, advance=advance)
        if task not in CODED:
            return _run_without_actors(task, gold, advance)
        from whodid.pipeline import load

        if task == "triples":
            from whodid.evaluate.triples import evaluate_triples

            return evaluate_triples(gold, load(actors=actors), codes=codes, advance=advance)
        from whodid.evaluate.stories import evaluate_stories

        return evaluate_stories(gold, load(actors=actors), advance=advance)


def _run_without_actors(task: str, gold: Path, advance: Callable[[], None]) -> Outcome:
    if task == "quotes":
        from whodid.evaluate.quotes import evaluate_quotes

        return evaluate_quotes(gold, advance=advance)
    if task == "attributions":
        from whodid.evaluate.attributions import evaluate_attributions

        return evaluate_attributions(gold, advance=advance)
    if task == "factuality":
        from whodid.evaluate.factuality import evaluate_factuality

        return evaluate_factuality(gold, advance=advance)
    if task == "places":
        from whodid.evaluate.places import evaluate_places

        return evaluate_places(gold, advance=advance)
    if task == "dates":
        from whodid.evaluate.dates import evaluate_dates

        return evaluate_dates(gold, advance=advance)
    from whodid.evaluate.pages import evaluate_pages

    return evaluate_pages(gold, advance=advance)


def _progress(task: str) -> AbstractContextManager[Callable[[], None]]:
    """A running count on stderr where that is a terminal."""
    import sys

    return counting(task) if sys.stderr.isatty() else nullcontext(lambda: None)


def _lines(outcome: Outcome) -> Iterator[str]:
    from whodid.formats import json_line

    return (json_line(row) for row in outcome.predictions)


def _write(path: Path, lines: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        number = sum(file.write(line + "\n") > 0 for line in lines)
    click.echo(f"{number:,} rows in {path}", err=True)


def _write_pictures(outcome: Outcome, confusion: Path | None, risk: Path | None) -> None:
    from whodid.evaluate.pictures import confusion_picture, risk_picture

    if confusion:
        confusion.write_text(confusion_picture(outcome.answers, f"{outcome.task}: taken for what"), encoding="utf-8")
    if risk:
        risk.write_text(risk_picture(outcome.answers, f"{outcome.task}: risk and coverage"), encoding="utf-8")


def _surest_errors(outcome: Outcome, number: int) -> list[Any]:
    """The surest errors; of those no surer than others, the commonest first."""
    wrong = [answer for answer in outcome.answers if not answer.right]
    return sorted(wrong, key=lambda answer: (-(answer.confidence or 0.0), -answer.times, answer.id))[:number]


def _as_json(outcome: Outcome, errors: int) -> dict[str, Any]:
    return {
        "task": outcome.task,
        "figures": {name: _rounded(value) for name, value in outcome.figures.items()},
        "classes": [
            {
                "name": one.name,
                "P": round(one.precision, 4),
                "R": round(one.recall, 4),
                "F1": round(one.f1, 4),
                "gold": one.gold,
                "given": one.given,
            }
            for one in outcome.classes
        ],
        "errors": [
            {"id": one.id, "gold": one.gold, "given": one.given, "confidence": one.confidence, "words": one.words}
            for one in _surest_errors(outcome, errors)
        ],
    }


def _rounded(value: float | int | str) -> float | int | str:
    return round(value, 4) if isinstance(value, float) else value


def _print(outcome: Outcome, errors: int) -> None:
    from rich.table import Table

    from whodid.cli.screen import screen

    console = screen()
    for name, value in outcome.figures.items():
        print_line(f"{name:20} {_rounded(value)}")
    if outcome.classes:
        table = Table(box=None, pad_edge=False)
        for heading in ("TYPE", "P", "R", "F1", "GOLD", "GIVEN"):
            table.add_column(heading, justify="left" if heading == "TYPE" else "right")
        for one in outcome.classes:
            figures = (f"{value:.2f}" for value in (one.precision, one.recall, one.f1))
            table.add_row(one.name, *figures, str(one.gold), str(one.given))
        console.print(table)
    for one in _surest_errors(outcome, errors):
        sure = f" ({one.confidence:.2f})" if one.confidence is not None else ""
        sure += f" ({one.times} times)" if one.times > 1 else ""
        console.print(f"{one.id}: gold {one.gold or 'nothing'}, given {one.given or 'nothing'}{sure}", markup=False)
        console.print(f"  {one.words}", markup=False, highlight=False)
