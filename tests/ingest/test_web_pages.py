"""HTML pages: where each field is read, in which order, and that an update never becomes the publication."""

from __future__ import annotations

import json

import pytest

from whodid.ingest import read_story
from whodid.ingest.mastheads import split_site
from whodid.model import Page, Story

BODY = (
    "<p>The two governments signed the agreement on water in the capital on Monday, and the ministers shook hands.</p>"
    "<p>Farmers in the valley had waited nine years for it, and the first gate will be opened in the spring.</p>"
    "<p>The opposition rejected the agreement and called its voters to a march through the capital on Sunday.</p>"
)


def story_of(head: str = "", body: str = BODY, address: str | None = None) -> Story:
    link = f"<link rel='canonical' href='{address}'>" if address else ""
    return read_story(
        Page("a.html", "html", f"<html><head>{head}{link}</head><body><article>{body}</article></body></html>")
    )


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


META = "<meta property='article:published_time' content='2019-05-07T10:00:00Z'>"
TIME = "<time datetime='2019-05-08' class='published'>yesterday</time>"
LABEL = "<div>Published: 9 May 2019</div>"
ADDRESS = "https://news.example/2019/05/10/water"


@pytest.mark.parametrize(
    ("head", "body", "address", "published", "basis"),
    [
        (ld(datePublished="2019-05-06T08:00:00+02:00") + META, TIME, ADDRESS, "2019-05-06T08:00:00+02:00", "json-ld"),
        (META, TIME + LABEL, ADDRESS, "2019-05-07T10:00:00+00:00", "meta 'article:published_time'"),
        ("", TIME + LABEL, ADDRESS, "2019-05-08", "time tag"),
        ("", LABEL, ADDRESS, "2019-05-09", "label 'Published'"),
        ("", "", ADDRESS, "2019-05-10", "url"),
        ("", "", None, None, "no date on the page"),
    ],
)
def test_the_publication_is_read_where_it_is_best_stated(
    head: str, body: str, address: str | None, published: str | None, basis: str
) -> None:
    story = story_of(head, body + BODY, address)
    assert (story.published, story.basis["published"]) == (published, basis)


@pytest.mark.parametrize(
    "update",
    [
        "<meta property='article:modified_time' content='2023-01-16T17:25:00Z'>",
        "<meta property='og:updated_time' content='2023-01-16'>",
        ld(dateModified="2023-01-16T17:25:00Z", headline="Water"),
    ],
)
def test_an_update_in_the_head_is_never_the_publication(update: str) -> None:
    story = story_of(update)
    assert story.updated is not None and story.updated.startswith("2023-01-16")
    assert story.published is None
    assert "only an update date" in story.basis["published"]


@pytest.mark.parametrize(
    "update",
    [
        "<div>Updated in: 16 January 2023 - 17:25</div>",
        "<span>Last updated</span> <time datetime='2023-01-16'>16 Jan</time>",
        "<time class='modified-date' datetime='2023-01-16'>16 Jan</time>",
    ],
)
def test_an_update_in_the_body_is_never_the_publication(update: str) -> None:
    story = story_of(body=update + BODY)
    assert story.updated is not None and story.updated.startswith("2023-01-16")
    assert story.published is None


def test_a_date_in_utc_is_given_in_the_zone_the_page_prints() -> None:
    tag = "<time datetime='2019-05-07T08:30:00+10:00'>7 May</time>"
    story = story_of(ld(datePublished="2019-05-06T22:30:00Z"), tag + BODY)
    assert story.published == "2019-05-07T08:30:00+10:00"


def test_names_are_followed_through_references_and_broken_json_is_passed_over() -> None:
    graph = {
        "@graph": [
            {"@type": "Organization", "@id": "#us", "name": "The Valley Post"},
            {"@type": "Person", "@id": "#kl", "name": "Kari Lund"},
            {
                "@type": "NewsArticle",
                "headline": "Water &amp; Peace",
                "publisher": {"@id": "#us"},
                "author": [{"@id": "#kl"}],
            },
        ]
    }
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    story = story_of(broken + f'<script type="application/ld+json">{json.dumps(graph)}</script>')
    assert (story.publisher, story.byline, story.title) == ("The Valley Post", "Kari Lund", "Water & Peace")


def test_the_publisher_is_the_sites_name_else_the_host() -> None:
    named = "<meta property='og:site_name' content='The Valley Post'>"
    assert story_of(named + ld(publisher={"name": "Post Ltd"}), address=ADDRESS).publisher == "The Valley Post"
    assert story_of(ld(publisher={"name": "Post Ltd"}), address=ADDRESS).publisher == "Post Ltd"
    assert story_of(address="https://www.news.example/a").publisher == "news.example"


@pytest.mark.parametrize(
    ("title", "names", "headings", "split"),
    [
        ("Envoy Leaves Rome | The Valley Post", ["Valley Post"], [], ("Envoy Leaves Rome", "The Valley Post")),
        ("Envoy Leaves Rome - Post", [], ["Envoy Leaves Rome"], ("Envoy Leaves Rome", "Post")),
        ("Envoy Leaves Rome - and Stays Away", [], [], ("Envoy Leaves Rome - and Stays Away", None)),
    ],
)
def test_the_sites_name_comes_off_the_title(
    title: str, names: list[str], headings: list[str], split: tuple[str, str | None]
) -> None:
    assert split_site(title, names, headings) == split


def test_title_byline_dateline_and_sharing_come_out_of_the_body() -> None:
    body = (
        "<h1>Water Signed</h1><p>By Kari Lund</p><p>OSLO (AFP) — "
        + BODY.removeprefix("<p>")
        + "<p>Share this article</p>"
    )
    story = story_of("<title>Water Signed</title>", body)
    assert story.text.startswith("The two governments signed")
    assert story.text.endswith("on Sunday.")
    assert story.dateline is not None and story.dateline.country == "NOR"
    assert story.relays == ()
    assert story.publisher == "AFP"
