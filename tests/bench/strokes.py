"""What a key costs in CPU and in time, on the bundled set and on a large one, beside the same key
in a program of Textual's own widgets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from measure import Result, median, seconds
from pressed import Cost

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).resolve().parent
_MOVE = ("down", "down", "down", "up", "down", "down", "up", "down")
_WAIT = 0.050
_TURNS = 5


class Stroke(NamedTuple):
    """A kind of key: what is pressed before it, what is measured, what is pressed after it; its
    goal as a ratio to the floor, None for none. `behind` says that nobody waits for it: other keys
    have their turn meanwhile."""

    before: tuple[str, ...]
    keys: tuple[str, ...]
    after: tuple[str, ...] = ()
    goal: float | None = None
    behind: bool = False


STROKES = {
    "move among actors": Stroke(("1", "home"), _MOVE, goal=0.7),
    "move among ties": Stroke(("2", "home"), _MOVE, goal=0.7),
    "year step": Stroke(("2", "home", "j", "T"), tuple("<<><<<>>"), ("T",), 1.0),
    "date step": Stroke(("2", "home", "j", "T"), tuple(",,.,,,.."), ("T",), 1.0),
    "behind a year step, once the keys rest": Stroke(
        ("2", "home", "j", "T", "rest", "<"), ("rest",), ("T",), behind=True
    ),
    "behind a date step, once the keys rest": Stroke(
        ("2", "home", "j", "T", "rest", ","), ("rest",), ("T",), behind=True
    ),
    "next pane": Stroke(("1",), ("tab",) * 6, goal=0.7),
    "tab of the detail": Stroke(("2", "home", "j"), tuple("56746547"), ("4",)),
    "unfold": Stroke(("2", "home", "j"), tuple("lhjlhjlh")),
    "filter letter": Stroke(
        ("1", "/"), ("a", "l", "backspace", "b", "backspace", "i"), ("escape",)
    ),
    "search letter": Stroke(
        ("s",), ("s", "a", "m", "i", "backspace", "r", "backspace"), ("escape", "escape")
    ),
    "roll-up": Stroke(("2", "home"), ("r", "r")),
    "tensions": Stroke(("1", "V"), ("t",), ("q",)),
}
_FLOOR = Stroke((), _MOVE)


class Pressed:
    """A program that tells what each key costs it."""

    def __init__(self, which: str, home: Path) -> None:
        env = {**os.environ, "HOME": str(home), "LANG": "C.UTF-8", "COLORTERM": "truecolor"}
        env |= {f"XDG_{name}_HOME": str(home / name) for name in ("STATE", "CONFIG", "CACHE")}
        env |= {"PYTHONPATH": str(HERE.parents[1]), "TERM": "xterm-256color"}
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "pressed.py"), which],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=env,
            text=True,
        )
        self._line()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the program that was measured ended")
        return line

    def press(self, keys: Sequence[str]) -> list[Cost]:
        """Press keys one after the other, each once the one before has done all it does."""
        assert self._process.stdin is not None
        print(*keys, file=self._process.stdin, flush=True)
        return [Cost(*cost) for cost in json.loads(self._line())]

    def measured(self, stroke: Stroke) -> list[Cost]:
        """What the keys of a kind cost."""
        self.press(stroke.before)
        costs = self.press(stroke.keys)
        self.press(stroke.after)
        return costs

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)


def keys(
    stores: dict[str, Path], homes: dict[str, Path], only: Sequence[str] = (), turns: int = _TURNS
) -> list[Result]:
    """Rows of every kind of key: CPU beside the floor's, at the larger store beside the bundled
    one's too, and the longest wait. Floor and programs take turns."""
    kinds = {name: stroke for name, stroke in STROKES.items() if not only or name in only}
    costs: dict[tuple[str, str], list[Cost]] = {}
    with ExitStack() as opened:
        floor = Pressed("stock", homes["stock"])
        opened.callback(floor.close)
        programs = {which: Pressed(str(folder), homes[which]) for which, folder in stores.items()}
        for program in programs.values():
            opened.callback(program.close)
        for turn in range(turns + 1):
            for name, stroke in kinds.items():
                moved = floor.measured(_FLOOR)
                measured = {which: one.measured(stroke) for which, one in programs.items()}
                if turn:
                    costs.setdefault(("floor", ""), []).extend(moved)
                    for which, taken in measured.items():
                        costs.setdefault((name, which), []).extend(taken)
    return _lines(kinds, list(stores), costs)


def _lines(
    kinds: dict[str, Stroke], sides: list[str], costs: dict[tuple[str, str], list[Cost]]
) -> list[Result]:
    floor = median([cost.cpu for cost in costs["floor", ""]])
    wall = median([cost.painted_wall for cost in costs["floor", ""]])
    lines = [Result("floor: move in stock Textual", f"{seconds(floor)} CPU, {seconds(wall)} wall")]
    for name, stroke in kinds.items():
        small = median([cost.cpu for cost in costs[name, sides[0]]])
        for which in sides:
            taken = costs[name, which]
            cpu = median([cost.cpu for cost in taken])
            painted = median([cost.painted_wall for cost in taken])
            longest = max(max(cost.painted_cpu, cost.longest) for cost in taken)
            larger = which != sides[0]
            against, goal = (small, 1.3) if larger else (floor, stroke.goal)
            goal = None if stroke.behind else goal
            ratio = cpu / against
            within = longest <= _WAIT and (goal is None or ratio <= goal)
            lines.append(
                Result(
                    f"{name}, {which}",
                    f"{seconds(cpu)} CPU, {seconds(painted)} to its paint;"
                    f" longest wait {seconds(longest)}, {taken[0].written} bytes",
                    f"{f'the same, {sides[0]}' if larger else 'floor'}: {seconds(against)}",
                    f"{ratio:.2f} ×",
                    (f"≤ {goal:g} × and " if goal else "") + f"a wait ≤ {seconds(_WAIT)}",
                    within,
                )
            )
    return lines
