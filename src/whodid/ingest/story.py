"""Makes a `Page` a `Story`: the one way in for pages of text, HTML and table rows alike."""

from __future__ import annotations

from whodid.errors import BadInput
from whodid.ingest.agencies import find_relays
from whodid.ingest.copied import read_copied
from whodid.ingest.draft import Draft
from whodid.ingest.english import check_english, check_language_column
from whodid.ingest.rows import read_row
from whodid.ingest.webpage import read_webpage
from whodid.model import Page, Story, content_id


def read_story(page: Page) -> Story:
    """The story a page holds: metadata with the basis of each field, and the text that offsets will point into.

    The text of a table row is the caller's, unchanged; of other pages it is the paragraphs, joined by blank lines,
    without title, dateline and furniture. Raises BadInput "empty", "no_text" or "not_english" with the page's origin.
    """
    if not page.body.strip():
        raise BadInput("nothing but white space, expected a story", where=page.origin, reason="empty")
    if page.kind == "row":
        check_language_column(page.row.get("language"), where=page.origin)
        draft = read_row(page)
        text = page.body
    else:
        draft = read_webpage(page) if page.kind == "html" else read_copied(page.body)
        text = "\n\n".join(draft.paragraphs)
    if not text.strip():
        message = f"no paragraph of a story in {len(page.body):,} characters of {page.kind}; is this a list or a menu?"
        raise BadInput(message, where=page.origin, reason="no_text")
    draft.basis["language"] = check_english(f"{draft.title}\n{text}", where=page.origin)
    return finish(draft, text, page.origin)


def finish(draft: Draft, text: str, origin: str) -> Story:
    """The draft as a story; its id depends on what identifies it and on its text, not on where it was read from."""
    fields = draft.fields
    publisher, url, source_id = fields.get("publisher"), fields.get("url"), fields.get("source_id")
    return Story(
        id=content_id(publisher, url, source_id, draft.title, fields.get("published"), text),
        title=draft.title,
        text=text,
        source_id=source_id,
        publisher=publisher,
        url=url,
        byline=fields.get("byline"),
        section=fields.get("section"),
        published=fields.get("published"),
        updated=fields.get("updated"),
        dateline=draft.dateline,
        language="en",
        relays=find_relays([draft.title, text], draft.credits, publisher),
        basis=dict(sorted(draft.basis.items())),
        furniture=tuple(draft.furniture),
        origin=origin,
    )
