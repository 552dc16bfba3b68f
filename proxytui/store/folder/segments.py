"""Segments: the changes of a large transaction in a file that a journal line names and proves."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from zlib import crc32

import msgspec

from proxytui.errors import StoreError
from proxytui.model.packed_changes import PackedChange, PackedChanges
from proxytui.store.folder import disk
from proxytui.store.folder.snapshot import JournalPlace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
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
    return PackedChanges(partial(_walk, data), records or data.count(b"\n") - 2)


def unread(folder: Path, segment: Segment) -> PackedChanges:
    """The changes of a segment that is read each time they are gone through, a piece at a time,
    which raises StoreError where it isn't what was written."""

    def walk(back: bool) -> Iterator[PackedChange]:
        wrong = _misnamed(segment)
        try:
            if not wrong:
                with (folder / segment.file).open("rb") as file:
                    wrong = _wrong(segment, *_measured(file))
                    if not wrong:
                        lines = _lines_back(file, segment.size) if back else _lines(file)
                        yield from map(_packed, lines)
        except FileNotFoundError:
            wrong = _missing(segment)
        except OSError as error:
            wrong = f"journal/{segment.file} can't be read: {error.strerror}"
        if wrong:
            raise StoreError(wrong, "`proxytui repair` says what can be had back")

    return PackedChanges(walk, segment.records or sum(1 for _ in walk(False)))


def _measured(file: BinaryIO) -> tuple[int, int]:
    """The size of an open file, and its crc32."""
    size = crc = 0
    while piece := file.read(disk.PIECE_BYTES):
        size, crc = size + len(piece), crc32(piece, crc)
    return size, crc


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The changes in an open segment."""
    file.seek(len(_START))
    for line in file:
        if line.startswith(b"{"):
            yield line.rstrip(b",\n")


def _lines_back(file: BinaryIO, size: int) -> Iterator[bytes]:
    """The changes in an open segment of so many bytes, the last one first."""
    end, carried = size - len(_END), b""
    while end > len(_START):
        start = max(len(_START), end - disk.PIECE_BYTES)
        file.seek(start)
        carried, *lines = (file.read(end - start) + carried).split(b"\n")
        for line in reversed(lines):
            yield line.rstrip(b",")
        end = start
    if carried:
        yield carried.rstrip(b",")


class _Line(msgspec.Struct, frozen=True, gc=False):
    """A change in a segment; a record that isn't there is `null`."""

    table: str
    id: str
    before: msgspec.Raw
    after: msgspec.Raw


_line = msgspec.json.Decoder(_Line).decode


def _packed(data: memoryview | bytes) -> PackedChange:
    line = _line(data)
    before, after = (None if bytes(r) == b"null" else r for r in (line.before, line.after))
    return PackedChange(line.table, line.id, before, after)


def _walk(contents: bytes, back: bool) -> Iterator[PackedChange]:
    """The changes of a segment, one line each."""
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
    if misnamed := _misnamed(segment):
        return FoundSegment(b"", misnamed)
    try:
        data = (folder / segment.file).read_bytes()
    except FileNotFoundError:
        return FoundSegment(b"", _missing(segment))
    wrong = _wrong(segment, len(data), crc32(data))
    return FoundSegment(b"" if wrong else data, wrong)


def _misnamed(segment: Segment) -> str:
    if _NAME.fullmatch(segment.file):
        return ""
    return "the file with its changes has no name that such a file can have"


def _missing(segment: Segment) -> str:
    return f"the file with its changes, journal/{segment.file}, is missing"


def _wrong(segment: Segment, size: int, crc: int) -> str:
    """In words what is wrong with a file of this size and crc32; empty where it is the segment."""
    shown = f"journal/{segment.file}"
    if size < segment.size:
        return f"the file with its changes, {shown}, is cut short"
    if size != segment.size or f"{crc:08x}" != segment.crc32:
        return f"the file with its changes, {shown}, is not what was written"
    return ""


def stored(folder: Path) -> Iterator[tuple[Path, JournalPlace]]:
    """The segments in a journal's folder, half written ones too, with the places of their lines."""
    for path in sorted(folder.glob("[0-9]*.json*")):
        if match := _NAME.fullmatch(path.name.removesuffix(".new")):
            yield path, JournalPlace(f"{match[1]}.jsonl", int(match[2]))
