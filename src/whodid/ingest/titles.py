"""Finds a copied page's title, and takes titles that stand once more, or glued to the first quotation, off the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whodid.ingest.datelines import find_dateline
from whodid.ingest.lines import looks_labelled
from whodid.ingest.mastheads import is_section

LONGEST_TITLE = 220
"""Characters; longer first lines are a paragraph."""

PARAGRAPHS_CUT = 6
"""First paragraphs that are searched for a second copy of the title."""

LINKS = 4
"""Short lines in a row from which they are a menu or a list of other stories; stories have two or three headings."""

LONGEST_MENU = 300
"""Lines above the body that are looked at for the title; a list of 100,000 lines took half a minute without this."""

SHORT_PROSE = 60
"""Characters of a paragraph below which it may be a caption or a notice."""


def is_paragraph(text: str) -> bool:
    """Whether a text reads as prose of the story rather than as a heading: a sentence with its end, or a dateline."""
    if len(text) > LONGEST_TITLE or find_dateline([text]) is not None:
        return True
    return re.search(r"[.!?…][\"”’')\]]*$", text) is not None and not re.search(r"(?:[?!][\"”’']*|\.\.\.|…)$", text)


def choose_title(paragraphs: Sequence[str]) -> int | None:
    """The index of the title among a page's paragraphs, or None where the page opens with its text.

    Of the headings above the body it is the one that stands again later. Else, on a page copied without its menus, the
    first of four words or more (shorter ones are kickers), or the first; below a menu, the long heading nearest to the
    body, or the one right above that (a standfirst comes between). A lone heading without text is not a title.
    """
    start = body_start(paragraphs)
    headings = [index for index in range(start) if not is_paragraph(paragraphs[index])][-LONGEST_MENU:]
    if not headings or len(paragraphs) == 1:
        return None
    headings = [n for n in headings if not is_section(paragraphs[n]) and not looks_labelled(paragraphs[n])]
    if not headings:
        return None
    below_menu = len(headings) >= LINKS
    long = [index for index in headings if len(paragraphs[index].split()) >= (5 if below_menu else 4)]
    for index in long if below_menu else headings:  # words of a menu stand again in the next menu
        if any(without_title(later, paragraphs[index]) != later for later in paragraphs[index + 1 :][:PARAGRAPHS_CUT]):
            return index
    if not below_menu:
        return (long or headings)[0]
    if len(long) > 1 and long[-2] == long[-1] - 1:
        return long[-2]
    return long[-1] if long else None


def body_start(paragraphs: Sequence[str]) -> int:
    """The index of the paragraph that opens the body: below a menu the first with others behind it, else the first.

    A site's own words about itself or its cookies stand alone among the links of a menu.
    """
    prose = [is_paragraph(text) for text in paragraphs]
    first = next((index for index, is_prose in enumerate(prose) if is_prose), len(prose))
    if not links_of(paragraphs[: first + LINKS + 1]):
        return first
    for index, is_prose in enumerate(prose):
        near = [text for text in paragraphs[index + 1 : index + 5] if is_paragraph(text) and len(text) >= SHORT_PROSE]
        if is_prose and len(paragraphs[index]) >= SHORT_PROSE and len(near) >= 2:
            return index
    return first


def links_of(paragraphs: Sequence[str]) -> set[int]:
    """The indices of lines that are lists of links: four or more in a row that are short and no sentences.

    Headlines of other stories would be coded as events of this one.
    """
    found: set[int] = set()
    run: list[int] = []
    for index, text in enumerate([*paragraphs, "."]):
        if _is_link(text):
            run.append(index)
            continue
        found |= set(run) if len(run) >= LINKS else set()
        run = []
    return found


def _is_link(text: str) -> bool:
    return len(text.split()) <= 16 and not re.search(r"[.,;:!?…\"”]$|^[\"“]", text) and find_dateline([text]) is None


def without_title(paragraph: str, title: str) -> str:
    """The paragraph without a copy of the title at its start; "" where it is nothing else, unchanged without a copy.

    >>> without_title('Envoy Leaves Rome"We part as friends," he said.', "Envoy Leaves Rome")
    '"We part as friends," he said.'
    >>> without_title("Envoy leaves Rome, officials said.", "Envoy Leaves Rome")
    'Envoy leaves Rome, officials said.'
    """
    if not title.strip():
        return paragraph
    copy = _title_pattern(title).match(paragraph)
    if copy is None:
        return paragraph
    rest = paragraph[copy.end() :]
    if not rest.strip(" .:|-–—"):
        return ""
    glued = re.match(r"[.!?]?\s*[|:–—-]*\s*(?=[\"“‘«(\[]|[^\W_])", rest)
    if glued is None or rest[0] in "'’" or not _opens(rest[glued.end() :]):
        return paragraph
    if rest[0].isspace() and not _is_clear_start(rest[glued.end() :], title):
        return paragraph
    return rest[glued.end() :]


def _title_pattern(title: str) -> re.Pattern[str]:
    """The title with any spacing and any form of its quotation marks."""
    words = [re.sub(r"[\"“”]", '["“”]', re.sub(r"[‘’']", "[‘’']", re.escape(word))) for word in title.split()]
    return re.compile(r"\s+".join(words), re.I)


def _opens(text: str) -> bool:
    """Whether a text begins as a sentence may: a quotation mark, a bracket, a digit or a capital."""
    return not text[0].islower()


def _is_clear_start(rest: str, title: str) -> bool:
    """After a space, words may go on with the sentence: only a quotation, a dateline or a long title settles it."""
    return rest[0] in '"“«' or find_dateline([rest]) is not None or len(title.split()) >= 4
