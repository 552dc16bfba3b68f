"""Files that a command writes where its caller says."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING

from proxytui import paths
from proxytui.errors import ProxyTUIError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from proxytui.place import Place

_PIECE_LETTERS = 1 << 20


def save(name: str, data: bytes, place: Place) -> Path:
    """Write a file that the user named, never over one of a store's own; raises ProxyTUIError.

    `place` is that of the store in use; any other store's files are spared as well.
    """
    return _save(name, (data,), place)


def save_text(name: str, texts: Iterable[str], place: Place) -> Path:
    """Write the pieces of a text to a file as `save` does, each as it comes; raises
    ProxyTUIError."""
    return _save(name, pieces(texts), place)


def _save(name: str, data: Iterable[bytes], place: Place) -> Path:
    file = paths.expanded(name)
    refuse_store_file(file, place)
    write_pieces(file, data)
    return file


def pieces(texts: Iterable[str] | bytes) -> Iterator[bytes]:
    """The bytes of a text whose pieces come one by one, small ones together, so that it is never
    held whole; bytes as they are."""
    if isinstance(texts, bytes):
        yield texts
        return
    waiting: list[str] = []
    letters = 0
    for piece in texts:
        waiting.append(piece)
        letters += len(piece)
        if letters >= _PIECE_LETTERS:
            yield "".join(waiting).encode()
            waiting, letters = [], 0
    yield "".join(waiting).encode()


def refuse_store_file(path: Path, place: Place) -> None:
    """Raise UsageError where a path to be written is a store's own file, or lies among them."""
    store = paths.store_of(path, *place.folders)
    if store is not None:
        raise UsageError(f"{path} belongs to the store at {store}", "choose another place")


def write(file: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file whole or not at all, readable for its owner only; raises ProxyTUIError."""
    write_pieces(file, (data,), durable=durable)


def write_pieces(file: Path, pieces: Iterable[bytes], *, durable: bool = True) -> None:
    """Write the pieces of a file as they come, whole or not at all; raises ProxyTUIError.

    One that is not `durable` may be lost where the power fails in the next seconds; 20,000 are
    written so in 7 s, else in 80.
    """
    beside = None
    try:
        # What is no plain file (a pipe, /dev/stdout) can't be replaced, only written to.
        if os.path.exists(file) and not file.is_file():
            with file.open("wb") as out:
                out.writelines(pieces)
            return
        target = file.resolve()
        handle, beside = tempfile.mkstemp(prefix=".proxytui-", dir=target.parent)
        with os.fdopen(handle, "wb") as out:
            out.writelines(pieces)
            out.flush()
            if durable:
                os.fsync(out.fileno())
        os.replace(beside, target)
    except BaseException as error:
        if beside:
            with suppress(OSError):
                os.unlink(beside)
        if not isinstance(error, (OSError, ValueError)):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise ProxyTUIError(f"can't write {file} ({reason})", "choose another file") from None
