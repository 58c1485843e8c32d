"""Finds the news agencies a story names as where its news comes from, by the names of the table of media.

An agency counts only where the words make it an origin: in a dateline or credit, before a verb of reporting ("Tass
reported"), or after words such as "according to" and "told". The publisher itself is never a relay of its own story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from whodid.ingest.knowledge import load_yaml, squeezed
from whodid.media import load_media, outlet_of_host


@cache
def _canonical() -> dict[str, str]:
    """Every alias as printed, and squeezed, with the agency's canonical name."""
    names: dict[str, str] = {}
    for outlet in filter(lambda outlet: outlet.wire, load_media()):
        for alias in outlet.names:
            names[alias] = outlet.name
            if len(squeezed(alias)) > 3:  # "app" and "ap" are words of other kinds without their case
                names.setdefault(squeezed(alias), outlet.name)
    return names


def agency_name(words: str) -> str | None:
    """The canonical name of the agency that `words` name and nothing else ("the Tass news agency"), else None."""
    words = words.replace("’", "'").strip(" .,;:()[]/–—-")
    words = re.sub(r"^the\s+", "", words, flags=re.I)
    for form in (words, re.sub(rf"\s+(?:{_descriptors()})$", "", words, flags=re.I)):
        found = _canonical().get(form) or _canonical().get(squeezed(form) if len(form) > 3 else form)
        if found:
            return found
    return None


def agency_of_host(host: str) -> str | None:
    """The agency whose own site a host is ("en.yna.co.kr" is Yonhap's), else None."""
    outlet = outlet_of_host(host)
    return outlet.name if outlet is not None and outlet.wire else None


def agencies_in_credit(words: str) -> list[str]:
    """The agencies of a credit such as "Reuters/AFP", "Agencies, with AP" or "Jane Doe, Associated Press", in order."""
    whole = agency_name(words)
    return (
        [whole] if whole else list(dict.fromkeys(name for part in _credit_parts(words) if (name := agency_name(part))))
    )


def is_agency_line(words: str) -> bool:
    """Whether words name agencies and nothing else: "Reuters", "AFP/AP", "Tass and Agencies"."""
    parts = [part for part in _credit_parts(words) if part.casefold() not in ("agencies", "news agencies", "wires")]
    return agency_name(words) is not None or (bool(parts) and all(agency_name(part) for part in parts))


def _credit_parts(words: str) -> list[str]:
    parts = re.split(r"\s*(?:[/,;|&+]|\b(?:and|with|of|via|for|from)\b)\s*", words)
    return [part for part in parts if part]


def find_relays(texts: Iterable[str], credits: Iterable[str], publisher: str | None) -> tuple[str, ...]:
    """Canonical names of the agencies credited, then of those that `texts` name as an origin, in the order of mention.

    `credits` are canonical names already (dateline, credit lines); the agency that is `publisher` is left out.
    """
    found = list(credits)
    for text in texts:
        text = text.replace("’", "'")  # one character for one
        hits = [
            (hit.start("agency"), hit["agency"]) for pattern in _origin_patterns() for hit in pattern.finditer(text)
        ]
        found += [_canonical()[alias] for _, alias in sorted(hits)]
    own = (agency_name(publisher) or agency_of_host(publisher) or publisher) if publisher else None
    return tuple(dict.fromkeys(name for name in found if name != own))


@cache
def _descriptors() -> str:
    words = load_yaml("relay_cues.yaml")["descriptors"]
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def _origin_patterns() -> tuple[re.Pattern[str], ...]:
    cues = load_yaml("relay_cues.yaml")

    def either(words: Iterable[str]) -> str:
        return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))

    aliases = [alias for outlet in load_media() if outlet.wire for alias in outlet.names]
    agency = rf"(?<![\w-])(?P<agency>{either(aliases)})(?![\w-])(?:\s+(?i:{_descriptors()})\b)?"
    between = rf"(?:[\s,]+(?i:{either(cues['between'])})\b){{0,4}}"
    articles = rf"(?:(?i:{either(cues['articles'])})\s+){{0,5}}"
    return (
        re.compile(rf"{agency}{between},?\s+(?i:{either(cues['verbs'])})\b"),
        re.compile(rf"(?<!\w)(?i:{either(cues['before'])})\s+{articles}{agency}"),
        re.compile(rf"(?:^|\n)\s*\({agency}\)"),
        re.compile(rf"(?:[—–]|\s-)\s*{agency}\s*\.?\s*(?:$|\n)"),
        re.compile(rf"(?:^|\s)/{agency}/"),
    )
