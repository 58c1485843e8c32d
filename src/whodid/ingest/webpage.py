"""Reads HTML pages: metadata as the page states it, the body by trafilatura, by our block reader where that fails.

An empty extraction is never "no story": libxml2 and trafilatura silently give nothing for markup beyond their limits.
"""

from __future__ import annotations

import trafilatura

from whodid.errors import BadInput
from whodid.ingest.agencies import agencies_in_credit
from whodid.ingest.copied import drop_copies, take_dateline
from whodid.ingest.draft import Draft
from whodid.ingest.lines import LONGEST_FURNITURE, is_end_mark, is_furniture, read_labels
from whodid.ingest.markup import Block, paragraphs_of, parse_html, read_blocks
from whodid.ingest.mastheads import names_outlet, plain_name
from whodid.ingest.metadata import fill_metadata
from whodid.ingest.publishers import fill_publisher, host_name
from whodid.ingest.rows import fill_from_row
from whodid.ingest.spelling import visible
from whodid.ingest.titles import PARAGRAPHS_CUT, without_title
from whodid.model import Page

BLOCKS_OF_HEAD = 60
"""Lines from the top within which a page that has no title shows its masthead."""

LEAST_BODY = 200
"""Characters of a body below which trafilatura may have missed it and the block reader is asked too."""


def read_webpage(page: Page) -> Draft:
    """The draft of an HTML page; columns of a row it came in (`page.row`) win over what the page states.

    Raises BadInput "no_text" where neither extractor finds a paragraph.
    """
    tree = parse_html(page.body)
    blocks = read_blocks(tree) if tree is not None else []
    draft = Draft()
    fill_from_row(draft, page.row)
    if tree is not None:
        fill_metadata(draft, tree, page.body, blocks)
    paragraphs, extractor = read_body(page.body, blocks)
    draft.basis["text"] = extractor
    _keep_story(draft, paragraphs)
    if not draft.paragraphs:
        message = (
            f"neither extractor finds a paragraph in {len(page.body):,} characters of HTML with {len(blocks)} lines of "
            "text; a page of scripts, a menu, or nested too deeply? Save it as text, or leave it out"
        )
        raise BadInput(message, where=page.origin, reason="no_text")
    draft.credits += agencies_in_credit(draft.fields.get("byline", ""))
    take_dateline(draft)
    drop_copies(draft)
    draft.fill("publisher", host_name(draft.fields.get("url", "")), "host of the page's address")
    if (name := masthead_of(blocks, draft.title)) is not None:
        draft.fill("publisher", name, "masthead")
    fill_publisher(draft, [block.text for block in blocks if len(block.text) <= LONGEST_FURNITURE])
    return draft


def masthead_of(blocks: list[Block], title: str) -> str | None:
    """The outlet's name where it stands alone on a line above the title, None without such a line."""
    for block in blocks[:BLOCKS_OF_HEAD]:
        if title and block.text.startswith(title):
            return None
        if names_outlet(block.text):
            return plain_name(block.text)
    return None


def read_body(html: str, blocks: list[Block]) -> tuple[list[str], str]:
    """The paragraphs of the story and the extractor that found them.

    Options chosen by measurement on 93 pages of all kinds and 29 of news with known bodies: mean F1 .970 and .974,
    against .967 and .973 without `favor_precision`, .971 and .971 with `fast`, .874 and .953 with the block reader.
    """
    found = visible(trafilatura.extract(html, include_comments=False, favor_precision=True) or "")
    paragraphs = [line.strip() for line in found.split("\n") if line.strip()]
    if sum(map(len, paragraphs)) < LEAST_BODY:
        second = paragraphs_of(blocks)
        if sum(map(len, second)) > sum(map(len, paragraphs)):
            return second, "block reader"
    return paragraphs, "trafilatura"


def _keep_story(draft: Draft, paragraphs: list[str]) -> None:
    """Take the paragraphs that are story into the draft; the title's copies, furniture and end marks are put aside."""
    for index, text in enumerate(paragraphs):
        rest = without_title(text, draft.title) if index < PARAGRAPHS_CUT else text
        labels = read_labels(rest)
        if not rest or is_furniture(rest) or is_end_mark(rest) or labels:
            draft.furniture.append(text)
            for label in labels if index < PARAGRAPHS_CUT else ():
                if label.name in ("byline", "section") and not label.label:
                    draft.fill(label.name, label.value, "a line of its own")
        else:
            draft.paragraphs.append(rest)
