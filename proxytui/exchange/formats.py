"""The formats of other programs and our own: one module a format, loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from proxytui.errors import UsageError
from proxytui.text import line

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO, TypeAlias

    from proxytui.exchange.mapping import TableMapping
    from proxytui.exchange.rows import Read
    from proxytui.exchange.selection import Write, WriteFolder
    from proxytui.exchange.table_columns import Table

    Opened: TypeAlias = Callable[[BinaryIO, str, TableMapping], Table]


HEAD_BYTES = 64 * 1024
"""So many bytes of a file tell its format."""


class Head(NamedTuple):
    """The beginning of a file, by which its format is known: the name without the folder, and up to
    HEAD_BYTES."""

    name: str
    data: bytes


class Format(NamedTuple):
    """A format by its name on the command line. `module` has its functions, as far as it has them:

    - `looks(head)`: how surely a file is of this format, from 0 for not to 100 for certain;
    - `read(file, options)`: see `rows.Read`;
    - `opened(file, name, mapping)`: a table of its rows, for a `mapped` format;
    - `write(selection)` or `write_folder(selection)`: see `selection`.

    `title` is what people call it, `ending` that of its files; `own` formats are the program's own,
    which hold records as they are stored, under their own ids; `dated` ones are always written as
    of a date; files of `personal` ones have birth dates, papers and addresses of persons, so that
    they are kept in the store only where these are asked for; `mapped` ones are tables, read by a
    mapping of their columns.
    """

    name: str
    title: str
    module: str
    ending: str
    reads: bool = False
    writes: bool = False
    own: bool = False
    dated: bool = False
    personal: bool = False
    mapped: bool = False

    def looks(self, head: Head) -> int:
        """How surely a file is of this format: 0 to 100."""
        return cast("Callable[[Head], int]", self._function("looks"))(head) if self.reads else 0

    @property
    def read(self) -> Read:
        """Its reader; raises UsageError where it has none."""
        if not self.reads:
            raise UsageError(f"{self.name} can't be imported", "it is a format for export only")
        return cast("Read", self._function("read"))

    @property
    def opened(self) -> Opened:
        """What opens a file of a `mapped` format as a table."""
        return cast("Opened", self._function("opened"))

    @property
    def write(self) -> Write | None:
        """Its writer of one text; None for a format of several files. Raises UsageError where it
        has none."""
        if not self.writes:
            raise UsageError(f"{self.name} can't be exported", "it is a format for import only")
        return cast("Write | None", getattr(import_module(self.module), "write", None))

    @property
    def write_folder(self) -> WriteFolder | None:
        """Its writer of several files; None for a format of one."""
        return cast("WriteFolder | None", getattr(import_module(self.module), "write_folder", None))

    def _function(self, name: str) -> object:
        return getattr(import_module(self.module), name)


_HERE = "proxytui.exchange"

FORMATS: dict[str, Format] = {
    item.name: item
    for item in (
        Format("json", "JSON of this program", f"{_HERE}.native", ".json", True, True, own=True),
        Format("claims", "records as text", f"{_HERE}.claims", ".claims", True, True, own=True),
        Format(
            "csv", "CSV or TSV by a mapping", f"{_HERE}.delimited", ".csv", True, True, mapped=True
        ),
        Format(
            "xlsx", "Excel by a mapping", f"{_HERE}.spreadsheet", ".xlsx", reads=True, mapped=True
        ),
        Format("ucdp-esd", "UCDP External Support", f"{_HERE}.ucdp_support", ".csv", True, True),
        Format("graphml", "GraphML", f"{_HERE}.graphml", ".graphml", True, True),
        Format("gexf", "GEXF with dates", f"{_HERE}.gexf", ".gexf", True, True),
        Format(
            "triples",
            "triples, or nodes and links, in JSON",
            f"{_HERE}.triples",
            ".json",
            reads=True,
        ),
        Format("dot", "DOT of Graphviz", f"{_HERE}.dot", ".dot", writes=True),
        Format("markdown", "a folder of Markdown", f"{_HERE}.markdown", ".md", True, True),
        Format("bibtex", "BibTeX of the sources", f"{_HERE}.bibtex", ".bib", writes=True),
        Format("csl-json", "CSL-JSON of the sources", f"{_HERE}.csl", ".json", writes=True),
        Format("ucdp-actor", "UCDP Actor", f"{_HERE}.ucdp_actors", ".csv", reads=True),
        Format("ofac", "OFAC sanctions lists", f"{_HERE}.ofac", ".csv", True, personal=True),
        Format(
            "un-list", "UN Security Council list", f"{_HERE}.un_list", ".xml", True, personal=True
        ),
        Format("misp", "MISP galaxies", f"{_HERE}.misp", ".json", reads=True),
        Format("stix", "STIX 2.1", f"{_HERE}.stix", ".json", True, True),
        Format("ftm", "FollowTheMoney", f"{_HERE}.follow_the_money", ".jsonl", True, True),
        Format("html", "dossier, HTML", f"{_HERE}.dossier_html", ".html", writes=True, dated=True),
        Format(
            "md", "dossier, Markdown", f"{_HERE}.dossier_markdown", ".md", writes=True, dated=True
        ),
    )
}
"""The formats by the name that `--format` takes."""


def named(name: str) -> Format:
    """A format by its name; raises UsageError for an unknown one."""
    if name not in FORMATS:
        raise UsageError(f"there is no format '{line(name)}'", f"use {', '.join(FORMATS)}")
    return FORMATS[name]
