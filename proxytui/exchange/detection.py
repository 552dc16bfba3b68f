"""Which format a file is of: said by name, or told by what it begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.errors import UsageError
from proxytui.exchange.formats import FORMATS, HEAD_BYTES
from proxytui.model import foreign_json
from proxytui.text import line, utf8

if TYPE_CHECKING:
    from proxytui.exchange.formats import Format, Head

_LEAST = 20
"""How sure a format must be of a file to be taken unasked."""


def known(head: Head) -> Format:
    """The format that is surest of a file. Raises UsageError where none is sure, or two are."""
    if not head.data.strip(b" \t\r\n\0\x1a\xef\xbb\xbf"):
        raise UsageError(f"{line(head.name)} is empty", "name another file")
    sure = [(item.looks(head), item) for item in FORMATS.values()]
    best = max(number for number, _ in sure)
    if best < _LEAST:
        _refuse_broken_json(head)
        names = ", ".join(item.name for item in FORMATS.values() if item.reads)
        raise UsageError(
            f"{line(head.name)} is in no format that can be told from what it begins with",
            f"say which with --format: {names}",
        )
    surest = [item for number, item in sure if number == best]
    if len(surest) > 1:
        names = " or ".join(item.name for item in surest)
        raise UsageError(f"{line(head.name)} may be {names}", "say which with --format")
    return surest[0]


def _refuse_broken_json(head: Head) -> None:
    """Raise UsageError where a whole file that is called JSON is none."""
    if head.name.lower().endswith(".json") and len(head.data) < HEAD_BYTES:
        try:
            foreign_json.parse(utf8(head.data))
        except ValueError as error:
            raise UsageError(f"{line(head.name)} is no JSON: {error}", "mend the file") from None
