"""Makes screenshots/journey.svg: a minute with the real program, on the bundled data set.

The picture is one SVG that moves by CSS alone. A line of the screen stands in it once for each time
that it looks different, not once for each frame.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple, TypeAlias

from proxytui.tui.app import ProxyTUI
from proxytui.tui.screenshot import pictures
from proxytui.workspace import Workspace

FILE = Path(__file__).resolve().parent.parent / "screenshots" / "journey.svg"
SIZE = (120, 32)


class Step(NamedTuple):
    """Keys pressed one after the other, what is said meanwhile, and for how long the last of what
    they show stays, in seconds."""

    keys: tuple[str, ...]
    words: str
    seconds: float = 3.0
    typed: bool = False


STEPS = (
    Step((), "Who is said to back whom: the bundled store opens.", 3.0),
    Step(("s", *"hizb"), "s searches: any name, in any script and spelling.", 2.0, typed=True),
    Step(("enter",), "enter puts Hezbollah into the middle.", 3.0),
    Step(("2", "j"), "A tie: who reports it, in how many words, how sure its dates are.", 4.0),
    Step(("quotation_mark",), '" leads to the words it rests on.', 3.0),
    Step(("j", "j"), "Each quote has its source, its speaker, and a check mark.", 3.0),
    Step(("o",), "o opens the source at the quote.", 4.0),
    Step(("escape",), "esc goes back.", 1.5),
    Step(("2", "t", *"2012", "enter"), "t goes to a date: what was held in 2012?", 4.0, typed=True),
    Step(("T",), "T is the store's own date again.", 2.0),
    Step(("i", *"Ask for the report", "enter"), "i keeps a note.", 3.0, typed=True),
    Step(("p", *"hamas", "enter"), "p finds the shortest ways to another actor.", 4.0, typed=True),
    Step(("escape", "v", "z"), "v draws the map: backers left, those backed right.", 4.0),
)
_KEY_SECONDS = 0.22
_LINE = 24.4
"""Pixels of a line of text in a picture of the terminal."""
_STYLE = re.compile(r"\.(terminal-\d+-r\d+) \{ ([^}]*) \}")
_MATRIX = re.compile(
    r'<g transform="translate\((?P<x>[\d.]+), (?P<y>[\d.]+)\)" clip-path="[^"]*">(?P<inside>.*?)'
    r'<g class="[^"]*-matrix">(?P<text>.*?)</g>\s*</g>',
    re.S,
)
_RECT = re.compile(r"<rect [^>]*/>")
_TEXT = re.compile(r"<text [^>]*>.*?</text>", re.S)
_Y = re.compile(r' y="([\d.]+)"')
_CLASS = re.compile(r'class="([^"]*)"')
_CLIP = re.compile(r' clip-path="[^"]*"')
_CAPTION = 34
_Spans: TypeAlias = tuple[tuple[int, int], ...]
_COMMON = (
    "text{font-family:monospace;font-size:20px;white-space:pre}"
    ".said{fill:#dbb45c}.m{visibility:hidden}"
)
_STILL = (
    "@media (prefers-reduced-motion:reduce)"
    "{.m{animation:none!important;visibility:hidden}.m.first{visibility:visible}}"
)


class Frame(NamedTuple):
    """A picture of the screen: its lines, when it begins, and what is said at it."""

    lines: dict[int, str]
    begins: float
    words: str


def main() -> int:
    """Make it."""
    workspace = Workspace.open(demo=True)
    try:
        app = ProxyTUI(workspace, centre=workspace.find("Iran").id, afresh=True)
        steps = [step for step in STEPS for step in _single(step)]
        drawn = pictures(app, [list(step.keys) for step in steps], SIZE)
    finally:
        workspace.close()
    FILE.write_text(moving(steps, drawn), encoding="utf-8")
    print(f"wrote {FILE.relative_to(FILE.parent.parent)}")
    return 0


def _single(step: Step) -> list[Step]:
    """A step whose keys are typed, key by key."""
    if not step.typed:
        return [step]
    *first, last = step.keys
    typed = [Step((key,), step.words, _KEY_SECONDS) for key in first]
    return [*typed, Step((last,), step.words, step.seconds)]


def moving(steps: list[Step], drawn: list[str]) -> str:
    """The moving picture of frames drawn at these steps."""
    styles: dict[str, str] = {}
    frames: list[Frame] = []
    at = 0.0
    for step, svg in zip(steps, drawn, strict=True):
        frames.append(Frame(_lines(svg, styles), at, step.words))
        at += step.seconds
    return _document(drawn[0], frames, at, styles)


def _lines(svg: str, styles: dict[str, str]) -> dict[int, str]:
    """The content of each line of a picture, with classes that are named alike in all of them."""
    names = {
        name: styles.setdefault(look.strip(), f"s{len(styles)}")
        for name, look in _STYLE.findall(svg)
    }
    matrix = _MATRIX.search(svg)
    if matrix is None:
        raise ValueError("a picture of the terminal has another form than is known here")
    lines: dict[int, list[str]] = {}
    for shape in _RECT.findall(matrix["inside"]):
        lines.setdefault(round((_y(shape) - 1.5) / _LINE), []).append(shape)
    for shape in _TEXT.findall(matrix["text"]):
        named = _CLASS.sub(lambda match: f'class="{names[match[1]]}"', _CLIP.sub("", shape))
        lines.setdefault(int(_y(shape) // _LINE), []).append(named)
    return {row: "".join(shapes) for row, shapes in lines.items()}


def _y(shape: str) -> float:
    match = _Y.search(shape)
    return float(match[1]) if match else 0.0


def _document(first: str, frames: list[Frame], seconds: float, styles: dict[str, str]) -> str:
    matrix = _MATRIX.search(first)
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', first)
    if matrix is None or box is None:
        raise ValueError("a picture of the terminal has another form than is known here")
    width, height = float(box[1]), float(box[2])
    shown: dict[_Spans, list[str]] = {}
    for row in sorted({row for frame in frames for row in frame.lines}):
        for shapes, spans in _times([frame.lines.get(row, "") for frame in frames]).items():
            shown.setdefault(spans, []).append(shapes)
    for words, spans in _times([_escaped(frame.words) for frame in frames]).items():
        said = f'<text class="said" x="11" y="{height + 14:g}">{words}</text>'
        shown.setdefault(spans, []).append(said)
    names = {spans: f"m{number}" for number, spans in enumerate(shown)}
    groups = [
        f'<g class="m {name}{" first" if spans[0][0] == 0 else ""}">{"".join(shown[spans])}</g>'
        for spans, name in names.items()
    ]
    rules = [
        *(f".{name}{{{look}}}" for look, name in styles.items()),
        *(_rule(name, spans, frames, seconds) for spans, name in names.items()),
    ]
    return (
        f'<svg viewBox="0 0 {width:g} {height + _CAPTION:g}" xmlns="http://www.w3.org/2000/svg"'
        ' role="img" aria-label="A minute with ProxyTUI">\n'
        f"<style>{_COMMON}{''.join(rules)}{_STILL}</style>\n"
        f'<rect width="{width:g}" height="{height + _CAPTION:g}" rx="8" fill="#10141b"/>\n'
        f'<g transform="translate({matrix["x"]}, 8)">{"".join(groups)}</g>\n</svg>\n'
    )


def _times(values: list[str]) -> dict[str, _Spans]:
    """The spans of places at which each value stands that is not empty: the first place, and the
    one behind the last."""
    spans: dict[str, list[tuple[int, int]]] = {}
    begins = 0
    for place in range(1, len(values) + 1):
        if place == len(values) or values[place] != values[begins]:
            if values[begins]:
                spans.setdefault(values[begins], []).append((begins, place))
            begins = place
    return {value: tuple(places) for value, places in spans.items()}


def _rule(name: str, spans: _Spans, frames: list[Frame], seconds: float) -> str:
    """The rule of CSS by which shapes are seen in some spans of frames."""
    if spans == ((0, len(frames)),):
        return f".{name}{{visibility:visible}}"
    begins = [frame.begins / seconds * 100 for frame in frames] + [100.0]
    stops = ["" if spans[0][0] == 0 else "0%{visibility:hidden}"]
    for first, behind in spans:
        stops.append(f"{begins[first]:.3f}%{{visibility:visible}}")
        stops.append(f"{begins[behind]:.3f}%{{visibility:hidden}}" if behind < len(frames) else "")
    moves = f"@keyframes {name}{{{''.join(stops)}}}"
    return f"{moves}.{name}{{animation:{name} {seconds:g}s step-end infinite}}"


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


if __name__ == "__main__":
    sys.exit(main())
