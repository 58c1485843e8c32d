"""Claims of many stories as a list on a terminal: who says what of which event, its words beneath, and who denies it.

Made from the rows of `find_claims`, as `event_lines.py` is from flat events, and shortened by its means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from whodid.cli.event_lines import (
    INDENT,
    ONE_LINE,
    QUAD_STYLES,
    STYLES,
    TYPE_CUT,
    WHEN_WIDTH,
    Label,
    cut,
    fit,
    status,
    when,
)
from whodid.cli.screen import DASH, QUOTES, printable, type_words

Json = dict[str, Any]

HEADINGS = ("PRINTED", "WHO CLAIMS", "STANCE", "WHAT", "WHO → WHOM", "WHEN", "STATUS", "EVENT")

SHARES = {1: 0.4, 4: 0.6}
"""The columns that share what the others leave, where there is not enough for both."""

STANCE_STYLES = {"denies": "red", "alleges": "yellow"}


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What the list says about one claim."""

    printed: str
    who: tuple[Label, ...]
    stance: str
    type: str
    quad: int
    sides: tuple[tuple[Label, ...], ...]
    when: str
    status: str
    id: str
    words: str
    handed_on: str
    denials: tuple[str, ...]


def claim_line(row: Json, *, id_length: int) -> ClaimLine:
    """The line of a claim's row."""
    return ClaimLine(
        printed=printable((row["published"] or DASH)[:10]),
        who=_voices(row) or (_label(row["according_to"]),),
        stance=row["stance"],
        type=type_words(row, " "),
        quad=row["quad"],
        sides=tuple(
            _parties(row[f"{side}s"], row[f"{side}_codes"]) for side in ("actor", "recipient") if row[f"{side}s"]
        ),
        when="" if row["happened_start"] is None else when(row),
        status=status(row),
        id=row["event_id"][:id_length],
        words=_quoted(row["words"]),
        handed_on=_handed_on(row, row["according_to"]),
        denials=tuple(_denial(denial, row["story_id"]) for denial in row["denials"]),
    )


def _voices(row: Json) -> tuple[Label, ...]:
    """The speakers, each with a code where there are as many."""
    names, codes = ((row[key] or "").split("; ") for key in ("speaker", "speaker_code"))
    return _parties(names, codes if len(names) == len(codes) else [""] * len(names)) if row["speaker"] else ()


def _parties(names: Sequence[str], codes: Sequence[str]) -> tuple[Label, ...]:
    pairs = [(printable(name), printable(code)) for name, code in zip(names, codes, strict=True)]
    return tuple(_party(name, code) if code and code != name else _label(name) for name, code in pairs)


def _party(name: str, code: str) -> Label:
    """A name with its code: of persons (and all in an office) the last word is kept longest."""
    return Label("", name, f" ({code})", code, "end" if "." in code and name[:1].isupper() else "start")


def _label(name: str) -> Label:
    return Label("", printable(name), "", printable(name))


def _quoted(words: str | None) -> str:
    return f"“{printable(words).strip(QUOTES)}”" if words else ""


def _handed_on(row: Json, already: str) -> str:
    """In what it was said, who relays it and who printed it, but for who stands there already."""
    shown = [("in", row["medium"]), ("relayed by", row["relay"]), ("printed by", row["publisher"])]
    return " · ".join(printable(f"{how} {name}") for how, name in shown if name and name != already)


def _denial(row: Json, story_id: str) -> str:
    """Who denies it, in which words; and who printed that, where it is another story."""
    who = ", ".join(map(str, _voices(row))) or printable(row["publisher"] or DASH)
    words = f"denied by {who}: {_quoted(row['words'])}" if row["words"] else f"denied by {who}"
    elsewhere = row["story_id"] != story_id and row["publisher"]
    return printable(f"{words} · printed by {row['publisher']}") if elsewhere else words


class ClaimList:
    """The list on one terminal: keeps its columns from the first lines on, and says once what they are."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.widths: list[int] = []

    def print(self, lines: Sequence[ClaimLine]) -> None:
        """Print some lines more; the first of them settle the widths of the columns."""
        narrow = self.console.width < ONE_LINE
        if not self.widths and lines:
            self.widths = column_widths(lines, self.console.width)
            self._columns(HEADINGS, ["dim"] * len(HEADINGS), narrow)
        for line in lines:
            self._print(line, narrow)

    def _print(self, line: ClaimLine, narrow: bool) -> None:
        who, sides = fit((line.who,), self.widths[1]), fit(line.sides, self.widths[4]) or DASH
        cells = (line.printed, who, line.stance, line.type, sides, line.when, line.status, line.id)
        quad = QUAD_STYLES.get(line.quad, "")
        self._columns(cells, ["", "bold", STANCE_STYLES.get(line.stance, ""), quad, "", "", "", STYLES[-1]], narrow)
        room = self.console.width - INDENT
        handed = line.handed_on if cell_len(line.handed_on) <= room // 2 else cut(line.handed_on, room // 2)
        left = room - cell_len(handed) - (3 if handed else 0)
        words = cut(line.words, left)
        self._put(
            Text(" " * INDENT).append(words, "italic").append(" · " + handed if words and handed else handed, "dim")
        )
        for denial in line.denials:
            self._put(Text(" " * INDENT).append(cut("↳ " + denial, room), "red"))

    def _columns(self, cells: Sequence[str], styles: Sequence[str], narrow: bool) -> None:
        """The cells in a line; on a narrow terminal what the claim is about in a second."""
        for place in ((0, 1, 2), (3, 4, 5, 6, 7)) if narrow else (tuple(range(len(cells))),):
            text = Text(" " * INDENT if place[0] else "")
            for one in place:
                if narrow and one > 4 and not cells[one]:
                    continue
                shown = cut(cells[one], self.widths[one])
                text.append(shown, style=styles[one]).append(" " * (self.widths[one] - cell_len(shown) + 1))
            text.rstrip()
            self._put(text)

    def _put(self, text: Text) -> None:
        # The lines fit already; rich would fold one that a very narrow terminal cannot hold.
        self.console.print(text, soft_wrap=True)


def column_widths(lines: Sequence[ClaimLine], width: int) -> list[int]:
    """The width of each column, a blank between two: what its widest cell needs, or its share of what is left."""
    wide = 10_000
    columns = zip(
        *(
            (
                one.printed,
                fit((one.who,), wide),
                one.stance,
                one.type,
                fit(one.sides, wide),
                one.when,
                one.status,
                one.id,
            )
            for one in lines
        ),
        strict=True,
    )
    needs = [max(map(cell_len, (heading, *cells))) for heading, cells in zip(HEADINGS, columns, strict=True)]
    needs[5] = min(needs[5], WHEN_WIDTH)
    if width < ONE_LINE:
        needs[1] = min(needs[1], width - needs[0] - needs[2] - 2)
        needs[3] = min(needs[3], TYPE_CUT)
        needs[4] = min(needs[4], max(width - INDENT - needs[3] - sum(needs[5:]) - 4, 9))
        return needs
    rest = width - sum(need for place, need in enumerate(needs) if place not in SHARES) - len(needs) + 1
    if rest < sum(needs[place] for place in SHARES):
        needs[1] = max(min(needs[1], int(rest * SHARES[1])), rest - needs[4])
        needs[4] = rest - needs[1]
    return needs
