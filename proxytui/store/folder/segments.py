"""Segments: the changes of a large transaction in a file that a journal line names and proves."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import msgspec

from proxytui.errors import StoreError
from proxytui.model.packed_changes import PackedChange, PackedChanges
from proxytui.store.folder import disk
from proxytui.store.folder.snapshot import JournalPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from proxytui.model.changes import Change

LIMIT_BYTES = 1024 * 1024
"""Changes larger than this go into a segment."""

MARK = b'{"segment":'
"""The beginning of a line that names a segment."""

_NAME = re.compile(r"(\d{6})-(\d{10,})\.json")
_change = msgspec.json.Encoder(order="deterministic").encode
_START, _BETWEEN, _END = b"[\n", b",\n", b"\n]\n"


class Segment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A segment as its line names it: file name, bytes, their crc32 as 8 hex digits, and the number
    of records that its changes are of, 0 where an earlier version wrote it."""

    file: str
    size: int
    crc32: str
    records: int = 0


class _Naming(msgspec.Struct, frozen=True):
    segment: Segment


class FoundSegment(NamedTuple):
    """The bytes of a segment, or in words what is wrong with it."""

    data: bytes
    wrong: str


_naming = msgspec.json.Decoder(_Naming).decode


def pieces(changes: Sequence[Change]) -> Iterator[bytes]:
    """The bytes of a segment, piece by piece: a JSON list, one change a line."""
    lines = changes.packed() if isinstance(changes, PackedChanges) else changes
    waiting = bytearray(_START)
    begun = False
    for line in lines:
        if begun:
            waiting += _BETWEEN
        waiting += _change(line.in_memory() if isinstance(line, PackedChange) else line)
        begun = True
        if len(waiting) >= disk.PIECE_BYTES:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting + _END)


def decode(data: bytes, records: int = 0) -> PackedChanges:
    """The changes of a segment; raises ValueError where it is none."""
    if not data.startswith(_START) or not data.endswith(_END):
        raise ValueError("the bytes are no segment")
    return _of(lambda: data, records or data.count(b"\n") - 2)


def unread(folder: Path, segment: Segment) -> PackedChanges:
    """The changes of a segment that is read each time they are gone through, which raises
    StoreError where it isn't what was written."""

    def data() -> bytes:
        try:
            contents, wrong = read(folder, segment)
        except OSError as error:
            contents, wrong = b"", f"journal/{segment.file} can't be read: {error.strerror}"
        if wrong:
            raise StoreError(wrong, "`proxytui repair` says what can be had back")
        return contents

    return _of(data, segment.records or data().count(b"\n") - 2)


def _of(data: Callable[[], bytes], records: int) -> PackedChanges:
    return PackedChanges(partial(_walk, data), records)


class _Line(msgspec.Struct, frozen=True, gc=False):
    """A change in a segment; a record that isn't there is `null`."""

    table: str
    id: str
    before: msgspec.Raw
    after: msgspec.Raw


_line = msgspec.json.Decoder(_Line).decode


def _packed(data: memoryview) -> PackedChange:
    line = _line(data)
    before, after = (None if bytes(r) == b"null" else r for r in (line.before, line.after))
    return PackedChange(line.table, line.id, before, after)


def _walk(data: Callable[[], bytes], back: bool) -> Iterator[PackedChange]:
    """The changes of a segment, one line each."""
    contents = data()
    view, first, last = memoryview(contents), len(_START), len(contents) - len(_END)
    while first < last:
        if back:
            start = contents.rfind(b"\n", first, last) + 1 or first
            yield _packed(view[start:last])
            last = start - len(_BETWEEN)
        else:
            stop = contents.find(b"\n", first, last)
            stop = last if stop < 0 else stop - 1
            yield _packed(view[first:stop])
            first = stop + len(_BETWEEN)


def name(place: JournalPlace) -> str:
    """The file name of the segment of the line at `place`."""
    return f"{place.file[:6]}-{place.offset:010d}.json"


def write(folder: Path, place: JournalPlace, data: Iterable[bytes], records: int) -> Segment:
    """Write the changes, of so many records, of the line that will stand at `place`, piece by
    piece, durably. Only under the write lock. Raises OSError; nothing of the file is left then."""
    size = crc = 0

    def counted() -> Iterator[bytes]:
        nonlocal size, crc
        for piece in data:
            size, crc = size + len(piece), crc32(piece, crc)
            yield piece

    disk.folder(folder)
    disk.put(folder / name(place), counted())
    return Segment(name(place), size, f"{crc:08x}", records)


def named(body: bytes) -> Segment | None:
    """The segment that a line names; None for any other line."""
    if body.startswith(MARK):
        with suppress(ValueError):
            return _naming(body).segment
    return None


def read(folder: Path, segment: Segment) -> FoundSegment:
    """A segment, checked by size and checksum. Raises OSError where it exists and can't be read."""
    shown = f"journal/{segment.file}"
    if not _NAME.fullmatch(segment.file):
        return FoundSegment(b"", "the file with its changes has no name that such a file can have")
    try:
        data = (folder / segment.file).read_bytes()
    except FileNotFoundError:
        return FoundSegment(b"", f"the file with its changes, {shown}, is missing")
    if len(data) < segment.size:
        return FoundSegment(b"", f"the file with its changes, {shown}, is cut short")
    if len(data) != segment.size or f"{crc32(data):08x}" != segment.crc32:
        return FoundSegment(b"", f"the file with its changes, {shown}, is not what was written")
    return FoundSegment(data, "")


def stored(folder: Path) -> Iterator[tuple[Path, JournalPlace]]:
    """The segments in a journal's folder, half written ones too, with the places of their lines."""
    for path in sorted(folder.glob("[0-9]*.json*")):
        if match := _NAME.fullmatch(path.name.removesuffix(".new")):
            yield path, JournalPlace(f"{match[1]}.jsonl", int(match[2]))
