"""Stores of older schemas: numbered steps to the next one, each a pure function of records.

A step takes the tables of schema N and returns them for schema N + 1; unknown fields and records
that have the new shape already stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.errors import StoreError
from proxytui.model.records import Json
from proxytui.store.folder import backup, lock, rewrite, snapshot
from proxytui.store.folder.journal_entries import now
from proxytui.store.folder.load import load
from proxytui.store.folder.snapshot import SCHEMA
from proxytui.store.folder.state import BACKUPS, JOURNAL, SNAPSHOT
from proxytui.store.ids import random_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Tables = dict[str, dict[str, Json]]


def migrated(tables: Mapping[str, Mapping[str, Json]], meta: Json) -> tuple[Tables, Json]:
    """Records and `_meta` of any known schema brought to this program's; the arguments are not
    changed.

    Raises StoreError for a schema without a step to the next one.
    """
    result = {table: dict(rows) for table, rows in tables.items()}
    about = dict(meta)
    while about["schema"] != SCHEMA:
        step = STEPS.get(about["schema"])
        if step is None:
            raise StoreError(f"nothing leads on from schema {about['schema']}", "update ProxyTUI")
        result = step(result)
        about["schema"] += 1
    return result, about


def read(folder: Path) -> tuple[Mapping[str, Mapping[str, Json]], Json]:
    """Records and `_meta` of a sound store of any known schema, brought to this program's. Raises
    StoreError."""
    state = load(folder, oldest=0, in_passes=True)
    if state.damage or state.set_aside:
        what = state.damage[0] if state.damage else state.warnings[0]
        raise StoreError(f"{folder} is damaged: {what}", "use a backup of it")
    if state.meta["schema"] == SCHEMA:
        return state.tables, state.meta
    return migrated(state.tables, state.meta)


def template(folder: Path) -> tuple[Mapping[str, Mapping[str, Json]], Json]:
    """Records and `_meta` that a new store takes from a folder, brought to this program's schema. A
    folder without a journal, as it came from elsewhere, counts as its `store.json` stands. Raises
    StoreError."""
    tables: Mapping[str, Mapping[str, Json]]
    if any((folder / JOURNAL).glob("*.jsonl")):
        state = load(folder, oldest=0)
        tables, meta = state.tables, state.meta
        wrong = state.warnings if state.damage or state.set_aside else []
    else:
        try:
            snap = snapshot.decode((folder / SNAPSHOT).read_bytes(), oldest=0)
        except OSError as error:
            raise StoreError(
                f"{folder} can't be copied: {error.strerror}", "name a folder with a store.json"
            ) from error
        tables, meta = snap.tables, snap.meta
        wrong = [f"{row.table}/{row.id}: {row.reason}" for row in snap.spoilt[:1]]
    if wrong:
        raise StoreError(f"{folder} can't be copied: {wrong[0]}", "repair it first")
    return (tables, meta) if meta["schema"] == SCHEMA else migrated(tables, meta)


def migrate(folder: Path) -> None:
    """Migrate a store to this program's schema, after a verified backup that is never deleted.
    Raises StoreError; nothing is changed then."""
    with lock.writing(folder / rewrite.LOCK):
        old = load(folder, oldest=0).meta["schema"]
        if old == SCHEMA:
            return  # another process was faster
        tables, meta = read(folder)
        stamp = now()[:19].replace("-", "").replace(":", "")
        try:
            (folder / BACKUPS).mkdir(mode=0o700, exist_ok=True)
            backup.make(folder, folder / BACKUPS / f"schema-{old}-{stamp}-{random_id('')[:4]}")
            rewrite.switch(folder, tables, meta)
        except OSError as error:
            raise StoreError(
                f"the store has schema {old} and can't be migrated: {error.strerror}",
                "check the folder's permissions and the space left",
            ) from error


def _names_and_citations(tables: Tables) -> Tables:
    """Schema 0 to 1: an actor's `name` and `aliases` become `names`, a claim's `source` and `quote`
    become a citation, a note's `about` becomes a list."""
    steps: dict[str, Callable[[Json], Json]] = {
        "actors": _named,
        "claims": _cited,
        "notes": _about,
    }
    return {
        table: {id_: steps[table](record) for id_, record in rows.items()}
        if table in steps
        else rows
        for table, rows in tables.items()
    }


def _named(actor: Json) -> Json:
    if "name" not in actor or "names" in actor:
        return actor
    other_fields = {
        field: value for field, value in actor.items() if field not in ("name", "aliases")
    }
    aliases = [{"text": text, "type": "alias"} for text in actor.get("aliases", [])]
    return {**other_fields, "names": [{"text": actor["name"]}, *aliases]}


def _cited(claim: Json) -> Json:
    if "source" not in claim or "citations" in claim:
        return claim
    other_fields = {
        field: value for field, value in claim.items() if field not in ("source", "quote")
    }
    quote = {"quote": {"exact": claim["quote"]}} if claim.get("quote") else {}
    return {**other_fields, "citations": [{"source": claim["source"], **quote}]}


def _about(note: Json) -> Json:
    return {**note, "about": [note["about"]]} if isinstance(note.get("about"), str) else note


STEPS: dict[int, Callable[[Tables], Tables]] = {0: _names_and_citations}
"""The steps, by the schema that each starts from."""
