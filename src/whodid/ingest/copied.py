"""Reads pages as somebody copied them from a browser: labels, title, lead, body and furniture all as lines of text.

Lines are told apart by `lines`; what is left is joined to paragraphs, and title, dateline and publisher are found in
them. Labels may stand anywhere, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from whodid.ingest.agencies import agencies_in_credit
from whodid.ingest.datelines import find_dateline
from whodid.ingest.dates import find_date
from whodid.ingest.day_orders import settle_dates
from whodid.ingest.draft import NO_DATE, Draft
from whodid.ingest.lines import (
    DATES,
    Labelled,
    fits,
    is_end_mark,
    is_furniture,
    is_list_heading,
    is_tail_heading,
    looks_labelled,
    read_labels,
    section_of_trail,
    waiting_label,
)
from whodid.ingest.mastheads import (
    is_section,
    names_outlet,
    outlet_of_copyright,
    outlets_of_trail,
    plain_name,
    same_name,
    split_site,
)
from whodid.ingest.publishers import credit_dateline, fill_publisher, host_name
from whodid.ingest.spelling import visible
from whodid.ingest.titles import (
    LONGEST_MENU,
    PARAGRAPHS_CUT,
    body_start,
    choose_title,
    is_paragraph,
    links_of,
    without_title,
)

WIDEST_WRAP = 120
"""Characters of a line up to which lines of one block may be one hard-wrapped paragraph."""

REPEATED = 40
"""Characters from which a paragraph that stands twice is taken as a copy; "Yes." may be said twice."""

NEAR = 12
"""Lines from the title within which a date without a label is taken for the story's, where the page has several."""


@dataclass(slots=True)
class Sorted:
    """The lines of a page, told apart, each in order: blocks of prose, labels with their line's index, the rest.

    `prose_at` is the index of the first line that reads as prose, None where there is none.
    """

    blocks: list[list[str]] = field(default_factory=lambda: [[]])
    labels: list[tuple[int, Labelled]] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    prose_at: int | None = None

    def drop(self, line: str) -> None:
        """Put a line among the furniture; it ends the block it stood in."""
        self.furniture.append(line)
        self.end_block()

    def end_block(self) -> None:
        """Begin a new block of lines, unless the last one is still empty."""
        if self.blocks[-1]:
            self.blocks.append([])


def read_copied(body: str) -> Draft:
    """The draft of a copied page. Its title is "" where the page opens with its text; it may have no paragraphs."""
    lines = [line.strip() for line in visible(body).split("\n")]
    found = sort_lines(lines)
    paragraphs = [text for block in found.blocks for text in join_lines(block)]
    draft = Draft(furniture=found.furniture)
    labelled = next((label for _, label in found.labels if label.name == "title"), None)
    paragraphs = take_masthead(draft, paragraphs, known=_names_told(found), titled=labelled is not None)
    take_title(draft, paragraphs, labelled=labelled)
    heading = draft.title or next(iter(draft.paragraphs), "")
    at = next((number for number, line in enumerate(lines) if heading and line.startswith(heading)), 0)
    printed = _print_lines(found)
    labels = without_far_dates([entry for entry in found.labels if entry not in printed], at)
    fill_from_labels(draft, labels)
    settle_dates(draft, labels)
    take_dateline(draft)
    drop_copies(draft)
    fill_publisher(draft, found.furniture, printed=[label.value for _, label in printed])
    return draft


def _print_lines(found: Sorted) -> list[tuple[int, Labelled]]:
    """The lines below the lead that name an outlet without a label: where the story was printed, or a work it cites."""
    below = [entry for entry in found.labels if found.prose_at is not None and entry[0] > found.prose_at]
    return [entry for entry in below if entry[1].name == "publisher" and not entry[1].label]


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
            found.labels += [(number, Labelled("publisher", "", name)) for name in outlets_of_trail(line)]
            found.drop(line)
        elif is_furniture(line) or (in_list and not (is_paragraph(line) and len(line) > REPEATED)):
            found.drop(line)
        else:
            in_list = False
            found.blocks[-1].append(line)
            if found.prose_at is None and is_paragraph(line):
                found.prose_at = number
    found.end_block()
    in_comments = tail < len(lines) and is_tail_heading(lines[tail])
    for number, line in enumerate(lines[tail:], start=tail):
        if not line:
            continue
        in_comments = in_comments or is_tail_heading(line)
        ours = [label for label in read_labels(line) if label.label or not in_comments]
        labels = [label for label in ours if not (in_comments and label.name in DATES)]
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
            own = label.name == "publisher" and not label.label
            draft.fill(label.name, label.value.strip("#№ "), "masthead" if own else basis)
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


def _names_told(found: Sorted) -> list[str]:
    """The outlet's names that labels, lines of copyright and the host of the page's address give."""
    names = [label.value for _, label in found.labels if label.name == "publisher"]
    names += [name for line in found.furniture if (name := outlet_of_copyright(line))]
    hosts = [host_name(label.value) for _, label in found.labels if label.name == "url"]
    return [*names, *(host.split(".")[0] for host in hosts if host and host.count(".") == 1)]


def take_masthead(draft: Draft, paragraphs: Sequence[str], *, known: Sequence[str], titled: bool) -> list[str]:
    """The paragraphs without the outlet's name, where it stands alone above the body, behind a title or below the end.

    The first name fills the publisher, unless lines of copyright, which give the names `known`, say otherwise: menus
    name an outlet's sisters. A heading that may be a name is the title where no other can be it.
    """
    start = body_start(paragraphs)
    above = paragraphs[: start + 1][-LONGEST_MENU:]
    kept = [split_site(text, known, above) if index < start else (text, None) for index, text in enumerate(paragraphs)]
    texts, sites = [text for text, _ in kept], [site for _, site in kept if site]
    alone = [n for n, text in enumerate(texts) if (n < start or n == len(texts) - 1) and _is_name(text, n, known)]
    titles = [n for n in range(start) if n not in alone and not is_section(texts[n]) and not looks_labelled(texts[n])]
    if not titled and not titles:
        alone = [n for n in alone if n >= start or len(texts[n].split()) < 4 or texts[n].casefold().startswith("the ")]
    sure = [n for n in alone if n == 0 or not known or any(same_name(texts[n], name) for name in known)]
    for n in alone:
        draft.furniture.append(texts[n])
        draft.fill("publisher", plain_name(texts[n]) if n in sure else None, "masthead")
    for site in sites:
        draft.fill("publisher", plain_name(site), "end of the title")
    return [text for n, text in enumerate(texts) if n not in alone]


def _is_name(text: str, index: int, known: Iterable[str]) -> bool:
    return names_outlet(text, likely=index == 0) or any(same_name(text, name) for name in known)


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
    above |= {n for n in below_menu if is_section(paragraphs[n]) or looks_labelled(paragraphs[n])}
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
    credit_dateline(draft)
