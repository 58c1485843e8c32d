"""The stage `sentences`: title and text split, parsed and repaired."""

from __future__ import annotations

from dataclasses import replace

from whodid.language.parser import Parser, load_parser
from whodid.language.repairs import repair
from whodid.language.sentences import SentenceSpan, split_sentences
from whodid.language.titles import recase
from whodid.model import Field, Sentence, Story, Token
from whodid.registry import Step

TITLE_PARAGRAPH = -1


def make_sentence_stage(parser: Parser | None = None) -> Step:
    """The step that fills `Story.sentences`: the title's first (paragraph -1), then the text's, in order."""
    ready = parser or load_parser()

    def parse_sentences(story: Story) -> Story:
        places = _places(story)
        fields = {"title": recase(story.title, story.text), "text": story.text}
        texts = [fields[field][span.start : span.end] for field, span in places]
        parses = list(ready.parse(texts))
        sentences = []
        for index, ((field, span), words, tokens) in enumerate(zip(places, texts, parses, strict=True)):
            mended, repairs = repair(tokens, words, lambda text: next(iter(ready.parse([text]))))
            as_printed = getattr(story, field)[span.start : span.end]
            if as_printed != words:
                mended = _spelled(mended, as_printed)
            sentences.append(_sentence(index, field, span, mended, repairs))
        return replace(story, sentences=tuple(sentences))

    return parse_sentences


def _places(story: Story) -> list[tuple[Field, SentenceSpan]]:
    title = [SentenceSpan(span.start, span.end, TITLE_PARAGRAPH) for span in split_sentences(story.title)]
    return [("title", span) for span in title] + [("text", span) for span in split_sentences(story.text)]


def _sentence(index: int, field: Field, span: SentenceSpan, tokens: list[Token], repairs: list[str]) -> Sentence:
    """The sentence with its tokens' offsets moved from the sentence's start to the field's."""
    moved = tuple(_moved(token, span.start) for token in tokens)
    return Sentence(span.start, span.end, field, index, span.paragraph, moved, tuple(repairs))


def _moved(token: Token, by: int) -> Token:
    """The token with its offsets moved; written out, because `dataclasses.replace` takes five times as long."""
    return Token(
        token.start + by,
        token.end + by,
        token.text,
        token.lemma,
        token.pos,
        token.tag,
        token.dep,
        token.head,
        token.entity,
    )


def _spelled(tokens: list[Token], words: str) -> list[Token]:
    """The tokens with the words as printed: a headline was parsed in sentence case."""
    return [replace(token, text=words[token.start : token.end]) for token in tokens]
