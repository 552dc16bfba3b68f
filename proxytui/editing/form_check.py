"""An edited record before it is written: as it would be kept, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.editing.anchors import anchored
from proxytui.editing.records import kept_text
from proxytui.model import validation
from proxytui.model.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.editing.form import Path
    from proxytui.editing.records import Records
    from proxytui.model.records import Json


class Check(NamedTuple):
    """A record as it would be kept; by path what is wrong with it, and the quotes that the kept
    text of their source doesn't have."""

    record: Json
    faults: Mapping[Path, str]
    unplaced: Mapping[Path, str]


def faults(table: str, id_: str, record: Json) -> dict[Path, str]:
    """What is wrong with a record, by the path of the value; () for what is wrong with all."""
    where = f"{table}/{id_}: "
    known = {field.name for field in FIELDS.get(table, ())}
    by_path: dict[Path, str] = {}
    for line in validation.faults(table, id_, record):
        words = line.removeprefix(where)
        way, colon, message = words.partition(": ")
        path = _path(record, way.split(".")) if colon else ()
        if path and path[0] in known:
            by_path.setdefault(path, message)
        else:
            by_path.setdefault((), words)
    return by_path


def _path(value: object, words: list[str]) -> Path:
    """The path that such words lead along; a key may have dots itself."""
    if not words:
        return ()
    if isinstance(value, list | tuple) and words[0].isdecimal() and int(words[0]) < len(value):
        return (int(words[0]), *_path(value[int(words[0])], words[1:]))
    if isinstance(value, dict):
        for size in range(1, len(words) + 1):
            key = ".".join(words[:size])
            if key in value:
                return (key, *_path(value[key], words[size:]))
    return (words[0], *_path(None, words[1:]))


def check(
    table: str, id_: str, record: Json, stored: Json | None, records: Records, time: str
) -> Check:
    """What would be written of a record, and what is against that; in whatever thread.

    `stored` is the record as it was; what is as it was there is not looked for in texts. `time`
    stands on a note that changed, RFC 3339 UTC.
    """
    after = dict(record)
    if table == "notes":
        after["modified"] = time
        after.setdefault("created", time)
    unplaced: dict[Path, str] = {}
    citations = after.get("citations")
    wrong = faults(table, id_, after)
    if isinstance(citations, list) and not wrong:
        known = (stored or {}).get("citations", ())
        placed = anchored(
            citations, known, lambda source: kept_text(records.record("sources", source), records)
        )
        after["citations"] = placed.citations
        unplaced = {
            ("citations", quote.place, "quote", "exact"): quote.words for quote in placed.unplaced
        }
    return Check(after, wrong, unplaced)
