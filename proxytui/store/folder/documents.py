"""Kept texts and originals: files named by the sha256 of their contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.errors import StoreError
from proxytui.lazy import LazyModule
from proxytui.store.folder import disk
from proxytui.store.ledger import MISSING, as_text

if TYPE_CHECKING:
    import hashlib
    from pathlib import Path
else:
    # It loads OpenSSL, which takes as long as a dozen modules.
    hashlib = LazyModule("hashlib")

_NAME = re.compile(r"[0-9a-f]{64}")


class Documents:
    """The `documents` folder of a store; `sha` is always the hex sha256 of the bytes."""

    CHANGED = "is not what its name says: it was changed, or cut"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, sha: str) -> bool:
        """Whether a file of that name is here."""
        return _NAME.fullmatch(sha) is not None and (self._folder / sha).is_file()

    def data(self, sha: str) -> bytes | None:
        """The bytes of a document; None where they are missing, no longer match their name, or
        can't be read: `fault` says which."""
        try:
            return self._read(sha)
        except (OSError, ValueError):
            return None

    def fault(self, sha: str) -> str:
        """The fault of a document, as the rest of a sentence; "" where it is sound."""
        try:
            self._read(sha)
        except FileNotFoundError:
            return MISSING
        except OSError as error:
            return f"can't be read: {error.strerror or error}"
        except ValueError:
            return self.CHANGED
        return ""

    def _read(self, sha: str) -> bytes:
        """The bytes of a document; raises OSError, and ValueError where they don't match their
        name."""
        if not _NAME.fullmatch(sha):
            raise FileNotFoundError(sha)
        data = (self._folder / sha).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha:
            raise ValueError(sha)
        return data

    def text(self, sha: str) -> str | None:
        """A kept text, or None where it is not here."""
        return as_text(self.data(sha))

    def put(self, data: bytes) -> str:
        """Keep bytes durably; returns their name. Raises StoreError."""
        sha = hashlib.sha256(data).hexdigest()
        if self.data(sha) is None:
            try:
                disk.folder(self._folder)
                disk.put(self._folder / sha, data)
            except OSError as error:
                raise StoreError(
                    f"the document can't be kept: {error.strerror}",
                    "check the store's folder and the space left",
                ) from error
        return sha

    def list(self) -> tuple[str, ...]:
        """The names of all documents, sorted."""
        if not self._folder.is_dir():
            return ()
        return tuple(sorted(p.name for p in self._folder.iterdir() if _NAME.fullmatch(p.name)))
