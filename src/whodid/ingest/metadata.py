"""Reads what an HTML page says of itself: JSON-LD first, then meta tags, time tags, visible labels, its address.

Each value is kept with where it was read. An update is never taken for the publication; where only an update is known,
the publication stays open and the basis says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import lxml.html
from htmldate import find_date as guess_date

from whodid.ingest.copied import host_name
from whodid.ingest.dates import find_date
from whodid.ingest.draft import Draft
from whodid.ingest.knowledge import load_yaml, squeezed
from whodid.ingest.lines import DATES, Labelled, read_labels, waiting_label
from whodid.ingest.markup import Block
from whodid.ingest.spelling import visible

BLOCKS_WITH_LABELS = 400
"""Lines of a page that are searched for labels; below come other stories with dates of their own."""

LONGEST_LABEL_LINE = 160


@cache
def _names(field: str) -> tuple[str, ...]:
    return tuple(load_yaml("html_metadata.yaml")[field])


def fill_metadata(draft: Draft, tree: lxml.html.HtmlElement, html: str, blocks: Sequence[Block]) -> None:
    """Fill title, publisher, dates, byline, section, id and address of a page's draft, best basis first."""
    story = read_json_ld(tree)
    metas = read_metas(tree)
    draft.fill("url", _canonical(tree), "link rel=canonical")
    for name in ("url", "source_id", "section", "byline"):
        _fill_plain(draft, name, story.get(name), "json-ld")
        _fill_plain(draft, name, *_meta(metas, name))
    _fill_title(draft, tree, story, metas)
    _fill_publisher(draft, story, metas)
    dates = list(_stated_dates(tree, story, metas, blocks))
    for name, iso, basis in dates:
        draft.fill(name, iso, basis)
    _fill_from_address(draft)
    _guess_published(draft, html)
    if draft.fields.get("published"):
        _in_own_zone(draft, [iso for _, iso, _ in dates if iso])


def read_json_ld(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """The fields of the page's story in its JSON-LD, empty where there is none that can be read."""
    nodes = [node for script in _scripts(tree) for node in _nodes(script)]
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    story = _story_node(nodes)
    if story is None:
        return {}
    found = {
        "title": _text(story.get("headline") or story.get("name")),
        "published": _text(story.get("datePublished")),
        "updated": _text(story.get("dateModified")),
        "publisher": _name(story.get("publisher"), by_id),
        "byline": _name(story.get("author") or story.get("creator"), by_id),
        "section": _text(story.get("articleSection")),
        "source_id": _text(story.get("identifier")),
        "url": _text(story.get("url")),
    }
    return {name: value for name, value in found.items() if value}


def read_metas(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """The content of the page's meta tags by name, property or itemprop, without case; the first of each counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        if content and content.strip():
            for key in (meta.get("property"), meta.get("name"), meta.get("itemprop")):
                for word in (key or "").casefold().split():
                    found.setdefault(word, visible(content).strip())
    return found


def _scripts(tree: lxml.html.HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = (
            re.sub(r"^\s*(<!--|//\s*<!\[CDATA\[)|(-->|//\s*\]\]>)\s*;?\s*$", "", script.text or "").strip().rstrip(";")
        )
        try:
            yield json.loads(text, strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue  # broken JSON-LD is common; the meta tags say the same


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All typed objects of a JSON-LD document, outer ones first."""
    if depth > 12:
        return
    if isinstance(value, dict):
        if "@type" in value or "@id" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)


def _story_node(nodes: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """The node that describes the page's story: of the best type, the first that has a date or a headline."""
    ranked = []
    for order, node in enumerate(nodes):
        types = node.get("@type")
        types = types if isinstance(types, list) else [types]
        ranks = [_names("article_types").index(kind) for kind in types if kind in _names("article_types")]
        if ranks and (node.get("datePublished") or node.get("headline")):
            ranked.append((_names("article_types")[min(ranks)] == "WebPage", order, node))
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def _text(value: Any) -> str | None:
    """A JSON-LD value as one line of text, None for what is none."""
    while isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("value")
    if isinstance(value, int | float):
        value = str(value)
    return _one_line(value) if isinstance(value, str) and value.strip() else None


def _one_line(text: str) -> str:
    """Text of a page's metadata without the entities and tags that some publishers leave in it."""
    if "&" in text or "<" in text:
        text = "".join(str(part) for part in lxml.html.fragment_fromstring(text, create_parent=True).itertext())
    return " ".join(visible(text).split())


def _name(value: Any, by_id: dict[str, dict[str, Any]]) -> str | None:
    """The names of people or organisations, joined by commas, references followed."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(name for item in value if (name := _name(item, by_id)))) or None
    if isinstance(value, dict) and "name" not in value:
        value = by_id.get(str(value.get("@id")), value)
    return _text(value)


def _canonical(tree: lxml.html.HtmlElement) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").casefold().split():
            href = (link.get("href") or "").strip()
            return href if href.startswith(("http://", "https://")) else None
    return None


def _meta(metas: dict[str, str], field: str) -> tuple[str | None, str]:
    """The first meta tag that states a field, with its basis."""
    for name in _names(field):
        if metas.get(name):
            return _one_line(metas[name]), f"meta {name!r}"
    return None, "meta"


def _fill_plain(draft: Draft, name: str, value: str | None, basis: str) -> None:
    if name == "byline":
        value = re.sub(r"^by:?\s+", "", value or "", flags=re.I)
        value = None if re.match(r"https?://|www\.", value) else value  # some give the author's page instead
    if value:
        draft.fill(name, value, basis)


def _fill_title(draft: Draft, tree: lxml.html.HtmlElement, story: dict[str, str], metas: dict[str, str]) -> None:
    headings = [_one_line(str(h1.text_content())) for h1 in tree.iter("h1")]
    tag = next((_one_line(str(title.text_content())) for title in tree.iter("title")), None)
    marked = [(text, "h1") for text in headings]
    offers = [(story.get("title"), "json-ld"), _meta(metas, "title"), *marked, (tag, "title tag")]
    names = [story.get("publisher"), _meta(metas, "publisher")[0], host_name(draft.fields.get("url", ""))]
    for value, basis in offers:
        if value:
            draft.title = without_site(value, [name for name in names if name], headings)
            draft.basis["title"] = basis
            return
    draft.basis["title"] = "the page states none"


def without_site(title: str, names: Iterable[str], headings: Iterable[str]) -> str:
    """A title without the site's name at its end ("Envoy Leaves Rome | The Harbor Gazette").

    A last part goes where it is a publisher's name, or where the page's own heading is what stands before it.
    """
    found = re.match(r"(.{8,}?)\s+[|–—»·-]\s+([^|–—»]{2,60})$", title)
    if found is None:
        return title
    last = squeezed(found[2]).removeprefix("the")
    for name in names:
        own = squeezed(name).removeprefix("the")
        if last and (last in own or own in last):
            return found[1].strip()
    return found[1].strip() if found[1].strip() in set(headings) else title


def _fill_publisher(draft: Draft, story: dict[str, str], metas: dict[str, str]) -> None:
    for value, basis in (_meta(metas, "publisher"), (story.get("publisher"), "json-ld")):
        if value and re.search(r"[A-Za-z]", value) and not value.startswith("http"):
            draft.fill("publisher", value, basis)
    draft.fill("publisher", host_name(draft.fields.get("url", "")), "host of the page's address")


def _stated_dates(
    tree: lxml.html.HtmlElement, story: dict[str, str], metas: dict[str, str], blocks: Sequence[Block]
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
    draft.fill("published", None, "no date on the page")


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
