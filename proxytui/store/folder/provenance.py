"""What of which journal a `store.json` holds: so it is known where two machines' files parted.

`_meta` names the journal that the file goes on in, and how far other journals are in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui.store.folder.snapshot import JournalPlace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proxytui.model.records import Json

JOURNAL = "journal"
SEEN = "seen"
MERGED = "merged"
HISTORY = (JOURNAL, SEEN, MERGED)
"""The fields of `_meta` that speak of where the file comes from: journals, and a merge for git."""
_FILE = re.compile(r"\d{6}\.jsonl")


class FileProvenance(NamedTuple):
    """How far a journal is known: the place, and the id of the last transaction before it."""

    place: JournalPlace
    last: str


def own(meta: Json) -> tuple[str, FileProvenance] | None:
    """The journal that a file goes on in, and where; None where it doesn't name one."""
    given = meta.get(JOURNAL)
    mark = _mark(given)
    id_ = given.get("id") if isinstance(given, dict) else None
    return (id_, mark) if mark is not None and isinstance(id_, str) and id_ else None


def marks(meta: Json) -> dict[str, FileProvenance]:
    """How far each journal is in a file, its own among them; what is no mark is left out."""
    seen = meta.get(SEEN)
    found = {
        id_: mark
        for id_, given in (seen.items() if isinstance(seen, dict) else ())
        if (mark := _mark(given)) is not None
    }
    if (mine := own(meta)) is not None:
        found |= _newest(found, {mine[0]: mine[1]})
    return found


def with_provenance(
    meta: Json, journal: str, last: str, more: Mapping[str, FileProvenance] | None = None
) -> Json:
    """What a file says of itself that goes on in `journal` after the transaction `last`; `more`
    are marks of what came in from elsewhere."""
    rest = {name: value for name, value in meta.items() if name not in HISTORY}
    seen = marks(meta) | _newest(marks(meta), more or {})
    seen.pop(journal, None)
    if seen:
        rest[SEEN] = {id_: {**at._asdict(), "last": by} for id_, (at, by) in sorted(seen.items())}
    return {**rest, JOURNAL: {"id": journal, "last": last}}


def _newest(
    known: Mapping[str, FileProvenance], more: Mapping[str, FileProvenance]
) -> dict[str, FileProvenance]:
    """The marks that say more than those known."""
    return {
        id_: mark for id_, mark in more.items() if id_ not in known or known[id_].place < mark.place
    }


def _mark(given: object) -> FileProvenance | None:
    if not isinstance(given, dict):
        return None
    file, offset, last = (given.get(name) for name in ("file", "offset", "last"))
    if not isinstance(file, str) or not _FILE.fullmatch(file):
        return None
    if not isinstance(offset, int) or isinstance(offset, bool) or offset < 0:
        return None
    return FileProvenance(JournalPlace(file, offset), last if isinstance(last, str) else "")
