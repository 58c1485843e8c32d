"""Mends the spelling of pages: text without the invisible characters of the web."""

from __future__ import annotations

import re


def visible(text: str) -> str:
    """Text of a page with plain line ends and spaces, and without marks that only steer the layout."""
    text = re.sub(r"\r\n?|[\u0085\u2028\u2029\v\f]", "\n", text)
    text = re.sub(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]", " ", text)
    return re.sub(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f]", "", text)
