"""What the panes of an explorer say in a store without records: how the first ones are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.views.key_words import with_keys
from proxytui.views.lines import BLANK, Row, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.views.key_words import KeyNamer

Part = tuple[str, str]
"""A paragraph and its role; an example is written as a user types it."""

_EXAMPLE = "key"
_ACTORS: tuple[Part, ...] = (
    ("No actors yet.", "text"),
    ("{add} writes one in one line:", "dim"),
    ("actor North (state)", _EXAMPLE),
    ("A source and a claim too:", "dim"),
    ("source memo-1 A memorandum", _EXAMPLE),
    ("North backs +South: weapons from memo-1", _EXAMPLE),
    ("{import} brings in a file: a table, a list, a graph.", "dim"),
    ("{stores} opens another store, the demo, or the tour.", "dim"),
    ("{help} shows the keys.", "dim"),
)
_TIES: tuple[Part, ...] = (
    ("No claims yet.", "text"),
    ("{add} writes one in one line: who does what to whom, since when, in whose words.", "dim"),
    ('North backs South: weapons since 2010 "sent them rifles" memo-1', _EXAMPLE),
    ("+ before the name of an actor or a source makes it with the claim:", "dim"),
    ('+North backs +South "sent them rifles" +memo-1', _EXAMPLE),
)
_DETAIL: tuple[Part, ...] = (
    ("Every claim rests on a source.", "text"),
    ("{add} writes one in one line: a short name, the title, what you know.", "dim"),
    ("source memo-1 A memorandum; publisher Desk; published 2020-05", _EXAMPLE),
    (
        "{add-document} keeps a document to read here and to quote from: a text, a page, a PDF.",
        "dim",
    ),
)


def actors(key: KeyNamer, cells: int) -> list[Row]:
    """The pane of the actors; alone on a narrow screen, it shows a line for each kind."""
    return _rows(_ACTORS, key, cells)


def ties(key: KeyNamer, cells: int) -> list[Row]:
    """The pane of the ties."""
    return _rows(_TIES, key, cells)


def detail(key: KeyNamer, cells: int) -> list[Row]:
    """The detail pane."""
    return _rows(_DETAIL, key, cells)


def _rows(parts: Iterable[Part], key: KeyNamer, cells: int) -> list[Row]:
    rows: list[Row] = []
    for words, role in parts:
        if rows and role != _EXAMPLE:
            rows.append(BLANK)
        indent = "  " if role == _EXAMPLE else ""
        told = with_keys(words, key)
        rows += [Row("", line, stop=False) for line in paragraph(told, cells, role, indent)]
    return rows
