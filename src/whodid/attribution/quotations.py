"""The stage `quotations`: direct and reported speech of a story, with speaker, cue and medium, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from whodid.attribution.addressees import with_addressees
from whodid.attribution.direct import Passage, find_direct, find_inner
from whodid.attribution.lexicon import load_cues, load_words
from whodid.attribution.media import find_medium
from whodid.attribution.reporting import Report, content_spans, find_reports
from whodid.attribution.syntax import NOUNS, VERBS, Tree
from whodid.attribution.unmarked import find_blocks, find_free
from whodid.media import load_outlets
from whodid.model import Field, Quotation, Span, Story


def make_quotation_stage() -> Callable[[Story], Story]:
    """The step that fills `Story.quotations` from `Story.sentences`; the lexicon is read, and checked, here."""
    load_cues()
    load_outlets()

    def find_quotations(story: Story) -> Story:
        found: list[Quotation] = []
        for passage in passages(story):
            found += with_addressees(quotations_of(passage), passage.trees)
        return replace(story, quotations=tuple(found))

    return find_quotations


def passages(story: Story) -> list[Passage]:
    """Title and text of a story, each with its sentences as trees."""
    made = []
    for name in ("title", "text"):
        field: Field = "title" if name == "title" else "text"
        text = getattr(story, field)
        trees = [Tree(sentence, text) for sentence in story.sentences if sentence.field == field]
        made.append(Passage(text, field, trees))
    return made


def quotations_of(passage: Passage) -> list[Quotation]:
    """Direct quotations, then the reported speech that is not already one of them, ordered by where they begin."""
    outer = find_direct(passage)
    direct = outer + find_inner(passage, outer)
    reported = [quotation for tree in passage.trees for quotation in _reported(passage, tree, direct)]
    labelled = [quotation for tree in passage.trees for quotation in _labelled(passage, tree, direct)]
    known = [replace(quotation, kind="marked") for quotation in direct] + reported + labelled
    blocks = find_blocks(passage, known)
    known = [q for q in known if q.direct or not _within_any(q, blocks)] + blocks
    return sorted(known + find_free(passage, known), key=lambda quotation: quotation.content[0].start)


def _within_any(quotation: Quotation, blocks: Sequence[Quotation]) -> bool:
    """Whether what is reported stands in a block: there it is its speaker's, not the publisher's report."""
    return any(_overlap(span, block.content[0]) for span in quotation.content for block in blocks)


def _reported(passage: Passage, tree: Tree, direct: Sequence[Quotation]) -> list[Quotation]:
    found = []
    for report in find_reports(tree, passage.quoted):
        if not _is_direct(report, direct) and not _is_passing(passage, report):
            medium = find_medium(tree, report.verb) if report.cue.kind == "verb" else None
            content = tuple(_clipped(span, report.cue_span, direct) for span in report.content)
            found.append(
                Quotation(content, False, report.cue_span, report.cue.lemma, report.speaker, medium, report.negated)
            )
    return found


def _clipped(span: Span, cue: Span, direct: Sequence[Quotation]) -> Span:
    """The span within the quotation in which its cue stands: what is said there goes no further than its marks."""
    for around in (around for quotation in direct for around in quotation.content):
        if around.start <= cue.start < around.end and around.start <= span.start < around.end - 1 < span.end:
            end = around.end - 1
            return replace(span, end=end, text=span.text[: end - span.start])
    return span


def _is_direct(report: Report, direct: Sequence[Quotation]) -> bool:
    """Whether a report only says again what a direct quotation with the same cue, or most of the same words, holds."""
    for quotation in direct:
        shared = sum(_overlap(a, b) for a in report.content for b in quotation.content)
        if not shared:
            continue
        if quotation.cue is not None and quotation.cue.start == report.cue_span.start:
            return True
        inside = any(span.start <= report.cue_span.start < span.end for span in quotation.content)
        if not inside and shared >= 0.5 * sum(span.end - span.start for span in report.content):
            return True
    return False


def _is_passing(passage: Passage, report: Report) -> bool:
    """Whether a report stands inside quoted words and tells no third party's speech ("I think …", "they want …")."""
    if not any(run.start <= report.cue_span.start < run.end for run in passage.quoted):
        return False
    speaker = report.speaker.text.lower() if report.speaker else "i"
    return report.cue.lemma not in load_words("plain_speech") or speaker in load_words("speech_partners")


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _labelled(passage: Passage, tree: Tree, direct: Sequence[Quotation]) -> list[Quotation]:
    """Headlines and transcripts that label their speaker: "Okoye: no talks before autumn", "No talks yet: ministry"."""
    colons = [i for i, token in enumerate(tree.tokens) if token.text == ":"]
    if not colons:
        return []
    ways = [(range(colons[0]), colons[0], range(colons[0] + 1, len(tree.tokens)))]
    if tree.sentence.field == "title":
        ways.append((range(colons[-1] + 1, len(tree.tokens)), colons[-1], range(colons[-1])))
    for labelling, colon, said in ways:
        label = [i for i in labelling if tree.tokens[i].pos != "PUNCT"]
        spans = content_spans(tree, set(said), passage.quoted) if label and _names_speaker(tree, label) else ()
        if spans and not any(_overlap(spans[0], span) for quotation in direct for span in quotation.content):
            return [Quotation(spans, False, tree.span([colon]), ":", tree.span(label))]
    return []


def _names_speaker(tree: Tree, label: list[int]) -> bool:
    if len(label) > 6 or any(tree.tokens[i].pos in VERBS for i in label):
        return False
    last = tree.tokens[label[-1]]
    if last.pos not in NOUNS:
        return False
    if tree.sentence.field == "title" and last.pos == "PROPN" and not last.entity and len(label) <= 3:
        return True  # a surname alone, which the parser gave no name type; places have one
    return last.entity == "PERSON" or last.text.lower().rstrip("s") in load_words("speakers")
