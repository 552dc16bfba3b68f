"""What an import of a large file costs: the own JSON, and a coded table of 270,000 ties."""

from __future__ import annotations

import csv
import io
import os
import sys
import tempfile
import time
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import coded_rows
import msgspec
from measure import Result, against, median, missing

from proxytui.commands import foreign_file, importing
from proxytui.exchange.formats import Format
from proxytui.exchange.rows import ReadOptions, ReadRow
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

TIES = 270_000
_ROUNDS = 3
_MIB = 1024 * 1024
_MOST_MEMORY = 400
_LOAD = "import gc, sys; gc.disable(); import orjson; orjson.loads(open(sys.argv[1], 'rb').read())"
_encode = msgspec.json.Encoder(order="deterministic").encode


class _Ran(NamedTuple):
    """A process that has ended: seconds of its processor time, and the most memory in bytes."""

    seconds: float
    memory: int


def _ran(*argv: str) -> _Ran:
    """Run Python with these arguments; it must end well."""
    process = os.posix_spawn(
        sys.executable, [sys.executable, *argv], {**os.environ}, file_actions=_quiet()
    )
    _, status, usage = os.wait4(process, 0)
    assert os.waitstatus_to_exitcode(status) == 0, argv
    return _Ran(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def _quiet() -> Sequence[tuple[int, int, str, int, int]]:
    return [(os.POSIX_SPAWN_OPEN, end, os.devnull, os.O_WRONLY, 0) for end in (1, 2)]


def own_json(exported: Path) -> list[Result]:
    """The import of an export of the large store into an empty one, the log after it, and its
    undo; each beside the decoding of the file."""
    titles = ("import of an export, 20k", "undo of it", "log after it")
    if find_spec("orjson") is None:
        return [missing(title, "orjson is not installed") for title in titles]
    floors, imports, logs, undos = [], [], [], []
    for _ in range(_ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            store = ("-m", "proxytui", "--store", str(Path(folder) / "store"))
            floors.append(_ran("-c", _LOAD, str(exported)).seconds)
            imports.append(_ran(*store, "import", str(exported)))
            logs.append(_ran(*store, "log").seconds)
            undos.append(_ran(*store, "undo").seconds)
    floor, name = median(floors), "orjson.loads, whole process"
    memory = max(run.memory for run in imports) / _MIB
    return [
        against(titles[0], median([run.seconds for run in imports]), name, floor, 8),
        against(titles[1], median(undos), name, floor, 5),
        against(titles[2], median(logs), name, floor, 0.5),
        Result(
            "memory of the import",
            f"{memory:.0f} MiB",
            goal=f"≤ {_MOST_MEMORY} MiB",
            met=memory <= _MOST_MEMORY,
        ),
    ]


def table() -> list[Result]:
    """The import of a coded table beside `csv.reader` over it and the same records written."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(coded_rows.table(TIES))
    data = out.getvalue().encode()
    floors, ours = [], []
    for _ in range(_ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            floors.append(_written(data, Path(folder) / "records"))
            ours.append(_imported(data, Path(folder) / "store"))
    name = "csv.reader, and the records written"
    what = f"import of a table of {TIES:,} ties"
    return [against(what, median(ours), name, median(floors), 4)]


def _written(data: bytes, file: Path) -> float:
    """Seconds of the floor; the records are made beforehand, by the reader that is measured."""
    rows = coded_rows.read(io.BytesIO(data), ReadOptions())
    records = [row.fields for row in rows if isinstance(row, ReadRow)]
    begun = time.process_time()
    for _ in csv.reader(io.StringIO(data.decode(), newline="")):
        pass
    with file.open("wb") as out:
        for record in records:
            out.write(_encode(record))
        out.flush()
        os.fsync(out.fileno())
    return time.process_time() - begun


def _imported(data: bytes, folder: Path) -> float:
    Workspace.create(folder)
    form = Format("coded", "a coded table", "coded_rows", ".csv", reads=True)
    begun = time.process_time()
    with closing(Workspace.open(folder)) as workspace:
        plan = importing.plan(workspace, foreign_file.from_bytes("coded.csv", data), form)
        importing.carry_out(workspace, plan)
    return time.process_time() - begun
