"""What is measured on a large store, 20,000 actors and 100,000 claims, beside the bundled one."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import generate
import imports
import typist
import ways
from measure import (
    Result,
    Row,
    against,
    at_most,
    interleaved,
    median,
    missing,
    p95,
    seconds,
    timed,
)
from shown import Shown

from proxytui import paths
from proxytui.asof import counts
from proxytui.asof.lens import Lens
from proxytui.model import dates
from proxytui.model.changes import Change
from proxytui.store.store import Store
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZE = generate.Size()
_MIB = 1024 * 1024
# A constant time, whatever the machine does: what a person reads as at once, and two frames.
_KEY, _SEARCH_KEY, _DATE, _SEEN = 0.033, 0.016, 0.025, 0.250
_ORJSON = (
    "import gc, sys; gc.disable(); import orjson; orjson.loads(open(sys.argv[1], 'rb').read())"
)
_OPEN = """
import sys
from pathlib import Path
from proxytui.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
index = workspace.index
index.read_ends()
assert len(list(index.actors.values())) and workspace.find(sys.argv[2]).id == sys.argv[2]
assert index.ties_of(sys.argv[2]) is not None
"""


# Stores and homes, made once a run and thrown away with it


@cache
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="proxytui-bench-run-"))


def clean_up() -> None:
    """Throw away what the rows made."""
    if _scratch.cache_info().currsize:
        shutil.rmtree(_scratch(), ignore_errors=True)


@cache
def store(which: str) -> Path:
    """A store made from the bundled set ("demo") or the generated one ("20k")."""
    folder = _scratch() / which
    Store.create(folder, paths.bundled_data() if which == "demo" else generate.generated(SIZE))
    return folder


def home() -> Path:
    """A home without any state of an earlier explorer."""
    return Path(tempfile.mkdtemp(prefix="home-", dir=_scratch()))


@cache
def asked() -> tuple[tuple[str, str], ...]:
    """Names misspelt or transliterated, and whom they mean."""
    words = (generate.generated(SIZE) / generate.ASKED).read_text(encoding="utf-8")
    return tuple((query, id_) for query, id_ in json.loads(words))


@cache
def workspace() -> Workspace:
    """The large store, open in this process."""
    return Workspace.open(store("20k"), origin="bench")


@contextmanager
def _explorers() -> Iterator[dict[str, typist.Typist]]:
    opened: dict[str, typist.Typist] = {}
    try:
        for which in ("demo", "20k"):
            opened[which] = typist.explorer(store(which), home())
        yield opened
    finally:
        for one in opened.values():
            one.close()


def _process(*argv: str) -> float:
    """Seconds that a whole process takes; it must end well, or with the answer no."""
    env = {**os.environ, "HOME": str(_scratch()), "LANG": "C.UTF-8"}
    env["PYTHONPATH"] = os.pathsep.join((str(typist.CHECKOUT), env.get("PYTHONPATH", "")))

    def run() -> None:
        done = subprocess.run([sys.executable, *argv], env=env, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()[-2000:]

    return timed(run)


# The rows


def first_paint() -> list[Result]:
    """From the start of the program to the first actor's name, and to the last of its paint."""
    found: dict[str, list[tuple[float, float]]] = {"demo": [], "20k": []}
    for number in range(5):
        for which, times in found.items():
            one = typist.first_paint(store(which), home())
            if number:
                times.append(one)
    first, whole = (
        {which: median([one[at] for one in times]) for which, times in found.items()}
        for at in (0, 1)
    )
    return [
        against("first paint, 20k", first["20k"], "first paint, demo", first["demo"], 1.6),
        against(
            "last byte of the first screen, 20k",
            whole["20k"],
            "first paint, demo",
            first["demo"],
            3,
        ),
    ]


def show() -> list[Result]:
    """`show NAME` as a whole process, for a name as it is written and for one misspelt."""
    misspelt, id_ = _unique()
    exact = workspace().index.actors[id_].names[0].text
    program = ("-m", "proxytui", "--store", str(store("20k")), "show")
    sides: dict[str, Callable[[], float]] = {
        "exact": lambda: _process(*program, exact),
        "misspelt": lambda: _process(*program, misspelt),
    }
    limits = {"exact": 0.6, "misspelt": 1.2}
    return _beside_orjson(sides, {side: f"show NAME, {side}, 20k" for side in limits}, limits)


def opening() -> list[Result]:
    """A process that opens the store until names are found and ties are there."""
    _, id_ = asked()[0]
    sides = {"open": lambda: _process("-c", _OPEN, str(store("20k")), id_)}
    title = {"open": "opening, names and adjacency ready, 20k"}
    return _beside_orjson(sides, title, {"open": 1.0})


