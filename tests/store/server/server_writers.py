"""Processes that write notes to a store on a server, each its own, and what they were told."""

from __future__ import annotations

import subprocess
import sys

WRITER = """
import sys
from proxytui import paths
from pathlib import Path
address, name, count, caches = sys.argv[1:]
paths.server_cache = lambda known: Path(caches) / name / known
from proxytui.errors import StoreError
from proxytui.model.changes import Change
from proxytui.store.store import Store
while True:
    try:
        store = Store.open(address, f"window-{name}")
        break
    except StoreError:
        pass
end = Path(caches) / "end"
for number in range(int(count)):
    if end.exists():
        break
    record = {"about": ["north"], "text": f"{name} {number}",
              "created": "2024-12-02T00:00:00Z", "modified": "2024-12-02T00:00:00Z"}
    try:
        step = store.apply([Change("notes", f"n-{name}-{number}", None, record)], "a note")
    except StoreError as error:
        print("refused", number, error, flush=True)
        continue
    print("written", number, step.id, flush=True)
"""


def writer(address, name, count, tmp_path):
    words = [sys.executable, "-c", WRITER, address, name, str(count), str(tmp_path / "own")]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def written(process):
    """The ids of the steps that a writer was told are durable, after its end."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return {words[2] for words in map(str.split, out.splitlines()) if words[0] == "written"}
