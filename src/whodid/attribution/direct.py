"""Direct speech: quoted runs joined to quotations, each with the reporting clause that stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from whodid.attribution.lexicon import load_words
from whodid.attribution.marks import Quoted, find_quoted
from whodid.attribution.media import find_medium
from whodid.attribution.reporting import cue_at, cue_span, speaker_of
from whodid.attribution.syntax import NOUNS, VERBS, Tree
from whodid.model import Field, Quotation, Span

LONGEST_LEAD = 9
"""Words that may stand between a cue and an opening mark ("told the crowd in Minsk on Friday, …")."""

FEWEST_WORDS_UNCUED = 5
"""A run with fewer words and no cue is taken for a name or scare quotes. Any value from 3 to 8 gives direct content F1
.854 to .856 on the development articles, so the choice matters little there."""


@dataclass(slots=True)
class Framed:
    """A quoted run with what stands around it: the reporting clause's tree and verb (None: no clause found)."""

    quoted: Quoted
    paragraph: int
    tree: Tree | None = None
    verb: int | None = None
    speaker: Span | None = None
    before: bool = False
    inner: bool = False
    parts: list[Quoted] = field(default_factory=list)


class Passage:
    """The title or text of a story, or the words within one of its quotations (from `start` to `end`), with its trees
    by offset: owns the look-up of sentences."""

    def __init__(self, text: str, field_name: Field, trees: Sequence[Tree], within: Quoted | None = None) -> None:
        self.text = text
        self.field: Field = field_name
        self.trees = list(trees)
        self.start = within.start + 1 if within else 0
        self.end = within.end - 1 if within else len(text)
        runs = find_quoted(text[self.start : self.end])
        self.quoted = [replace(run, start=self.start + run.start, end=self.start + run.end) for run in runs]

    def trees_over(self, start: int, end: int) -> list[Tree]:
        """The sentences that touch the offsets, in order."""
        return [tree for tree in self.trees if tree.sentence.start < end and start < tree.sentence.end]

    def tree_before(self, start: int) -> Tree | None:
        """The last sentence that ends at or before an offset."""
        earlier = [tree for tree in self.trees if tree.sentence.end <= start]
        return earlier[-1] if earlier else None

    def span(self, start: int, end: int) -> Span:
        """The words between two offsets."""
        return Span(start, end, self.text[start:end], self.field)


def find_direct(passage: Passage) -> list[Quotation]:
    """The direct quotations of a title or text in order; scare quotes and quoted names are left out."""
    framed: list[Framed] = []
    for quoted in passage.quoted:
        one = _frame(passage, quoted)
        if framed and _continues(passage, framed[-1], one):
            framed[-1].parts.append(quoted)
            if framed[-1].verb is None and framed[-1].speaker is None:
                framed[-1].tree, framed[-1].verb, framed[-1].speaker = one.tree, one.verb, one.speaker
        else:
            framed.append(one)
    kept = [one for one in framed if _is_speech(passage, one)]
    _hand_on_speakers(passage, kept)
    return [_quotation(passage, one) for one in kept]


def find_inner(passage: Passage, outer: Sequence[Quotation]) -> list[Quotation]:
    """The direct quotations inside others ("“He told me ‘go’,” she said"): those with a reporting clause there."""
    found = []
    for span in (span for quotation in outer for span in quotation.content):
        within = Passage(passage.text, passage.field, passage.trees, Quoted(span.start, span.end))
        framed = [_frame(within, quoted) for quoted in within.quoted if not quoted.open_ended]
        found += [_quotation(within, one) for one in framed if one.verb is not None and not one.inner]
    return found


def _frame(passage: Passage, quoted: Quoted) -> Framed:
    """The run with the reporting clause after it, else before it, else at the end of the sentence before."""
    trees = passage.trees_over(quoted.start, quoted.end)
    if not trees:
        return Framed(quoted, -1, parts=[quoted])
    one = Framed(quoted, trees[0].sentence.paragraph, parts=[quoted])
    one.before = any(passage.start <= t.start < quoted.start and t.pos != "PUNCT" for t in trees[0].tokens)
    one.inner = one.before and not _opens_speech(passage, trees[0], quoted)
    if one.inner:
        return one
    _attach_after(passage, trees[-1], one) or _attach_before(passage, trees[0], one) or _attach_earlier(passage, one)
    return one


def _opens_speech(passage: Passage, tree: Tree, quoted: Quoted) -> bool:
    """Whether the words before the run let a quotation begin: a comma, a colon, a cue; not "the plan was "…""."""
    lead = passage.text[max(tree.sentence.start, passage.start) : quoted.start].rstrip()
    if not lead or lead[-1] in ",:—–;.?!”\"'’)":
        return True
    if lead.endswith("-") or lead.split()[-1].lower() in ("and", "but", "that"):
        return lead.endswith("-") or _quotes_clause(passage, quoted)
    before = [i for i, token in enumerate(tree.tokens) if token.end <= quoted.start]
    if not before:
        return True
    last = tree.tokens[before[-1]]
    told = last.pos == "PRON" and last.dep in ("dobj", "dative")  # "told me “…”"
    cue = cue_at(tree, last.head if told else before[-1])
    return cue is not None and cue.kind == "verb" and _quotes_clause(passage, quoted)


