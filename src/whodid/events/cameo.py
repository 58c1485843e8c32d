"""The CAMEO code of an act that the classifier read: where CAMEO draws a line that PLOVER does not, words decide.

PLOVER keeps fewer types and draws some lines elsewhere. Type, mode and status say most of a code; for a few codes the
sentence must have the word that CAMEO names (an embargo, a blockade, a signed agreement, peacekeepers).
Source: CAMEO codebook, sections 05, 07, 13, 16, 18, 19; docs/codebook.md for the cross-walk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from whodid.events.classifier import NONE, Verdict
from whodid.ontology import cameo_of

EMBARGO, INTENT, DISSENT = "163", "03", "133"
"""Codes that more than one rule speaks of: an embargo; an intent to yield; the threat of protest."""

_ARMED = r"troops|army|forces|soldiers|fighters|rebels|militants|insurgents|jihadists|marines|militia|taliban|police"
_WORDS: tuple[tuple[str, str, str], ...] = (
    ("SANCTION", EMBARGO, r"\bsanction(?:s|ed|ing)?\b|\bembargo|\basset freeze|\bblacklist"),
    ("AGREE", "051", r"\bpledg\w+ (?:\S+ ){0,4}support\b|\bfull support\b|\bsupport for\b|\bcommitment to support\b"),
    ("AGREE", "057", r"\b(?:reach|sign|seal|conclud|clinch|struck|strik|agreed (?:on |to )?(?:a|an|the)\b)\w*"),
    ("MOBILIZE", "074", r"\bpeace-?keep"),
    (
        "AGREE",
        "074",
        r"\b(?:deploy|arriv|send|sent)\w* (?:\S+ ){0,8}peace-?keep|\bpeace-?keepers? (?:\S+ ){0,4}(?:deploy|arriv)",
    ),
    ("COERCE", "184", r"\bhuman shields?\b"),
    ("COERCE", "191", r"\bblockad|\bbesieg|\bunder siege\b|\blays? siege|\blaid siege"),
    (
        "COERCE",
        "192",
        rf"(?:{_ARMED})\b.*\b(?:captur|storm|occup|overr[au]n|retak|retook|recaptur|took over|took control|seiz)",
    ),
)
"""A PLOVER type, a CAMEO code of another line, and the words that it takes; the first that fits is meant."""

CUES = tuple((event_type, code, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for event_type, code, pattern in _WORDS)


def code_by_words(event_type: str, sentence: str) -> str | None:
    """The code of a type whose CAMEO line the sentence's words draw elsewhere; None where they do not."""
    return next((code for name, code, cue in CUES if name == event_type and cue.search(sentence)), None)


def code_of(event_type: str, mode: str | None, status: str, sentence: str) -> str:
    """The CAMEO code of an act told by `sentence`."""
    if status == "future" and event_type in {"CONCEDE", "RETREAT"}:
        return INTENT
    if status == "future" and event_type == "PROTEST":
        return DISSENT
    return code_by_words(event_type, sentence) or cameo_of(event_type, mode).cameo


def root_shares(verdict: Verdict, sentence: str) -> Mapping[str, float]:
    """The probability of each two-digit root (`EMBARGO` apart) given that there is an act; they add up to 1.

    The mean of two readings: the classifier's head for roots, and its type, mode and status put through `code_of`.
    """
    shares: dict[str, float] = {}
    acts = (1 - verdict.roots.get(NONE, 0.0)) or 1.0
    for root, value in verdict.roots.items():
        if root != NONE:
            shares[root] = 0.5 * value / acts
    agreed = code_by_words("AGREE", sentence)
    if agreed is not None:  # what the head for roots calls a promise is here the agreement itself
        shares[agreed[:2]] = shares.get(agreed[:2], 0.0) + shares.pop(INTENT, 0.0)
    acts = (1 - verdict.types[NONE]) or 1.0
    future = verdict.statuses.get("future", 0.0)
    for event_type, value in verdict.types.items():
        if event_type == NONE:
            continue
        mode = verdict.mode_of(event_type)
        for status, chance in (("future", future), ("happened", 1 - future)):
            code = code_of(event_type, mode, status, sentence)
            root = code if code == EMBARGO else code[:2]
            shares[root] = shares.get(root, 0.0) + 0.5 * value * chance / acts
    return shares
