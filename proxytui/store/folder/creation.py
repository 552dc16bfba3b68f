"""Creation of a store: empty, or with the records of another one; whole, or not at all."""

from __future__ import annotations

import os
import re
import shutil
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from proxytui import paths
from proxytui.errors import StoreError
from proxytui.store.folder import compaction, disk, migrations
from proxytui.store.folder.compaction import SnapshotInput
from proxytui.store.folder.documents import Documents
from proxytui.store.folder.provenance import HISTORY
from proxytui.store.folder.snapshot import SCHEMA
from proxytui.store.folder.state import DOCUMENTS, SNAPSHOT
from proxytui.store.ids import random_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from proxytui.model.records import Json

_OF_A_REPOSITORY = re.compile(r"\.|readme|licen[cs]e", re.IGNORECASE)


def create(folder: Path, template: Path | None, name: str | None = None, as_of: str = "") -> None:
    """Create a store: empty, or with a template's records and documents and no history.

    `as_of` is the date that its views start at, where it isn't the template's.

    A template of an older schema stays as it is, the copy has this program's. The store is built
    apart and renamed, `store.json` last, so that it exists whole or not at all. Raises StoreError
    where `is_free` is false.
    """
    folder = folder.absolute()
    meta: Json = {}
    tables: Mapping[str, Mapping[str, Json]] = {}
    if template is not None:
        tables, template_meta = migrations.template(template)
        meta = {name: value for name, value in template_meta.items() if name not in HISTORY}
    meta |= {
        "schema": SCHEMA,
        "store": str(uuid.uuid4()),
        "name": name or meta.get("name", folder.name),
        **({"as_of": as_of} if as_of else {}),
    }
    inside = False
    beside = folder.with_name(f".{folder.name}.{random_id('new-')}")
    try:
        if not is_free(folder):
            raise StoreError(f"{folder} is there already", "choose another folder")
        inside = folder.is_dir() and any(folder.iterdir())
        if inside:
            beside = folder / f".{random_id('new-')}"
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside.mkdir(mode=disk.FOLDER_MODE)
        documents = Documents(beside / DOCUMENTS)
        disk.folder(beside / DOCUMENTS)
        if template is not None:
            _copy_documents(Documents(template / DOCUMENTS), documents)
        compaction.write(beside, SnapshotInput.first(tables, meta))
        if inside:
            _move_in(beside, folder)
        else:
            beside.rename(folder)
            disk.sync_folder(folder.parent)
    except OSError as error:
        raise StoreError(
            f"no store can be made at {folder}: {error.strerror}", "choose another folder"
        ) from error
    finally:
        with suppress(OSError):
            shutil.rmtree(beside)


def is_free(folder: Path) -> bool:
    """Whether a store can be created in a folder: one that doesn't exist, or has only the files of
    a new repository, which are hidden files, a readme and a licence."""
    if not os.path.exists(folder):
        return True
    with suppress(OSError):
        return all(
            _OF_A_REPOSITORY.match(path.name) and paths.store_of(path, folder) is None
            for path in folder.iterdir()
        )
    return False


def _move_in(built: Path, folder: Path) -> None:
    """Move a new store's files into a folder that has others, `store.json` last. Raises OSError; no
    file of it stays then."""
    moved: list[Path] = []
    try:
        for path in sorted(built.iterdir(), key=lambda path: path.name == SNAPSHOT):
            disk.rename(path, folder / path.name)
            moved.append(folder / path.name)
        disk.sync_folder(folder)
    except OSError:
        for path in moved:
            shutil.rmtree(path, ignore_errors=True)
        raise


def _copy_documents(old: Documents, new: Documents) -> None:
    for sha in old.list():
        data = old.data(sha)
        if data is None:
            raise StoreError(f"document {sha} of the template is not what its name says", "")
        new.put(data)
