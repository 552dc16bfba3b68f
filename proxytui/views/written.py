"""Records that were just written, a line each: an actor by its name, a claim in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import wording
from proxytui.views.lines import Span, foreign
from proxytui.views.page_lines import PageLine, dotted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.views.scene import Scene

Key = tuple[str, str]


def page(scene: Scene, verb: str, keys: Iterable[Key]) -> Iterator[PageLine]:
    """Records by table and id, each behind what was done to it: `added`, `changed`, `removed`."""
    for table, id_ in keys:
        lead = dotted((Span(verb), foreign(f"{table}/{id_}", "strong")))
        words = _words(scene, table, id_)
        yield PageLine((foreign(words),), (*lead, Span("  "))) if words else PageLine(lead)


def _words(scene: Scene, table: str, id_: str) -> str:
    """What a record says, "" where it is there no more."""
    index = scene.index
    if table == "actors" and id_ in index.actors:
        return scene.name(id_)
    if table == "claims" and id_ in index.claims:
        return wording.claim_words(index.claims[id_], scene.name, scene.source)
    if table == "events" and id_ in index.events:
        return index.events[id_].title
    if table == "sources" and id_ in index.sources:
        return index.sources[id_].title
    return ""
