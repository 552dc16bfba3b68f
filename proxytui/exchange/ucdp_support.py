"""Rows of the UCDP External Support Dataset, in each of its shapes, as claims.

A row says of a year who supported a warring party against its opponent, and by which means:

- *actor-year*: the recipient (`actor_id`), its opponent, the supporters as a list;
- *triad-year*: the same with one supporter a row, whose means are its own, and `ext_alleged`;
- *dyad-year*: two sides and the supporters of either. It doesn't say which side a supporter is on,
  so that its support is left out, but for a sole supporter of both sides (`ext_bothsides`).

**Whose means.** In a row with several supporters the means are the row's. For each letter it says
how many states and how many others gave it. Where that is all of the states, or all of the others,
each of them gave it; where it is some of them, nobody knows which: then it is no term of any of
their claims, and the claim's summary names it.

**Years.** Consecutive years of the same supporter, recipient and opponent that are coded alike are
one claim. A year without a row was not observed, which is no end; see `year_runs`. Where the file
says that a conflict was active, each side opposes the other, armed, in that year.

**Keys.** A claim is known by its ends, the dyad and its first year, and by any other of its years:
another edition may add years behind a run, which leaves its key, or in front of it, where the old
first year still names it. No two runs share a year, so that a part of the file, such as rows that
were set aside and mended, never takes another run's place.

Rows that this program wrote have the columns `held` and `possibly`; they are no word of UCDP's, and
have a source of their own. Of them, those that are only possible are passed over.

All rows are held until the last is read, as they stand in no order by which runs could be told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from proxytui.errors import UsageError
from proxytui.exchange import ucdp_table
from proxytui.exchange.rows import ReadRow, RejectedRow
from proxytui.exchange.ucdp_coding import RECIPIENT, SIDES, SOURCE, ByRecipient, BySides, Coding
from proxytui.exchange.ucdp_support_rows import LOSSES, write
from proxytui.exchange.ucdp_table import BadRow, Table

__all__ = ["LOSSES", "looks", "read", "write"]

if TYPE_CHECKING:
    from proxytui.exchange.formats import Head
    from proxytui.exchange.rows import ReadOptions, Rows
    from proxytui.model.records import Json

_EDITION = re.compile(r"esd\D*(\d\d)\.?(\d)(?!\d)", re.I)
_LAST_YEAR = 2017  # of edition 18.1, the first in these shapes
# What this program wrote is no word of UCDP's, whatever its columns.
_OWN = {"title": "[rows of years written by ProxyTUI]", "kind": "data set"}
_NEEDED = frozenset(("year", "ext_id", "ext_name"))


def looks(head: Head) -> int:
    """How surely a file is of this format, by the columns in its first line."""
    columns = ucdp_table.columns(head.data)
    shaped = columns >= RECIPIENT or columns >= SIDES
    return 95 if shaped and columns >= _NEEDED else 0


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The source, the actors and the claims of a file, in whichever shape."""
    table = Table(file)
    coding = _coding(table)
    for row in table.rows():
        if isinstance(row, RejectedRow):
            yield row
            continue
        try:
            coding.add(row.number, row.cells)
        except BadRow as error:
            yield RejectedRow(f"row {row.number}", str(error), table.raw(row.cells))
    if coding.actors:
        is_published = coding.source == SOURCE
        source = _source(options.name, coding.last_year) if is_published else _OWN
        yield ReadRow("row 1", "sources", coding.source, source)
        yield from coding.read_actors()
        yield from coding.claims()


def _coding(table: Table) -> Coding:
    if not table.columns.keys() >= _NEEDED:
        raise UsageError(
            "the file has no columns of UCDP External Support",
            "give an actor-year, triad-year or dyad-year file with year, ext_id and ext_name",
        )
    if table.columns.keys() >= RECIPIENT:
        return ByRecipient(table.columns)
    if table.columns.keys() >= SIDES:
        return BySides(table.columns)
    raise UsageError(
        "the file doesn't say who was supported",
        "it needs actor_id, actor_name, oppo_id and oppo_name, or those of side_a and side_b",
    )


def _source(file: str, last_year: int) -> Json:
    match = _EDITION.search(file)
    edition = f" {match[1]}.{match[2]}" if match else " 18.1" if last_year <= _LAST_YEAR else ""
    return {
        "title": f"UCDP External Support Dataset{edition}",
        "short": f"UCDP External Support{edition}",
        "author": "Vanessa Meier, Niklas Karlén, Therése Pettersson, Mihai Croicu",
        "publisher": ucdp_table.PUBLISHER,
        "publisher_parent": ucdp_table.PUBLISHER_PARENT,
        "published": "2023",
        "url": ucdp_table.URL,
        "licence": ucdp_table.LICENCE,
        "lang": "en",
        "kind": "data set",
    }
