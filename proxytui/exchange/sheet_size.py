"""The size of a workbook's sheets, looked at before a library lays out every cell of them.

One cell in the last corner of a sheet, which a slip of a finger fills, makes it seventeen thousand
million cells: the library then ends the whole program, as it gets no memory for them.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_CELLS = 30_000_000
_MOST_BYTES = 1 << 30
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.I)
# Rows, and cells behind the 26th column: before it no sheet is too large.
_FAR = re.compile(rb' r="([A-Z]{2,3})?([0-9]{1,7})"')
_BLOCK = 1 << 20
_LONGEST_MATCH = 32


def refuse_spread(data: bytes, name: str) -> None:
    """Refuse a workbook in Office Open XML that has a cell too far out, or unpacks to too much;
    raises UsageError. Any other is left to the library."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_BYTES:
                raise UsageError(
                    f"{text.line(name)} unpacks to more than 1 GB", "save the sheet as CSV"
                )
            for part in filter(_SHEET.fullmatch, packed.namelist()):
                if cell := _too_far(_blocks(packed, part)):
                    raise UsageError(
                        f"{text.line(name)} has a sheet that goes on to the cell {cell}",
                        "delete the columns and rows behind the table, and save it again",
                    )
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError):
        return


def _blocks(packed: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with packed.open(part) as file:
        end = b""
        while block := file.read(_BLOCK):
            yield end + block
            end = block[-_LONGEST_MATCH:]


def _too_far(blocks: Iterator[bytes]) -> str:
    """The last cell of the area that cells take up, where that is too large; else ""."""
    column, row, letters = 0, 0, ""
    for block in blocks:
        for match in _FAR.finditer(block):
            row = max(row, int(match[2]))
            far = match[1] or b""
            if (number := _number(far)) > column:
                column, letters = number, far.decode()
    return f"{letters}{row}" if column * row > _MOST_CELLS else ""


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
