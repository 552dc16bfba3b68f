"""The nodes and edges of a graph file as actors and claims.

A node is an actor by its label, of the kind that one of its attributes names. An edge is a claim of
the type that its words name, else a link with these words as its role: nothing is read into words
that the vocabulary hasn't. Parallel edges stay apart. What an edge says, with the labels of its
ends, is its claim's quote, and the file its source, as it names no other.

Nodes that this program wrote carry their actors whole, edges their claims and sources: these come
in as they were, whatever else was changed at the node or edge since.

All nodes and edges are held until the last is read, as an edge may stand before its ends.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from proxytui import text
from proxytui.exchange import relations
from proxytui.exchange.rows import ReadRow, RejectedRow
from proxytui.model import dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from proxytui.exchange.rows import Rows
    from proxytui.model.records import Json

OWN = "x_proxytui"
"""The attribute with the records that this program wrote at a node or an edge, as JSON."""

_LABELS = ("label", "name", "title")
_KINDS = ("kind", "type", "category", "class", "entity_type")
_RELATIONS = ("type", "relation", "relationship", "predicate", "label", "name", "kind")
_SINCE = ("since", "start", "begin", "from_date", "start_date", "valid_from")
_UNTIL = ("until", "end", "to_date", "end_date", "valid_until")
_SCHEMES = ("wikidata", "ucdp", "cow", "ofac", "un", "stix", "misp", "lei", "isni", "viaf")
# Where a node stands on a drawing says nothing of the actor.
_LAYOUT = frozenset(("x", "y", "z", "r", "g", "b", "a", "size", "color", "colour", "shape", OWN))
_LONGEST_VALUE = 2_000
_LONGEST_TITLE = 200
_OWN_TABLES = ("sources", "actors", "claims", "events", "notes")

Attributes = tuple[tuple[str, str], ...]


class GraphSource(NamedTuple):
    """The file as it describes itself; "" where it doesn't."""

    title: str = ""
    author: str = ""
    published: str = ""


class Span(NamedTuple):
    """A time at which an edge is there, by EDTF dates; "" for an end that isn't given. Words that
    are no date stand in `since_raw` and `until_raw`."""

    since: str = ""
    until: str = ""
    since_raw: str = ""
    until_raw: str = ""

    @classmethod
    def of(cls, since: str, until: str) -> Span:
        """The span between two ends in the words of the file."""
        begun, ended = edtf(since), edtf(until)
        return cls(
            begun, ended, "" if begun else text.line(since), "" if ended else text.line(until)
        )


class Node(NamedTuple):
    """A node by its id, with its attributes by their names, in the file's order."""

    place: str
    id: str
    label: str = ""
    attributes: Attributes = ()


class Edge(NamedTuple):
    """An edge between two nodes by their ids. `id` is "" where the file gives it none; `mode` says
    whether it is directed, undirected or mutual; `columns` is what the file calls its ends and its
    label."""

    place: str
    source: str
    target: str
    id: str = ""
    label: str = ""
    attributes: Attributes = ()
    mode: str = "directed"
    spans: tuple[Span, ...] = ()
    columns: tuple[str, str, str] = ("source", "label", "target")


def rows(source: GraphSource, file: str, nodes: Sequence[Node], edges: Sequence[Edge]) -> Rows:
    """The rows of a graph that was read from a file of this name."""
    graph = _Graph(source, file)
    yield from graph.own(nodes, edges)
    for node in nodes:
        yield from graph.node(node)
    for edge in edges:
        yield from graph.edge(edge)
    yield from graph.source()


class _Graph:
    """A graph as its rows are made: what of it is known so far."""

    def __init__(self, source: GraphSource, file: str) -> None:
        described = text.line(source.title)[:_LONGEST_TITLE]
        self._title = described if text.visible(described) else f"[{text.line(file) or 'graph'}]"
        self._source = source
        self._labels: dict[str, str] = {}
        self._owned: dict[str, str] = {}
        self._keys: Counter[str] = Counter()
        self._is_cited = False

    def source(self) -> Iterator[ReadRow]:
        """The file as a source, where anything cites it."""
        if not self._is_cited:
            return
        fields: Json = {"title": self._title, "kind": "graph"}
        if text.visible(self._source.author):
            fields["author"] = text.line(self._source.author)
        if date := edtf(self._source.published):
            fields["published"] = date
        yield ReadRow("line 1", "sources", self._title, fields)

    # What this program wrote

    def own(self, nodes: Sequence[Node], edges: Sequence[Edge]) -> Iterator[ReadRow]:
        """The records that nodes and edges carry along; equal ones once."""
        given: set[tuple[str, str]] = set()
        items: tuple[Node | Edge, ...] = (*nodes, *edges)
        for item in items:
            for table, id_, fields in _carried(item.attributes):
                if table == "actors" and isinstance(item, Node):
                    self._owned[item.id] = id_
                if (table, id_) not in given:
                    given.add((table, id_))
                    yield ReadRow(item.place, table, id_, fields, carried=True)

    # Nodes

    def node(self, node: Node) -> Rows:
        """The actor of a node; none for one that came in whole."""
        known = _folded(node.attributes)
        label = text.line(node.label or _value(known, _LABELS) or node.id)
        if not text.visible(label):
            yield _rejected(node, "has neither a label nor an id that can be seen")
            return
        if node.id in self._labels:
            if self._labels[node.id] != label:
                yield _rejected(node, f"has the id of “{self._labels[node.id]}”")
            return
        self._labels[node.id] = label
        if node.id in self._owned:
            return
        fields: Json = {"kind": _kind(known), "names": [{"text": label}]}
        if schemes := identifiers(node.attributes):
            fields["identifiers"] = schemes
        words = _words((("label", label), *_spoken(node.attributes, _LABELS)))
        fields["citations"] = [self._citation(words, node.place)]
        yield ReadRow(node.place, "actors", node.id, fields)

    # Edges

    def edge(self, edge: Edge) -> Rows:
        """The claims of an edge: one for each time at which it is there."""
        ends = edge.source, edge.target
        if any(True for _ in _carried(edge.attributes)):
            return
        for end in ends:
            if end not in self._labels:
                yield _rejected(edge, f"leads to “{text.line(end)[:60]}”, which is no node here")
                return
        names = [self._labels[end] for end in ends]
        keys = [self._owned.get(end, end) for end in ends]
        if keys[0] == keys[1]:
            yield _rejected(edge, f"leads from “{names[0]}” to itself")
            return
        known = _folded(edge.attributes)
        relation = _relation(edge, known)
        stated = zip(edge.columns, (names[0], edge.label, names[1]), strict=True)
        words = _words((*stated, *_spoken(edge.attributes)))
        spans = edge.spans or (_span(known),)
        again = edge.mode == "mutual" and not relations.is_symmetric(relation.type)
        for inverse in (relation.inverse, not relation.inverse)[: 2 if again else 1]:
            subject, object_ = reversed(keys) if inverse else keys
            first = edge.id or ":".join((*ends, relation.type, relation.role, spans[0].since))
            key = f"{first}:back" if inverse is not relation.inverse else first
            for number, span in enumerate(spans):
                claim = _claim(relation, subject, object_, span)
                claim["citations"] = [self._citation(words, edge.place)]
                own_key = f"{key}:{span.since}" if number else key
                yield ReadRow(edge.place, "claims", self._unique(own_key), claim)

    def _unique(self, key: str) -> str:
        """A key that no other edge has: parallel edges without ids are told apart by number."""
        self._keys[key] += 1
        count = self._keys[key]
        return key if count == 1 else self._unique(f"{key}#{count}")

    def _citation(self, words: str, place: str) -> Json:
        self._is_cited = True
        number = place.rpartition(" ")[2]
        return {
            "source": self._title,
            "quote": {"exact": words},
            "locator": {
                "paragraph": int(number) if number.isascii() and number.isdigit() else place
            },
        }


