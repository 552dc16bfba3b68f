"""Graphs in GEXF 1.0 to 1.3, as Gephi writes it: static and dynamic ones.

The four namespaces of its editions are one here. Dates of edges are taken where the file's time is
one of dates, or of whole years; what an edge was at other times, it was not said to be. A bound
that an edition calls open leaves its day out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from proxytui.errors import UsageError
from proxytui.exchange import graph_rows, xml_parts
from proxytui.exchange.gexf_text import LOSSES, write
from proxytui.exchange.graph_rows import Edge, GraphSource, Node, Span, edtf
from proxytui.model import dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.exchange.formats import Head
    from proxytui.exchange.rows import ReadOptions, Rows
    from proxytui.exchange.xml_parts import Begin, End

__all__ = ["LOSSES", "looks", "read", "write"]

_PARTS = ("node", "edge")
_SPELLS = ("spell", "slice")
_META = ("creator", "description")
_MODES = ("directed", "undirected", "mutual")
_DATES = ("date", "datetime")
_INTERVAL = re.compile(r"[\[(]\s*([^,;\[\]()<>]{1,40}?)\s*,\s*([^,;\[\]()<>]{1,40}?)\s*[\])]")
_STAMP = re.compile(r"[^,;\[\]()<>\s]{1,40}")
_YEAR = re.compile(r"([12][0-9]{3})(?:\.0+)?")
_AT, _ATTRIBUTES = "for", ("start", "end", "startopen", "endopen", "timestamp")
_TIMES = (*_ATTRIBUTES, "intervals", "timestamps")


def looks(head: Head) -> int:
    """How surely a file is of this format, by its first element."""
    return 95 if xml_parts.root(head.data) == "gexf" else 0


def read(file: BinaryIO, options: ReadOptions) -> Rows:
    """The actors and claims of the graph of a file."""
    graph = _Graph()
    xml_parts.hand_on(file, graph.begin, graph.end)
    if not graph.is_gexf:
        raise UsageError("the file is no GEXF: it begins otherwise", "choose another format")
    yield from graph_rows.rows(graph.source(), options.name, graph.nodes, graph.edges)


class _Open:
    """A node or an edge that isn't closed yet."""

    def __init__(self, part: Begin) -> None:
        self.part = part
        self.attributes: dict[str, str] = {}
        self.spells: list[Mapping[str, str]] = []


class _Graph:
    """What of a file was read so far."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.is_gexf = False
        self._mode, self._time = "undirected", "double"
        self._class = ""
        self._names: dict[tuple[str, str], str] = {}
        self._defaults: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
        self._named = ""
        self._open: list[_Open] = []
        self._about: dict[str, str] = {}

    def source(self) -> GraphSource:
        """The file as it describes itself."""
        about = self._about
        title, author = about.get("description", ""), about.get("creator", "")
        return GraphSource(title, author, about.get("lastmodifieddate", ""))

    def begin(self, part: Begin) -> None:
        """Take in the beginning of an element."""
        given = part.attributes
        if part.tag == "gexf":
            self.is_gexf = True
        elif part.tag == "meta":
            self._about["lastmodifieddate"] = given.get("lastmodifieddate", "")
        elif part.tag == "graph":
            self._mode = given.get("defaultedgetype", "undirected").strip().lower()
            times = given.get("timeformat") or given.get("timetype") or "double"
            self._time = times.strip().lower()
        elif part.tag == "attributes":
            self._class = given.get("class", "")
        elif part.tag == "attribute":
            id_ = given.get("id", "")
            self._named = given.get("title") or id_
            self._names[self._class, id_] = self._named
        elif part.tag in _PARTS:
            self._open.append(_Open(part))
        elif part.tag == "attvalue" and self._open:
            self._add(self._open[-1], given)
        elif part.tag in _SPELLS and self._open:
            self._open[-1].spells.append(given)

    def end(self, part: End) -> None:
        """Take in the end of an element, with its text."""
        if part.tag in _META:
            self._about.setdefault(part.tag, part.text)
        elif part.tag == "default" and self._class in self._defaults:
            self._defaults[self._class][self._named] = part.text
        elif part.tag in _PARTS and self._open and self._open[-1].part.tag == part.tag:
            self._close(self._open.pop())

    def _add(self, item: _Open, given: Mapping[str, str]) -> None:
        """Add a value; those of an attribute that changes in time with their times behind it."""
        id_ = given.get(_AT) or given.get("id", "")
        name = self._names.get((item.part.tag, id_), id_)
        words = given.get("value", "")
        times = [f"{key} {given[key]}" for key in _ATTRIBUTES if given.get(key, "").strip()]
        words += f" ({', '.join(times)})" if times else ""
        before = item.attributes.get(name)
        item.attributes[name] = words if before is None else f"{before} / {words}"

    def _close(self, item: _Open) -> None:
        given, place = item.part.attributes, f"line {item.part.line}"
        id_, label = given.get("id", ""), given.get("label", "")
        attributes = {**self._defaults[item.part.tag], **item.attributes}
        if item.part.tag == "node":
            self.nodes.append(Node(place, id_, label, tuple(attributes.items())))
            return
        mode = given.get("type", "").strip().lower()
        # Some write the relation where the direction belongs.
        told_as_type = "" if mode in _MODES else given.get("type", "")
        for name, words in (("type", told_as_type), ("kind", given.get("kind", ""))):
            if words.strip():
                attributes.setdefault(name, words)
        times = {key: given[key] for key in _TIMES if given.get(key, "").strip()}
        for number, spell in enumerate(item.spells, 1):
            mark = f" {number}" if len(item.spells) > 1 else ""
            times |= {f"{key}{mark}": spell[key] for key in _ATTRIBUTES if spell.get(key)}
        spells = [*item.spells, *_listed(given)] or [given]
        spans = tuple(filter(any, map(self._span, spells)))
        mode = mode if mode in _MODES else self._mode
        ends = given.get("source", ""), given.get("target", "")
        told = tuple({**attributes, **times}.items())
        self.edges.append(Edge(place, *ends, id_, label, told, mode, spans or (Span(),)))

    def _span(self, given: Mapping[str, str]) -> Span:
        if stamp := self._date(given.get("timestamp", "")):
            return Span(stamp, stamp)
        since = self._date(given.get("start", "")) or self._open_date(given.get("startopen", ""), 1)
        until = self._date(given.get("end", "")) or self._open_date(given.get("endopen", ""), -1)
        if self._time not in _DATES:
            return Span(since, until)  # numbers that are no years count nobody knows what
        told = Span.of(given.get("start", ""), given.get("end", ""))
        return told._replace(since=since, until=until)

    def _date(self, words: str) -> str:
        if self._time in _DATES:
            return edtf(words)
        match = _YEAR.fullmatch(words.strip())
        return match[1] if match else ""

    def _open_date(self, words: str, step: int) -> str:
        try:
            return dates.shift(dates.period(self._date(words)), step).text
        except dates.DateError:
            return ""


def _listed(given: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """The times that stand in one attribute: `<[1982,1989],[2006,2012]>`, `<[1982, 2006]>`."""
    for start, end in _INTERVAL.findall(given.get("intervals", "")):
        yield {"start": start, "end": end}
    for stamp in _STAMP.findall(given.get("timestamps", "")):
        yield {"timestamp": stamp}
