"""A coded table as a reader of a foreign format yields it: actors, one source, one tie a row."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from proxytui.exchange.rows import ReadRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from proxytui.exchange.rows import ReadOptions, Rows

ACTORS = 20_000
HEAD = ("row", "supporter", "recipient", "first", "last", "coded")


def table(ties: int) -> Iterator[tuple[str, ...]]:
    """The cells of a table of so many ties."""
    yield HEAD
    for number in range(ties):
        supporter, recipient = number * 7919 % ACTORS, (number * 104_729 + 1) % ACTORS
        if supporter == recipient:
            recipient = (recipient + 1) % ACTORS
        first = 1950 + number % 60
        coded = f"{number} weapons 1 training {number % 2}"
        yield str(number), str(supporter), str(recipient), str(first), str(first + 3), coded


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The rows of such a table."""
    yield ReadRow("row 1", "sources", "table", {"title": options.name, "publisher": "Coders"})
    seen: set[str] = set()
    for row in csv.DictReader(line.decode() for line in file):
        ends = row["supporter"], row["recipient"]
        for end in ends:
            if end not in seen:
                seen.add(end)
                fields = {"kind": "armed-group", "names": [{"text": f"Group number {end}"}]}
                yield ReadRow(f"row {row['row']}", "actors", end, fields)
        quote = {"exact": row["coded"]}
        yield ReadRow(
            f"row {row['row']}",
            "claims",
            row["row"],
            {
                "type": "backs",
                "subject": ends[0],
                "object": ends[1],
                "since": row["first"],
                "until": row["last"],
                "citations": [{"source": "table", "quote": quote}],
            },
        )
