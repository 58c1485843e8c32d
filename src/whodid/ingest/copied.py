"""Reads pages as somebody copied them from a browser: labels, title, lead, body and furniture all as lines of text.

Lines are told apart by `lines`; what is left is joined to paragraphs, and title, dateline and publisher are found in
them. Labels may stand anywhere, in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urlsplit

from whodid.ingest.agencies import agencies_in_credit
from whodid.ingest.datelines import find_dateline
from whodid.ingest.dates import find_date
from whodid.ingest.draft import NO_DATE, Draft
from whodid.ingest.lines import (
    DATES,
    Labelled,
    fits,
    is_end_mark,
    is_furniture,
    is_list_heading,
    is_tail_heading,
    read_labels,
    section_of_trail,
    waiting_label,
)
from whodid.ingest.spelling import visible
from whodid.ingest.titles import PARAGRAPHS_CUT, body_start, choose_title, is_paragraph, links_of, without_title

WIDEST_WRAP = 120
"""Characters of a line up to which lines of one block may be one hard-wrapped paragraph."""

REPEATED = 40
"""Characters from which a paragraph that stands twice is taken as a copy; "Yes." may be said twice."""


_YEARS = r"\d{4}(?:\s*[-–]\s*\d{4})?"
_COPYRIGHT = re.compile(rf"(?:©|\(c\)|copyright)[\s©:]*(?:\(c\)\s*)?(?:{_YEARS})?[\s,]*(?:by\s+)?(.+)", re.I)
_COPYRIGHT_END = re.compile(r"[.|,;]\s|\.$|\s+[-–—]\s+|\ball rights\b|\(", re.I)


NEAR = 12
"""Lines from the title within which a date without a label is taken for the story's, where the page has several."""


@dataclass(slots=True)
class Sorted:
    """The lines of a page, told apart, each in order: blocks of prose, labels with their line's index, the rest."""

    blocks: list[list[str]] = field(default_factory=lambda: [[]])
    labels: list[tuple[int, Labelled]] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)

    def drop(self, line: str) -> None:
        """Put a line among the furniture; it ends the block it stood in."""
        self.furniture.append(line)
        self.end_block()

    def end_block(self) -> None:
        if self.blocks[-1]:
            self.blocks.append([])


def read_copied(body: str) -> Draft:
    """The draft of a copied page. Its title is "" where the page opens with its text; it may have no paragraphs."""
    lines = [line.strip() for line in visible(body).split("\n")]
    found = sort_lines(lines)
    paragraphs = [text for block in found.blocks for text in join_lines(block)]
    draft = Draft(furniture=found.furniture)
    take_title(draft, paragraphs, labelled=next((label for _, label in found.labels if label.name == "title"), None))
    heading = draft.title or next(iter(draft.paragraphs), "")
    at = next((number for number, line in enumerate(lines) if heading and line.startswith(heading)), 0)
    fill_from_labels(draft, without_far_dates(found.labels, at))
    take_dateline(draft)
    drop_copies(draft)
    fill_publisher(draft, found.furniture)
    return draft


def sort_lines(lines: Sequence[str]) -> Sorted:
    """The lines told apart, in order."""
    found, tail = Sorted(), _tail_start(lines)
    waiting: Labelled | None = None
    in_list = False
    for number, line in enumerate(lines[:tail]):
        if not line:
            found.end_block()
            continue
        if waiting is not None and fits(waiting.name, line):
            found.labels.append((number, Labelled(waiting.name, waiting.label, line)))
            found.drop(line)
            waiting = None
            continue
        waiting = waiting_label(line)
        labels = read_labels(line)
        if labels or waiting:
            found.labels += [(number, label) for label in labels if label.label or not in_list]
            found.drop(line)
        elif is_list_heading(line):
            in_list = bool(found.blocks[0]) and any(map(is_paragraph, lines[:number]))
            found.drop(line)
        elif trail := section_of_trail(line):
            found.labels.append((number, Labelled("section", "trail of sections", trail)))
            found.drop(line)
        elif is_furniture(line) or (in_list and not (is_paragraph(line) and len(line) > REPEATED)):
            found.drop(line)
        else:
            in_list = False
            found.blocks[-1].append(line)
    found.end_block()
    in_comments = tail < len(lines) and is_tail_heading(lines[tail])
    for number, line in enumerate(lines[tail:], start=tail):
        if not line:
            continue
        in_comments = in_comments or is_tail_heading(line)
        labels = [label for label in read_labels(line) if not (in_comments and label.name in DATES)]
        found.labels += [(number, label) for label in labels]
        found.drop(line)
    return found


