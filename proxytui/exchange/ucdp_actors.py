"""The UCDP Actor Dataset as actors with their names, and ties of their origins.

A row has the name used in the data (`NameData`), the one under which the actor entered it, and a
later one where it changed; where it did, the first is a former name. An actor may have several
rows, whose names are joined.

A splinter (`ActorIdPrev`) succeeds the actor that it left, by a split. A temporary split, an
alliance and a group that was joined link two actors, without it being said when or how: such a
claim says no more than that, with the cells as its words. `Location` has the conflicts' places,
which are no country of the actor, and isn't taken over.

All rows are held until the last is read, as a later one may add names to an actor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange import ucdp_names, ucdp_table
from proxytui.exchange.rows import ReadRow, RejectedRow
from proxytui.exchange.ucdp_table import BadRow, Table, count, identifier, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.exchange.formats import Head
    from proxytui.exchange.rows import ReadOptions, Rows
    from proxytui.model.records import Json

SOURCE = "ucdp-actor"
"""The key of the source: the data set, whatever its edition."""

_NEEDED = frozenset(("actorid", "namedata", "org"))
_FORMALLY_ORGANISED, _STATE = 1, 4  # of the codes in Org; the others have no organisation of a name
_FIRST_NAMES = ("NameOrig", "NameOrigFull", "NameOrigFullEng")
_LATER_NAMES = ("NewName", "NewNameFullMotherTongue", "NewNameFullEng")


class _Tie(NamedTuple):
    """Columns that lead to other actors, and the claim they make."""

    flag: str
    names: str
    ids: str
    type: str
    terms: tuple[str, ...] = ()


_TIES = (
    _Tie("Splinter", "NamePrev", "ActorIdPrev", "succeeds", ("split",)),
    _Tie("SplitTemp", "NameSplitTemp", "ActorIdSplitTemp", "linked-to"),
    _Tie("Alliance", "NameAlliance", "ActorIdAlliance", "linked-to"),
    _Tie("JoinGroup", "GroupName", "ActorIdGroup", "linked-to"),
)


def looks(head: Head) -> int:
    """How surely a file is of this format, by the columns in its first line."""
    return 95 if ucdp_table.columns(head.data) >= _NEEDED else 0


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The source, the actors and the ties of a file."""
    table = Table(file)
    if not table.columns.keys() >= _NEEDED:
        raise UsageError(
            "the file has no columns of the UCDP Actor Dataset",
            "give a file with ActorId, NameData and Org",
        )
    actors = _Actors(table)
    for row in table.rows():
        if isinstance(row, RejectedRow):
            yield row
            continue
        try:
            actors.add(row.number, row.cells)
        except BadRow as error:
            yield RejectedRow(f"row {row.number}", str(error), table.raw(row.cells))
    if actors.records:
        yield ReadRow("row 1", "sources", SOURCE, _source(actors.version))
        yield from actors.read()
        yield from actors.ties()


def _source(version: str) -> Json:
    return {
        "title": f"UCDP Actor Dataset {version}".strip(),
        "author": ucdp_table.PUBLISHER,
        "publisher": ucdp_table.PUBLISHER,
        "publisher_parent": ucdp_table.PUBLISHER_PARENT,
        "url": ucdp_table.URL,
        "licence": ucdp_table.LICENCE,
        "lang": "en",
        "kind": "data set",
    }


class _Actors:
    """The rows of a file, as they are read: `records` by id, and the `version` that rows name."""

    def __init__(self, table: Table) -> None:
        self._at = table.columns
        self.records: dict[str, Json] = {}
        self.version = ""
        self._rows: dict[str, int] = {}
        self._ties: dict[str, tuple[int, Json]] = {}

    def add(self, row: int, cells: list[str]) -> None:
        """Take in what a row says, or raise BadRow and keep nothing of it."""
        id_ = identifier(self._cell(cells, "ActorId"))
        label = name(self._cell(cells, "NameData"))
        record = self._actor(row, cells, id_, label)
        ties = list(self._claims(row, cells, id_))
        if id_ in self.records:
            _join(self.records[id_], record)
        else:
            self.records[id_], self._rows[id_] = record, row
        for key, claim in ties:
            self._ties.setdefault(key, (row, claim))
        self.version = self.version or text.line(self._cell(cells, "Version"))

    def read(self) -> Iterator[ReadRow]:
        """The actors in the order of their first rows."""
        for id_, record in self.records.items():
            yield ReadRow(f"row {self._rows[id_]}", "actors", id_, record)

    def ties(self) -> Rows:
        """The claims; one on an actor that has no row is left out, as it has no name."""
        for key, (row, claim) in self._ties.items():
            if claim["object"] in self.records:
                yield ReadRow(f"row {row}", "claims", key, claim)
            else:
                reason = f"leads to {claim['object']}, which is no ActorId of the file"
                yield RejectedRow(f"row {row}", reason, {"ActorId": claim["subject"]})

    def _actor(self, row: int, cells: list[str], id_: str, label: str) -> Json:
        organisation = count(self._cell(cells, "Org"))
        record = ucdp_names.actor(
            id_,
            (label,),
            party=organisation == _FORMALLY_ORGANISED,
            nonstate=False if organisation == _STATE else None,
        )
        is_renamed = count(self._cell(cells, "NameChange")) > 0
        for columns, type_ in (
            (_LATER_NAMES, "alias"),
            (_FIRST_NAMES, "former" if is_renamed else "alias"),
        ):
            for column in columns:
                words = text.line(self._cell(cells, column))
                if text.visible(words):
                    _add_name(record, {"text": words, "type": type_})
        names = (*_FIRST_NAMES, "NameChange", *_LATER_NAMES)
        record["citations"] = [self._citation(row, cells, ("ActorId", "NameData", *names, "Org"))]
        return record

    def _claims(self, row: int, cells: list[str], id_: str) -> Iterator[tuple[str, Json]]:
        for tie in _TIES:
            ids = [part for part in self._cell(cells, tie.ids).split(",") if part.strip(" 0.")]
            for other in map(identifier, ids):
                if other == id_:
                    raise BadRow(f"leads to itself by {tie.ids}")
                columns = "ActorId", "NameData", tie.flag, tie.names, tie.ids
                claim: Json = {"type": tie.type, "subject": id_, "object": other}
                if tie.terms:
                    claim["terms"] = [*tie.terms]
                claim["citations"] = [self._citation(row, cells, columns)]
                yield f"{tie.flag}:{id_}:{other}", claim

    def _citation(self, row: int, cells: list[str], columns: tuple[str, ...]) -> Json:
        values = ((column, text.line(self._cell(cells, column))) for column in columns)
        words = "; ".join(f"{column}: {value}" for column, value in values if value)
        return {"source": SOURCE, "quote": {"exact": words}, "locator": {"paragraph": row}}

    def _cell(self, cells: list[str], column: str) -> str:
        return cells[self._at.place(column.lower())]


def _join(record: Json, other: Json) -> None:
    """Add the names and the citations of another row on the same actor."""
    for item in other["names"]:
        _add_name(record, {"type": "alias", **item})
    record["citations"] += other["citations"]


def _add_name(record: Json, item: Json) -> None:
    folded = text.fold(item["text"])
    if all(text.fold(known["text"]) != folded for known in record["names"]):
        record["names"].append(item)