def _claim(relation: relations.Relation, subject: str, object_: str, span: Span) -> Json:
    claim: Json = {"type": relation.type, "subject": subject, "object": object_}
    if relation.role:
        claim["role"] = relation.role
    return claim | {field: words for field, words in span._asdict().items() if words}


def _rejected(item: Node | Edge, reason: str) -> RejectedRow:
    raw: dict[str, object] = {"id": item.id}
    if isinstance(item, Edge):
        raw |= {"source": item.source, "target": item.target}
    return RejectedRow(item.place, reason, {**raw, "label": item.label, **dict(item.attributes)})


def _folded(attributes: Attributes) -> dict[str, str]:
    """The values that say something by the names of their attributes, whatever their case; of two
    the first."""
    return {name.strip().lower(): value for name, value in reversed(attributes) if value.strip()}


def _value(known: Mapping[str, str], names: Sequence[str]) -> str:
    return next((known[name] for name in names if name in known), "")


def _kind(known: Mapping[str, str]) -> str:
    kinds = (relations.kind(known[name]) for name in _KINDS if name in known)
    return next(filter(None, kinds), "unknown")


def identifiers(attributes: Attributes) -> dict[str, list[str]]:
    """The identifiers among some attributes, by their schemes."""
    known = _folded(attributes)
    values = ((scheme, text.line(known[scheme])) for scheme in _SCHEMES if scheme in known)
    return {scheme: [value] for scheme, value in values if text.visible(value)}


def _span(known: Mapping[str, str]) -> Span:
    return Span.of(_value(known, _SINCE), _value(known, _UNTIL))


def edtf(words: str) -> str:
    """Words as a date, of a time its day; "" where they are none."""
    day, mark, _ = words.strip().partition("T")
    try:
        return dates.parse(day if mark else words.strip()).text
    except dates.DateError:
        return ""


def _relation(edge: Edge, known: Mapping[str, str]) -> relations.Relation:
    """What the words of an edge name: the first that the vocabulary has, else the first of all."""
    told = [edge.label, *(known[name] for name in _RELATIONS if name in known)]
    is_directed = edge.mode != "undirected"
    read = [relations.relation(words, directed=is_directed) for words in told if words.strip()]
    named = (item for item in read if item.type != relations.UNSPECIFIED)
    worded = (item for item in read if item.role)
    return next(named, None) or next(worded, None) or relations.Relation(relations.UNSPECIFIED)


def _spoken(attributes: Attributes, without: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """The attributes that say something about an actor or a tie."""
    for name, value in attributes:
        key = name.strip().lower()
        if key not in _LAYOUT and key not in without and len(value) <= _LONGEST_VALUE:
            yield name, value


def _words(attributes: Sequence[tuple[str, str]]) -> str:
    """Attributes in one line, as the file has them."""
    pairs = ((text.line(name), text.line(value)) for name, value in attributes)
    return "; ".join(f"{name}: {value}" for name, value in pairs if value)


def _carried(attributes: Attributes) -> Iterator[tuple[str, str, Json]]:
    return carried([value for name, value in attributes if name == OWN])


def carried(values: Sequence[str]) -> Iterator[tuple[str, str, Json]]:
    """The records in attributes of this program, as (table, id, record)."""
    for value in values:
        try:
            tables = msgspec.json.decode(value)
        except (ValueError, RecursionError):
            continue
        for table in _OWN_TABLES:
            records = tables.get(table) if isinstance(tables, dict) else None
            for id_, fields in records.items() if isinstance(records, dict) else ():
                if isinstance(fields, dict):
                    yield table, id_, fields
