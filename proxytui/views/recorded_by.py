"""Who recorded what is on the screen, and who changed it, as far as that is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.views.lines import Row, paragraph
from proxytui.wording import authors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.views.scene import Scene


def words(scene: Scene, table: str, ids: Iterable[str]) -> str:
    """`recorded by karl, changed by you` of records of a table, each wording once; "" where nothing
    is said of them."""
    written = (authors.recorded(*scene.authors(table, id_)) for id_ in ids)
    return texts.line("; ".join(dict.fromkeys(filter(None, written))))


def rows(scene: Scene, table: str, ids: Iterable[str], cells: int) -> list[Row]:
    """The same as rows; none where nothing is said of the records."""
    written = words(scene, table, ids)
    if not written:
        return []
    return [Row("", line, stop=False) for line in paragraph(written, cells, "dim")]
