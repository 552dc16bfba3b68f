"""The chosen actors and ties as GraphML, for Gephi, Cytoscape, yEd, igraph and networkx.

All edges are directed, as many programs refuse a file with both; those of ties that are the same
from both ends have the attribute `symmetric`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.exchange import written_graph
from proxytui.exchange.written_graph import EDGE_ATTRIBUTES, LOSSES, NODE_ATTRIBUTES, NUMBERS
from proxytui.exchange.xml_text import escaped

__all__ = ["LOSSES", "write"]

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.exchange.selection import Selection

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def write(selection: Selection) -> Iterator[str]:
    """The graph: nodes by the ids of actors, edges by those of ties."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{_NAMESPACE}">\n'
    for kind, names in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        for name in ("label", *names):
            type_ = "int" if name in NUMBERS else "string"
            yield (
                f'  <key id="{kind[0]}_{name}" for="{kind}" attr.name="{name}"'
                f' attr.type="{type_}"/>\n'
            )
    yield '  <graph id="proxytui" edgedefault="directed">\n'
    for node in written_graph.nodes(selection):
        yield f'    <node id="{escaped(node.id)}">\n'
        yield from _data("n", {"label": node.label, **node.attributes})
        yield "    </node>\n"
    for edge in written_graph.edges(selection):
        ends = f'source="{escaped(edge.source)}" target="{escaped(edge.target)}"'
        yield f'    <edge id="{escaped(edge.id)}" {ends}>\n'
        yield from _data("e", {"label": edge.label, **edge.attributes})
        yield "    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _data(kind: str, attributes: Mapping[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        yield f'      <data key="{kind}_{name}">{escaped(value)}</data>\n'
