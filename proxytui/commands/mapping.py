"""What the two-sided view says of each actor, for the command line and the explorer alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.drawing.two_sided import Drawn
from proxytui.model.dates import State
from proxytui.wording import neighbourhood

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.questions.neighbourhood import Around, Node


def drawn(
    around: Around, name: Callable[[str], str], node: Node, unfolded: bool, *, count: bool = True
) -> Drawn:
    """A place of the view, worded; without `count` what it leads on to is told only where it was
    counted already."""
    tie = around.made(node)
    counted = around.further(node) if count and not unfolded else node.further or 0
    mark = ""
    if around.since is not None:
        now = tie if node.state is not State.NOT else None
        mark = neighbourhood.change_words(around.then(node), now, around.since, around.lens.as_of)
    return Drawn(
        text.line(name(node.other)),
        node.state is State.HELD,
        neighbourhood.number_words(tie, 0 if unfolded else counted),
        mark,
        neighbourhood.doubt_words(tie, around.lens.as_of, gone=bool(mark)),
        neighbourhood.means_words(tie, around.lens.filter),
    )


def legend(around: Around, hops: int) -> str:
    """What the numbers and the places mean."""
    said = [neighbourhood.MAP_LEGEND]
    if hops > 1:
        said.append(neighbourhood.MAP_LEGEND_BEYOND)
    return "; ".join(said)
