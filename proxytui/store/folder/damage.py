"""All that is damaged in a store's folder, its history and kept texts too; everything is read."""

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
    """One thing that is damaged: a code, the file or the record it is about, and words."""

    code: str
    record: str
    message: str


def of(folder: Path, state: FolderState, documents: Documents) -> Iterator[Damage]:
    """What is damaged: files that can't be read as they were written, records set aside, history
    that is lost, kept texts that are missing, changed or can't be read."""
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
    """Files in a store's folder that look like copies of its own, as sync services leave them
    where two machines wrote; they are not read."""
    found = []
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if not _LEFT_BY_WRITERS.fullmatch(path.name) and _is_snapshot(path):
                found.append(path.name)
    with suppress(OSError):
        for path in sorted((folder / JOURNAL).iterdir()):
            if re.match(r"\d{6}", path.name) and not _OF_THE_JOURNAL.fullmatch(path.name):
                found.append(f"{JOURNAL}/{path.name}")
    return tuple(found)


def _history(folder: Path, state: FolderState) -> Iterator[Damage]:
    """Damage of the journal before the place at which the snapshot goes on. No record rests on it,
    but what it told is lost; what was there when a repair was accepted is known."""
    bad = [
        one for one in journal_file.read(folder / JOURNAL, START).bad if one.place < state.begins
    ]
    if not bad:
        return
    known = set()
    with suppress(OSError):
        for kept in (folder / BACKUPS).glob("damaged-*/"):
            known |= {one.place for one in journal_file.read(kept / JOURNAL, START).bad}
    for place, why in bad:
        if place not in known:
            where = f"{JOURNAL}/{place.file}"
            words = f"{where} is damaged at byte {place.offset}, in what lies before store.json"
            yield Damage("history-damaged", where, f"{words}: {why}")


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
