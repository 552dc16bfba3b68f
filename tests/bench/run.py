"""Measures the program beside its floors, in one run, and writes results.md.

The keys are measured on the bundled data set and on the generated one of 20,000 actors.

Floor and program take turns, so that a busy moment of the machine meets both; every figure is the
median of its rounds. A function makes the rows of one thing. The rows of 20,000 actors are those
of run_20k.py, which writes its part of the same page.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import generate
import msgspec
import strokes
from measure import table, write_section
from terminal import Terminal

from proxytui import paths
from proxytui.store.store import Store
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BIN = Path(sys.executable).parent


class Row(NamedTuple):
    """One figure: what was measured, its floor, both medians with their unit, ratio and goal."""

    what: str
    floor: str
    measured: str
    beside: str
    ratio: str
    goal: str
    met: bool


def _environment(home: Path) -> dict[str, str]:
    return {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


def _store(home: Path) -> Path:
    folder = home / "store"
    if not folder.exists():
        Store.create(folder, paths.bundled_data())
    return folder


def _large(home: Path) -> Path:
    folder = home / "20k"
    if not folder.exists():
        Store.create(folder, generate.generated(generate.Size()))
    return folder


def _in_turns(
    rounds: int, floor: Callable[[], float], program: Callable[[], float]
) -> tuple[float, float]:
    """The medians of both, after one round that doesn't count."""
    floor(), program()
    taken = [(floor(), program()) for _ in range(rounds)]
    return statistics.median(f for f, _ in taken), statistics.median(p for _, p in taken)


class Cost(NamedTuple):
    """Seconds of time, and of processor time."""

    wall: float
    cpu: float


def _costs(rounds: int, *sides: Callable[[], Cost]) -> list[Cost]:
    """The medians of each side, which take turns, after one round that doesn't count."""
    taken = [[side() for side in sides] for _ in range(rounds + 1)][1:]
    return [
        Cost(*(statistics.median(costs) for costs in zip(*side, strict=True)))
        for side in zip(*taken, strict=True)
    ]


def _both(what: str, floor: str, beside: Cost, measured: Cost, goal: float | None) -> list[Row]:
    """The rows of time and of processor time."""
    return [
        _ratio(f"{what}, {kind}", floor, (beside[at], measured[at]), goal)
        for at, kind in enumerate(("time", "CPU"))
    ]


def _ratio(
    what: str, floor: str, times: tuple[float, float], goal: float | None, unit: str = "ms"
) -> Row:
    beside, measured = times
    scale = 1000 if unit == "ms" else 1_000_000
    ratio = measured / beside
    return Row(
        what,
        floor,
        f"{measured * scale:.1f} {unit}",
        f"{beside * scale:.1f} {unit}",
        f"{ratio:.2f} ×",
        f"≤ {goal} ×" if goal is not None else "none for this size",
        goal is None or ratio <= goal,
    )


_BARE = b"Afghanistan"
_LIST, _DETAIL = b"1 Actors", b"Quot"
"""In the titles of two panes: the first picture has the one, with the rows of its list, and
is complete with the other."""


def first_paint(home: Path) -> list[Row]:
    """From the start until the actors are on the screen, and until the picture is complete."""
    environment = _environment(home)
    floor = [sys.executable, str(HERE / "bare.py")]
    demo, large = (
        [str(BIN / "proxytui"), "--store", str(folder)] for folder in (_store(home), _large(home))
    )

    def paint(argv: list[str], sign: bytes) -> Cost:
        terminal = Terminal(argv, environment)
        try:
            return Cost(terminal.until(sign), terminal.cpu())
        finally:
            terminal.end()

    bare, first, first_large, whole, whole_large = _costs(
        11,
        lambda: paint(floor, _BARE),
        lambda: paint(demo, _LIST),
        lambda: paint(large, _LIST),
        lambda: paint(demo, _DETAIL),
        lambda: paint(large, _DETAIL),
    )
    app, same = "bare Textual app", "first paint, demo"
    return [
        *_both("first paint, demo, real pty", app, bare, first, 1.4),
        *_both("first paint, 20k, real pty", same, first, first_large, 1.6),
        *_both("complete picture, demo", app, bare, whole, None),
        *_both("complete picture, 20k", same, first, whole_large, 3),
    ]


def _whole(argv: list[str], environment: dict[str, str]) -> float:
    return _whole_cost(argv, environment).wall


def _whole_cost(argv: list[str], environment: dict[str, str]) -> Cost:
    """What a process takes from its start to its end; it must end well."""
    began = time.perf_counter()
    quiet = [
        (os.POSIX_SPAWN_OPEN, descriptor, os.devnull, flags, 0)
        for descriptor, flags in ((0, os.O_RDONLY), (1, os.O_WRONLY))
    ]
    process = os.posix_spawn(argv[0], argv, environment, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"{argv} failed")
    return Cost(wall, usage.ru_utime + usage.ru_stime)