def _quotes_clause(passage: Passage, quoted: Quoted) -> bool:
    """Whether the run begins like a sentence of its own: with a capital letter, and more than a name."""
    words = passage.text[quoted.start : quoted.end].strip("\"“”'‘’`«»„ ")
    return words[:1].isupper() and quoted.words(passage.text) >= 3


def _attach_after(passage: Passage, tree: Tree, one: Framed) -> bool:
    """Find the reporting clause that follows: ", he said", "said the minister", "the minister told reporters"."""
    limit = next((q.start for q in passage.quoted if q.start >= one.quoted.end), passage.end)
    after = [i for i, t in enumerate(tree.tokens) if t.start >= one.quoted.end and t.end <= limit]
    words = [i for i in after if tree.tokens[i].pos not in ("PUNCT", "SPACE")]
    if not words or one.quoted.open_ended:
        return False
    ended = passage.text[one.quoted.start : one.quoted.end].rstrip("\"”’'»› ")[-1:]
    if ended not in ",?!-—–….," and passage.text[one.quoted.end : one.quoted.end + 1] != ",":
        return False
    clauses = [i for i in words[:14] if tree.tokens[i].dep in ("relcl", "acl")]
    for index in [*(i for i in words[:14] if i not in clauses), *clauses]:  # "a man who asked not to be named told …"
        if _may_report(tree, index):
            speaker = _speaker_beside(tree, index, after)
            if speaker is not None or index == words[0]:
                one.tree, one.verb, one.speaker = tree, index, speaker
                return True
        if tree.tokens[index].text.lower() == "according" and index == words[0]:
            names = [i for i in after if i > index + 1 and tree.tokens[i].dep == "pobj"]
            if names:
                one.tree, one.verb, one.speaker = tree, index, tree.span(tree.noun_phrase(names[0]))
                return True
    return False


def _may_report(tree: Tree, index: int) -> bool:
    cue = cue_at(tree, index)
    token = tree.tokens[index]
    if cue is None:  # the tagger may take a verb before its subject for a noun or an adjective
        return token.tag in ("VBD", "NN", "JJ", "VBN") and token.text.lower() in _past_forms()
    return cue.kind == "verb" and "clause" in cue.takes


def _past_forms() -> frozenset[str]:
    return load_words("past_forms")


def _speaker_beside(tree: Tree, verb: int, frame: list[int]) -> Span | None:
    """The speaker of a cue inside a reporting clause whose parse may be broken: by syntax, else by position."""
    subject = tree.subject(verb)
    if subject in frame and subject is not None and tree.tokens[subject].pos in NOUNS | {"DET"}:
        within = tree.noun_phrase(subject) & set(frame) - {verb}
        return tree.span(within) if within else None
    earlier = [i for i in frame if i < verb and tree.tokens[i].pos in NOUNS]
    later = [i for i in frame if i > verb and tree.tokens[i].pos in NOUNS]
    if earlier:
        return tree.span(_flat_phrase(tree, earlier[-1], frame))
    if later and later[0] - verb <= 6 and not _prepositional(tree, verb, later[0]):
        return tree.span(_flat_phrase(tree, _last_of_run(tree, later[0], frame), frame))
    return None


def _prepositional(tree: Tree, verb: int, noun: int) -> bool:
    return any(tree.tokens[i].pos == "ADP" for i in range(verb + 1, noun))


def _last_of_run(tree: Tree, index: int, frame: list[int]) -> int:
    while index + 1 in frame and tree.tokens[index + 1].pos in NOUNS:
        index += 1
    return index


def _flat_phrase(tree: Tree, head: int, frame: list[int]) -> set[int]:
    """The words left of a noun that belong to it by their parts of speech alone."""
    found = {head}
    allowed = NOUNS | {"DET", "ADJ", "PART"}
    while head - 1 in frame and tree.tokens[head - 1].pos in allowed:
        head -= 1
        found.add(head)
    return found


def _attach_before(passage: Passage, tree: Tree, one: Framed) -> bool:
    """Find the reporting clause that leads in: "He said:", "the minister told reporters in Minsk, "…""."""
    colon = passage.text[: one.quoted.start].rstrip().endswith(":")  # then the whole sentence leads in
    ends = [q.end for q in passage.quoted if q.end <= one.quoted.start]
    start = passage.start if colon else max(ends, default=passage.start)
    before = [i for i, t in enumerate(tree.tokens) if t.start >= start and t.end <= one.quoted.start]
    return bool(before) and _attach_lead(passage, tree, before, one)


def _attach_lead(passage: Passage, tree: Tree, before: list[int], one: Framed) -> bool:
    colon = passage.text[: one.quoted.start].rstrip().endswith(":")
    words = [i for i in before if tree.tokens[i].pos not in ("PUNCT", "SPACE")]
    for nth, index in enumerate(reversed(words)):
        if nth > LONGEST_LEAD and not colon:
            return False
        cue = cue_at(tree, index)
        if cue is not None and cue.kind == "verb":
            one.tree, one.verb, one.speaker = tree, index, speaker_of(tree, index)
            if one.speaker is None:
                one.speaker = _speaker_beside(tree, index, before)
            return True
    if colon and words:
        return _attach_colon(tree, words, one)
    return False


