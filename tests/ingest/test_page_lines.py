"""Lines of copied pages: labels in their many wordings, end marks, furniture, and prose that only looks like them."""

from __future__ import annotations

import pytest

from whodid.ingest.lines import is_end_mark, is_furniture, is_tail_heading, read_labels, section_of_trail, waiting_label

LABELS = [
    ("Updated in: 16 January 2023 - 17:25", [("updated", "16 January 2023 - 17:25")]),
    ("News ID: 41203", [("source_id", "41203")]),
    ("Story code 5521", [("source_id", "5521")]),
    ("Publish Date: 7March 2018 - 09:40", [("published", "7March 2018 - 09:40")]),
    ("Posted on Monday, May 6, 2019", [("published", "Monday, May 6, 2019")]),
    ("Last modified on Tue 1 Oct 2019 12.33 BST", [("updated", "Tue 1 Oct 2019 12.33 BST")]),
    ("6 May 2019, 10:20", [("published", "6 May 2019, 10:20")]),
    ("By Mara Ellingsen", [("byline", "Mara Ellingsen")]),
    ("Author: Ibrahim Sow, Lake Courier", [("byline", "Ibrahim Sow, Lake Courier")]),
    ("Category: Foreign policy", [("section", "Foreign policy")]),
    ("Location: Baghdad", [("filed_place", "Baghdad")]),
    ("Source: Anadolu Agency", [("credit", "Anadolu Agency")]),
    ("Reuters/AFP", [("credit", "Reuters/AFP")]),
    ("https://news.example/a/1", [("url", "https://news.example/a/1")]),
    (
        "By Mara Ellingsen | Published: 3 May 2019 | Updated: 4 May 2019",
        [("byline", "Mara Ellingsen"), ("published", "3 May 2019"), ("updated", "4 May 2019")],
    ),
    ("Published: 2019-05-03 Updated: 2019-05-04", [("published", "2019-05-03"), ("updated", "2019-05-04")]),
    ("Published 3 May 2019, updated 4 May 2019", [("published", "3 May 2019"), ("updated", "4 May 2019")]),
]

PROSE = [
    "By Tuesday rebels had taken the town and its airport.",
    "Updated rules came into force on Monday.",
    "Posted to the border in May, the soldiers refused to fire.",
    "Source of the leak: unknown, the ministry said in a long statement on Thursday evening.",
    "Section 5 of the law was struck down.",
    "Minister: No. We will not sign while troops stand on our border.",
    "Reporter: Will the government sign the treaty this year?",
    "Date palms burned for a third day.",
    "Kremlin Ready for Talks with Tass",
    "The talks ended on 6 May 2019.",
]


@pytest.mark.parametrize(("line", "found"), LABELS)
def test_a_line_of_labels_gives_each_field_its_value(line: str, found: list[tuple[str, str]]) -> None:
    assert [(label.name, label.value) for label in read_labels(line)] == found


@pytest.mark.parametrize("line", PROSE)
def test_prose_that_begins_like_a_label_stays_prose(line: str) -> None:
    assert read_labels(line) == []
    assert waiting_label(line) is None
    assert not is_furniture(line)


@pytest.mark.parametrize("line", ["Message end/", "ENDS", "###", "-30-", "# # #", "End item", "(ENDS)", "MNA/TT"])
def test_end_marks_of_several_houses_are_known(line: str) -> None:
    assert is_end_mark(line)


@pytest.mark.parametrize(
    "line", ["your comment", "12 Comments", "Comments (3)", "Leave a comment", "View all 14 comments"]
)
def test_headings_of_comments_end_the_story(line: str) -> None:
    assert is_tail_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "Share on Facebook",
        "Share Tweet Email",
        "Sign up for our newsletter",
        "Get the latest news in your inbox",
        "Also read: Ministers to meet in May",
        "Photo: Kari Lund/AFP",
        "Soldiers at the gate of the port (file photo)",
        "© 2019 The Harbour Gazette. All rights reserved.",
        "3 min read",
        "1,204 views",
        "(Reporting by Mara Ellingsen; editing by Jon Falk)",
        "ADVERTISEMENT",
        "-----",
    ],
)
def test_furniture_is_known(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell after the attack on the refinery.",
        "Follow-up talks are planned in Doha.",
        "Print workers struck in Lyon on Friday.",
        "The end of the war is not near, the general said.",
        "Comments by the minister angered the opposition.",
        "Get out, the crowd told the governor.",
    ],
)
def test_sentences_with_words_of_furniture_are_kept(line: str) -> None:
    assert not is_furniture(line) and not is_end_mark(line) and not is_tail_heading(line)


def test_a_label_alone_waits_for_its_value() -> None:
    waiting = waiting_label("Publish Date:")
    assert waiting is not None and waiting.name == "published"


def test_a_trail_of_sections_names_the_last() -> None:
    assert section_of_trail("Home > World > Europe") == "Europe"
    assert section_of_trail("Envoy leaves; minister > president, he joked.") is None