_FLOOR_PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "printfloor"
version = "1"
[project.scripts]
printfloor = "printfloor:main"
[tool.hatch.build.targets.wheel]
packages = ["printfloor"]
"""


def version(home: Path) -> list[Row]:
    """`--version` and a script that only prints, both installed from a wheel."""
    project = home / "floor"
    (project / "printfloor").mkdir(parents=True)
    (project / "pyproject.toml").write_text(_FLOOR_PROJECT, encoding="utf-8")
    main = "def main():\n    print('printfloor 1')\n    return 0\n"
    (project / "printfloor" / "__init__.py").write_text(main, encoding="utf-8")
    wheels = home / "wheels"
    for source in (project, ROOT):
        build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir"]
        subprocess.run([*build, str(wheels), str(source)], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home / "venv")], check=True)
    python = home / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--no-index", *map(str, wheels.glob("*.whl"))], check=True)
    environment = _environment(home)
    times = _in_turns(
        41,
        lambda: _whole([str(python.parent / "printfloor")], environment),
        lambda: _whole([str(python.parent / "proxytui"), "--version"], environment),
    )
    return [_ratio("`--version`", "a console script that only prints", times, 1.2)]


_LOADS = "import gc; gc.disable(); import msgspec; msgspec.json.decode(open({!r}, 'rb').read())"


def show(home: Path) -> list[Row]:
    """`show NAME` as a whole process; the floor only reads the same store's JSON."""
    environment = _environment(home)
    rows = []
    for size, store in (("demo", _store(home)), ("20k", _large(home))):
        actors = msgspec.json.decode((store / "store.json").read_bytes())["actors"]
        name = "Iran" if size == "demo" else actors[min(actors)]["names"][0]["text"]
        reading = [sys.executable, "-c", _LOADS.format(str(store / "store.json"))]
        program = [str(BIN / "proxytui"), "--store", str(store), "show", name]
        beside, measured = _costs(
            9,
            lambda argv=reading: _whole_cost(argv, environment),
            lambda argv=program: _whole_cost(argv, environment),
        )
        what = f"`show NAME`, {size}, whole process"
        rows += _both(what, "decode of store.json", beside, measured, None)
    return rows


def note(home: Path) -> list[Row]:
    """One durable note: lock, journal line, fdatasync; the floor appends the same bytes."""
    folder = home / "noted"
    Store.create(folder, paths.bundled_data())
    workspace = Workspace.open(folder)
    journal = folder / "journal"
    workspace.add_note(("iran",), "words to keep")
    newest = max(journal.iterdir())
    line = newest.read_bytes().splitlines(keepends=True)[-1]
    descriptor = os.open(home / "floor.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append() -> float:
        began = time.perf_counter()
        os.write(descriptor, line)
        os.fdatasync(descriptor)
        return time.perf_counter() - began

    def add() -> float:
        began = time.perf_counter()
        workspace.add_note(("iran",), "words to keep")
        return time.perf_counter() - began

    times = _in_turns(200, append, add)
    os.close(descriptor)
    workspace.close()
    return [_ratio("one durable note, demo", "append + fdatasync", times, 3, "µs")]


def navigations(home: Path) -> list[Row]:
    """Memory after 1,000 navigations, less that after the first 100."""
    argv = [str(BIN / "proxytui"), "--store", str(_store(home))]
    terminal = Terminal(argv, _environment(home))
    way = [b"2", b"j", b"j", b"l", b"\r", b"5", b"6", b"4", b"[", b"<", b">", b"1", b"j", b"\r"]
    way += [b"\t", b"x", b"-", b"/", b"a", b"\x1b"]
    try:
        terminal.until(_LIST)
        after_100 = 0
        for number in range(1000):
            terminal.press(way[number % len(way)])
            if number == 99:
                after_100 = terminal.memory()
        grown = (terminal.memory() - after_100) / 1_000_000
    finally:
        terminal.end()
    row = Row(
        "memory growth of 1,000 navigations",
        "after the first 100",
        f"{grown:.1f} MB",
        f"{after_100 / 1_000_000:.0f} MB in use",
        "–",
        "≤ 2 MB",
        grown <= 2,
    )
    return [row]


ROWS = {
    "first-paint": first_paint,
    "version": version,
    "show": show,
    "note": note,
    "navigations": navigations,
}


def keys(home: Path) -> str:
    """The table of what keys cost."""
    homes = {which: home / f"home-{which}" for which in ("stock", "demo", "20k")}
    about = (
        "CPU of the process, and time to the first paint, medians; the longest wait is the longest"
        " CPU until a key was painted or between two turns of the program. No terminal: what is"
        " painted is made into bytes and thrown away.\n\n"
    )
    return about + table(strokes.keys({"demo": _store(home), "20k": _large(home)}, homes))


def _written(rows: list[Row]) -> str:
    size = msgspec.json.decode((paths.bundled_data() / "store.json").read_bytes())
    about = (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()},"
        f" {os.cpu_count()} processors. Demo: {len(size['actors'])} actors,"
        f" {len(size['claims'])} claims. Medians; floor and program took turns. Only the ratios"
        " can be compared with another run."
    )
    head = "| what | measured | floor | beside it | ratio | goal | met |\n" + "| --- " * 7 + "|"
    lines = [
        f"| {r.what} | {r.measured} | {r.floor} | {r.beside} | {r.ratio} | {r.goal} |"
        f" {'yes' if r.met else 'no'} |"
        for r in rows
    ]
    return "\n".join([about, "", head, *lines, ""])


def main() -> int:
    """Measure, print, write; returns 0 whatever the figures are."""
    parser = argparse.ArgumentParser(description="Measure the program beside its floors.")
    names = [*ROWS, "keys"]
    parser.add_argument("rows", nargs="*", choices=[*names, []], help="only these; writes nothing")
    wanted = parser.parse_args().rows or names
    pages = {}
    with tempfile.TemporaryDirectory(prefix="proxytui-bench-") as home:
        made = [row for name, rows in ROWS.items() if name in wanted for row in rows(Path(home))]
        if made:
            pages["Demo: the bundled data set"] = _written(made)
        if "keys" in wanted:
            pages["Keys beside Textual's own widgets"] = keys(Path(home))
    for title, page in pages.items():
        print(page)
        if wanted == names:
            write_section(HERE / "results.md", title, page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
