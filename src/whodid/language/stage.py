"""The stage `sentences`: title and text split, parsed and repaired."""

from __future__ import annotations

from dataclasses import replace

from whodid.language.parser import Parser, load_parser
from whodid.language.repairs import repair
from whodid.language.sentences import SentenceSpan, split_sentences
from whodid.model import Field, Sentence, Story, Token
from whodid.registry import Step

TITLE_PARAGRAPH = -1


def make_sentence_stage(parser: Parser | None = None) -> Step:
    """The step that fills `Story.sentences`: the title's first (paragraph -1), then the text's, in order."""
    ready = parser or load_parser()

    def parse_sentences(story: Story) -> Story:
        places = _places(story)
        texts = [getattr(story, field)[span.start : span.end] for field, span in places]
        sentences = [
            _sentence(index, field, span, tokens)
            for index, ((field, span), tokens) in enumerate(zip(places, ready.parse(texts), strict=True))
        ]
        return replace(story, sentences=tuple(sentences))

    return parse_sentences


def _places(story: Story) -> list[tuple[Field, SentenceSpan]]:
    title = [SentenceSpan(span.start, span.end, TITLE_PARAGRAPH) for span in split_sentences(story.title)]
    return [("title", span) for span in title] + [("text", span) for span in split_sentences(story.text)]


def _sentence(index: int, field: Field, span: SentenceSpan, tokens: list[Token]) -> Sentence:
    """The repaired sentence, its tokens' offsets moved from the sentence's start to the field's."""
    moved = [replace(token, start=token.start + span.start, end=token.end + span.start) for token in tokens]
    mended, repairs = repair(moved)
    return Sentence(span.start, span.end, field, index, span.paragraph, tuple(mended), tuple(repairs))
