"""Tells an outlet's own name on a page: mastheads, lines with date or section beside the name, staff, copyright lines.

Works on single lines; what a line's place on the page adds is decided by the readers. The words stand in
`data/ingest/mastheads.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from whodid.ingest.agencies import agency_name
from whodid.ingest.dates import read_date
from whodid.ingest.knowledge import load_yaml, phrase, squeezed

LONGEST_NAME = 5
"""Words of an outlet's name after "The": "Lake District Evening Standard" has four, longer lines are headlines."""

LONGEST_IMPRINT = 160
"""Characters of a line that names an outlet beside date, section, page and edition."""

_YEARS = r"\d{4}(?:\s*[-–,]\s*\d{4})?"
_MARK = r"(?:©|\(c\)|\bcopyright\b)"
_COPYRIGHT = re.compile(
    rf"(?:all\s+)?(?:text|contents?|articles?|material)?\s*(?:{_MARK}[\s©:@]*)+"
    rf"(?:(?:notice|statement|holder|owner)s?\b|(?:is\s+)?(?:held|owned)\b|(?:belongs|remains)\b)?[\s:]*@?\s*"
    rf"(?:{_YEARS})?[\s,]*(?:(?:by|of|to|with)\s+)?(?P<name>.+)",
    re.I,
)
_RESERVED = re.compile(r"all\s+rights\s+reserved\s*(?:by|to|[-–—:,.|])\s*(?P<name>.+)", re.I)
_NAME_FIRST = re.compile(
    rf"(?P<name>[^.|:©]{{2,60}}?)[\s,.|–—-]*(?:{_MARK}\s*(?:{_YEARS})?|(?:{_YEARS}[\s,.]*)?all\s+rights\s+reserved)\s*[.!]?$",
    re.I,
)
_COPYRIGHT_END = re.compile(r"[.|,;]\s|\.$|\s+[-–—]\s+|\ball rights\b|\(|[\s,]+\d{4}(?:\s*[-–]\s*\d{4})?\b", re.I)
_SEPARATOR = re.compile(r"\s+(?:--?|[–—―/»›>|·•:→]+)\s+|\s*[|·•»›→]\s*|\t|\s{3,}|\s*::\s*")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d\b.{0,12}$")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a line says that names an outlet beside other things: its date as printed and section, "" where none."""

    outlet: str
    date: str = ""
    section: str = ""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(phrase(words) for words in load_yaml("mastheads.yaml")[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in load_yaml("mastheads.yaml")[name]), re.I)


def names_outlet(words: str, *, likely: bool = False) -> bool:
    """Whether words read as the name of a newspaper or station and nothing else ("The Harbour Courier").

    With `likely`, words that end as names often do, or look like a host, will do ("World Desk Review", "lake.example").

    >>> names_outlet("MERIDIAN HERALD ARCHIVE"), names_outlet("World News"), names_outlet("World Desk Review")
    (True, False, False)
    """
    name = without_tail(words)
    tokens = [token for token in re.sub(r"^the\s+", "", name, flags=re.I).split() if token]
    if not tokens or len(tokens) > LONGEST_NAME or is_section(name) or re.search(r"[!?:;\"“”|»›>]|\w{4}\.\s|,", name):
        return False
    if likely and len(tokens) == 1 and (_is_host(name) or _ends_as_name(tokens[0])):
        return True
    if not all(token[0].isupper() or token[0].isdigit() or phrase(token) in _small() for token in tokens):
        return False
    if likely and (
        agency_name(name) is not None or (len(tokens) > 1 and phrase(tokens[0]) in _words("likely_openers"))
    ):
        return True
    nouns = _words("sure_nouns") | (_words("likely_nouns") if likely else frozenset())
    if phrase(tokens[-1]) in _small() or phrase(tokens[0]) in _words("link_words"):
        return False
    last = re.split(r"[-–]", phrase(tokens[-1]))[-1]
    named = len(tokens) > 1 or name.casefold().startswith("the ") or "-" in tokens[-1]
    heads = [phrase(token) for token, after in pairwise(tokens) if phrase(after) in _small()]
    return named and (last in nouns or (len(tokens) > 2 and any(head in _words("sure_nouns") for head in heads)))


@cache
def _small() -> frozenset[str]:
    return frozenset(load_yaml("mastheads.yaml")["small"])


def _is_host(name: str) -> bool:
    return re.fullmatch(r"(?:www\.)?[\w-]{2,}(?:\.[\w-]{2,})*\.[a-z]{2,8}", name, re.I) is not None


def _ends_as_name(word: str) -> bool:
    return any(word.casefold().endswith(end) and len(word) > len(end) + 1 for end in _words("endings"))


