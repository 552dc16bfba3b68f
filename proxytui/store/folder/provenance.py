"""Provenance of a `store.json`: the journals it holds, which show where two machines' files parted.

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
"""The fields of `_meta` on where the file comes from: journals, and a merge for git."""
_FILE = re.compile(r"\d{6}\.jsonl")


class FileProvenance(NamedTuple):
    """How far a journal is in a file: the place, and the id of the last transaction before it."""

    place: JournalPlace
    last: str


def own(meta: Json) -> tuple[str, FileProvenance] | None:
    """The id of the journal that a file goes on in, and how far; None where the file names none."""
    stated = meta.get(JOURNAL)
    mark = _mark(stated)
    id_ = stated.get("id") if isinstance(stated, dict) else None
    return (id_, mark) if mark is not None and isinstance(id_, str) and id_ else None


def marks(meta: Json) -> dict[str, FileProvenance]:
    """How far each journal is in a file, its own among them; malformed entries are left out."""
    seen = meta.get(SEEN)
    by_journal = {
        id_: mark
        for id_, stated in (seen.items() if isinstance(seen, dict) else ())
        if (mark := _mark(stated)) is not None
    }
    if (mine := own(meta)) is not None:
        by_journal |= _newest(by_journal, {mine[0]: mine[1]})
    return by_journal


def with_provenance(
    meta: Json, journal: str, last: str, more: Mapping[str, FileProvenance] | None = None
) -> Json:
    """The `_meta` of a file that goes on in `journal` after the transaction `last`; `more` is how
    far other journals came in."""
    about = {name: value for name, value in meta.items() if name not in HISTORY}
    seen = marks(meta) | _newest(marks(meta), more or {})
    seen.pop(journal, None)
    if seen:
        about[SEEN] = {
            id_: {**at._asdict(), "last": last_id} for id_, (at, last_id) in sorted(seen.items())
        }
    return {**about, JOURNAL: {"id": journal, "last": last}}


def _newest(
    marks_: Mapping[str, FileProvenance], more: Mapping[str, FileProvenance]
) -> dict[str, FileProvenance]:
    """The marks that are further on than those known."""
    return {
        id_: mark
        for id_, mark in more.items()
        if id_ not in marks_ or marks_[id_].place < mark.place
    }


def _mark(stated: object) -> FileProvenance | None:
    if not isinstance(stated, dict):
        return None
    file, offset, last = (stated.get(name) for name in ("file", "offset", "last"))
    if not isinstance(file, str) or not _FILE.fullmatch(file):
        return None
    if not isinstance(offset, int) or isinstance(offset, bool) or offset < 0:
        return None
    return FileProvenance(JournalPlace(file, offset), last if isinstance(last, str) else "")
