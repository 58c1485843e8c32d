"""Quotations that no mark and no reporting word of their own shows: block quotations and free indirect speech."""

from __future__ import annotations

from collections.abc import Sequence

from whodid.attribution.direct import Passage
from whodid.attribution.lexicon import load_words
from whodid.attribution.reporting import cue_at, cue_span, speaker_of, trim
from whodid.attribution.syntax import VERBS, Tree
from whodid.model import Quotation, Span

SHIFTED = frozenset({"would", "might", "could"})
"""Helping verbs in which a narrator retells what was said of the future: "It would carry grain"."""


def find_blocks(passage: Passage, known: Sequence[Quotation]) -> list[Quotation]:
    """Paragraphs set below a reporting clause that ends in a colon ("The ministry said in a statement:").

    A quotation holds the next paragraph, and those after it that are set off alike (">" or indented); none where the
    paragraph has quotation marks of its own.
    """
    found = []
    direct = [quotation for quotation in known if quotation.direct]
    for lead, after in zip(passage.trees, passage.trees[1:], strict=False):
        if lead.sentence.paragraph == after.sentence.paragraph or not lead.tokens or lead.tokens[-1].text != ":":
            continue
        verb = _last_cue(lead)
        start, end = _block(passage, after)
        if (
            verb is None
            or _holds_any(direct, start, end)
            or any(q.start < end and start < q.end for q in passage.quoted)
        ):
            continue
        content = (passage.span(start, end),)
        lemma = lead.tokens[verb].lemma.lower()
        found.append(Quotation(content, True, cue_span(lead, verb), lemma, _author(passage, lead, verb), kind="block"))
    return found


def _author(passage: Passage, lead: Tree, verb: int) -> Span | None:
    """Who speaks in a block; for "It read:" who issued the writing of the sentence before."""
    speaker = speaker_of(lead, verb)
    before = passage.tree_before(lead.sentence.start)
    if speaker is None or speaker.text.lower() not in ("it", "they") or before is None:
        return speaker
    written = [i for i, token in enumerate(before.tokens) if token.lemma.lower() in load_words("issued_writings")]
    return speaker_of(before, before.root) if written else speaker


def _last_cue(tree: Tree) -> int | None:
    """The last verb of the sentence that reports; "read" does so only here: "A statement of the union read:"."""
    verbs = [i for i in range(len(tree.tokens)) if tree.tokens[i].pos in VERBS]
    cues = [i for i in verbs if cue_at(tree, i) is not None or tree.tokens[i].lemma.lower() == "read"]
    return cues[-1] if cues else None


def _block(passage: Passage, first: Tree) -> tuple[int, int]:
    """Start and end of the words of a paragraph, with the paragraphs below it that are set off as it is."""
    trees = [tree for tree in passage.trees if tree.sentence.start >= first.sentence.start]
    mark = _setting(passage, first)
    end = first.sentence.end
    for tree in trees:
        new = tree.sentence.paragraph != first.sentence.paragraph
        if new and (not mark or _setting(passage, tree) != mark):
            break
        end = tree.sentence.end
    return trim(passage.text, first.sentence.start, end)


def _setting(passage: Passage, tree: Tree) -> str:
    """What sets a paragraph off: ">", white space at its start, or nothing."""
    line = passage.text.rfind("\n", 0, tree.sentence.start + 1) + 1
    before = passage.text[line : tree.sentence.end]
    return ">" if before.lstrip().startswith(">") else " " if before[:1].isspace() else ""


def find_free(passage: Passage, known: Sequence[Quotation]) -> list[Quotation]:
    """Sentences that go on telling what was just reported: "He said it would sail. It would carry grain."

    Only a sentence of a pronoun with "would" and the like, right after a reported sentence of its paragraph.
    """
    found: list[Quotation] = []
    for before, tree in zip(passage.trees, passage.trees[1:], strict=False):
        if before.sentence.paragraph != tree.sentence.paragraph or not _is_shifted(tree):
            continue
        said = [q for q in (*known, *found) if _spans(q, before)]
        start, end = trim(passage.text, tree.sentence.start, tree.sentence.end)
        if not said or any(q.direct or q.speaker is None for q in said) or _holds_any(known, start, end):
            continue
        found.append(Quotation((passage.span(start, end),), False, speaker=said[-1].speaker, kind="free"))
    return found


def _is_shifted(tree: Tree) -> bool:
    root = tree.root
    subject = tree.own_subject(root)
    helped = any(tree.tokens[i].text.lower() in SHIFTED for i in tree.children(root, "aux"))
    return helped and subject is not None and tree.tokens[subject].pos == "PRON" and cue_at(tree, root) is None


def _spans(quotation: Quotation, tree: Tree) -> bool:
    """Whether a quotation's content reaches to the end of a sentence."""
    last = quotation.content[-1]
    return last.field == tree.sentence.field and tree.sentence.start <= last.end and last.end >= tree.sentence.end - 2


def _holds_any(known: Sequence[Quotation], start: int, end: int) -> bool:
    return any(span.start < end and start < span.end for quotation in known for span in quotation.content)