def without_tail(words: str) -> str:
    """A name without the words behind it that are no part of it ("Meridian Herald Archive")."""
    name = words.strip(" \t.,;–—-|·•»›>()[]")
    return _tails().sub("", name) or name


@cache
def _tails() -> re.Pattern[str]:
    tails = sorted(_words("tails"), key=lambda tail: (-len(tail), tail))
    return re.compile(rf"[\s,(–—-]+(?:{'|'.join(map(re.escape, tails))})$", re.I)


def plain_name(words: str) -> str:
    """An outlet's name as it is kept: without tail, and in ordinary spelling where it is printed in capitals.

    >>> plain_name("THE HARBOUR COURIER"), plain_name("NBC NEWS ARCHIVE")
    ('The Harbour Courier', 'NBC News')
    """
    name = without_tail(words)
    if not name.isupper() or " " not in name:
        return name
    kept = load_yaml("mastheads.yaml")["plain_words"]
    out = [w.capitalize() if len(w) > 3 or w.casefold() in kept else w for w in name.split()]
    return " ".join(w.casefold() if i and w.casefold() in _small() else w for i, w in enumerate(out))


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in spelling only: "The Harbour Courier" is "HARBOUR COURIER"; an empty one is none."""
    first, second = (squeezed(without_tail(name)).removeprefix("the") for name in (one, other))
    return bool(first) and first == second


def is_section(words: str) -> bool:
    """Whether words are a section's name and nothing else: "Asia", "Foreign news"."""
    return phrase(words) in _words("sections")


def is_unnamed(words: str) -> bool:
    """Whether a credit names nobody: "Agencies", "staff and agencies", "own correspondent"."""
    parts = [phrase(part) for part in re.split(r"\s*(?:[/,;&+]|\band\b|\bwith\b)\s*", words) if phrase(part)]
    return bool(parts) and all(re.sub(r"^(the|our)\s+", "", part) in _words("unnamed") for part in parts)


def read_imprint(line: str) -> Imprint | None:
    """The outlet of a line that names it beside a date, a section, a page or an edition, and says nothing else.

    >>> read_imprint("World Desk Review - 07/08/1990 - 18:20 GMT")
    Imprint(outlet='World Desk Review', date='07/08/1990 18:20 GMT', section='')
    """
    if len(line) > LONGEST_IMPRINT:
        return None
    text = _pattern("print_patterns").sub("", line.strip(), count=1)
    printed = text != line.strip()
    text = _pattern("edition_patterns").sub("", text)
    beside = printed or text != line.strip()
    outlet, dates, sections = "", [], []
    for piece in (piece.strip(" ,;()[].") for piece in _SEPARATOR.split(text)):
        if not piece or _CLOCK.fullmatch(piece) or read_date(piece) is not None:
            dates += [piece] if piece else []
        elif is_section(piece) or phrase(piece) == "home":
            sections += [_plain_section(piece)] if is_section(piece) else []
        elif not outlet and (cut := _outlet_and_date(piece, printed=printed)):
            outlet, date, section = cut
            dates += [date] if date else []
            sections += [section] if section else []
        else:
            return None
    if not outlet or not (dates or sections or beside):
        return None
    return Imprint(plain_name(outlet), " ".join(dates), sections[-1] if sections else "")


def _outlet_and_date(piece: str, *, printed: bool) -> tuple[str, str, str] | None:
    """Outlet, date and section of a piece without separators: "The Harbour Courier, 28 May 1998"."""
    words = piece.split()
    for at in range(len(words), 0, -1):
        head, tail = " ".join(words[:at]), re.sub(r"^on\s+", "", " ".join(words[at:]).strip(" ,;()"))
        for name, beside in ((head.strip(" ,;"), tail), (tail, head.strip(" ,;"))):
            article = printed and re.match(r"The [A-Z]\S+(?: [A-Z]\S*)?$", name) is not None
            if not (article or names_outlet(name, likely=True)):
                continue
            if not beside or read_date(beside) is not None:
                return name, beside, ""
            if is_section(beside) and head.endswith(","):
                return name, "", beside
    return None


def _plain_section(words: str) -> str:
    return words.capitalize() if words.isupper() and len(words) > 3 else words


def outlets_of_trail(line: str) -> list[str]:
    """The outlets in a trail of sections such as "Lakeside Dispatch » Rivers » Locks", mostly one or none."""
    return [plain_name(part) for part in re.split(r"\s*[>»›/→]+\s*", line) if names_outlet(part, likely=True)]


