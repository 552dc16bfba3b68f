"""Measures the program beside its floors, in one run, and writes results.md.

The keys are measured on the bundled data set and on the generated one of 20,000 actors.

Floor and program take turns, so that a busy moment of the machine meets both; every figure is the
median of its rounds. A row is a function that returns a `Row`. The rows of 20,000 actors are those
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


def _in_turns(
    rounds: int, floor: Callable[[], float], program: Callable[[], float]
) -> tuple[float, float]:
    """The medians of both, after one round that doesn't count."""
    floor(), program()
    taken = [(floor(), program()) for _ in range(rounds)]
    return statistics.median(f for f, _ in taken), statistics.median(p for _, p in taken)


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


def _names(store: Path) -> list[bytes]:
    """The names of the states, one of which is on the first screen; the floor shows one too."""
    actors = msgspec.json.decode((store / "store.json").read_bytes())["actors"].values()
    return [a["names"][0]["text"].encode() for a in actors if a["kind"] == "state"]


def first_paint(home: Path) -> Row:
    """From the start to the first actor's name on the screen."""
    environment = _environment(home)
    store = str(_store(home))
    names = _names(Path(store))
    program = [str(BIN / "proxytui"), "--store", store]
    bare = [sys.executable, str(HERE / "bare.py")]

    def paint(argv: list[str]) -> float:
        terminal = Terminal(argv, environment)
        try:
            return terminal.until(*names)
        finally:
            terminal.end()

    times = _in_turns(11, lambda: paint(bare), lambda: paint(program))
    return _ratio("first paint, demo, real pty", "bare Textual app", times, 1.4)


def _whole(argv: list[str], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(
        argv, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True
    )
    return time.perf_counter() - began


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


def version(home: Path) -> Row:
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
    return _ratio("`--version`", "a console script that only prints", times, 1.2)


_LOADS = "import gc; gc.disable(); import msgspec; msgspec.json.decode(open({!r}, 'rb').read())"


def show(home: Path) -> Row:
    """`show NAME` as a whole process; the floor only reads the same store's JSON."""
    store = _store(home)
    environment = _environment(home)
    reading = [sys.executable, "-c", _LOADS.format(str(store / "store.json"))]
    program = [str(BIN / "proxytui"), "--store", str(store), "show", "Iran"]
    times = _in_turns(
        15, lambda: _whole(reading, environment), lambda: _whole(program, environment)
    )
    return _ratio("`show Iran`, demo, whole process", "decode of store.json", times, None)


def note(home: Path) -> Row:
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
    return _ratio("one durable note, demo", "append + fdatasync", times, 3, "µs")


def navigations(home: Path) -> Row:
    """Memory after 1,000 navigations, less that after the first 100."""
    argv = [str(BIN / "proxytui"), "--store", str(_store(home))]
    names = _names(_store(home))
    terminal = Terminal(argv, _environment(home))
    way = [b"2", b"j", b"j", b"l", b"\r", b"5", b"6", b"4", b"[", b"<", b">", b"1", b"j", b"\r"]
    way += [b"\t", b"x", b"-", b"/", b"a", b"\x1b"]
    try:
        terminal.until(*names)
        after_100 = 0
        for number in range(1000):
            terminal.press(way[number % len(way)])
            if number == 99:
                after_100 = terminal.memory()
        grown = (terminal.memory() - after_100) / 1_000_000
    finally:
        terminal.end()
    return Row(
        "memory growth of 1,000 navigations",
        "after the first 100",
        f"{grown:.1f} MB",
        f"{after_100 / 1_000_000:.0f} MB in use",
        "–",
        "≤ 2 MB",
        grown <= 2,
    )


ROWS = {
    "first-paint": first_paint,
    "version": version,
    "show": show,
    "note": note,
    "navigations": navigations,
}


def keys(home: Path) -> str:
    """The table of what keys cost."""
    large = home / "20k"
    Store.create(large, generate.generated(generate.Size()))
    homes = {which: home / f"home-{which}" for which in ("stock", "demo", "20k")}
    about = (
        "CPU of the process, and time to the first paint, medians; the longest wait is the longest"
        " CPU until a key was painted or between two turns of the program. No terminal: what is"
        " painted is made into bytes and thrown away.\n\n"
    )
    return about + table(strokes.keys({"demo": _store(home), "20k": large}, homes))


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
        made = [row(Path(home)) for name, row in ROWS.items() if name in wanted]
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
