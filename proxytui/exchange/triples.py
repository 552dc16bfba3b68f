"""Graphs in JSON: triples as a list or a line each, and lists of nodes and of links.

A triple is `[subject, predicate, object]` or an object with these, with `source`, `target` and
`type`, or with `from` and `to`; what else it says goes into its quote. Its ends are names. Nodes
and links are those of networkx, D3 and Cytoscape, whose ends are ids, or numbers of nodes.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange import graph_rows
from proxytui.exchange.graph_rows import Edge, GraphSource, Node
from proxytui.exchange.rows import RejectedRow
from proxytui.model import foreign_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from proxytui.exchange.formats import Head
    from proxytui.exchange.rows import ReadOptions, Rows

_SUBJECTS = ("subject", "source", "from", "head", "s")
_OBJECTS = ("object", "target", "to", "tail", "o")
_PREDICATES = ("predicate", "relation", "relationship", "type", "label", "p")
_NODES = re.compile(rb'"nodes"\s*:\s*\[')
_LINKS = re.compile(rb'"(?:links|edges)"\s*:\s*\[')
_ITEM = "item"
_PLACES = (
    _ITEM,
    "nodes.item",
    "links.item",
    "edges.item",
    "elements.nodes.item",
    "elements.edges.item",
)
_BEGINNINGS, _ENDS = ("start_map", "start_array"), ("end_map", "end_array")
_DEEPEST = 64
_BLANK = b" \t\r\n"
_MARK = b"\xef\xbb\xbf"
_LONGEST_LINE = 4_000_000
_SEARCHED = 64 * 1024 * 1024


def looks(head: Head) -> int:
    """How surely a file is of this format, by its first triple or its lists."""
    data = head.data.removeprefix(_MARK).lstrip(_BLANK)
    if data[:1] not in (b"[", b"{"):
        return 0
    if data[:1] == b"{" and _NODES.search(data) and _LINKS.search(data):
        return 55
    words = data.decode(errors="replace")
    for start in (0, 1 if data[:1] == b"[" else 0):
        with suppress(ValueError, RecursionError):
            first, _ = json.JSONDecoder().raw_decode(words[start:].lstrip())
            if _is_triple(first):
                return 50
    return 0


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The actors and claims of a file, in whichever shape."""
    graph = _Graph()
    for item in _items(file):
        if isinstance(item, RejectedRow):
            yield item
        elif (reason := graph.add(item)) is not None:
            yield RejectedRow(item.place, reason, _raw(item.value))
    if not graph.nodes and not graph.edges and not graph.is_known:
        raise UsageError(
            "the file has neither triples nor nodes and links",
            "write [subject, predicate, object], or objects with source, target and type",
        )
    nodes, edges = graph.ends()
    yield from graph_rows.rows(GraphSource(), options.name, nodes, edges)


class _Item(NamedTuple):
    """A value of the file: its place for people, the list in which it stands, "" for triples."""

    place: str
    list: str
    value: object


# The values of a file


def _items(file: BinaryIO) -> Iterator[_Item | RejectedRow]:
    head = file.read(_LONGEST_LINE)
    start = len(_MARK) if head.startswith(_MARK) else 0
    if text.encoding(head) not in ("utf-8", "utf-8-sig"):
        raise UsageError("the file is no text in UTF-8", "save it as UTF-8")
    file.seek(start)
    return _lines(file) if _is_lines(head[start:]) else _streamed(file, start)


def _is_lines(data: bytes) -> bool:
    """Whether each line is a value: the first is a triple, and more follow."""
    first, _, rest = data.lstrip(_BLANK).partition(b"\n")
    if first[:1] not in (b"[", b"{"):
        return False
    try:
        value = foreign_json.parse(first).value
    except ValueError:
        return False
    return _is_triple(value) or (isinstance(value, dict) and rest.lstrip(_BLANK)[:1] == b"{")


def _lines(file: BinaryIO) -> Iterator[_Item | RejectedRow]:
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if not line.strip(_BLANK + b"\x1a\0"):
            continue
        place = f"line {number}"
        try:
            parsed = foreign_json.parse(line)
        except ValueError as error:
            words = text.line(line.decode(errors="replace"))[:200]
            yield RejectedRow(place, f"is no JSON: {text.line(str(error))}", {"line": words})
            continue
        if parsed.repeated:
            field = text.line(foreign_json.shown(parsed.repeated[0]))
            yield RejectedRow(place, f"its field “{field}” stands there twice")
            continue
        yield _Item(place, "", parsed.value)


