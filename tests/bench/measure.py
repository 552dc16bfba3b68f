"""Measured side by side in one run: what the program takes, what its floor takes, and a verdict."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


class Result(NamedTuple):
    """A line of the table. `met` is None where there is no goal, or nothing could be measured."""

    what: str
    measured: str
    floor: str = ""
    ratio: str = ""
    goal: str = ""
    met: bool | None = None


class Row(NamedTuple):
    """A measurement by its name, the size that it belongs to, and what it runs."""

    name: str
    size: str
    run: Callable[[], Sequence[Result]]


def interleaved(
    sides: Mapping[str, Callable[[], float]], rounds: int, warm: int = 1
) -> dict[str, list[float]]:
    """Every side once a round, so that all meet the same machine; the first rounds don't count."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(warm + rounds):
        for name, side in sides.items():
            took = side()
            if number >= warm:
                found[name].append(took)
    return found


def timed(work: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 do not pass; the nearest value that was measured."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def seconds(value: float) -> str:
    """A time as people read it."""
    return f"{value * 1000:.3g} ms" if value < 1 else f"{value:.2f} s"


def against(
    what: str, mine: float, floor_name: str, floor: float, most: float, also: float = float("inf")
) -> Result:
    """A line whose goal is a ratio to the floor, and `also` a time of its own."""
    ratio = mine / floor
    goal = f"≤ {most:g} ×" + (f" and ≤ {seconds(also)}" if also < float("inf") else "")
    shown = f"{floor_name}: {seconds(floor)}"
    return Result(
        what, seconds(mine), shown, f"{ratio:.2f} ×", goal, ratio <= most and mine <= also
    )


def at_most(what: str, mine: float, most: float) -> Result:
    """A line whose goal is a time."""
    return Result(what, seconds(mine), goal=f"≤ {seconds(most)}", met=mine <= most)


def missing(what: str, why: str) -> Result:
    """A line that could not be measured here."""
    return Result(what, f"not measured: {why}")


def table(results: Sequence[Result]) -> str:
    """The lines as a table in Markdown."""
    lines = [
        "| what | measured | floor beside it | ratio | goal | verdict |",
        "|---|---|---|---|---|---|",
    ]
    for one in results:
        verdict = "" if one.met is None else "met" if one.met else "**not met**"
        lines.append(f"| {' | '.join((*one[:5], verdict))} |")
    return "\n".join(lines) + "\n"


def write_section(file: Path, title: str, body: str) -> None:
    """Put a part of the page in its place; the parts of other runs stay as they are."""
    page = file.read_text(encoding="utf-8") if file.exists() else ""
    parts = dict(part.partition("\n")[::2] for part in page.split("\n## ")[1:])
    parts[title] = f"\n{body.strip()}\n"
    written = "".join(f"\n## {name}\n{parts[name].rstrip()}\n" for name in sorted(parts))
    file.write_text(f"# Figures\n{written}", encoding="utf-8")
