"""Compares and mends spellings: names without accents, text without the invisible characters of web pages."""

from __future__ import annotations

import re
import unicodedata


def bare(name: str) -> str:
    """A name as it is compared: no accents, no case, plain apostrophes, single spaces, no comma or stop at the end."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(letters.casefold().split()).strip(" ,.")


def visible(text: str) -> str:
    """Text of a page with plain line ends and spaces, and without marks that only steer the layout."""
    text = re.sub(r"\r\n?|[\u0085\u2028\u2029\v\f]", "\n", text)
    text = re.sub(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]", " ", text)
    return re.sub(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f]", "", text)
