"""Two pictures of an evaluation, as SVG that any browser shows: who is taken for what, and what confidence is worth."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from whodid.evaluate.measures import Answer, confusion, risk_coverage

CELL, MARGIN, TOP = 34, 110, 120
NOTHING = "nothing"
INK, PAPER, BLUE = "#1c2430", "#ffffff", "31, 92, 153"
FONT = "font-family='system-ui, sans-serif' font-size='12'"


def confusion_picture(answers: Sequence[Answer], title: str) -> str:
    """The confusion matrix: gold by row, answer by column, each row shaded by its shares."""
    counts = confusion(answers)
    names = sorted({name for pair in counts for name in pair}, key=lambda name: (name == "", name))
    size = CELL * len(names)
    parts = [_head(MARGIN + size + 20, TOP + size + 40), _text(MARGIN, 20, title, weight="600")]
    parts.append(_text(MARGIN, TOP + size + 28, "row: what the gold says; column: what was answered"))
    for i, gold in enumerate(names):
        y = TOP + i * CELL
        parts.append(_text(MARGIN - 8, y + 21, gold or NOTHING, anchor="end"))
        x = MARGIN + i * CELL + 21
        parts.append(f"<g transform='rotate(-60 {x} {TOP - 8})'>{_text(x, TOP - 8, gold or NOTHING)}</g>")
        total = sum(counts.get((gold, given), 0) for given in names)
        parts += [
            _cell(MARGIN + j * CELL, y, counts.get((gold, given), 0), total, right=gold == given)
            for j, given in enumerate(names)
        ]
    return "\n".join([*parts, "</svg>\n"])


def _cell(x: int, y: int, count: int, total: int, *, right: bool) -> str:
    share = count / total if total else 0.0
    frame = f" stroke='{INK}'" if right else " stroke='#d6dbe2'"
    box = f"<rect x='{x}' y='{y}' width='{CELL}' height='{CELL}' fill='rgba({BLUE}, {share:.2f})'{frame}/>"
    ink = PAPER if share > 0.55 else INK
    return box + (_text(x + CELL // 2, y + 21, str(count), anchor="middle", ink=ink) if count else "")


WIDE, HIGH, LEFT, FOOT = 420, 260, 60, 50


def risk_picture(answers: Sequence[Answer], title: str) -> str:
    """The risk-coverage curve: of the most confident share of the answers (across), the share that is wrong (up)."""
    points = risk_coverage(answers)
    parts = [_head(LEFT + WIDE + 30, HIGH + FOOT + 50), _text(LEFT, 20, title, weight="600")]
    bottom = 40 + HIGH
    for tenth in range(0, 11, 2):
        x, y = LEFT + WIDE * tenth / 10, bottom - HIGH * tenth / 10
        parts.append(f"<line x1='{LEFT}' y1='{y}' x2='{LEFT + WIDE}' y2='{y}' stroke='#e3e7ec'/>")
        parts.append(_text(x, bottom + 18, f"{tenth * 10}%", anchor="middle"))
        parts.append(_text(LEFT - 8, y + 4, f"{tenth * 10}%", anchor="end"))
    path = " ".join(f"{LEFT + WIDE * share:.1f},{bottom - HIGH * risk:.1f}" for share, risk in points)
    parts.append(f"<polyline points='{path}' fill='none' stroke='rgb({BLUE})' stroke-width='2'/>")
    parts.append(_text(LEFT, bottom + 40, "across: share of answers kept, the surest first; up: share of them wrong"))
    return "\n".join([*parts, "</svg>\n"])


def _head(width: float, height: float) -> str:
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width:.0f}' height='{height:.0f}' "
        f"viewBox='0 0 {width:.0f} {height:.0f}' {FONT}><rect width='100%' height='100%' fill='{PAPER}'/>"
    )


def _text(x: float, y: float, words: str, *, anchor: str = "start", weight: str = "400", ink: str = INK) -> str:
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}' font-weight='{weight}' fill='{ink}'>"
        f"{escape(words)}</text>"
    )
