"""A file that is to be kept as the text of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.errors import ProxyTUIError
from proxytui.reading import quotes

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 64 * 1024 * 1024
"""A text to keep is at most this large; larger files are not articles."""


def read(file: Path) -> tuple[bytes, bytes]:
    """The text to keep, and the file as it is. Raises ProxyTUIError."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ProxyTUIError(f"{file} is too large to keep as a text", "give a text file")
        data = file.read_bytes()
    except OSError as error:
        raise ProxyTUIError(
            f"can't read {file} ({error.strerror or error})", "check the path"
        ) from None
    return quotes.kept(data).encode(), data