def _tail_start(lines: Sequence[str]) -> int:
    """The index of the line that ends the story, or the number of lines.

    An end mark before which there is less text than behind it is not one ("###" between two parts).
    """
    sizes = [0]
    for line in lines:
        sizes.append(sizes[-1] + len(line))
    for index, line in enumerate(lines):
        if line and (is_end_mark(line) or is_tail_heading(line)) and 2 * sizes[index] >= sizes[-1]:
            return index
    return len(lines)


def join_lines(block: Sequence[str]) -> list[str]:
    """The paragraphs of a block of lines: one each, or one altogether where the lines are hard-wrapped."""
    return [" ".join(block)] if _is_wrapped(block) else list(block)


def _is_wrapped(block: Sequence[str]) -> bool:
    """Whether every line is as full as the widest allows: the next line's first word would not have fitted."""
    width = max(map(len, block), default=0)
    if len(block) < 2 or not 40 <= width <= WIDEST_WRAP:
        return False
    full = [len(line) + 1 + len(after.split()[0]) > width for line, after in pairwise(block)]
    broken = [line[-1] not in '.!?”"' for line in block[:-1]]
    goes_on = [after[0].islower() for after in block[1:]]
    return sum(full) >= 0.9 * len(full) and sum(broken) > 0.5 * len(broken) and any(goes_on)


def fill_from_labels(draft: Draft, labels: Sequence[Labelled]) -> None:
    """Fill the draft's fields: labelled values first, then dates and credits that stand without a label."""
    for label in sorted(labels, key=lambda label: not label.label):
        basis = f"label '{label.label}'" if label.label else "a line of its own"
        if label.name in DATES:
            _fill_date(draft, label, basis)
        elif label.name == "credit":
            draft.credits += agencies_in_credit(label.value)
        elif label.name == "byline":
            draft.fill("byline", label.value, basis)
            draft.credits += agencies_in_credit(label.value)
        elif label.name == "url":
            draft.fill("url", label.value, basis)
        elif label.name in ("source_id", "section", "publisher"):
            draft.fill(label.name, label.value.strip("#№ "), basis)
    _add_time(draft, labels)
    if "updated" in draft.fields:
        draft.fill("published", None, f"only an update date is printed ({draft.basis['updated']})")
    draft.fill("published", None, NO_DATE)


def without_far_dates(labels: Sequence[tuple[int, Labelled]], at: int) -> list[Labelled]:
    """The labels, with one at most of the dates that stand without a label: where days differ, that nearest line `at`.

    A page copied with its menus holds the days of other stories; farther off than some lines, none is this story's.
    """
    bare = [
        (number - at if number > at else 3 * (at - number), number)  # a date stands below its title more often
        for number, label in labels
        if label.name in DATES and not label.label
    ]
    days = {label.value for _, label in labels if label.name in DATES and not label.label}
    kept = {number for _, number in bare} if len(days) < 2 else {min(bare)[1]} if min(bare)[0] <= NEAR else set()
    return [label for number, label in labels if label.name not in DATES or label.label or number in kept]


def _fill_date(draft: Draft, label: Labelled, basis: str) -> None:
    date = find_date(label.value)
    if date is None:
        draft.fill(label.name, None, f"{basis} says {label.value!r}, which is no full date")
    else:
        draft.fill(label.name, date.iso, basis if date.iso else f"{basis}: {date.reason}")


