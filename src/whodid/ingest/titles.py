"""Finds a copied page's title, and takes titles that stand once more, or glued to the first quotation, off the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whodid.ingest.datelines import find_dateline

LONGEST_TITLE = 220
"""Characters; longer first lines are a paragraph."""

PARAGRAPHS_CUT = 6
"""First paragraphs that are searched for a second copy of the title."""


def is_paragraph(text: str) -> bool:
    """Whether a text reads as prose of the story rather than as a heading: a sentence with its end, or a dateline."""
    if len(text) > LONGEST_TITLE or find_dateline([text]) is not None:
        return True
    return re.search(r"[.!?…][\"”’')\]]*$", text) is not None and not re.search(r"(?:[?!][\"”’']*|\.\.\.|…)$", text)


def choose_title(paragraphs: Sequence[str]) -> int | None:
    """The index of the title among a page's paragraphs, or None where the page opens with its text.

    Of the headings before the first paragraph it is the one that stands again later, else the first of four words or
    more (shorter ones are kickers and section names), else the first. A lone heading without text is not a title.
    """
    headings: list[int] = []
    for index, text in enumerate(paragraphs):
        if is_paragraph(text):
            break
        headings.append(index)
    if not headings or len(paragraphs) == 1:
        return None
    for index in headings:
        if any(without_title(later, paragraphs[index]) != later for later in paragraphs[index + 1 :][:PARAGRAPHS_CUT]):
            return index
    return next((index for index in headings if len(paragraphs[index].split()) >= 4), headings[0])


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
