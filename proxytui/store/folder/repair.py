"""Repair of a damaged store: what is wrong, what can be recovered, and the two ways to do it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui.errors import StoreError
from proxytui.model.changes import invert
from proxytui.store.folder import backup, disk, journal_file, lock
from proxytui.store.folder.backup import Backup, counted
from proxytui.store.folder.documents import Documents
from proxytui.store.folder.load import load, replayed
from proxytui.store.folder.rewrite import LOCK, switch
from proxytui.store.folder.snapshot import OtherSchema, Unreadable
from proxytui.store.folder.state import BACKUPS, DOCUMENTS, JOURNAL, SNAPSHOT, FolderState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from proxytui.model.changes import Change
    from proxytui.store.ledger import SetAsideRecord


class Survey(NamedTuple):
    """The damage of a store, and what each way of repair brings; a sound store has neither `damage`
    nor `set_aside`.

    `replay` counts the sound records; None where nothing can be read at all.
    """

    damage: tuple[str, ...]
    set_aside: tuple[SetAsideRecord, ...]
    newest: Backup | None
    replay: dict[str, int] | None


class Accepted(NamedTuple):
    """The result of a repair: `kept` is the copy of everything as it was, `aside` the file of what
    is set aside."""

    kept: Path
    aside: Path
    set_aside: int
    records: dict[str, int]


def survey(folder: Path) -> Survey:
    """Survey a store's folder without writing; raises StoreError where there is none at all."""
    state, damage = _readable(folder)
    aside = tuple(state.set_aside) if state else ()
    counts = counted(state) if state else None
    return Survey(damage, aside, backup.newest(folder), counts)


def accept(folder: Path, journal: Callable[[Path, Sequence[Change], str], None]) -> Accepted:
    """Go on with the sound records, after copying everything; what is left out is listed in a file.

    `journal` applies changes to a store as one step, for edits made by hand. Raises StoreError
    where nothing can be read, or nothing is wrong.
    """
    with lock.writing(folder / LOCK):
        state, damage = _readable(folder)
        if state is None:
            raise StoreError(
                f"nothing in {folder} can be read: {damage[0]}", "restore a backup instead"
            )
        if not damage and not state.set_aside:
            raise StoreError(f"nothing is wrong with {folder}", "there is nothing to accept")
        try:
            copy = backup.preserve(folder)
            aside = copy.with_name(f"{copy.name}-set-aside.jsonl")
            disk.put(aside, _listing(folder, state, damage))
            # Edits made by hand are journaled on top of what they were made in, to be undoable.
            edits = tuple(state.by_hand)
            state.put(invert(edits))
            switch(folder, state.tables, state.meta)
        except OSError as error:
            raise StoreError(
                f"{folder} can't be written: {error.strerror}", "nothing was changed"
            ) from error
    if edits:
        journal(folder, edits, "edited by hand in store.json")
    return Accepted(copy, aside, len(state.set_aside), counted(load(folder)))


def replace(folder: Path, source: Path) -> Path | None:
    """Put a verified backup in the place of a store that is damaged or gone; returns the copy of
    that store, if there was one. Atomic: one rename. Raises StoreError."""
    from proxytui.store.folder import migrations

    backup.verify(source)
    tables, meta = migrations.read(source)
    if os.path.exists(folder / SNAPSHOT):
        # A store of a newer program is not damaged.
        with suppress(Unreadable):
            _readable(folder)
    if not os.path.exists(folder / SNAPSHOT) and not os.path.exists(folder / JOURNAL):
        backup.make(source, folder)
        with suppress(OSError):
            (folder / backup.ABOUT).unlink()
        return None
    documents, old = Documents(folder / DOCUMENTS), Documents(source / DOCUMENTS)
    with lock.writing(folder / LOCK):
        try:
            copy = backup.preserve(folder)
            for sha in old.list():
                if (data := old.data(sha)) is not None:
                    documents.put(data)
            switch(folder, tables, meta)
        except OSError as error:
            raise StoreError(
                f"{folder} can't be written: {error.strerror}", "nothing was changed"
            ) from error
    return copy


def _readable(folder: Path) -> tuple[FolderState | None, tuple[str, ...]]:
    """The readable part of a store, and its damage in sentences."""
    try:
        state = load(folder)
        return state, tuple(state.damage)
    except OtherSchema:
        raise
    except StoreError as error:
        if not os.path.isdir(folder / JOURNAL) and not os.path.isdir(folder / BACKUPS):
            raise
        rebuilt = replayed(folder)
        reason = (
            error.title if os.path.exists(folder / SNAPSHOT) else f"{folder / SNAPSHOT} is missing"
        )
        return rebuilt, (reason, *(rebuilt.damage if rebuilt else ()))


def _listing(folder: Path, state: FolderState, damage: tuple[str, ...]) -> bytes:
    """A list of what is set aside, one JSON object a line: records with their reason and their text
    in `store.json`, damaged places of the journal with their bytes."""
    words = _words(folder)
    rows: list[dict[str, str]] = [{"damage": sentence} for sentence in damage]
    for aside_ in state.set_aside:
        key = msgspec.json.encode(aside_.id)
        line = next((w for w in words if w.lstrip().startswith(key)), b"")
        text = line.decode(errors="backslashreplace")
        rows.append(
            {"record": f"{aside_.table}/{aside_.id}", "reason": aside_.reason, "text": text}
        )
    for place, why in journal_file.read(folder / JOURNAL, state.begins).bad:
        with suppress(OSError):
            with (folder / JOURNAL / place.file).open("rb") as file:
                file.seek(place.offset)
                text = file.readline().decode(errors="backslashreplace")
            where = f"{place.file} at byte {place.offset}"
            rows.append({"journal": where, "reason": why, "text": text})
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def _words(folder: Path) -> list[bytes]:
    with suppress(OSError):
        return (folder / SNAPSHOT).read_bytes().split(b"\n")
    return []
