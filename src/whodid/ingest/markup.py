"""Parses HTML once, without libxml2's limits, and reads it as blocks of text: the second extractor works on them.

libxml2 by default gives an empty document past 256 nested tags or a text node of 10 MB (measured: 2.14); with
`huge_tree` it follows some 2,000 nested tags, and texts of any length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html
from lxml import etree

from whodid.ingest.spelling import visible

SKIPPED = frozenset(
    "script style noscript template svg iframe object select option textarea math canvas head title".split()
)
"""Elements whose text no reader sees as text."""

ASIDE = frozenset("nav aside footer form button figure figcaption menu dialog header".split())
"""Elements that hold no body of a story; labels may stand in them."""

BLOCKS = frozenset(
    "p div section article main body li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre table tr td th br hr "
    "address center time nav aside footer form button figure figcaption menu dialog header".split()
)
"""Elements that begin a new line of text."""

SHORTEST_PARAGRAPH = 40
"""Characters of a block that the second extractor takes for a paragraph; menus and buttons stay below."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a page: its text, whether it stands beside the story (menu, footer), the share of it that is links."""

    text: str
    beside: bool
    linked: float


def parse_html(html: str) -> lxml.html.HtmlElement | None:
    """The page's element tree, or None where there is no element at all."""
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        # Bytes: a declaration of another encoding inside the text would otherwise be an error, or be believed.
        return lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None


def read_blocks(tree: lxml.html.HtmlElement) -> list[Block]:
    """The lines of text of a page in order, as a browser would break them."""
    return list(_blocks(tree))


def paragraphs_of(blocks: list[Block]) -> list[str]:
    """The paragraphs of a story among a page's blocks: the plain second extractor, where trafilatura finds nothing.

    Takes every block of a sentence's length that is mostly not links and stands in no menu, footer or figure.
    """
    plain = [block.text for block in blocks if not block.beside and block.linked < 0.5]
    return [text for text in plain if len(text) >= SHORTEST_PARAGRAPH and re.search(r"[.!?…][\"”’')]*$", text)]


def _blocks(tree: lxml.html.HtmlElement) -> Iterator[Block]:
    words: list[str] = []
    linked = hidden = beside = links = 0

    def line() -> Iterator[Block]:
        nonlocal linked
        text = " ".join(visible("".join(words)).split())
        if text:
            yield Block(text, beside > 0, min(1.0, linked / len(text)))
        words.clear()
        linked = 0

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "script"
        opens = event == "start"
        if tag in BLOCKS:
            yield from line()
        step = 1 if opens else -1
        hidden += step * (tag in SKIPPED)
        beside += step * (tag in ASIDE)
        links += step * (tag == "a")
        text = (element.text if opens else element.tail) or ""
        if text and not hidden:
            words.append(text)
            linked += len(text.strip()) if links else 0
    yield from line()