def is_staff(words: str) -> bool:
    """Whether words are an office of the outlet and no person: "Foreign desk", "Valley Telegraph foreign service"."""
    if _pattern("staff_patterns").match(words.strip()):
        return True
    rest, office = _office_of(words)
    return bool(office & _words("staff")) and (not rest or names_outlet(rest, likely=True))


def outlet_of_staff(words: str) -> str | None:
    """The outlet whose office signs: "Valley Telegraph" of "Valley Telegraph foreign service", None without one."""
    rest, office = _office_of(words)
    own = bool(office & _words("staff")) and names_outlet(rest, likely=True) and agency_name(rest) is None
    return plain_name(rest) if own else None


def _office_of(words: str) -> tuple[str, frozenset[str]]:
    """Words before those of an office at the end of a byline, and the words of the office."""
    tokens = words.strip(" ,;.").split()
    at = len(tokens)
    while at and phrase(tokens[at - 1]) in _words("staff") | _words("staff_words"):
        at -= 1
    for end in range(len(tokens), at, -1):  # "World Desk Review staff": the office may hold words of the name
        if names_outlet(" ".join(tokens[:end]), likely=True) and end < len(tokens):
            at = end
            break
    return " ".join(tokens[:at]).removesuffix("'s").removesuffix("’s"), frozenset(map(phrase, tokens[at:]))


def outlet_of_byline(byline: str) -> str | None:
    """The outlet a byline names behind a person: "Jane Doe, Harbour Courier", "Jane Doe for The Plain Ledger"."""
    for part in re.split(r"\s*[,|/;()]\s*|\s+(?:for|of|at)\s+(?=The\s|[A-Z])", byline)[1:]:
        name = outlet_of_staff(part) or (plain_name(part) if names_outlet(part) else None)
        if name and agency_name(name) is None:
            return name
    return None


def outlet_of_copyright(line: str) -> str | None:
    """The name in a line of copyright, None for other lines and for those of pictures.

    >>> outlet_of_copyright("Copyright notice: The Plain Ledger"), outlet_of_copyright("© 2019 AP Photo/Kari Lund")
    ('The Plain Ledger', None)
    """
    line = line.strip(" |·•–—-")
    found = _COPYRIGHT.match(line) or _RESERVED.match(line) or _NAME_FIRST.match(line)
    if found is None:
        return None
    name = _COPYRIGHT_END.split(found["name"].strip(" @"))[0].strip(" .,;:–—-")
    words = {phrase(word) for word in re.split(r"[\s/]+", name)}
    if not 1 < len(name) <= 60 or not any(char.isupper() for char in name) or words & _words("no_outlet"):
        return None
    return name if name[0].isupper() or name[0].isdigit() or " " not in name else None


def split_site(title: str, names: Iterable[str], headings: Iterable[str]) -> tuple[str, str | None]:
    """A title and the site's name behind or before it, if any ("Envoy Leaves Rome | The Harbor Gazette").

    A part is the site's name where it is one of `names`, where the other part is one of `headings`, or, behind a bar,
    where it reads as an outlet's name. After a dash that may be who said it ("Kremlin ready for talks - Daily Post").
    """
    names, headings = list(names), {squeezed(heading) for heading in headings}
    behind = re.match(r"(?P<title>.{8,}?)\s+(?P<mark>[|–—»·-]|::)\s+(?P<site>[^|–—»]{2,60})$", title)
    before = re.match(r"(?P<site>[^|–—»:]{2,60}?)\s*(?P<mark>[|–—»·:-]|::)\s+(?P<title>.{8,})$", title)
    for found in (behind, before):
        if found is None:
            continue
        own, rest = found["site"].strip(), found["title"].strip()
        barred = found["mark"] in ("|", "»", "::") and (names_outlet(own) or agency_name(own) is not None)
        headed = squeezed(rest) in headings and bool(squeezed(rest)) and not is_section(own)
        if found is behind and (headed or barred or any(_within(own, name) for name in names)):
            return _without_section(rest), own
        named = headed and names_outlet(own, likely=True)
        if found is before and (named or any(same_name(own, name) for name in names)):
            return _without_section(rest), own
    return _without_section(title), None


def _without_section(title: str) -> str:
    """A title without the section behind a bar: "Envoy Leaves Rome | World"."""
    found = re.match(r"(.{8,}?)\s+[|»]\s+([^|»]{2,40})$", title)
    return found[1].strip() if found is not None and is_section(found[2]) else title


def _within(site: str, name: str) -> bool:
    """Whether one name holds the other: "Post" and "The Valley Post", "Valley Post" and the host "valleypost.com"."""
    last, own = squeezed(site).removeprefix("the"), squeezed(name).removeprefix("the")
    return bool(last) and (last in own or own in last)
