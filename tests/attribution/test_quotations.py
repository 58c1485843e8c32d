"""Quotations of the table of cases and of headlines, found with the real parser."""

from __future__ import annotations

from itertools import groupby

import pytest
from quoted_stories import read_rows, with_quotations

from whodid.model import Quotation

CASES = [(text, list(rows)) for text, rows in groupby(read_rows("quotations.tsv"), key=lambda row: row["text"])]


def as_row(quotation: Quotation) -> dict[str, str]:
    return {
        "kind": {"marked": "direct"}.get(quotation.kind, quotation.kind),
        "speaker": quotation.speaker.text if quotation.speaker else "",
        "cue": quotation.cue_lemma or "",
        "medium": quotation.medium or "",
        "content": " / ".join(span.text for span in quotation.content),
    }


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:40] for text, _ in CASES])
def test_each_text_gives_its_quotations_and_no_others(text: str, rows: list[dict[str, str]]) -> None:
    expected = [{k: v for k, v in row.items() if k != "text"} for row in rows if row["kind"] != "none"]
    assert [as_row(quotation) for quotation in with_quotations(text).quotations] == expected


@pytest.mark.parametrize(
    ("title", "speaker", "content"),
    [
        ("Vos: Army shelled the village", "Vos", "Army shelled the village"),
        ("Norland to expel envoys: ministry", "ministry", "Norland to expel envoys"),
        ("'We will not bow,' Lund tells parliament", "Lund", "'We will not bow,'"),
        ('Norland "will not bow" to sanctions, says Lund', "Lund", 'Norland "will not bow" to sanctions'),
    ],
)
def test_headlines_name_their_speaker(title: str, speaker: str, content: str) -> None:
    (quotation,) = with_quotations("", title=title).quotations
    assert quotation.speaker is not None
    assert (quotation.speaker.text, quotation.content[0].text) == (speaker, content)
    assert quotation.content[0].field == "title"


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "content"),
    [
        (
            "The dockers' guild issued a statement. It read:\n\nNorland shelled the port. We wait.\n\nRain fell.",
            "block",
            "The dockers' guild",
            "Norland shelled the port. We wait",
        ),
        (
            "Lund wrote in a letter to members:\n\n> The port is closed.\n\n> We will wait.\n\nThe town was calm.",
            "block",
            "Lund",
            "> The port is closed.\n\n> We will wait",
        ),
        (
            "Vos said the convoy would sail on Sunday. It would carry flour.",
            "free",
            "Vos",
            "It would carry flour",
        ),
    ],
)
def test_words_without_marks_are_found_and_say_of_which_kind_they_are(
    text: str, kind: str, speaker: str, content: str
) -> None:
    (quotation,) = [one for one in with_quotations(text).quotations if one.kind == kind]
    assert quotation.speaker is not None
    assert (quotation.speaker.text, quotation.content[0].text) == (speaker, content)
    assert quotation.direct is (kind == "block")


@pytest.mark.parametrize(
    "text",
    [
        "Vos said the convoy would sail on Sunday. The harbour would be closed to other ships.",
        "Vos said the convoy would sail on Sunday. It sailed on Monday.",
        "Vos greeted the crews. It would be a long night.",
        "The committee met at noon:\n\nNobody came.",
        'Vos said in a letter:\n\n"The port is closed."',
    ],
)
def test_what_the_narrator_may_say_himself_is_not_taken_for_speech(text: str) -> None:
    assert [q.kind for q in with_quotations(text).quotations if q.kind in ("block", "free")] == []


def test_every_span_shows_its_own_words() -> None:
    story = with_quotations('"Stop," Lund said. He warned that "more" would follow, and Roca told Reuters: "Never."')
    spans = [span for q in story.quotations for span in (*q.content, q.speaker, q.cue) if span is not None]
    assert len(spans) >= 9
    assert all(story.text[span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize(
    "text", ["Vos did not say that the army had left.", "Vos declined to say whether they had left."]
)
def test_a_denied_saying_is_marked(text: str) -> None:
    (quotation,) = with_quotations(text).quotations
    assert quotation.negated
    assert quotation.cue_lemma == "say"


def test_a_full_quotation_without_a_cue_takes_the_speaker_told_before_it() -> None:
    story = with_quotations('"We left at dawn," Lund said.\n\n"Nobody saw us cross the river that night."')
    assert [q.speaker.text if q.speaker else None for q in story.quotations] == ["Lund", "Lund"]
    assert story.quotations[1].cue is None