def _add_time(draft: Draft, labels: Iterable[Labelled]) -> None:
    """Join a time of day with a label of its own ("Time: 11:18") to a publication day printed without one."""
    day = draft.fields.get("published", "")
    for label in labels:
        if len(day) == 10 and label.name == "published" and label.label and find_date(label.value) is None:
            both = find_date(f"{day} {label.value}")
            if both is not None and both.iso is not None and len(both.iso) > 10:
                draft.fields["published"] = both.iso
                draft.basis["published"] += f" and label '{label.label}'"
                return


def take_title(draft: Draft, paragraphs: list[str], *, labelled: Labelled | None) -> None:
    """Set title and paragraphs: menus, lines above the title and its other copies become furniture."""
    index = choose_title(paragraphs) if labelled is None else None
    if labelled is not None:
        draft.title = labelled.value
        draft.basis["title"] = f"label '{labelled.label}'"
    elif index is not None:
        draft.title = paragraphs[index]
        draft.basis["title"] = "first heading of the page"
    else:
        draft.basis["title"] = "the page opens with its text"
    links = links_of(paragraphs)
    above = set(range(index or 0))
    below_menu = set(range(body_start(paragraphs)))
    if links & below_menu:  # all above the body goes but the line below the title, which may be a standfirst
        above |= below_menu - ({index + 1} if index is not None else set())
        links -= {index + 1} if index is not None and index + 2 in {*range(len(paragraphs))} - below_menu else set()
    for number, text in enumerate(paragraphs):
        if number == index:
            continue
        rest = "" if number in above or number in links else text
        if rest and number - (index or 0) <= PARAGRAPHS_CUT:
            rest = without_title(text, draft.title)
        if rest != text:
            draft.furniture.append(text[: len(text) - len(rest)].strip())
        if rest:
            draft.paragraphs.append(rest)


def drop_copies(draft: Draft) -> None:
    """Keep one of paragraphs that stand twice, and drop a lead that the body opens with once more."""
    kept: list[str] = []
    seen: set[str] = set()
    for text in draft.paragraphs:
        if len(text) >= REPEATED and text in seen:
            draft.furniture.append(text)
            continue
        seen.add(text)
        if kept and len(kept[0]) >= REPEATED and text.startswith(kept[0]):
            draft.furniture.append(kept.pop(0))
        kept.append(text)
    draft.paragraphs = kept


def take_dateline(draft: Draft) -> None:
    """Take the dateline off the paragraph it opens, and credit its agency.

    The day of a dateline with its year is the publication day of a page that prints no date at all.
    """
    found = find_dateline(draft.paragraphs, published=draft.fields.get("published"))
    if found is None:
        return
    draft.dateline = found.dateline
    draft.basis["dateline"] = draft.paragraphs[found.paragraph][: found.length].strip()
    draft.paragraphs[found.paragraph] = draft.paragraphs[found.paragraph][found.length :]
    if found.dateline.date and draft.basis.get("published") == NO_DATE:
        draft.fill("published", found.dateline.date, f"dateline '{draft.basis['dateline']}'")
    if found.dateline.agency:
        agency = found.dateline.agency
        draft.credits = [*(agencies_in_credit(agency) or [agency]), *draft.credits]


def fill_publisher(draft: Draft, furniture: Iterable[str]) -> None:
    """Who printed the page: by label, copyright line, the page's own address, or the agency of the dateline."""
    for line in furniture:
        found = _COPYRIGHT.match(line)
        name = _COPYRIGHT_END.split(found[1])[0].strip() if found else ""
        if 1 < len(name) <= 60 and any(char.isupper() for char in name):
            draft.fill("publisher", name, "copyright line")
    if "url" in draft.fields:
        draft.fill("publisher", host_name(draft.fields["url"]), "host of the page's address")
    if draft.dateline is not None and draft.dateline.agency:
        draft.fill("publisher", draft.dateline.agency, "agency in the dateline")
    draft.fill("publisher", None, "the page names none")


def host_name(url: str) -> str | None:
    """The host of an address without "www.", or None where it has none."""
    host = urlsplit(url if "//" in url else f"//{url}").hostname
    return host.removeprefix("www.") if host else None
