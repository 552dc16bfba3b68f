"""A tree of ties on a page, drawn with lines down to any depth."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from proxytui import wording
from proxytui.model.vocabulary import CLAIM_TYPES
from proxytui.views import tie_line
from proxytui.views.dossier import NOTHING_HELD
from proxytui.views.lines import Span, foreign
from proxytui.views.page_lines import PageLine, dated, plain
from proxytui.views.roles import STATE_ROLES
from proxytui.wording import tie_summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

    from proxytui.questions.tree import Branch
    from proxytui.views.lines import Line
    from proxytui.views.scene import Scene


class Root(NamedTuple):
    """The root of a tree: an actor, the types of its ties, and whether they are seen from their
    objects."""

    actor: str
    types: Set[str]
    inverse: bool


class _Apart(NamedTuple):
    """A group of branches that nobody reports, and the words for how they are spoken of."""

    words: str
    branches: tuple[Branch, ...]


class _Waiting(NamedTuple):
    """A branch or group that is still to be drawn, and the lines that pass before it."""

    node: Branch | _Apart
    before: str
    last: bool

    @property
    def lead(self) -> str:
        """The line that leads to the branch."""
        return self.before + ("└─ " if self.last else "├─ ")

    @property
    def inside(self) -> str:
        """The lines that pass before the branches below this one."""
        return self.before + ("   " if self.last else "│  ")


def page(
    scene: Scene,
    root: Root,
    branches: tuple[Branch, ...],
    left_out: Mapping[str, int],
    reason: str,
) -> Iterator[PageLine]:
    """The tree with its date and the reason for that; every tie with its state and means and,
    rolled up, through whom. `left_out` are the ties that stand apart, by the keys of `APART`."""
    yield plain(scene.name(root.actor), "strong")
    types = [type_ for type_ in CLAIM_TYPES if type_ in root.types]
    headings = [wording.heading(type_, root.inverse) for type_ in types]
    yield plain(", ".join(dict.fromkeys(headings)), "dim")
    yield dated(scene.lens.as_of, reason)
    if not branches and not left_out:
        filtered = scene.lens.filter is not None
        yield plain("no tie passes the filter" if filtered else NOTHING_HELD, "dim")
    # Its own stack, for a tree may be deeper than calls can be.
    waiting = _last_first(_grouped(branches), "")
    while waiting:
        place = waiting.pop()
        node = place.node
        if isinstance(node, _Apart):
            yield PageLine(
                (foreign(f"{node.words} ({len(node.branches)})", "dim"),),
                (Span(place.lead, "dim"),),
            )
            waiting += _last_first(node.branches, place.inside)
            continue
        sign = tie_line.glyph(node.tie, STATE_ROLES[node.tie.state])
        passing = place.inside + ("│ " if node.children else "")
        yield PageLine(
            _branch(scene, root, node),
            (Span(place.lead, "dim"), sign, Span(" ")),
            (Span(passing, "dim"),),
        )
        waiting += _last_first(_grouped(node.children), place.inside)
    words = tie_summary.left_out_words(left_out)
    if words:
        yield plain(words, "dim")


def _branch(scene: Scene, root: Root, branch: Branch) -> Line:
    """A tie with its type where the tree has several, and where its own branches are."""
    line = tie_line.summary(scene, branch.tie, branch.actor)
    if len(root.types) > 1:
        relation = wording.relation(branch.tie, inverse=root.inverse)
        line += (Span(" · ", "dim"), foreign(relation, "dim"))
    if branch.cycle:
        line += (Span(" · ↺ stands above", "dim"),)
    elif branch.seen:
        line += (Span(" · ↺ shown elsewhere", "dim"),)
    return line


def _grouped(branches: tuple[Branch, ...]) -> tuple[Branch | _Apart, ...]:
    """The branches that are reported, then the others in groups."""
    ranked = sorted(branches, key=lambda branch: tie_summary.apart_rank(branch.tie))
    nodes: list[Branch | _Apart] = []
    for words, group in groupby(ranked, lambda branch: tie_summary.apart(branch.tie)):
        same = tuple(group)
        nodes += (_Apart(words, same),) if words else same
    return tuple(nodes)


def _last_first(nodes: tuple[Branch | _Apart, ...], before: str) -> list[_Waiting]:
    return [_Waiting(node, before, node is nodes[-1]) for node in reversed(nodes)]
