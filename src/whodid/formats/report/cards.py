"""An event beside its story: what, who to whom, on whose word, when, where, how sure and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from whodid.formats.report.marks import field_of
from whodid.formats.report.markup import Html, code, counted, isolated, join, quoted, say_interval, tag
from whodid.formats.report.words import QUADS, STATUSES, acted_together, has_speaker, needs_review

VOICES = {"medium": "in", "relay": "relayed by", "publisher": "printed by"}


def event_card(event: dict[str, Any], number: int, story: dict[str, Any], anchor: str) -> Html:
    """One event as a list item; `number` counts from 1 in its story, `anchor` begins the ids of this story."""
    quad = event.get("quad") or 0
    return tag(
        "li",
        _heading(event, number),
        _who_to_whom(event),
        _voices(event.get("attribution") or ()),
        *map(_denial, event.get("denials") or ()),
        _facts(event, story),
        _footing(event),
        _reasons(event),
        class_=f"event q{quad}",
        id=f"{anchor}e{number}",
        data_n=number,
        tabindex="0",
    )


def _heading(event: dict[str, Any], number: int) -> Html:
    status = event.get("status") or "happened"
    mode = event.get("mode")
    chips = []
    if status != "happened":
        chips.append(tag("span", status, class_=f"chip {status}", title=STATUSES.get(status)))
    if event.get("historical"):
        chips.append(tag("span", "background", class_="chip", title="historical: older than the news being told"))
    if needs_review(event):
        chips.append(tag("span", "review", class_="chip review", title="model and pattern disagree"))
    kind = tag("b", event.get("event_type"), class_="type", title=QUADS.get(event.get("quad") or 0))
    return tag("h4", tag("span", number, class_="num"), kind, tag("span", mode, class_="mode") if mode else "", *chips)


def _who_to_whom(event: dict[str, Any]) -> Html:
    actors = [_party(party, "actor") for party in event.get("actors") or ()]
    recipients = [_party(party, "recipient") for party in event.get("recipients") or ()]
    who = _listed(actors) if actors else tag("span", "nobody named", class_="none")
    if recipients:
        arrow = tag("span", "→", class_="arrow", role="img", aria_label="to")
        return tag("p", who, " ", tag("span", arrow, " ", _listed(recipients), class_="to"), class_="who")
    note = "together" if acted_together(event) else "no recipient"
    return tag("p", who, " ", tag("span", note, class_="none"), class_="who")


def _listed(parties: Sequence[Html]) -> Html:
    if len(parties) < 2:
        return join(parties)
    return join([join(parties[:-1], ", "), parties[-1]], " and ")


def _party(party: dict[str, Any], role: str) -> Html:
    name = party.get("name") or party.get("text") or "unnamed"
    shown = [isolated(name, class_=role)]
    if party.get("code"):
        shown.append(code(party["code"]))
    aside = _aside(party, name)
    if aside:
        shown.append(tag("small", aside))
    return tag("span", join(shown, " "), class_="party")


def _aside(party: dict[str, Any], name: str) -> Html:
    """What stands behind a party's name: the words in the text, the office, the group it stands for."""
    notes: list[Html] = []
    if party.get("text") and _bare(str(party["text"])) != _bare(str(name)):
        notes.append(quoted(party["text"]))
    if party.get("office"):
        status = party.get("office_status")
        known = status in (None, "recognised")
        notes.append(isolated(party["office"] if known else f"{party['office']}, {status}"))
    if party.get("group"):
        notes.append(_group(party["group"]))
    return join(notes, " · ")


def _bare(words: str) -> str:
    """Words without the article and capitals that make no other name of them ("the United States")."""
    return words.casefold().removeprefix("the ")


def _group(group: dict[str, Any]) -> Html:
    """A group as it was put, with its members as a footnote: possible ones unless all are meant."""
    quantifier = group.get("quantifier") or "all"
    words = f"{quantifier} of {group.get('name')}"
    if group.get("except"):
        words += " except " + ", ".join(group["except"])
    members = group.get("members") or ()
    if not members:
        return isolated(words)
    certainty = counted(len(members), "member" if quantifier == "all" else "possible member")
    if group.get("as_of"):
        certainty += f" as of {group['as_of']}"
    return join([isolated(words), ", ", tag("span", certainty, title=" ".join(members), class_="members")])


def _voices(chain: Sequence[dict[str, Any]]) -> Html:
    """Who vouches for the event, nearest first; on a speaker's word it says so before anything else."""
    voices = [_voice(voice) for voice in chain]
    if not voices:
        return tag("p", "No voice recorded", class_="voices none")
    if len(chain) == 1 and chain[0].get("role") == "publisher":
        stance = f" {chain[0]['stance']}" if chain[0].get("stance") else ""
        voices = [join([isolated(chain[0].get("name") or "unnamed publisher"), stance, ", in its own voice"])]
    return tag("p", join(voices, " ‹ "), class_="voices", title="Who vouches for this, nearest first")