def _streamed(file: BinaryIO, start: int) -> Iterator[_Item | RejectedRow]:
    try:
        import ijson
    except ImportError:
        raise UsageError("JSON needs ijson", "install proxytui[exchange]") from None
    counts: Counter[str] = Counter()
    path: list[str] = []
    builder, depth = None, 0
    try:
        for event, value in ijson.basic_parse(file, use_float=True):
            ends = event in _ENDS
            if ends:
                path.pop()
            elif event == "map_key":
                path[-1] = value
            place = ".".join(path) if builder is None else ""
            if event in _BEGINNINGS:
                path.append(_ITEM if event == "start_array" else "")
                if len(path) > _DEEPEST:
                    raise ValueError("nested too deeply")
            if builder is None:
                if place == "directed" and event == "boolean":
                    yield _Item(place, place, value)
                if place not in _PLACES or ends or event == "map_key":
                    continue
                builder, depth = ijson.ObjectBuilder(), len(path) - (event in _BEGINNINGS)
            builder.event(event, value)
            if len(path) == depth:
                name = ".".join(path).removesuffix(_ITEM).rstrip(".").rpartition(".")[2]
                counts[name] += 1
                yield _Item(f"{name} item {counts[name]}".strip(), name, builder.value)
                builder = None
    except (ijson.JSONError, ValueError, RecursionError, OverflowError):
        raise _broken(file, start) from None


def _broken(file: BinaryIO, start: int) -> UsageError:
    file.seek(start)
    line = foreign_json.broken_line(file.read(_SEARCHED))
    where = f"line {line} of the file" if line else "the file"
    return UsageError(f"{where} is no JSON", "mend the file")


# Triples, nodes and links


class _Graph:
    """The nodes and edges that were read; `is_known` where the file has their lists."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.is_known = False
        self._named: dict[str, Node] = {}
        self._mode = "directed"

    def add(self, item: _Item) -> str | None:
        """Take in a value; returns the reason where it is left out."""
        if item.list == "directed":
            self._mode = "directed" if item.value else "undirected"
            return None
        if not foreign_json.is_text(item.value):
            return "has half a sign in it, which is no text"
        if item.list:
            self.is_known = True
        fields = _fields(item.value)
        if item.list == "nodes":
            return self._node(item.place, fields)
        return self._edge(item, fields)

    def _node(self, place: str, fields: Mapping[str, object]) -> str | None:
        number = str(len(self.nodes))
        id_ = _word(fields.get("id", fields.get("key"))) or number
        label = next((w for k in ("label", "name", "title") if (w := _word(fields.get(k)))), "")
        attributes = tuple(_scalars(fields, ("label", "name")))
        self.nodes.append(Node(place, id_, label, attributes))
        return None

    def _edge(self, item: _Item, fields: Mapping[str, object]) -> str | None:
        if isinstance(item.value, list) and not fields:
            return "is no triple of three texts"
        columns = [_first(fields, names) for names in (_SUBJECTS, _PREDICATES, _OBJECTS)]
        subject, predicate, object_ = (_word(fields.get(column)) for column in columns)
        if not subject or not object_:
            return "names no subject, or no object"
        if not item.list:
            for name in (subject, object_):
                self._named.setdefault(name, Node(item.place, name))
        attributes = tuple(_scalars(fields, columns))
        id_ = _word(fields.get("id"))
        edge = Edge(item.place, subject, object_, id_, predicate, attributes, self._mode)
        self.edges.append(edge._replace(columns=(columns[0], columns[1], columns[2])))
        return None

    def ends(self) -> tuple[list[Node], list[Edge]]:
        """The nodes, those that only triples name among them; and the edges by ids of nodes, where
        the file names their ends by labels."""
        known = {node.id for node in self.nodes}
        by_label: dict[str, str] = {}
        for node in self.nodes:
            by_label[node.label] = "" if node.label in by_label else node.id
        named = [node for node in self._named.values() if node.id not in known]
        if self.is_known and not self.nodes:
            named += [Node(e.place, end) for e in self.edges for end in (e.source, e.target)]
        known.update(node.id for node in named)

        def id_of(end: str) -> str:
            return end if end in known else by_label.get(end) or end

        edges = [
            edge._replace(
                source=id_of(edge.source),
                target=id_of(edge.target),
                mode=self._mode,
            )
            for edge in self.edges
        ]
        return [*self.nodes, *named], edges


def _is_triple(value: object) -> bool:
    fields = _fields(value)
    ends = (_word(fields.get(_first(fields, names))) for names in (_SUBJECTS, _OBJECTS))
    return all(ends)


def _fields(value: object) -> Mapping[str, object]:
    """A value by its fields: those of a list of three are subject, predicate and object."""
    if isinstance(value, dict):
        inner = value.get("data")
        return inner if isinstance(inner, dict) and not _first(value, _SUBJECTS) else value
    if isinstance(value, list) and len(value) == 3 and all(map(_word, value)):
        return dict(zip(("subject", "predicate", "object"), value, strict=True))
    return {}


def _first(fields: Mapping[str, object], names: Iterable[str]) -> str:
    """The first of some names that a value has; "" for none."""
    return next((name for name in names if name in fields), "")


def _word(value: object) -> str:
    """A name or an id as text; "" for what is neither."""
    if isinstance(value, str):
        return text.line(value)
    if isinstance(value, dict):
        return next((w for k in ("id", "name", "label") if (w := _word(value.get(k)))), "")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _scalars(fields: Mapping[str, object], without: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The fields that hold a text, a number, a flag or a list of these."""
    for name, value in fields.items():
        values = value if isinstance(value, list) else [value]
        if name in without or not all(isinstance(v, str | int | float) for v in values):
            continue
        if words := ", ".join(str(v) for v in values):
            yield name, words


def _raw(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {"value": value}
