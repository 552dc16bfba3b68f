"""The chosen actors and ties in DOT, to be drawn by Graphviz.

A tie that is only possible is dashed, one that is not held dotted; one that is the same from both
ends has no arrow. The program's words for a tie are its tooltip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.exchange import written_graph
from proxytui.exchange.losses import COARSENED, DROPPED
from proxytui.model.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.exchange.selection import Selection

LOSSES: dict[str, str] = {
    **written_graph.LOSSES,
    **{f"actors.{field.name}": DROPPED for field in FIELDS["actors"]},
    "actors.names": COARSENED,  # the label alone
    "actors.described": COARSENED,  # by quotation marks around the label
    "actors.kind": COARSENED,  # by a shape
    "sources.author": DROPPED,
}
"""What becomes of each field, for a program that draws the graph."""

_STYLES = {"held": "solid", "possibly": "dashed", "unspoken": "dotted", "not": "dotted"}
_SHAPES = {"state": "box", "state-body": "box", "person": "plain"}


def write(selection: Selection) -> Iterator[str]:
    """The graph: nodes by the ids of actors, edges by those of ties."""
    yield "digraph proxytui {\n"
    yield '  graph [charset="UTF-8", rankdir="LR"];\n'
    for node in written_graph.nodes(selection):
        shape = _SHAPES.get(node.attributes["kind"], "ellipse")
        yield f"  {_quoted(node.id)} [{_listed({'label': node.label, 'shape': shape})}];\n"
    for edge in written_graph.edges(selection):
        attributes = edge.attributes
        label = ": ".join(filter(None, (edge.label, attributes.get("terms", ""))))
        values = {
            "id": edge.id,
            "label": label,
            "style": _STYLES[attributes["state"]],
            "tooltip": attributes["words"],
        }
        if edge.is_symmetric:
            values["dir"] = "none"
        yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [{_listed(values)}];\n"
    yield "}\n"


def _listed(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in values.items())


def _quoted(words: str) -> str:
    """Words between quotation marks; a backslash there would begin a code of Graphviz."""
    escaped = text.line(words).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
