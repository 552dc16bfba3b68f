"""The chosen actors and ties as GEXF 1.3 with dates, for Gephi's timeline.

An edge is there at the times at which its tie is held by what sources say; where it never surely
is, at those of which somebody speaks, and the attribute `dated` says which. One without any date
has no time: Gephi draws it always, and `dated` says *undated*. Ties that count at no date, as all
is refuted, retracted or only planned, are no edges; the node of their subject carries them along
for this program. Each type of tie is a kind of edges, without which Gephi adds parallel ones up.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from proxytui.exchange import written_graph
from proxytui.exchange.written_graph import EDGE_ATTRIBUTES, LOSSES, NODE_ATTRIBUTES, NUMBERS
from proxytui.exchange.xml_text import escaped

__all__ = ["LOSSES", "write"]

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.exchange.selection import Selection

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <meta>
    <creator>ProxyTUI</creator>
    <description>Who is said to back, oppose and belong to whom</description>
  </meta>
  <graph defaultedgetype="directed" mode="dynamic" timeformat="date"\
 timerepresentation="interval">
"""


def write(selection: Selection) -> Iterator[str]:
    """The graph: nodes by the ids of actors, edges by those of ties."""
    yield _HEAD
    for kind, names in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        yield f'    <attributes class="{kind}" mode="static">\n'
        for name in names:
            type_ = "integer" if name in NUMBERS else "string"
            yield f'      <attribute id="{kind[0]}_{name}" title="{name}" type="{type_}"/>\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    besides = written_graph.not_counted(selection)
    for node in written_graph.nodes(selection, besides):
        yield f'      <node id="{escaped(node.id)}" label="{escaped(node.label)}">\n'
        yield from _values("n", node.attributes)
        yield "      </node>\n"
    yield "    </nodes>\n    <edges>\n"
    for edge in written_graph.edges(selection):
        if not edge.counts:
            continue
        ends = f'source="{escaped(edge.source)}" target="{escaped(edge.target)}"'
        mode = "undirected" if edge.is_symmetric else "directed"
        yield (
            f'      <edge id="{escaped(edge.id)}" {ends} type="{mode}" kind="{edge.type}"'
            f' label="{escaped(edge.label)}">\n'
        )
        yield from _values("e", edge.attributes)
        if edge.spells:
            yield "        <spells>\n"
            for first, last in edge.spells:
                yield f"          <spell{_bound('start', first)}{_bound('end', last)}/>\n"
            yield "        </spells>\n"
        yield "      </edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _values(kind: str, attributes: Mapping[str, str]) -> Iterator[str]:
    yield "        <attvalues>\n"
    for name, value in attributes.items():
        yield f'          <attvalue for="{kind}_{name}" value="{escaped(value)}"/>\n'
    yield "        </attvalues>\n"


def _bound(name: str, day: int | None) -> str:
    return "" if day is None else f' {name}="{date.fromordinal(day).isoformat()}"'
