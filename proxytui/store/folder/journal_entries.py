"""Entries of the journal's lines: a transaction, or the notice of a written snapshot."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from proxytui.errors import StoreError
from proxytui.model.changes import Edition, PulledSnapshot, Transaction
from proxytui.model.packed_changes import PackedChanges, count_records
from proxytui.store.folder import provenance, segments, snapshot
from proxytui.store.folder.lazy_records import Section  # noqa: TC001 (msgspec reads the annotations)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from proxytui.model.changes import Changes
    from proxytui.store.folder.journal_file import JournalLine
    from proxytui.store.folder.snapshot import JournalPlace

Stamp = tuple[int, int, int]
"""A file's inode, size and time of change in nanoseconds."""


def now() -> str:
    """The time for a journal line: RFC 3339, UTC, microseconds; nothing relies on its order."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class SnapshotNotice(msgspec.Struct, frozen=True, omit_defaults=True):
    """The journal's line for a compaction, about the snapshot that goes on at this line.

    `checkpoint` and `size` are crc32 and length of the file, `last` is the last transaction in it,
    `sums` a crc32 for every record; decoded only when the file is not as it was written. `sections`
    says where the tables lie in the file; with it the records needn't be decoded to be known as
    sound. Without it the file has to be read whole. `begins` is where the file goes on, if
    transactions were written between that and this line. `stamp` is that of the file: with the same
    stamp it needn't be read. `journal` is an id that all such lines of a journal have.
    """

    checkpoint: str
    size: int
    last: str
    time: str
    sums: msgspec.Raw
    sections: dict[str, Section] | None = None
    begins: snapshot.JournalPlace | None = None
    stamp: Stamp | None = None
    journal: str = ""

    def fits(self, data: bytes) -> bool:
        """Whether a `store.json` is the one that was written."""
        return len(data) == self.size and f"{crc32(data):08x}" == self.checkpoint


class SegmentLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """The journal's line for a transaction whose changes lie in a segment.

    It has no `changes`, so that a program that knows no segments doesn't take it for a transaction
    without changes.
    """

    segment: segments.Segment
    id: str
    prev: str
    origin: str
    by: str
    time: str
    label: str
    undoes: str | None = None
    merged: str | None = None
    brought: PulledSnapshot | None = None
    imported: Edition | None = None

    @classmethod
    def of(cls, transaction: Transaction, segment: segments.Segment) -> SegmentLine:
        """The line of a transaction whose changes are in `segment`."""
        fields = [name for name in cls.__struct_fields__ if name != "segment"]
        return cls(segment, *(getattr(transaction, name) for name in fields))

    def whole(self, changes: Changes) -> Transaction:
        """The transaction with these changes."""
        return Transaction(
            self.id,
            self.prev,
            self.origin,
            self.by,
            self.time,
            self.label,
            changes,
            self.undoes,
            self.merged,
            self.brought,
            self.imported,
        )


_CHECKPOINT = b'{"checkpoint":'
_transaction = msgspec.json.Decoder(Transaction).decode
_checkpoint = msgspec.json.Decoder(SnapshotNotice).decode
_sums = msgspec.json.Decoder(snapshot.Sums).decode
_large = msgspec.json.Decoder(SegmentLine).decode
_spell = msgspec.json.Encoder(order="deterministic").encode


def entry(line: JournalLine) -> Transaction | SnapshotNotice | None:
    """The entry in a journal line; None for a kind that this program doesn't know."""
    body = line.body
    try:
        if body.startswith(_CHECKPOINT):
            return _checkpoint(body)
        if body.startswith(segments.MARK):
            large = _large(body)
            return large.whole(segments.decode(line.segment, large.segment.records))
        return _transaction(body)
    except (ValueError, RecursionError):
        return None


def listed(line: JournalLine, folder: Path) -> Transaction | None:
    """The transaction in a journal line that was read without its segment, which lies in the folder
    and is read when its changes are asked for; None for another entry."""
    if not line.body.startswith(segments.MARK):
        step = entry(line) if not line.body.startswith(_CHECKPOINT) else None
        return step if isinstance(step, Transaction) else None
    try:
        large = _large(line.body)
    except (ValueError, RecursionError):
        return None
    return large.whole(segments.unread(folder, large.segment))


def written(
    lines: Iterable[JournalLine], snap: snapshot.Snapshot
) -> tuple[JournalLine, SnapshotNotice] | None:
    """The line with the notice of a snapshot as it was written, if it is among these."""
    own = provenance.own(snap.meta)
    for line in lines:
        if line.body.startswith(_CHECKPOINT):
            notice = entry(line)
            if (
                not isinstance(notice, SnapshotNotice)
                or (notice.begins or line.start) != snap.place
            ):
                continue
            if own is None or (own[0], own[1].last) == (notice.journal, notice.last):
                return line, notice
    return None


def sums(checkpoint: SnapshotNotice) -> snapshot.Sums:
    """A crc32 for every record of the snapshot."""
    return _sums(checkpoint.sums)


def spelt(transaction: Transaction, folder: Path, place: JournalPlace) -> tuple[bytes, int]:
    """The body of a transaction's line for a place in the journal's folder, and the bytes of all
    that belongs to it: changes that are large are written into a segment. Raises StoreError; no
    line is written in any case."""
    changes = transaction.changes
    if not isinstance(changes, PackedChanges):
        body = _spell(transaction)
        if len(body) <= segments.LIMIT_BYTES:
            return body, len(body)
    pieces = segments.pieces(changes)
    first = bytearray()
    while len(first) <= segments.LIMIT_BYTES and (piece := next(pieces, b"")):
        first += piece
    if isinstance(changes, PackedChanges) and len(first) <= segments.LIMIT_BYTES:
        body = _spell(msgspec.structs.replace(transaction, changes=tuple(changes)))
        return body, len(body)
    try:
        data = chain((bytes(first),), pieces)
        segment = segments.write(folder, place, data, count_records(changes))
    except OSError as error:
        raise StoreError(
            f"a change could not be saved: {error.strerror}",
            "nothing was changed; free some space or check the disk first",
        ) from error
    body = _spell(SegmentLine.of(transaction, segment))
    return body, len(body) + segment.size
