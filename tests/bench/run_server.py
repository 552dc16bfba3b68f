"""Measure a store on a server, behind a net of 20 ms, beside its folder: `make bench-server`."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1])]

import large  # noqa: E402
import postgres  # noqa: E402
from measure import Result, against, interleaved, median, seconds, table, timed  # noqa: E402
from measure import write_section as write  # noqa: E402
from slow_net import SlowNet  # noqa: E402

from proxytui import __version__, paths  # noqa: E402
from proxytui.model.changes import Change  # noqa: E402
from proxytui.store.server import setup  # noqa: E402
from proxytui.store.server.address import ServerAddress  # noqa: E402
from proxytui.store.server.link import Link  # noqa: E402
from proxytui.store.store import Store  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

DELAY = 0.010
"""So long takes each way."""
_TIME = "2024-12-02T00:00:00Z"


def noting(store: Store) -> Callable[[], float]:
    """A function that writes a note, and returns how long that took."""

    def run() -> float:
        id_ = f"n-{uuid.uuid4().hex[:16]}"
        record = {"about": [about], "text": f"seen {id_}", "created": _TIME, "modified": _TIME}
        change = Change("notes", id_, None, record)
        return timed(lambda: store.apply([change], "add a note"))

    about = next(iter(store.records("actors")))
    return run


def notes(near: str, far: str, size: str) -> Result:
    """A note in an open window: the round trip, and what the same note costs without a net."""
    stores = {"near": Store.open(near, "window-near"), "far": Store.open(far, "window-far")}
    link = Link(ServerAddress.read(far), "bench")
    link.rows("select 1")

    def in_turn(which: str) -> Callable[[], float]:
        write_note = noting(stores[which])

        def run() -> float:
            stores[which].poll()
            return write_note()

        return run

    found = interleaved(
        {
            "near": in_turn("near"),
            "far": in_turn("far"),
            "trip": lambda: timed(lambda: link.rows("select 1")),
        },
        31,
        warm=3,
    )
    for store in stores.values():
        store.close()
    link.close()
    near_, far_, trip = (median(found[side]) for side in ("near", "far", "trip"))
    what = f"a note at 20 ms, {size}, less {seconds(near_)} that it takes without the net"
    return against(what, far_ - near_, "a round trip", trip, 1.3)


def openings(near: str, far: str, folder: Path, size: str) -> list[Result]:
    """Opening from the cache and without one, beside the folder."""

    def opened(address: str | Path) -> float:
        def run() -> None:
            Store.open(address).close()

        return timed(run)

    def anew(address: str) -> float:
        shutil.rmtree(ServerAddress.read(address).cache, ignore_errors=True)
        return opened(address)

    found = {
        side: median(took)
        for side, took in interleaved(
            {
                "folder": lambda: opened(folder),
                "near": lambda: opened(near),
                "far": lambda: opened(far),
            },
            11,
        ).items()
    }
    fresh = {
        side: median(took)
        for side, took in interleaved(
            {"near": lambda: anew(near), "far": lambda: anew(far)}, 3
        ).items()
    }
    folder_ = "opening the folder"
    return [
        against(f"opening from the cache, {size}", found["near"], folder_, found["folder"], 1.3),
        against(
            f"opening from the cache at 20 ms, {size}", found["far"], folder_, found["folder"], 1.3
        ),
        Result(f"opening without a cache, {size}", seconds(fresh["near"])),
        Result(f"opening without a cache at 20 ms, {size}", seconds(fresh["far"])),
    ]


def processes(far: str, folder: Path, size: str) -> Result:
    """A command as a whole process, from the cache, beside the same of the folder."""
    home = large.home()
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}

    def run(store: str) -> float:
        words = [sys.executable, "-m", "proxytui", "--store", store, "show", "Iran"]
        return timed(
            lambda: large.subprocess.run(
                words, env=environment, cwd=HERE.parents[1], capture_output=True, check=False
            )
        )

    found = interleaved({"folder": lambda: run(str(folder)), "far": lambda: run(far)}, 7)
    what, floor = f"show NAME at 20 ms, {size}, whole process", "of the folder"
    return against(what, median(found["far"]), floor, median(found["folder"]), 1.3)


def main() -> int:
    """Run all rows; 1 where a goal is not met."""
    bin_ = postgres.programs()
    if bin_ is None:
        print(postgres.MISSING, file=sys.stderr)
        return 1
    scratch = Path(tempfile.mkdtemp(prefix="proxytui-bench-server-"))
    paths.server_cache = lambda name: scratch / name
    server = postgres.Postgres(bin_)
    results: list[Result] = []
    try:
        with SlowNet(server.port, DELAY) as net:
            for size in ("demo", "20k"):
                near = f"{server.address}#s_{size}"
                far = near.replace(str(server.port), str(net.port))
                setup.init(near, large.store(size))
                results.append(notes(near, far, size))
                results += openings(near, far, large.store(size), size)
                results.append(processes(far, large.store(size), size))
                print(table(results), flush=True)
    finally:
        server.end()
        shutil.rmtree(scratch, ignore_errors=True)
        large.clean_up()
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    about = (
        f"ProxyTUI {__version__}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"load over 1, 5 and 15 minutes at the end: {load}. The net is a proxy on loopback that "
        "delays what passes by 10 ms each way.\n"
    )
    write(HERE / "results.md", "A store on a server", f"{about}\n{table(results)}")
    return 1 if any(result.met is False for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