def _unique() -> tuple[str, str]:
    """A misspelt name that the command line takes for the one that is meant."""
    from proxytui.errors import UsageError

    for query, id_ in asked():
        try:
            if workspace().find(query).id == id_:
                return query, id_
        except UsageError:
            continue
    raise AssertionError("no misspelt name is resolved")


def _beside_orjson(
    sides: dict[str, Callable[[], float]], titles: dict[str, str], limits: dict[str, float]
) -> list[Result]:
    if find_spec("orjson") is None:
        return [missing(titles[side], "orjson is not installed") for side in sides]
    file = str(store("20k") / "store.json")
    found = interleaved({"floor": lambda: _process("-c", _ORJSON, file), **sides}, rounds=5)
    floor = median(found["floor"])
    return [
        against(titles[side], median(found[side]), "orjson.loads, whole process", floor, limit)
        for side, limit in limits.items()
    ]


_STROKES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    # What is pressed before, what is measured, and what is pressed after.
    "move": (("2", "home"), ("j", "j", "j", "k", "j", "j", "k", "j"), ()),
    "unfold": (("2", "home", "j"), ("l", "h", "j", "l", "h", "j", "l", "h"), ()),
    "switch tab": (("2", "home", "j"), ("5", "6", "7", "4", "6", "5", "4"), ("4",)),
    "filter key": (("1", "/"), ("a", "l", "backspace", "b", "backspace", "i"), ("esc",)),
    "change": (("1", "T"), (",", ",", ".", ",", ".", "."), ("T",)),
    "form": (("1",), ("e", "esc", "e", "esc", "e", "esc"), ()),
    "search key": (("s",), ("s", "a", "m", "i", "backspace", "r", "backspace"), ("esc",)),
}
_TURNS = 6


def keys() -> list[Result]:
    """From a key press to the last byte of its paint, in a real pty."""
    found: dict[str, dict[str, list[float]]] = {kind: {"demo": [], "20k": []} for kind in _STROKES}
    with _explorers() as opened:
        for turn in range(_TURNS):
            for kind, (before, strokes, after) in _STROKES.items():
                for which, one in opened.items():
                    for key in before:
                        one.stroke(key)
                    took = [one.stroke(key) for key in strokes]
                    for key in after:
                        one.stroke(key)
                    if turn:
                        found[kind][which] += [t for t in took if t is not None]
    lines = []
    for kind, sides in found.items():
        what = f"key to last byte: {kind}, 20k, p95 of {len(sides['20k'])}"
        if not (sides["demo"] and sides["20k"]):
            lines.append(missing(what, "no key was painted"))
            continue
        small = p95(sides["demo"])
        lines.append(against(what, p95(sides["20k"]), "p95, demo", small, 1.5, _KEY))
    return lines


def as_of() -> list[Result]:
    """Another date: all that the explorer works out for it, at the actor with the most ties, and
    the key that asks for it. Nobody sees the counts of all actors at once, so that they have a
    line of their own."""
    index = workspace().index
    shown = Shown(workspace(), index.busiest())
    shown.at("2016")
    took = [timed(lambda year=year: shown.at(str(year))) for year in range(1980, 2020)]
    counts.counts(index, Lens(dates.period("2016")))
    counted = [
        timed(lambda year=year: counts.counts(index, Lens(dates.period(str(year)))))
        for year in range(2000, 2010)
    ]
    with _explorers() as opened:
        pressed = [opened["20k"].stroke(key) for key in "<<>><<>>" * 2]
    key = p95([one for one in pressed if one is not None])
    what = "ties ranked, what is in view, its counts"
    return [
        at_most(f"as-of change, 20k: {what}, p95 of {len(took)}", p95(took), _DATE),
        Result("as-of change, 20k: counts of all 20,000 actors, median", seconds(median(counted))),
        Result("as-of change, 20k: key to last byte, p95 of 16", seconds(key)),
    ]