def _denial(denial: dict[str, Any]) -> Html:
    """Who denies the event, and in which words."""
    speakers = [voice for voice in denial.get("chain") or () if voice.get("role") == "speaker"]
    shown = [join([isolated(row.get("name")), code(row["code"]) if row.get("code") else ""], " ") for row in speakers]
    words = denial.get("words")
    said = join([": ", quoted(words.get("text"))]) if words else ""
    return tag("p", "denied by ", join(shown, ", "), said, class_="voices denied", title=denial.get("because"))


def _voice(voice: dict[str, Any]) -> Html:
    name, role = isolated(voice.get("name") or "unnamed", class_=voice.get("role")), voice.get("role")
    if role == "speaker":
        shown = [tag("b", name), code(voice["code"]) if voice.get("code") else "", voice.get("stance") or "says"]
        return join([part for part in shown if part], " ")
    stance = f", which {voice['stance']}" if voice.get("stance") else ""
    return tag("span", VOICES.get(str(role), str(role)), " ", name, stance, class_="far")


def _facts(event: dict[str, Any], story: dict[str, Any]) -> Html:
    rows = [("When", _when(event)), ("Where", _where(event))]
    if event.get("status_words"):
        rows.append(("Status", join([str(event.get("status")), ": ", quoted(event["status_words"])])))
    if event.get("numbers"):
        rows.append(("Numbers", join(map(_number, event["numbers"]), "; ")))
    lost = [span for span in event.get("evidence") or () if field_of(story, span) is None]
    if lost:
        words = join((quoted(span.get("text")) for span in lost), "; ")
        rows.append(("Error", tag("span", "evidence not at its place: ", words, class_="wrong")))
    words = join((quoted(span.get("text")) for span in event.get("evidence") or ()), " … ")
    return join(
        [
            tag("dl", *(join([tag("dt", name), tag("dd", value)]) for name, value in rows)),
            tag("p", words, class_="words"),
        ]
    )


def _when(event: dict[str, Any]) -> Html:
    happened = event.get("happened")
    if not happened:
        return _missing("not dated", event.get("happened_reason"))
    said = tag("span", say_interval(happened), class_="happened")
    basis = happened.get("basis")
    return join([said, " ", tag("small", quoted(basis))]) if basis else said


def _where(event: dict[str, Any]) -> Html:
    place = event.get("place")
    if not place:
        return _missing("not placed", event.get("place_reason"))
    parts = [isolated(place.get("name"), class_="place")]
    if place.get("country"):
        parts.append(code(place["country"]))
    notes = [part for part in (place.get("precision"), place.get("basis")) if part]
    if notes:
        parts.append(tag("small", isolated(" · ".join(notes))))
    return join(parts, " ")


def _missing(what: str, reason: object) -> Html:
    return tag("span", what, ": " if reason else "", isolated(reason) if reason else "", class_="none")


def _number(count: dict[str, Any]) -> Html:
    value = count.get("value")
    shown: list[object] = [count.get("kind"), " ", tag("b", f"{value:,}" if isinstance(value, int) else "not counted")]
    if count.get("words"):
        shown += [" ", tag("small", quoted(count["words"]))]
    return join(shown)


def _footing(event: dict[str, Any]) -> Html:
    confidence = float(event.get("confidence") or 0)
    filled = tag("i", style=f"width:{100 * min(max(confidence, 0), 1):.0f}%")
    meter = tag("i", filled, class_="meter", aria_hidden="true")
    tellings = counted(event.get("tellings") or 1, "telling")
    parts = [
        tag("span", meter, f" {confidence:.2f}", title="confidence", aria_label=f"confidence {confidence:.2f}"),
        tag("span", "told once" if tellings == "1 telling" else tellings),
    ]
    if has_speaker(event):
        parts.append(tag("span", "on a speaker’s word"))
    return tag("p", *parts, class_="foot")


def _reasons(event: dict[str, Any]) -> Html:
    """Why the event was coded so: pattern first, and the rest of what was decided."""
    decided = event.get("decided_by") or {}
    pattern = decided.get("pattern")
    rows: list[tuple[str, object]] = []
    trigger = event.get("trigger")
    if trigger:
        rows.append(("Trigger", quoted(trigger.get("text"))))
    if decided.get("model"):
        agrees = {"True": " (agrees)", "False": " (disagrees)"}.get(str(decided.get("agree")), "")
        rows.append(("Model", join([isolated(decided["model"]), agrees])))
    for role in ("actors", "recipients"):
        for party in event.get(role) or ():
            if party.get("basis"):
                rows.append((str(party.get("code") or "?"), isolated(party["basis"])))
    quad = QUADS.get(event.get("quad") or 0, "no quad class")
    rows.append(("Score", f"{float(event.get('score') or 0):+g} · {quad}"))
    if event.get("cameo"):
        rows.append(("CAMEO", code(event["cameo"])))
    if event.get("contexts"):
        rows.append(("Contexts", ", ".join(event["contexts"])))
    rows.append(("Event", code(event.get("id"))))
    steps = [tag("li", step) for step in decided.get("steps") or event.get("steps") or ()]
    return tag(
        "details",
        tag("summary", "Why: ", code(pattern, class_="pattern") if pattern else "no pattern"),
        tag("dl", *(join([tag("dt", name), tag("dd", value)]) for name, value in rows)),
        tag("ol", *steps) if steps else "",
        class_="why",
    )
