"""Every option of a run in one frozen record, built once at the edge (flags > WHODID_* > whodid.toml > defaults)."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from whodid.errors import BadInput


@dataclass(frozen=True, slots=True)
class Settings:
    """Options of a run.

    `workers` processes (1: none beside this one); `seconds_per_story` after which a story is quarantined;
    `longest_run` characters without white space that the tokenizer is trusted with (16 KB of "(" take it 39 s);
    `longest_text` characters of a story's text above which it is quarantined; `min_confidence` drops events below it;
    `actors` is a folder with the user's own actors ("": none), whose rows come over the shipped ones.
    """

    workers: int = 1
    seconds_per_story: float = 60.0
    longest_run: int = 1_000
    longest_text: int = 500_000
    min_confidence: float = 0.0
    actors: str = ""

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise BadInput(f"workers is {self.workers}, expected 1 or more", reason="bad_setting")
        if not 0 <= self.min_confidence <= 1:
            raise BadInput(f"min_confidence is {self.min_confidence}, expected 0 to 1", reason="bad_setting")


def read_settings(flags: dict[str, Any] | None = None, *, folder: Path | None = None) -> Settings:
    """Settings from `whodid.toml` in `folder` (default: here), then WHODID_* variables, then `flags` (None: not given).

    Raises BadInput for an unknown key, a value of the wrong kind, or a broken TOML file, naming the place.
    """
    kinds = {f.name: type(f.default) for f in fields(Settings)}
    found: dict[str, Any] = {}
    path = (folder or Path.cwd()) / "whodid.toml"
    if path.is_file():
        try:
            rows = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadInput(f"not readable as TOML ({error})", where=str(path), reason="bad_setting") from error
        for key, value in rows.items():
            found[key] = _value(key, value, kinds, where=str(path))
    for key in kinds:
        variable = f"WHODID_{key.upper()}"
        if os.environ.get(variable):
            found[key] = _value(key, os.environ[variable], kinds, where=variable)
    found.update({key: value for key, value in (flags or {}).items() if value is not None})
    return replace(Settings(), **found)


def _value(key: str, value: Any, kinds: dict[str, type], *, where: str) -> Any:
    if key not in kinds:
        raise BadInput(f"unknown setting {key!r}; known: {', '.join(sorted(kinds))}", where=where, reason="bad_setting")
    try:
        return kinds[key](value)
    except (TypeError, ValueError) as error:
        message = f"{key} is {value!r}, expected {kinds[key].__name__}"
        raise BadInput(message, where=where, reason="bad_setting") from error
