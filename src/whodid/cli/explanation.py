"""An explained event as text on a terminal, made from the dictionaries of `explained_event`."""

from __future__ import annotations

from typing import Any

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from whodid.cli.screen import (
    according_to,
    denied_by,
    field_table,
    heading_line,
    open_or,
    printable,
    resolution,
    type_words,
    when,
)
from whodid.cli.screen import where as place_words

Json = dict[str, Any]

DATE_STEP = "date "
"""How the steps of the decision on the date begin, which are shown with it."""


def print_explanation(console: Console, explained: Json) -> None:
    """Every part of the explanation under its heading, in the order the decisions were made."""
    event, sentence = explained["event"], explained["sentence"]
    console.print(Text(f"{type_words(event, ' / ')}  {event['id']}", style="bold cyan"))
    console.print(Text(heading_line(explained["story"]), style="dim"))
    _part(console, "words", _words(event))
    _part(console, "decisions", Text("\n".join(printable(step) for step in _steps(explained))))
    _part(console, "who", field_table((row["role"], _party(row)) for row in explained["parties"]))
    _part(console, "when, where, status", field_table([*_when(explained), *_circumstances(explained)]))
    _part(console, "according to", field_table(_voices(explained)))
    if sentence:
        _part(console, "sentence and parse", parse_tree(sentence))
    _part(console, "refused in this sentence", field_table(_refused(explained)) if explained["refused"] else Text("–"))


def _part(console: Console, name: str, content: RenderableType) -> None:
    console.print(Text(f"\n{name}", style="bold"))
    console.print(Padding(content, (0, 0, 0, 2)))


def _words(event: Json) -> Text:
    """Each telling with its place, the trigger underlined where it stands in it."""
    text, trigger = Text(), event["trigger"]
    for span in event["evidence"]:
        line = Text(f"{span['field']} {span['start']}–{span['end']}  ", style="dim")
        words = Text(printable(span["text"]), style="not dim")
        if span["field"] == trigger["field"] and span["start"] <= trigger["start"] < span["end"]:
            words.highlight_words([printable(trigger["text"])], style="underline bold")
        text.append_text(line).append_text(words).append("\n")
    text.append(f"trigger: {printable(trigger['text'])}")
    return text


def _steps(explained: Json) -> list[str]:
    event = explained["event"]
    found = [f"pattern: {explained['pattern'] or 'none'}"]
    if any(explained["pattern"] in step for step in explained["steps"]):
        found = []  # a step says it, with the line of the lexicon
    steps = [step for step in explained["steps"] if not step.startswith(DATE_STEP)]
    return [*found, *steps, f"confidence: {event['confidence']:.2f}"]


def _when(explained: Json) -> list[tuple[str, str]]:
    """When it happened with how that was decided; else why it is open, and the day it was reported, called so."""
    event, published = explained["event"], explained["story"]["published"]
    rows = [("when", open_or(when(event), event["happened"], event["happened_reason"]))]
    for step in explained["steps"]:
        if step.startswith(DATE_STEP):
            tie, *counted = step.partition(": ")[2].split("; ")
            rows += [("", printable(part)) for part in (f"tie: {tie}", *counted)]
    if event["happened"]:
        return [*rows, ("", f"granularity: {event['happened']['granularity']}")]
    if published:
        rows.append(("", f"reported on {printable(published[:10])}, which is not when it happened"))
    return rows


def _party(row: Json) -> str:
    kind = f" [{row['kind']} mention]" if row["kind"] else ""
    members = f"; members {', '.join(row['group']['members'])}" if row["group"] and row["group"]["members"] else ""
    as_of = f" as of {row['group']['as_of']}" if members and row["group"]["as_of"] else ""
    return f"{resolution(row)}{members}{as_of}{kind}"


def _circumstances(explained: Json) -> list[tuple[str, str]]:
    event = explained["event"]
    historical = explained["historical_reason"] or ""
    return [
        ("where", open_or(place_words(event), event["place"], event["place_reason"])),
        *_whereabouts(event["place"]),
        ("status", event["status"] + (f", for “{event['status_words']}”" if event["status_words"] else "")),
        ("background", f"yes: {historical}" if event["historical"] else historical),
    ]


def _whereabouts(place: Json | None) -> list[tuple[str, str]]:
    """What the gazetteer says of the place: where it lies, how exactly, why this one, and which was next."""
    if place is None:
        return []
    known = [f"in {place['division']}"] if place["division"] else []
    known += [f"GeoNames {place['geonames_id']}"] if place["geonames_id"] else []
    if place["latitude"] is not None:
        stands_for = "" if place["precision"] == "city" else ", a point that stands for the area"
        known.append(f"{place['latitude']:.2f}, {place['longitude']:.2f}{stands_for}")
    rows = [("", f"{place['precision']}: {'; '.join(known) or 'no point known'}")]
    if place["reason"]:
        rows.append(("", f"because: {place['reason']}"))
    if place["second"]:
        second = ", ".join(filter(None, (place["second"][key] for key in ("name", "division", "country"))))
        behind = f", behind by {place['margin']:.2f}" if place["margin"] is not None else ""
        rows.append(("", f"runner-up: {second}{behind}"))
    return rows


def _voices(explained: Json) -> list[tuple[str, str]]:
    """The chain of each claim, then who denies it, then how the words were said."""
    rows = [(claim["stance"], according_to({"attribution": claim["chain"]})) for claim in explained["claims"]]
    for denial in explained["event"]["denials"]:
        rows.append(("denied by", denied_by(denial)))
        rows.append(("", f"because {denial['because']}"))
    for quotation in explained["quotations"]:
        kind = "quoted" if quotation["direct"] else "reported"
        speaker = quotation["speaker"] or "nobody named"
        cue = f", by “{quotation['cue']}”" if quotation["cue"] else ""
        cue += f", to “{quotation['addressee']}”" if quotation["addressee"] else ""
        cue += f", on {quotation['said']}" if quotation["said"] else ""
        denied = ", the saying itself denied" if quotation["negated"] else ""
        words = " … ".join(span["text"] for span in quotation["content"])
        rows.append((kind, f"“{words}” ({speaker}{cue}{denied})"))
    return rows or [("", "nobody is named")]


def _refused(explained: Json) -> list[tuple[str, str]]:
    return [(row["what"], f"{row['reason']}: “{row['text']}”") for row in explained["refused"]]


def parse_tree(sentence: Json) -> RenderableType:
    """The sentence's words as a tree: each under the word it depends on, with how."""
    tokens = sentence["tokens"]
    top = Tree(Text(printable(sentence["text"])), guide_style="dim")
    for repair in sentence["repairs"]:
        top.add(Text(f"repaired: {printable(repair)}", style="yellow"))
    below: dict[int, list[int]] = {}
    roots = []
    for place, token in enumerate(tokens):
        if token["head"] == place:
            roots.append(place)
        else:
            below.setdefault(token["head"], []).append(place)
    # A stack, not recursion: a sentence may nest deeper than Python calls can.
    waiting = [(top, root) for root in reversed(roots)]
    while waiting:
        parent, place = waiting.pop()
        branch = parent.add(_token(tokens[place]))
        waiting += [(branch, child) for child in reversed(below.get(place, []))]
    return top


def _token(token: Json) -> Text:
    text = Text(printable(token["text"]) or "¶")
    named = f" {token['entity']}" if token["entity"] else ""
    text.append(f"  {token['dep']} {token['tag']}{named}", style="dim")
    return text
