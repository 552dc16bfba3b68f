"""Our own record, carried whole beside what another format can say of it.

Another program may have changed the part that it reads and left the record beside it as it was.
Then what has changed there is what counts, and the record has the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.references import named_ids, tie_ends
from proxytui.model.vocabulary import TABLES

if TYPE_CHECKING:
    from collections.abc import Container

    from proxytui.model.records import Json

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class Carried(NamedTuple):
    """A record of ours as it was stored, with its table and its id."""

    table: str
    id: str
    record: Json

    def is_whole(self, there: Container[tuple[str, str]]) -> bool:
        """Whether all that it names is carried in the same file."""
        return all(
            (item.table, item.id) in there
            if item.table
            else all(("actors", end) in there for end in tie_ends(item.id))
            for item in named_ids(self.table, self.record)
        )


def carry(table: str, id_: str, record: Json) -> Json:
    """A record as plain data to be put beside what a format says of it."""
    return {"table": table, "id": id_, "record": record}


def carried(value: object) -> Carried | None:
    """The record that `carry` put there; None where it is none of ours."""
    if not isinstance(value, dict):
        return None
    table, id_, record = value.get("table"), value.get("id"), value.get("record")
    if table not in TABLES or not isinstance(id_, str) or not isinstance(record, dict):
        return None
    return Carried(table, id_, record) if _ID.fullmatch(id_) else None


def overlaid(record: Json, theirs: Json, ours: Json) -> Json:
    """The record with the fields in which what the file says now (`theirs`) is other than what was
    written of it (`ours`). Of names only the first is compared: no format here has all of them in
    their order."""
    result = dict(record)
    for field in {**ours, **theirs}:
        if field == "names":
            if (first := _first(theirs)) != _first(ours) and first:
                names = list(record.get("names") or [{}])
                result["names"] = [{**names[0], "text": first}, *names[1:]]
        elif _said(theirs.get(field)) != _said(ours.get(field)):
            if field in theirs:
                result[field] = theirs[field]
            else:
                result.pop(field, None)
    return result


def _said(value: object) -> object:
    """A value, None for a text of blanks alone, which other programs leave out."""
    return None if isinstance(value, str) and not value.strip() else value


def _first(fields: Json) -> object:
    names = fields.get("names")
    first = names[0] if isinstance(names, list) and names else None
    return first.get("text") if isinstance(first, dict) else None
