"""Graphs in GraphML, as yEd, Gephi, Cytoscape, igraph and networkx write it.

Attributes that a file uses without declaring them are read under the names it uses. The label of a
node or edge may be an attribute or one of yEd's labels. A hyperedge has no two ends, and is left
out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from proxytui.errors import UsageError
from proxytui.exchange import graph_rows, xml_parts
from proxytui.exchange.graph_rows import Edge, GraphSource, Node
from proxytui.exchange.graphml_text import LOSSES, write
from proxytui.exchange.rows import RejectedRow

if TYPE_CHECKING:
    from proxytui.exchange.formats import Head
    from proxytui.exchange.rows import ReadOptions, Rows
    from proxytui.exchange.xml_parts import Begin, End

__all__ = ["LOSSES", "looks", "read", "write"]

_PARTS = ("node", "edge", "graph")
_DESCRIBED = ("description", "title", "name")
_LABELS = ("NodeLabel", "EdgeLabel")
_FALSE = ("false", "0")


def looks(head: Head) -> int:
    """How surely a file is of this format, by its first element."""
    return 95 if xml_parts.root(head.data) == "graphml" else 0


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The actors and claims of all graphs of a file, those inside others too."""
    graph = _Graph()
    xml_parts.hand_on(file, graph.begin, graph.end)
    if not graph.is_graphml:
        raise UsageError("the file is no GraphML: it begins otherwise", "choose another format")
    yield from graph.left_out
    yield from graph_rows.rows(graph.source(), options.name, graph.nodes, graph.edges)


class _Open:
    """A graph, node or edge that isn't closed yet."""

    def __init__(self, part: Begin) -> None:
        self.part = part
        self.label = ""
        self.attributes: dict[str, str] = {}


class _Graph:
    """What of a file was read so far."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.left_out: list[RejectedRow] = []
        self.is_graphml = False
        self._names: dict[str, str] = {}
        self._defaults: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
        self._key: Begin | None = None
        self._data = ""
        self._open: list[_Open] = []
        self._about: dict[str, str] = {}

    def source(self) -> GraphSource:
        """The file as its graphs describe themselves."""
        about = {name.lower(): words for name, words in self._about.items()}
        title = next((about[name] for name in _DESCRIBED if about.get(name, "").strip()), "")
        return GraphSource(title, about.get("creator", ""), about.get("lastmodified", ""))

    def begin(self, part: Begin) -> None:
        """Take in the beginning of an element."""
        attributes = part.attributes
        if part.tag == "graphml":
            self.is_graphml = True
        elif part.tag == "key":
            self._key = part
            self._names[attributes.get("id", "")] = attributes.get("attr.name") or attributes.get(
                "id", ""
            )
        elif part.tag == "data":
            self._data = self._names.get(attributes.get("key", ""), attributes.get("key", ""))
        elif part.tag in _PARTS:
            self._open.append(_Open(part))
        elif part.tag == "hyperedge":
            words = "joins more than two nodes, which no tie does"
            self.left_out.append(RejectedRow(f"line {part.line}", words, dict(attributes)))

    def end(self, part: End) -> None:
        """Take in the end of an element, with its text."""
        if part.tag == "default" and self._key is not None:
            self._default(self._key, part.text)
        elif part.tag == "key":
            self._key = None
        elif part.tag == "data" and part.text.strip():
            self._add(self._data, part.text)
        elif part.tag == "desc":
            self._add("description", part.text)
        elif part.tag in _LABELS and self._open and part.text.strip():
            self._open[-1].label = self._open[-1].label or part.text.strip()
        elif part.tag in _PARTS and self._open and self._open[-1].part.tag == part.tag:
            self._close(self._open.pop())

    def _default(self, key: Begin, words: str) -> None:
        for kind, values in self._defaults.items():
            if key.attributes.get("for", "all") in (kind, "all"):
                values[self._names[key.attributes.get("id", "")]] = words

    def _add(self, name: str, words: str) -> None:
        """Add a value to what is open: a node, an edge, a graph, or the file."""
        about = self._open[-1] if self._open else None
        if about is None or about.part.tag == "graph":
            self._about.setdefault(name, words)
        elif about.attributes.setdefault(name, words) != words:
            about.attributes[name] += f" / {words}"

    def _close(self, item: _Open) -> None:
        attributes, place = item.part.attributes, f"line {item.part.line}"
        if item.part.tag == "node":
            given = {**self._defaults["node"], **item.attributes}
            node = Node(place, attributes.get("id", ""), item.label, tuple(given.items()))
            self.nodes.append(node)
        elif item.part.tag == "edge":
            given = {**self._defaults["edge"], **item.attributes}
            ends = attributes.get("source", ""), attributes.get("target", "")
            id_, mode = attributes.get("id", ""), self._mode(attributes.get("directed", ""))
            edge = Edge(place, *ends, id_, item.label, tuple(given.items()), mode)
            self.edges.append(edge)

    def _mode(self, directed: str) -> str:
        """The direction of an edge by its own word, else by that of the graph that it stands in."""
        graph = next((o.part.attributes for o in self._open[::-1] if o.part.tag == "graph"), {})
        default = graph.get("edgedefault", "directed").strip().lower()
        if directed.strip():
            return "undirected" if directed.strip().lower() in _FALSE else "directed"
        return "undirected" if default == "undirected" else "directed"
