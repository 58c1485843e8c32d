"""What the page's script needs to know of each event: keys to filter by, and the row to save as CSV."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from whodid.formats.report.markup import UNPRINTABLE, Html
from whodid.formats.report.matrix import Matrix
from whodid.formats.report.times import Times
from whodid.formats.report.words import has_speaker, needs_review, sides


def index_events(coded: Sequence[dict[str, Any]], times: Times, matrix: Matrix) -> list[dict[str, Any]]:
    """A row for each event in the order of the page; `s` and `n` count stories and their events from 1."""
    return [
        {
            "s": number,
            "n": n,
            "id": event.get("id"),
            "story_id": (one.get("story") or {}).get("id"),
            "publisher": (one.get("story") or {}).get("publisher"),
            "published": (one.get("story") or {}).get("published"),
            "event_type": event.get("event_type"),
            "mode": event.get("mode"),
            "quad": event.get("quad") or 0,
            "score": event.get("score"),
            "status": event.get("status"),
            "historical": bool(event.get("historical")),
            "actors": [_party(party) for party in event.get("actors") or ()],
            "recipients": [_party(party) for party in event.get("recipients") or ()],
            "sides": list(dict.fromkeys(sides(event, "actors") + sides(event, "recipients"))),
            "dyads": matrix.keys(event),
            "time": times.keys[number, n],
            "happened": [(event.get("happened") or {}).get(end) for end in ("start", "end")],
            "place": (event.get("place") or {}).get("name"),
            "voices": [_voice(voice) for voice in _voices(event)],
            "said": has_speaker(event),
            "review": needs_review(event),
            "confidence": event.get("confidence"),
            "evidence": [span.get("text") for span in event.get("evidence") or ()],
        }
        for number, one in enumerate(coded, start=1)
        for n, event in enumerate(one.get("events") or (), start=1)
    ]


def _party(party: dict[str, Any]) -> str:
    return f"{party.get('name') or party.get('text') or 'unnamed'} [{party.get('code') or '?'}]"


def _voices(event: dict[str, Any]) -> list[dict[str, Any]]:
    """Who vouches for the event, then each speaker who denies it."""
    chains = [denial.get("chain") or () for denial in event.get("denials") or ()]
    deniers = [voice for chain in chains for voice in chain if voice.get("role") == "speaker"]
    return [*(event.get("attribution") or ()), *deniers]


def _voice(voice: dict[str, Any]) -> str:
    """The voice with what it does with the event: "speaker: Ingrid Vale (alleges)"."""
    stance = f" ({voice['stance']})" if voice.get("stance") else ""
    return f"{voice.get('role')}: {voice.get('name')}{stance}"


def script_json(value: Any) -> Html:
    """`value` as JSON that cannot leave a script element, whatever strings it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = UNPRINTABLE.sub("\ufffd", text)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Html(text)
