"""Reads when an HTML page was published and updated: JSON-LD, meta tags, time tags, visible labels, the page's address.

An update is never taken for the publication: where only an update is known, the publication stays open and the basis
says so. htmldate guesses last, and is not believed where its guess is the day of an update.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import lxml.html
from htmldate import find_date as guess_date

from whodid.ingest.dates import find_date
from whodid.ingest.draft import NO_DATE, Draft
from whodid.ingest.knowledge import load_yaml
from whodid.ingest.lines import DATES, Labelled, read_labels, waiting_label
from whodid.ingest.markup import Block

BLOCKS_WITH_LABELS = 400
"""Lines of a page that are searched for labels; below come other stories with dates of their own."""

LONGEST_LABEL_LINE = 160


def fill_dates(
    draft: Draft,
    tree: lxml.html.HtmlElement,
    html: str,
    blocks: Sequence[Block],
    *,
    story: Mapping[str, str],
    metas: Mapping[str, str],
) -> None:
    """Fill `published` and `updated`, best basis first; `story` and `metas` are what JSON-LD and meta tags state."""
    dates = list(_stated_dates(tree, story, metas, blocks))
    for name, iso, basis in dates:
        draft.fill(name, iso, basis)
    _fill_from_address(draft)
    _guess_published(draft, html)
    _in_own_zone(draft, [iso for _, iso, _ in dates if iso])


def _names(field: str) -> list[str]:
    return list(load_yaml("html_metadata.yaml")[field])


def _stated_dates(
    tree: lxml.html.HtmlElement, story: Mapping[str, str], metas: Mapping[str, str], blocks: Sequence[Block]
) -> Iterator[tuple[str, str | None, str]]:
    """Field, ISO date (or None) and basis (or why none) of every date the page states, best first."""
    for name in ("published", "updated"):
        if name in story:
            yield _stated(name, story[name], "json-ld")
    for name in ("published", "updated"):
        for key in _names(name):
            if key in metas:
                yield _stated(name, metas[key], f"meta {key!r}")
    yield from _time_tags(tree)
    for label in _labels(blocks):
        yield _stated(label.name, label.value, f"label '{label.label}'")


def _stated(name: str, value: str, basis: str) -> tuple[str, str | None, str]:
    date = find_date(value)
    if date is None:
        return name, None, f"{basis} says {value[:60]!r}, which is no full date"
    return name, date.iso, basis if date.iso else f"{basis}: {date.reason}"


def _time_tags(tree: lxml.html.HtmlElement) -> Iterator[tuple[str, str | None, str]]:
    """The dates of time tags: those marked as publication, the first unmarked one outside lists, and updates."""
    plain: list[tuple[str, str | None, str]] = []
    marked = tree.xpath("//*[@itemprop='datePublished' or @itemprop='dateModified'][not(self::meta)]")
    for tag in dict.fromkeys([*tree.iter("time"), *marked]):
        value = tag.get("datetime") or tag.get("content") or " ".join(str(tag.text_content()).split())
        if find_date(value) is None:
            continue
        marks = [tag.get(key) or "" for key in ("class", "itemprop", "id", "title", "data-test")]
        words = " ".join([*marks, _label_before(tag)]).casefold()
        if any(word in words for word in _names("update_words")):
            yield _stated("updated", value, "time tag")
        elif any(word in words for word in _names("publish_words")) or tag.get("pubdate") is not None:
            yield _stated("published", value, "time tag")
        elif not any(parent.tag in ("aside", "nav", "footer", "li", "a") for parent in tag.iterancestors()):
            plain.append(_stated("published", value, "time tag"))
    yield from plain[:1]


def _label_before(tag: lxml.html.HtmlElement) -> str:
    """The words right before a time tag, in its parent or the element before it: "Last updated"."""
    before = tag.getprevious()
    parent = tag.getparent()
    if before is not None:
        words = before.tail if (before.tail or "").strip() else str(before.text_content())
    else:
        words = parent.text if parent is not None else ""
    return (words or "").strip()[-30:]


def _labels(blocks: Sequence[Block]) -> Iterator[Labelled]:
    """The visible labels that state a date ("Published: 3 May 2019"); bare dates on a web page are anybody's."""
    waiting: Labelled | None = None
    for block in blocks[:BLOCKS_WITH_LABELS]:
        if waiting is not None and find_date(block.text) is not None and len(block.text) <= LONGEST_LABEL_LINE:
            yield Labelled(waiting.name, waiting.label, block.text)
        waiting = None
        if len(block.text) <= LONGEST_LABEL_LINE:
            for label in read_labels(block.text):
                if label.name in DATES and label.label and find_date(label.value) is not None:
                    yield label
            candidate = waiting_label(block.text)
            waiting = candidate if candidate is not None and candidate.name in DATES else None


def _fill_from_address(draft: Draft) -> None:
    """The publication day in the page's address: ".../2019/05/03/..." or ".../20190503-..."."""
    if "url" not in draft.fields or "published" in draft.fields:
        return
    path = urlsplit(draft.fields["url"]).path
    found = re.search(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/_-]|$)|[/_-]((?:19|20)\d{6})(?=[/_.-]|$)", path)
    date = find_date(found[4] or "-".join(found.group(1, 2, 3))) if found else None
    if date is not None and date.iso is not None:
        draft.fill("published", date.iso, "url")


def _guess_published(draft: Draft, html: str) -> None:
    """The last resort: htmldate's guess, unless it is the day of an update. It took our first page's update for it."""
    if "published" in draft.fields:
        return
    try:
        guess = guess_date(html, original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    except Exception as error:  # a guess is all it is: whatever htmldate's parsers raise on odd markup, there is none
        guess = None
        draft.basis.setdefault("published", f"no date on the page (htmldate: {type(error).__name__})")
    updated = draft.fields.get("updated")
    if guess and not (updated and updated[:10] == guess):
        draft.fill("published", guess, "htmldate")
    elif updated:
        draft.fill("published", None, f"only an update date is stated ({draft.basis['updated']})")
    draft.fill("published", None, NO_DATE)


def _in_own_zone(draft: Draft, others: Iterable[str]) -> None:
    """Where a date is in UTC and the page states the same instant in another zone, take that zone: the page's own."""
    for name in ("published", "updated"):
        instant = _instant(draft.fields.get(name, ""))
        if instant is None or instant.utcoffset():
            continue
        for other in others:
            local = _instant(other)
            if local is not None and local.utcoffset() and abs(local - instant) < timedelta(minutes=1):
                draft.fields[name] = instant.astimezone(local.tzinfo).isoformat()
                draft.basis[name] += ", in the page's own zone"
                break


def _instant(iso: str) -> datetime | None:
    """The instant an ISO date with offset names; None without time or offset."""
    try:
        found = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
