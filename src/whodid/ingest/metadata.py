"""Reads what an HTML page says of itself: JSON-LD first, then meta tags, then headings and its address.

Each value is kept with where it was read; dates are read in `page_dates`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import lxml.html

from whodid.ingest.draft import Draft
from whodid.ingest.knowledge import load_yaml
from whodid.ingest.markup import Block
from whodid.ingest.mastheads import names_outlet, same_name, split_site
from whodid.ingest.page_dates import fill_dates
from whodid.ingest.publishers import host_name
from whodid.ingest.spelling import visible


@cache
def _names(field: str) -> tuple[str, ...]:
    return tuple(load_yaml("html_metadata.yaml")[field])


def fill_metadata(draft: Draft, tree: lxml.html.HtmlElement, html: str, blocks: Sequence[Block]) -> None:
    """Fill title, publisher, dates, byline, section, id and address of a page's draft, best basis first."""
    story = read_json_ld(tree)
    metas = read_metas(tree)
    _fill_plain(draft, "url", _canonical(tree), "link rel=canonical")
    for name in ("url", "source_id", "section", "byline"):
        _fill_plain(draft, name, story.get(name), "json-ld")
        _fill_plain(draft, name, *_meta(metas, name))
    _fill_publisher(draft, story, metas)
    _fill_title(draft, tree, story, metas)
    fill_dates(draft, tree, html, blocks, story=story, metas=metas)


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
        if ranks:
            telling = bool(node.get("datePublished") or node.get("headline"))
            ranked.append((_names("article_types")[min(ranks)] == "WebPage", not telling, order, node))
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


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
    site: str | None = None
    names = [story.get("publisher"), _meta(metas, "publisher")[0], host_name(draft.fields.get("url", ""))]
    logos = [text for text in headings if names_outlet(text) or any(same_name(text, name) for name in names if name)]
    if len(logos) < len(headings) or (tag and not names_outlet(tag)):
        marked = [(text, basis) for text, basis in marked if text not in logos]
    offers = [(story.get("title"), "json-ld"), _meta(metas, "title"), *marked, (tag, "title tag")]
    for value, basis in offers:
        if value:
            draft.title, site = split_site(value, [name for name in [*names, *logos] if name], headings)
            draft.basis["title"] = basis
            break
    else:
        draft.basis["title"] = "the page states none"
    if tag and site is None:
        site = split_site(tag, [], [*headings, draft.title])[1]
    _fill_plain(draft, "publisher", site, "end of the title")


def _fill_publisher(draft: Draft, story: dict[str, str], metas: dict[str, str]) -> None:
    for value, basis in (_meta(metas, "publisher"), (story.get("publisher"), "json-ld")):
        if value and re.search(r"[A-Za-z]", value) and not value.startswith("http"):
            draft.fill("publisher", value, basis)