def _attach_colon(tree: Tree, words: list[int], one: Framed) -> bool:
    """A speaker before a bare colon: "Okoye: "…""; or the subject of a sentence that ends in a colon."""
    if all(tree.tokens[i].pos not in VERBS for i in words) and len(words) <= 10:
        names = [i for i in words if tree.tokens[i].pos in NOUNS]
        if names:
            one.tree, one.speaker = tree, tree.span(words)
            return True
    verbs = [i for i in (tree.root, *reversed(words)) if tree.tokens[i].pos in VERBS and i in words]
    subject = next((s for i in verbs for s in tree.children(i, "nsubj")), None)
    if subject is None:
        return False
    one.tree, one.speaker = tree, tree.span(tree.noun_phrase(subject))
    return True


def _attach_earlier(passage: Passage, one: Framed) -> bool:
    """For a run that begins its sentence: the sentence before it, where that ends in a colon."""
    earlier = passage.tree_before(one.quoted.start)
    if (
        one.before
        or earlier is None
        or earlier.sentence.start < passage.start
        or not earlier.tokens
        or not earlier.tokens[-1].text.endswith(":")
    ):
        return False
    return _attach_lead(passage, earlier, list(range(len(earlier.tokens))), one)


def _continues(passage: Passage, last: Framed, one: Framed) -> bool:
    """Whether a run goes on with the quotation before it: across a reporting clause, or across paragraphs left open."""
    if last.inner or one.inner:
        return False
    between = passage.text[last.parts[-1].end : one.quoted.start]
    if last.parts[-1].open_ended:
        return between.strip() == "" and not one.before
    if one.paragraph != last.paragraph or "\n" in between:
        return False
    if one.verb is not None and one.tree is last.tree and one.verb == last.verb:
        return True
    if last.verb is None and last.speaker is None:
        return between.strip() == "" and one.verb is not None
    if one.verb is not None or one.speaker is not None:
        return False
    return _only_frame_between(passage, last, one)


def _only_frame_between(passage: Passage, last: Framed, one: Framed) -> bool:
    """Whether nothing but the reporting clause of the quotation stands between its two pieces."""
    between = passage.trees_over(last.parts[-1].end, one.quoted.start)
    own = [tree for tree in between if tree is not last.tree and tree.sentence.start >= last.parts[-1].end]
    return all(tree.sentence.end > one.quoted.start for tree in own)


def _is_speech(passage: Passage, one: Framed) -> bool:
    if one.inner:
        return False
    words = sum(part.words(passage.text) for part in one.parts)
    if one.verb is not None or one.speaker is not None:
        return words >= 1
    if words < FEWEST_WORDS_UNCUED:
        return False
    ended = passage.text[one.parts[-1].start : one.parts[-1].end].rstrip("\"”’'»› ")[-1:]
    after = passage.text[one.parts[-1].end : one.parts[-1].end + 1]
    return ended in ".,?!…" or one.parts[-1].open_ended or (not one.before and after in ("", "\n"))


def _hand_on_speakers(passage: Passage, kept: list[Framed]) -> None:
    """Give a quotation without a reporting clause the speaker told just before it, in this or the last paragraph."""
    last: Framed | None = None
    for one in kept:
        if one.verb is None and one.speaker is None:
            one.speaker = _subject_just_before(passage, one) or _last_speaker(last, one)
        last = one


def _last_speaker(last: Framed | None, one: Framed) -> Span | None:
    return last.speaker if last is not None and one.paragraph - last.paragraph <= 1 else None


def _subject_just_before(passage: Passage, one: Framed) -> Span | None:
    """The person who is the subject of the sentence before, in the same paragraph."""
    tree = passage.tree_before(one.quoted.start)
    if (
        tree is None
        or tree.sentence.paragraph != one.paragraph
        or any(quoted.start < tree.sentence.end and tree.sentence.start < quoted.end for quoted in passage.quoted)
    ):
        return None
    subject = tree.own_subject(tree.root)
    if subject is None:
        return None
    token = tree.tokens[subject]
    if token.entity in ("PERSON", "ORG") or token.text.lower() in ("he", "she", "they"):
        return tree.span(tree.noun_phrase(subject))
    return None


def _quotation(passage: Passage, one: Framed) -> Quotation:
    content = tuple(passage.span(part.start, part.end) for part in one.parts)
    if one.tree is None or one.verb is None:
        return Quotation(content, direct=True, speaker=one.speaker)
    tree, verb = one.tree, one.verb
    cue = cue_at(tree, verb)
    lemma = cue.lemma if cue else tree.tokens[verb].lemma.lower()
    if tree.tokens[verb].text.lower() == "according":
        return Quotation(content, True, tree.span([verb, verb + 1]), "according to", one.speaker)
    medium = find_medium(tree, verb)
    return Quotation(content, True, cue_span(tree, verb), lemma, one.speaker, medium, tree.negated(verb))
