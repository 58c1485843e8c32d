"""Tells the lines of a page apart: label and value, end marks, headings of comments and links, furniture, prose.

The wordings stand in `data/ingest/labels.yaml` and `furniture.yaml`; here is only how they are applied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from whodid.ingest.agencies import is_agency_line
from whodid.ingest.dates import find_date, read_date
from whodid.ingest.knowledge import load_yaml, phrase
from whodid.ingest.mastheads import (
    is_section,
    is_staff,
    is_unnamed,
    names_outlet,
    outlets_of_trail,
    plain_name,
    read_imprint,
)

LONGEST_FURNITURE = 300
"""Characters; longer lines are prose whatever they begin with."""

LONGEST_VALUE = 160
"""Characters of a label's value; "Location:" before a longer text is a sentence."""

DATES = frozenset({"published", "updated"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label and its value as a page prints them; `name` is the field (a key of labels.yaml), `label` the words.

    `label` is "" for a date, an agency, an outlet, a section or an office that stands without one.
    """

    name: str
    label: str
    value: str


@cache
def _labels() -> dict[str, str]:
    return {phrase(label): name for name, labels in load_yaml("labels.yaml").items() for label in labels}


@cache
def _label_at() -> re.Pattern[str]:
    words = sorted(_labels(), key=len, reverse=True)
    either = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<![\w-])(?P<label>{either})(?P<mark>\s*[:：]\s*|\s*[–—-]\s+|\s+|(?=\d)|$)", re.I)


def read_labels(line: str) -> list[Labelled]:
    """The labels of a line that consists of nothing else, in order; empty for any other line.

    Several may share a line: "By Jane Doe | Published: 3 May 2019 | Updated: 4 May 2019".
    """
    if len(line) > LONGEST_FURNITURE:
        return []
    whole = _one_label(line)
    if whole is not None and not _inner_labels(" " + whole.value):
        return [whole]
    parts = _parts(line)
    imprint = _imprint_labels(line)
    found: list[Labelled] = []
    for part in parts if not imprint else ():
        one = _one_label(part)
        labels = [one] if one else [] if is_furniture(part) else _beside_labels(part, alone=len(parts) == 1)
        if not labels and not is_furniture(part):
            return []
        found += labels
    if len(parts) > 2 and {label.name for label in found} == {"section"}:  # a menu
        return [Labelled("ignored", "", label.value) for label in found]
    return imprint or _settled(found)


def _imprint_labels(text: str) -> list[Labelled]:
    imprint = read_imprint(text)
    if imprint is None:
        return []
    said = (("publisher", imprint.outlet), ("published", imprint.date), ("section", imprint.section))
    return [Labelled(name, "", value) for name, value in said if value]


def _beside_labels(part: str, *, alone: bool) -> list[Labelled]:
    """What a part of a line without a label is: an imprint, an office, and beside others an outlet, section or person.

    A name alone on its line may be a title as well.
    """
    if labels := _imprint_labels(part):
        return labels
    if is_staff(part):
        return [Labelled("byline", "", re.sub(r"^(?:by|from)\s+(?!our|an?\b)", "", part, flags=re.I))]
    if alone:
        return []
    if is_section(part):
        return [Labelled("section", "", part)]
    if names_outlet(part, likely=True):
        return [Labelled("publisher", "", plain_name(part))]
    return [Labelled("person", "", part)] if 2 <= len(part.split()) <= 4 and is_name_line(part) else []


def _settled(labels: Sequence[Labelled]) -> list[Labelled]:
    """The labels of a line, none where it may be a title: a person is one by initials, or beside a date and more.

    "Cold Peace | 3 May 2019" may be a title, "K. Lund | Asia" and "Kari Lund | Asia | 3 May 2019" are not.
    """
    others = {label.name for label in labels} - {"person"}
    dated = bool(others & DATES) and len(others) > 1
    if not dated and any(label.name == "person" and not re.match(r"[A-Z]\.", label.value) for label in labels):
        return []
    if not others:
        return []
    return [Labelled("byline", "", label.value) if label.name == "person" else label for label in labels]


def looks_labelled(line: str) -> bool:
    """Whether a short line opens with a label and its colon, though its value was not read: it is hardly a title."""
    found = _label_at().match(line)
    if found is None or not any(mark in found["mark"] for mark in ":：") or len(line.split()) > 12:
        return False
    return _labels()[phrase(found["label"])] in ("byline", "source_id", "publisher", "url", "section", "filed_place")


def waiting_label(line: str) -> Labelled | None:
    """The label of a line that is a label only ("Publish Date:"), its value being on the next line."""
    name = _labels().get(phrase(line))
    marked = line.rstrip().endswith(":")
    if name is None or not (marked or name in DATES | {"source_id"}):
        return None
    return Labelled(name, line.strip(" :"), "")


def fits(name: str, value: str) -> bool:
    """Whether a value can be one of the field: a date for a date, a short code for an id, a name for a byline."""
    value = value.strip()
    if name in DATES:
        return read_date(value) is not None
    if name == "source_id":
        return re.fullmatch(r"[#№]?\s*(?=\S*\d)[\w./-]{1,40}", value) is not None
    if name == "byline":
        return is_name_line(value)
    if name == "url":
        return re.fullmatch(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)+/\S*", value) is not None
    return 0 < len(value) <= LONGEST_VALUE


def is_name_line(value: str) -> bool:
    """Whether a value reads as names of people, offices or agencies: "Jane Doe and John Roe, Associated Press"."""
    words = re.findall(r"[^\s,|/&;]+", value)
    if (
        not 0 < len(words) <= 14
        or len(value) > 120
        or (re.search(r"[.!?][\"”]?$", value) and not value.endswith("Jr."))
    ):
        return False
    small = _byline_words()
    return is_unnamed(value) or all(word[0].isupper() or word.casefold() in small or "@" in word for word in words)


@cache
def _byline_words() -> frozenset[str]:
    """Words that stand small in a byline: of names ("van"), and of offices ("our diplomatic staff")."""
    known = load_yaml("mastheads.yaml")
    return frozenset(word for name in ("small", "name_words", "staff", "staff_words") for word in known[name])


def _one_label(part: str) -> Labelled | None:
    part = part.strip(" \t|•·*[]()")
    found = _label_at().match(part)
    if found is not None:
        name, value = _labels()[phrase(found["label"])], part[found.end() :].strip()
        colon = any(mark in found["mark"] for mark in ":：")
        if value and _value_stands(name, value, colon=colon):
            return Labelled(name, found["label"].strip(), value)
    date = read_date(part) if part else None
    if date is not None and (date.iso or date.reason):
        return Labelled("published", "", part)
    if part.startswith(("http://", "https://")) and " " not in part:
        return Labelled("url", "", part)
    if len(part) <= 60 and is_agency_line(part):
        return Labelled("credit", "", part)
    return None


def _value_stands(name: str, value: str, *, colon: bool) -> bool:
    """With a colon a label takes any short value; without, only one that is nothing else ("Published 3 May 2019")."""
    if name == "byline":
        return fits(name, value) and (colon or len(value.split()) <= 10)
    if not colon:
        return name in DATES | {"source_id"} and fits(name, value)
    if name in DATES:
        return len(value) <= LONGEST_VALUE and any(char.isdigit() for char in value)
    if name in ("section", "filed_place", "credit", "publisher"):
        return len(value) <= 80 and not re.search(r"\w{3}[.!?][\"”]?$", value)
    return name in ("ignored", "title") or fits(name, value)


def _inner_labels(text: str) -> list[int]:
    """Where further labels begin inside a text: those with a colon, and date labels right before a date."""
    return [
        hit.start()
        for hit in _label_at().finditer(text)
        if hit.start() and (hit["mark"].strip() in (":", "：") or _dates_follow(hit, text))
    ]


def _dates_follow(hit: re.Match[str], text: str) -> bool:
    return _labels()[phrase(hit["label"])] in DATES and find_date(text[hit.end() : hit.end() + 40]) is not None


def _parts(line: str) -> list[str]:
    """A line cut at its separators, and before each further label."""
    parts: list[str] = []
    for part in re.split(r"\s*[|•·\t]\s*|\s{3,}", line):
        starts = [0, *_inner_labels(part)]
        parts += [part[start:end] for start, end in zip(starts, [*starts[1:], len(part)], strict=True)]
    return [part.strip(" ,;–—-") for part in parts if part.strip(" ,;–—-")]


@cache
def _phrases(name: str) -> frozenset[str]:
    return frozenset(phrase(words) for words in load_yaml("furniture.yaml")[name])


@cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in load_yaml("furniture.yaml")[name]), re.I)


@cache
def _exact_patterns(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in load_yaml("furniture.yaml")[name]))


def is_end_mark(line: str) -> bool:
    """Whether a line closes the story: "Message end/", "ENDS", "###", "-30-"."""
    if len(line) > 40:
        return False
    if phrase(line.strip("/ ")) in _phrases("end_marks"):
        return True
    return _exact_patterns("end_mark_patterns").match(line.strip()) is not None


def is_tail_heading(line: str) -> bool:
    """Whether everything from this line on is not the story: "your comment", "12 Comments"."""
    if len(line) > 60:
        return False
    return phrase(line) in _phrases("tail_headings") or _patterns("tail_patterns").match(line) is not None


def is_list_heading(line: str) -> bool:
    """Whether a line opens a list of links to other stories: "Related news"."""
    return len(line) <= 60 and phrase(line) in _phrases("list_headings")


def section_of_trail(line: str) -> str | None:
    """The last section of a trail such as "Home > World > Europe", None for any other line.

    A trail that ends with the story's title names the section before it.
    """
    line = re.sub(r"^you\s+are\s+here\s*:?\s*", "", line.strip(), flags=re.I)
    parts = re.split(r"\s*[>»›→]\s*|\s+(?:/|::)\s+", line)
    if not 2 <= len(parts) <= 6 or len(parts[0]) > 40 or not all(0 < len(part) <= 40 for part in parts[1:-1]):
        return None
    opens = phrase(parts[0]) in _phrases("lines") or bool(outlets_of_trail(parts[0]))
    arrows = len(re.findall("[>»›→]", line))
    if not (opens or arrows > 1) or (arrows < len(parts) - 1 and not opens):
        return None
    if len(parts[-1].split()) > 4 and len(parts) > 2 and (is_section(parts[-2]) or opens):
        return parts[-2]
    return parts[-1] if len(parts[-1]) <= 40 and not re.search("[.!?]", parts[-1]) else None


def is_furniture(line: str) -> bool:
    """Whether a line is furniture by itself: sharing, newsletters, captions, copyright, rules of dashes."""
    if len(line) > LONGEST_FURNITURE:
        return False
    if phrase(line) in _phrases("lines") or not phrase(line) or _is_menu(line):
        return True
    return _patterns("line_patterns").match(line.strip()) is not None


def _is_menu(line: str) -> bool:
    """Whether a line is a menu without separators: "Home News Sport Weather"."""
    words = line.split()
    links = [phrase(word) in _phrases("lines") for word in words]
    return (
        len(words) > 3 and any(links) and all(link or is_section(word) for link, word in zip(links, words, strict=True))
    )
