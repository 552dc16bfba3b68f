"""Three versions of a `store.json` merged into one, as git asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.errors import StoreError
from proxytui.model.changes import apply
from proxytui.store.folder import provenance, snapshot
from proxytui.store.folder.migrations import migrated
from proxytui.store.folder.snapshot import START, JournalPlace
from proxytui.store.merge_stores import MergedStores, three_way

if TYPE_CHECKING:
    from proxytui.model.records import Json
    from proxytui.store.folder.migrations import Tables


def merged_file(base: bytes, ours: bytes, theirs: bytes, time: str) -> tuple[bytes, MergedStores]:
    """Three versions of a `store.json` merged into one that goes on in our journal; an empty base
    is no base. Raises StoreError where one can't be read."""
    (old, _, _), (our_tables, meta, place), (their_tables, other, _) = map(
        _version, (base, ours, theirs)
    )
    merged = three_way(old, our_tables, their_tables, time)
    apply(our_tables, merged.changes)
    if (own := provenance.own(meta)) is not None:
        meta = provenance.with_provenance(meta, own[0], own[1].last, provenance.marks(other))
        meta[provenance.MERGED] = snapshot.checksum(snapshot.checksums(our_tables))
    return snapshot.encode(our_tables, meta, place), merged


def _version(data: bytes) -> tuple[Tables, Json, JournalPlace]:
    if not data.strip():
        return {}, {}, START
    read = snapshot.decode(data, oldest=0)
    if read.spoilt:
        raise StoreError(f"store.json can't be merged: {read.spoilt[0].reason}", "mend it first")
    tables, meta = migrated(read.tables, read.meta)
    return tables, meta, read.place
