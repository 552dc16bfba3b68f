"""The journal's files: lines with a crc32 each, appended and never rewritten."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from proxytui.store.folder import disk, segments
from proxytui.store.folder.snapshot import START, JournalPlace

if TYPE_CHECKING:
    from pathlib import Path

ROTATE_BYTES = 8 * 1024 * 1024
"""A journal file that has grown this large is followed by a new one."""


UNPROVEN = "the line fails its checksum or is missing"


class JournalLine(NamedTuple):
    """A sound line: where it begins and ends, its JSON, and the segment it names, if any."""

    start: JournalPlace
    end: JournalPlace
    body: bytes
    segment: bytes = b""


class BadLine(NamedTuple):
    """A place without the sound line that should be there, and the reason."""

    place: JournalPlace
    why: str


class JournalReading(NamedTuple):
    """Sound lines from a place on, up to `end`.

    `torn`: half a line is behind `end`, as a killed writer leaves it. `bad`: lines that are whole
    and yet fail their checksum or that of their segment, and files that are missing or too short.
    """

    lines: tuple[JournalLine, ...]
    end: JournalPlace
    torn: bool
    bad: tuple[BadLine, ...]


def seal(body: bytes) -> bytes:
    """A line of the journal: checksum, blank, JSON, line feed."""
    return b"%08x %b\n" % (crc32(body), body)


def read(folder: Path, place: JournalPlace, *, whole: bool = True) -> JournalReading:
    """The lines after `place`, without their segments where they aren't wanted `whole`; a journal
    that doesn't exist reads as empty at its very start."""
    lines: list[JournalLine] = []
    bad: list[BadLine] = []
    file, offset = place
    while True:
        # Looked up before reading: a file with a successor gets no more lines.
        successor = _next(file)
        last = not (folder / successor).exists()
        try:
            fd = os.open(folder / file, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            if JournalPlace(file, offset) != START or not last:
                bad.append(BadLine(JournalPlace(file, offset), UNPROVEN))
            return JournalReading(tuple(lines), JournalPlace(file, offset), False, tuple(bad))
        with os.fdopen(fd, "rb") as journal:
            if os.fstat(fd).st_size < offset:
                bad.append(BadLine(JournalPlace(file, offset), UNPROVEN))
                return JournalReading(tuple(lines), JournalPlace(file, offset), False, tuple(bad))
            journal.seek(offset)
            data = journal.read()
        begin = 0
        while (feed := data.find(b"\n", begin)) >= 0:
            body = _checked(data[begin:feed])
            start, end = JournalPlace(file, offset + begin), JournalPlace(file, offset + feed + 1)
            if body is not None:
                named = segments.named(body) if whole else None
                segment, wrong = segments.read(folder, named) if named else (b"", "")
                if wrong:
                    bad.append(BadLine(start, wrong))
                else:
                    lines.append(JournalLine(start, end, body, segment))
            elif last and feed + 1 == len(data) and b"\0\0" in data[begin:feed]:
                break  # a page that never reached the disk; one zero alone is a flipped blank
            else:
                bad.append(BadLine(start, UNPROVEN))
            begin = feed + 1
        remainder = data[begin:]
        end = JournalPlace(file, offset + begin)
        if remainder and (not last or _checked(remainder[:-1]) is not None):
            # Nothing follows a half line, and a line whose end alone is wrong was whole once.
            bad.append(BadLine(end, UNPROVEN))
            end = JournalPlace(file, offset + len(data))
            remainder = b""
        if last:
            return JournalReading(tuple(lines), end, bool(remainder), tuple(bad))
        file, offset = successor, 0


def has_new_bytes(folder: Path, place: JournalPlace) -> bool:
    """Whether a journal read up to `place` holds other bytes now; two calls of stat."""
    try:
        size = (folder / place.file).stat().st_size
    except FileNotFoundError:
        return place.offset != 0
    return size != place.offset or (folder / _next(place.file)).exists()


def next_place(place: JournalPlace) -> JournalPlace:
    """The place of the next line when the journal ends at `place`: there, or in a new file."""
    return JournalPlace(_next(place.file), 0) if place.offset >= ROTATE_BYTES else place


def append(folder: Path, place: JournalPlace, body: bytes) -> JournalPlace:
    """Append a line at `place`, which comes from `next_place`, durably; returns its end. Raises
    OSError."""
    line = seal(body)
    if place.offset == 0:
        disk.folder(folder)
    disk.append(folder / place.file, line, place.offset)
    if place.offset == 0:
        disk.sync_folder(folder)
        disk.sync_folder(folder.parent)
    return JournalPlace(place.file, place.offset + len(line))


def remove_orphan_segments(folder: Path) -> None:
    """Delete segments that a killed writer left and no line names; those whose line can't be read
    stay. Only under the write lock, with a journal that ends in a whole line."""
    for path, place in segments.stored(folder):
        line = b""
        try:
            with (folder / place.file).open("rb") as journal:
                journal.seek(place.offset)
                line = journal.readline()
        except FileNotFoundError:
            pass
        except OSError:
            continue
        body = _checked(line[:-1])
        named = segments.named(body) if body else None
        if (line and body is None) or (named and named.file == path.name):
            continue
        with suppress(OSError):
            path.unlink()


def truncate_torn_line(folder: Path, place: JournalPlace) -> None:
    """Cut off the half line behind `place`. Only under the write lock."""
    with suppress(FileNotFoundError):
        os.truncate(folder / place.file, place.offset)


def size_between(folder: Path, start: JournalPlace, end: JournalPlace) -> int:
    """How many bytes of the journal lie between two places."""
    total, file = end.offset - start.offset, start.file
    while file < end.file:
        with suppress(FileNotFoundError):
            total += (folder / file).stat().st_size
        file = _next(file)
    return total


def _next(file: str) -> str:
    return f"{int(file[:6]) + 1:06d}.jsonl"


def _checked(line: bytes) -> bytes | None:
    body = line[9:]
    return body if line[:9] == b"%08x " % crc32(body) else None
