"""Whether the records are there that a record names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.model.references import references
from proxytui.notation.scanner import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proxytui.model.records import Json
    from proxytui.model.references import Reference
    from proxytui.notation.reading import Directory, Proposed

_CLOSE = 3
_NOUNS = {"actors": "actor", "sources": "source", "claims": "claim", "events": "event"}


def missing(
    row: Proposed, before: Json, exists: Callable[[Reference], bool], directory: Directory
) -> Iterator[Fault]:
    """A fault for each id in a proposed record that no record has, where that id stands.

    What the record named `before` it may go on to name: it may have come in without that.
    """
    known = set(references(row.table, before))
    told: set[tuple[str, str]] = set()
    for named in references(row.table, row.record):
        key = named.table, named.id
        # A name that stands for nothing has a fault already, and no id.
        if named.id and named not in known and key not in told and not exists(named):
            told.add(key)
            noun = _NOUNS.get(named.table, "record")
            close = _close(named.id, directory) if named.table == "actors" else ""
            place = row.ids.get(named.id, row.place)
            yield Fault(place, f"no {noun} has the id {text.line(named.id)}{close}")


def _close(id_: str, directory: Directory) -> str:
    """The actors whose ids come close to an id, or whose names do, of which ids are made."""
    labels = directory.near(id_.replace("-", " ").replace("_", " "))
    called = [actor for label in labels for actor in directory.actors_called(label)[:1]]
    ids = dict.fromkeys((*directory.ids_near("actors", id_), *called))
    close = [f"{directory.label(actor)} [{actor}]" for actor in list(ids)[:_CLOSE]]
    return f"; close to it {'is' if len(close) == 1 else 'are'} {', '.join(close)}" if close else ""
