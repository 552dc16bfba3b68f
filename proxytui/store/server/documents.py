"""Kept texts and originals on a server, and the copies of those that were read here."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from proxytui.errors import StoreError
from proxytui.store.folder import disk
from proxytui.store.folder.documents import Documents as FolderDocuments
from proxytui.store.ledger import MISSING, as_text

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.store.server.link import Link

_NAME = re.compile(r"[0-9a-f]{64}")


class ServerDocuments:
    """The documents of a store on a server; a copy that matches its name is as good as they are."""

    def __init__(self, link: Link, cache: Path) -> None:
        self._link = link
        self._table = f"{link.address.schema}.documents"
        self._copies = FolderDocuments(cache / "documents")
        self._cache = cache

    def has(self, sha: str) -> bool:
        """Whether the server has a document, or this machine a copy."""
        if self._copies.has(sha):
            return True
        with suppress(StoreError):
            return bool(self._asked("select 1", sha))
        return False

    def data(self, sha: str) -> bytes | None:
        """The bytes of a document; None where they are missing, no longer match their name, or the
        server can't be asked: `fault` says which."""
        with suppress(StoreError, ValueError):
            return self._read(sha)
        return None

    def fault(self, sha: str) -> str:
        """The fault of a document, as the rest of a sentence; "" where it is sound."""
        try:
            return MISSING if self._read(sha) is None else ""
        except StoreError as error:
            return f"can't be read: {error.title}"
        except ValueError:
            return FolderDocuments.CHANGED

    def _read(self, sha: str) -> bytes | None:
        """The bytes of a document, None where it is not here; raises StoreError, and ValueError
        where they don't match their name."""
        if (copy := self._copies.data(sha)) is not None:
            return copy
        rows = self._asked("select data", sha)
        if not rows:
            return None
        data = bytes(rows[0][0])
        if hashlib.sha256(data).hexdigest() != sha:
            raise ValueError(sha)
        self._copy(data)
        return data

    def _asked(self, what: str, sha: str) -> list[tuple[bytes]]:
        if not _NAME.fullmatch(sha):
            return []
        return self._link.read(f"{what} from {self._table} where sha = %s", [sha])

    def _copy(self, data: bytes) -> None:
        with suppress(OSError, StoreError):
            self._cache.mkdir(mode=disk.FOLDER_MODE, parents=True, exist_ok=True)
            self._copies.put(data)

    def text(self, sha: str) -> str | None:
        """A document as text; None where it is not here, or is no UTF-8."""
        return as_text(self.data(sha))

    def put(self, data: bytes) -> str:
        """Keep bytes durably; returns their name. Raises StoreError."""
        sha = hashlib.sha256(data).hexdigest()
        if not self._asked("select 1", sha):
            keep = f"select {self._link.address.schema}.keep(%s)"
            self._link.durable(keep, [data])
        self._copy(data)
        return sha

    def list(self) -> tuple[str, ...]:
        """The names of all documents, sorted. Raises StoreError."""
        return tuple(sha for (sha,) in self._link.read(f"select sha from {self._table} order by 1"))
