"""From text to sentences with tokens and dependencies: the splitter, the parser behind one protocol, the repairs."""

from whodid.language.parser import Parser, SpacyParser, load_parser
from whodid.language.sentences import SentenceSpan, split_sentences
from whodid.language.stage import make_sentence_stage

__all__ = ["Parser", "SentenceSpan", "SpacyParser", "load_parser", "make_sentence_stage", "split_sentences"]
