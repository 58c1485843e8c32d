"""Names of places as they are compared in the gazetteer: the same name in its many spellings has one key."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "ß": "ss", "ə": "a"})
_DROPPED = re.compile("[.'’‘ʻʼ`´]")
_SHORT_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_KEY_BYTES = 6
"""Bytes of a name's hash. Two of 200,000 names share one in one build of ten thousand; such a build stops."""


def name_key(name: str) -> str:
    """A name without case, accents, apostrophes, stops, hyphens and article; "Saint", "Mount" and "Fort" are short.

    >>> name_key("Saint-Étienne"), name_key("the Ḩamāh"), name_key("Ft. Worth")
    ('st etienne', 'hamah', 'ft worth')
    """
    plain = unicodedata.normalize("NFKD", _DROPPED.sub("", name).casefold().translate(_LETTERS))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = letters.replace("-", " ").replace("–", " ").strip(" ,;:").split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_SHORT_WORDS.get(word, word) for word in words)


def key_hash(key: str) -> int:
    """The number under which the gazetteer keeps the key: 48 bits, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=_KEY_BYTES).digest(), "big")
