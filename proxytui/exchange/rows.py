"""What a reader yields, one at a time: records under the file's own keys, and rows left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.model.records import Json


class ReadRow(NamedTuple):
    """A record as a file has it.

    `row` names its place there, as a person finds it: `row 17`, `line 3`. `key` is what the file
    knows the record by, unique in its table and the same in every edition: an id where the file has
    one, else what the record says (who, what, whom, its first date), never the number of a row or
    the last year. `fields` is a stored record in which every id of a record is a key of this file,
    of the table that the field refers to.

    `also` are keys under which another edition may have the same record: where the key isn't known
    from before, the first of these that is stands for it. A key stands in one row of a file, as the
    key or among these.

    `carried` is true of a record of this program that the file carries as it was stored: its key is
    the id that it keeps, and its quotes are those of its sources, not words of the file.
    """

    row: str
    table: str
    key: str
    fields: Json
    also: tuple[str, ...] = ()
    carried: bool = False


class RejectedRow(NamedTuple):
    """A row that is left out, with the reason; `raw` is the row as the file has it, by the names of
    its columns or fields, to be mended and read again."""

    row: str
    reason: str
    raw: Mapping[str, object] | None = None


class WholeCopy(NamedTuple):
    """Says that the file is a copy of all records of a store, which comes in as it is."""


class ReadOptions(NamedTuple):
    """What a reader is told beside the file: the file's `name` without its folder; whether birth
    dates, papers and addresses of persons come in; what the columns of a table mean."""

    name: str = ""
    personal: bool = False
    mapping: Mapping[str, object] | None = None


Rows: TypeAlias = Iterator[ReadRow | RejectedRow | WholeCopy]
"""Rows in the order of the file. Sources and actors may stand before or after what names them."""

Read: TypeAlias = Callable[[BinaryIO, ReadOptions], Rows]
"""Reads a file that is open for reading and can seek: a pure function of the file and the options.

It looks at no store, and resolves no name. It raises UsageError where the file is none of its
format; a single bad row is yielded as a RejectedRow, and the next is read.
"""
