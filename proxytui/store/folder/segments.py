"""Segments: the changes of a large transaction in a file that a journal line names and proves."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import msgspec

from proxytui.model.changes import Change
from proxytui.store.folder import disk
from proxytui.store.folder.snapshot import JournalPlace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LIMIT_BYTES = 1024 * 1024
"""Changes larger than this go into a segment."""

MARK = b'{"segment":'
"""The beginning of a line that names a segment."""

_NAME = re.compile(r"(\d{6})-(\d{10,})\.json")
_change = msgspec.json.Encoder(order="deterministic").encode
_changes = msgspec.json.Decoder(tuple[Change, ...]).decode


class Segment(msgspec.Struct, frozen=True):
    """A segment as its line names it: file name, bytes, and their crc32 as 8 hex digits."""

    file: str
    size: int
    crc32: str


class _Naming(msgspec.Struct, frozen=True):
    segment: Segment


class FoundSegment(NamedTuple):
    """The bytes of a segment, or in words what is wrong with it."""

    data: bytes
    wrong: str


_naming = msgspec.json.Decoder(_Naming).decode


def encode(changes: Sequence[Change]) -> bytes:
    """The bytes of a segment: a JSON list, one change a line."""
    return b"[\n%b\n]\n" % b",\n".join(map(_change, changes))


def decode(data: bytes) -> tuple[Change, ...]:
    """The changes of a segment; raises ValueError where it is none."""
    return _changes(data)


def name(place: JournalPlace) -> str:
    """The file name of the segment of the line at `place`."""
    return f"{place.file[:6]}-{place.offset:010d}.json"


def write(folder: Path, place: JournalPlace, data: bytes) -> Segment:
    """Write the changes of the line that will stand at `place`, durably. Only under the write lock.
    Raises OSError; nothing of the file is left then."""
    disk.folder(folder)
    disk.put(folder / name(place), data)
    return Segment(name(place), len(data), f"{crc32(data):08x}")


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
