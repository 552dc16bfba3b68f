"""A file that is to be imported: its bytes, unpacked where they are packed, and how it begins."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from proxytui.commands.sources import readable_file
from proxytui.errors import UsageError
from proxytui.exchange.formats import HEAD_BYTES, Head
from proxytui.text import line

if TYPE_CHECKING:
    from pathlib import Path

_GZIP = b"\x1f\x8b"
KEPT_BYTES = 64 * 1024 * 1024
"""A file up to this size is kept whole beside the words that were taken from it."""


class ForeignFile(NamedTuple):
    """An open file by its name without the folder: it can seek, and reads unpacked."""

    head: Head
    file: BinaryIO

    @property
    def name(self) -> str:
        """The name without the folder, and without the ending of a packed file."""
        return self.head.name

    def digest(self) -> str:
        """The sha256 of what it reads as, as 64 hex digits; the file is at its beginning again."""
        sum_ = hashlib.sha256()
        self.file.seek(0)
        while piece := self.file.read(1 << 20):
            sum_.update(piece)
        self.file.seek(0)
        return sum_.hexdigest()

    def bytes_to_keep(self) -> bytes | None:
        """All of its bytes; None where they are too many to be kept."""
        self.file.seek(0)
        data = self.file.read(KEPT_BYTES + 1)
        self.file.seek(0)
        return data if len(data) <= KEPT_BYTES else None


def opened(name: str) -> ForeignFile:
    """A file by its path; raises UsageError where it can't be read."""
    path = readable_file(name)
    try:
        file = path.open("rb")
        return _unpacked(path.name, file if file.seekable() else io.BytesIO(file.read()))
    except OSError as error:
        raise _unreadable(path, error) from None


def from_bytes(name: str, data: bytes) -> ForeignFile:
    """Bytes that came from elsewhere, under a name for people."""
    return _unpacked(name, io.BytesIO(data))


def _unreadable(path: Path, error: OSError) -> UsageError:
    return UsageError(f"can't read {path} ({error.strerror})", "check the path")


def _unpacked(name: str, file: BinaryIO) -> ForeignFile:
    if file.read(2) == _GZIP:
        file.seek(0)
        file = cast("BinaryIO", gzip.GzipFile(fileobj=file))
        name = name.removesuffix(".gz")
    else:
        file.seek(0)
    try:
        data = file.read(HEAD_BYTES)
        file.seek(0)
    except (OSError, EOFError, zlib.error):
        raise UsageError(f"{line(name)} is packed and damaged", "fetch it again") from None
    return ForeignFile(Head(name, data), file)
