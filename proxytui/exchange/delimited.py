"""Tables as text, CSV and TSV: read by a mapping, written as a folder of three."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from proxytui.exchange import delimited_table, mapping, mapping_guess, table_records
from proxytui.exchange.csv_folder import LOSSES, write_folder

if TYPE_CHECKING:
    from typing import BinaryIO

    from proxytui.exchange.delimited_table import DelimitedTable
    from proxytui.exchange.formats import Head
    from proxytui.exchange.mapping import TableMapping
    from proxytui.exchange.rows import ReadOptions, Rows

__all__ = ("LOSSES", "looks", "opened", "read", "write_folder")


def looks(head: Head) -> int:
    """How surely a file is a table of cells parted by a sign: 0 to 30."""
    return delimited_table.likeness(head.data, head.name)


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The records of a table, by the mapping of the options, else by the words of its header.

    The file is read twice where it has dates, to tell day from month. Raises UsageError for a file
    that is no table, for a faulty mapping, and where the header leaves open what is what.
    """
    given = mapping.read(options.mapping) if options.mapping is not None else None
    table = opened(file, options.name, given)
    chosen = given or mapping_guess.sure(table)
    yield from table_records.records(
        table, chosen, chosen.title or PurePath(options.name).stem or "table"
    )


def opened(file: BinaryIO, name: str, chosen: TableMapping | None) -> DelimitedTable:
    """The table of a file, read as a mapping says, if there is one."""
    encoding, delimiter = (chosen.encoding, chosen.delimiter) if chosen else ("", "")
    return delimited_table.DelimitedTable(file, name, encoding, delimiter)
