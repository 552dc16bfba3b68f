"""Reading a file that is to be kept as the text of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.errors import ProxyTUIError
from proxytui.reading import quotes

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 64 * 1024 * 1024
"""The largest text that is kept; larger files are not articles."""

_KINDS = (
    (b"%PDF", "a PDF"),
    (b"%!PS", "a PostScript file"),
    (b"PK\x03\x04", "a ZIP archive, as DOCX, ODT and EPUB are"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Office program"),
    (b"{\\rtf", "a document in RTF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"ID3", "a recording"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
"""The first bytes of files that are no text, and their kind in words."""
_LEADING = b" \t\r\n\xef\xbb\xbf"


def read(file: Path) -> tuple[bytes, bytes]:
    """The text to keep, and the file as it is.

    Raises ProxyTUIError where the file can't be read, is no text, or has no words.
    """
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ProxyTUIError(f"{file} is too large to keep as a text", "give a text file")
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ProxyTUIError(f"can't read {file} ({reason})", "check the path") from None
    head = data.lstrip(_LEADING)
    for beginning, kind in _KINDS:
        if head.startswith(beginning):
            raise ProxyTUIError(f"{file} is {kind}, not a text", "save its words as text first")
    try:
        words = quotes.kept(text.utf8(data))
    except UnicodeError:
        raise ProxyTUIError(f"{file} is cut inside a letter", "save it as UTF-8 first") from None
    if not any(map(str.isalnum, words)):
        raise ProxyTUIError(f"{file} has no words", "give a file that has")
    return words.encode(), data
