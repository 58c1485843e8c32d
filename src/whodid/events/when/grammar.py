"""The grammar of date expressions: `data/events/dates.yaml` compiled, and matched against the words of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from whodid.errors import BadData
from whodid.events.wordlists import load_lists

_CAPITALISED = ("weekday", "month")


@dataclass(frozen=True, slots=True)
class Match:
    """One expression found: offsets into the searched text, the rule that resolves it, the values of its parts.

    `parts` holds meanings (weekday 0, month 7, unit "week"), figures as int; a part that is absent has no key.
    """

    start: int
    end: int
    means: str
    parts: dict[str, Any]

    def moved(self, by: int) -> Match:
        """The same match in a text that begins `by` characters earlier."""
        return Match(self.start + by, self.end + by, self.means, self.parts)


@lru_cache(maxsize=2048)
def match_expressions(text: str) -> tuple[Match, ...]:
    """The date expressions in `text` in order, none overlapping: the longest first, then the pattern listed earlier.

    Remembered for the texts seen last, since every event of a story asks for its sentences again.
    """
    found = []
    for order, (means, pattern) in enumerate(_patterns()):
        for hit in pattern.finditer(text):
            if hit.end() > hit.start() and _capitals_hold(hit):
                found.append((hit.start() - hit.end(), order, hit, means))
    chosen: list[tuple[re.Match[str], str]] = []
    for _, _, hit, means in sorted(found, key=lambda row: (row[0], row[1], row[2].start())):
        if all(hit.end() <= other.start() or hit.start() >= other.end() for other, _ in chosen):
            chosen.append((hit, means))
    return tuple(_read(hit, means) for hit, means in sorted(chosen, key=lambda row: row[0].start()))


def _capitals_hold(hit: re.Match[str]) -> bool:
    groups = hit.groupdict()
    return all(groups[name][0].isupper() for name in _CAPITALISED if groups.get(name))


def _read(hit: re.Match[str], means: str) -> Match:
    parts: dict[str, Any] = {}
    for name, words in hit.groupdict().items():
        if words is not None:
            parts[name] = _meaning(name, words)
    return Match(hit.start(), hit.end(), means, parts)


def _meaning(name: str, words: str) -> Any:
    if words.isdigit():
        return int(words)
    meanings = load_lists("dates")["words"].get(name)
    key = " ".join(words.lower().replace("’", "'").split())
    return meanings[key] if isinstance(meanings, dict) else key


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    lists = load_lists("dates")
    alternatives = {name: _alternatives(values) for name, values in lists["words"].items()}
    alternatives["last_day"] = alternatives["day"]
    compiled = []
    for row in lists["expressions"]:
        try:
            body = re.sub(r"\{([a-z_]+)\}", lambda m: _group(m[1], alternatives, lists), row["pattern"])
            compiled.append(
                (row["means"], re.compile(rf"(?<![\w$€£,.'’-])(?:{body})(?![\w%])".replace(" ", r"\s"), re.IGNORECASE))
            )
        except (KeyError, re.error) as error:
            raise BadData(f"data/events/dates.yaml: pattern {row!r} cannot be read: {error}") from error
    return compiled


def _alternatives(values: dict[str, Any] | list[str]) -> str:
    if isinstance(values, list):
        return "|".join(values)
    ordered = sorted(values, key=len, reverse=True)
    return "|".join(re.escape(value).replace(r"\ ", " ").replace("'", "['’]") for value in ordered)


def _group(name: str, alternatives: dict[str, str], lists: dict[str, Any]) -> str:
    if name == "clock":
        return f"(?:{lists['clock']})"
    return f"(?P<{name}>{lists['hour'] if name == 'hour' else alternatives[name]})"