def note() -> list[Result]:
    """One note, durable: lock, journal line, fdatasync; and the same bytes only appended."""
    stores = {which: Store.open(store(which)) for which in ("demo", "20k")}
    about = {which: min(one.records("actors")) for which, one in stores.items()}
    written = iter(range(10**6))
    bare = _scratch() / "appended"
    line = b"x" * 400 + b"\n"

    def save(which: str) -> float:
        id_ = f"n-bench-{next(written)}"
        record = {
            "about": [about[which]],
            "text": "Ask again. " * 12,
            "created": "2024-12-02T00:00:00Z",
            "modified": "2024-12-02T00:00:00Z",
        }
        change = Change("notes", id_, None, record)
        return timed(lambda: stores[which].apply([change], "add a note"))

    def append() -> None:
        fd = os.open(bare, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(fd, line)
        os.fdatasync(fd)
        os.close(fd)

    sides: dict[str, Callable[[], float]] = {
        "floor": lambda: timed(append),
        "demo": lambda: save("demo"),
        "20k": lambda: save("20k"),
    }
    found = {side: median(took) for side, took in interleaved(sides, 100, warm=5).items()}
    what, floor = "one durable note, 20k", "append + fdatasync"
    return [
        against(what, found["20k"], floor, found["floor"], 3),
        against(what, found["20k"], "one durable note, demo", found["demo"], 1.3),
    ]


def seen() -> list[Result]:
    """A note that another instance writes, until its words are on the screen; no key is pressed."""
    chance = random.Random(1)
    took = []
    with _explorers() as opened:
        screen = opened["20k"]
        for key in ("2", "home", "7"):
            screen.stroke(key)
        other = Store.open(store("20k"))
        about = workspace().index.busiest()
        for number in range(12):
            time.sleep(chance.random() * 0.4)
            screen.settle(0.02)
            words, at = f"Seen{number}from", "2024-12-02T00:00:00Z"
            made = {"about": [about], "text": words, "created": at, "modified": at}
            before = len(screen.chunks)
            other.apply([Change("notes", f"n-seen-{number}", None, made)], "a note elsewhere")
            begun = time.perf_counter()
            screen.wait_for(words)
            took.append(_arrival(screen.chunks[before:], words.encode()) - begun)
    what = f"another instance's change seen, 20k, slowest of {len(took)}"
    return [at_most(what, max(took), _SEEN)]


def _arrival(chunks: Sequence[tuple[float, bytes]], words: bytes) -> float:
    """When words had come whole, be it in pieces."""
    come = b""
    for at, data in chunks:
        come += data
        if words in come:
            return at
    return chunks[-1][0]


def search() -> list[Result]:
    """Forty names misspelt or transliterated: how many are in the top ten, and what a key costs."""
    names = workspace().names
    names.search("warm")
    names.alike("warm")
    hits, took = 0, []
    for query, id_ in asked():
        for end in range(1, len(query) + 1):
            took.append(timed(lambda query=query, end=end: names.search(query[:end], 10)))
        hits += any(hit.actor == id_ for hit in names.search(query, 10))
    share = hits / len(asked())
    return [
        Result(
            f"search, 20k: {len(asked())} names misspelt or transliterated, top 10",
            f"{share:.3f} found",
            goal="≥ 0.95",
            met=share >= 0.95,
        ),
        at_most(f"search, 20k: one key, p95 of {len(took)}", p95(took), _SEARCH_KEY),
    ]


_NAVIGATION = (
    "j",
    "j",
    "l",
    "j",
    "k",
    "enter",
    "j",
    "l",
    "h",
    "5",
    "6",
    "4",
    "[",
    "1",
    "j",
    "enter",
)


def memory() -> list[Result]:
    """What the explorer holds on the large store, names built, and what a thousand navigations
    add to it."""
    size = (store("20k") / "store.json").stat().st_size
    screen = typist.explorer(store("20k"), home())
    try:
        _let_names_be_built(screen)
        held = screen.memory
        marks = []
        for number in range(1000):
            screen.stroke(_NAVIGATION[number % len(_NAVIGATION)], quiet=0.03)
            if number in (99, 999):
                screen.settle()
                marks.append(screen.memory)
    finally:
        screen.close()
    grown = (marks[1] - marks[0]) / _MIB
    return [
        Result(
            "memory, explorer open, names built, 20k",
            f"{held / _MIB:.0f} MiB",
            f"store.json: {size / _MIB:.0f} MiB",
            f"{held / size:.2f} ×",
            "≤ 4 ×",
            held <= 4 * size,
        ),
        Result(
            "1,000 navigations, 20k: growth after the first 100",
            f"{grown:.1f} MiB",
            goal="≤ 2 MiB",
            met=grown <= 2,
        ),
    ]


def _let_names_be_built(screen: typist.Typist) -> None:
    """Until the program holds no more than a moment before, which it is still building."""
    before = 0
    while screen.memory > before:
        before = screen.memory
        screen.settle(3)


def own_json() -> list[Result]:
    """An import of all records of the large store."""
    exported = _scratch() / "exported.json"
    _process("-m", "proxytui", "--store", str(store("20k")), "export", "-o", str(exported))
    return imports.own_json(exported)


ROWS: Sequence[Row] = (
    Row("first-paint", "20k", first_paint),
    Row("show", "20k", show),
    Row("open", "20k", opening),
    Row("keys", "20k", keys),
    Row("as-of", "20k", as_of),
    Row("note", "20k", note),
    Row("seen", "20k", seen),
    Row("search", "20k", search),
    Row("path", "20k", lambda: ways.path(workspace().index)),
    Row("memory", "20k", memory),
    Row("import", "20k", own_json),
    Row("import-table", "20k", imports.table),
)
