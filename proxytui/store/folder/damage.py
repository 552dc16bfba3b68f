"""Damage in a store's folder, with its history and kept texts; everything is read."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from proxytui.store.folder import journal_file
from proxytui.store.folder.snapshot import START
from proxytui.store.folder.state import BACKUPS, JOURNAL, SNAPSHOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from proxytui.model.records import Json
    from proxytui.store.folder.documents import Documents
    from proxytui.store.folder.state import FolderState

_HEAD_BYTES = 256
_LEFT_BY_WRITERS = re.compile(r"store\.json(\.\w+)?")
_OF_THE_JOURNAL = re.compile(r"\d{6}\.jsonl|\d{6}-\d{10,}\.json(\.new)?|\..*")


class Damage(NamedTuple):
    """A damaged thing: a code, the file or the record it is about, and a sentence."""

    code: str
    record: str
    message: str


def of(folder: Path, state: FolderState, documents: Documents) -> Iterator[Damage]:
    """Every damage: files that can't be read as they were written, records set aside, lost history,
    kept texts that are missing, changed or unreadable."""
    if state.oddity:
        yield Damage("odd-file", SNAPSHOT, state.oddity)
    for words in state.damage:
        name = words.partition(" ")[0]
        yield Damage("damaged", name if name.startswith(f"{JOURNAL}/") else SNAPSHOT, words)
    for aside in state.set_aside:
        named = f"{aside.table}/{aside.id}" if aside.id else aside.table or SNAPSHOT
        yield Damage("set-aside", named, aside.reason)
    yield from _history(folder, state)
    yield from _documents(state.tables.get("sources", {}), documents)


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


def _documents(sources: Mapping[str, Json], documents: Documents) -> Iterator[Damage]:
    checked: dict[str, str] = {}
    for id_, record in sorted(sources.items()):
        listed = record.get("documents")
        for document in listed if isinstance(listed, list) else ():
            names = document if isinstance(document, dict) else {}
            for field in ("text", "original"):
                sha = names.get(field)
                if not isinstance(sha, str):
                    continue
                if sha not in checked:
                    checked[sha] = documents.fault(sha)
                wrong = checked[sha]
                if not wrong and field == "text" and documents.text(sha) is None:
                    wrong = "is no text in UTF-8"
                if wrong:
                    code = "document-missing" if wrong == documents.MISSING else "damaged"
                    yield Damage(code, f"sources/{id_}", f"documents/{sha} {wrong}")


def _is_snapshot(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).replace(b"\0", b"")
    except OSError:
        return False
    return b'"_meta"' in head
