"""Damage in a store's folder, with its history; every line is read."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from proxytui.store.folder import journal_file
from proxytui.store.folder.snapshot import START
from proxytui.store.folder.state import BACKUPS, JOURNAL, SNAPSHOT
from proxytui.store.ledger import Damage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proxytui.store.folder.state import FolderState

_HEAD_BYTES = 256
_LEFT_BY_WRITERS = re.compile(r"store\.json(\.\w+)?")
_OF_THE_JOURNAL = re.compile(r"\d{6}\.jsonl|\d{6}-\d{10,}\.json(\.new)?|\..*")


def of(folder: Path, state: FolderState) -> Iterator[Damage]:
    """Every damage of the files: those that can't be read as they were written, records set aside,
    lost history; kept texts are not looked at."""
    if state.oddity:
        yield Damage("odd-file", SNAPSHOT, state.oddity)
    for words in state.damage:
        name = words.partition(" ")[0]
        yield Damage("damaged", name if name.startswith(f"{JOURNAL}/") else SNAPSHOT, words)
    for aside in state.set_aside:
        named = f"{aside.table}/{aside.id}" if aside.id else aside.table or SNAPSHOT
        yield Damage("set-aside", named, aside.reason)
    yield from _history(folder, state)


def beside(folder: Path) -> tuple[str, ...]:
    """Files in a store's folder that look like copies of its own, as sync services leave them when
    two machines wrote; they are not read."""
    names = []
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if not _LEFT_BY_WRITERS.fullmatch(path.name) and _is_snapshot(path):
                names.append(path.name)
    with suppress(OSError):
        for path in sorted((folder / JOURNAL).iterdir()):
            if re.match(r"\d{6}", path.name) and not _OF_THE_JOURNAL.fullmatch(path.name):
                names.append(f"{JOURNAL}/{path.name}")
    return tuple(names)


def _history(folder: Path, state: FolderState) -> Iterator[Damage]:
    """Damage of the journal before the place at which the snapshot goes on. No record depends on
    it, but its history is lost; damage that was there when a repair was accepted is left out."""
    bad = [
        line for line in journal_file.read(folder / JOURNAL, START).bad if line.place < state.begins
    ]
    if not bad:
        return
    accepted = set()
    with suppress(OSError):
        for copy in (folder / BACKUPS).glob("damaged-*/"):
            accepted |= {line.place for line in journal_file.read(copy / JOURNAL, START).bad}
    for place, reason in bad:
        if place not in accepted:
            where = f"{JOURNAL}/{place.file}"
            words = f"{where} is damaged at byte {place.offset}, in what lies before store.json"
            yield Damage("history-damaged", where, f"{words}: {reason}")


def _is_snapshot(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).replace(b"\0", b"")
    except OSError:
        return False
    return b'"_meta"' in head
