"""The ties of an actor: groups by type and direction, and the line of one branch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from proxytui import text as texts
from proxytui.model import wording
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES, Status, term_word
from proxytui.network.ranking import ranking
from proxytui.tui.present.lines import Line, Row, Span, cut, fit, spread, width
from proxytui.tui.present.scene import glyph_of, role_of

if TYPE_CHECKING:
    from proxytui.network.chains import Branch
    from proxytui.network.ranking import Ranked, Ranking, Way
    from proxytui.tui.present.scene import Scene


class Group(NamedTuple):
    """The ties of the centre of one type, seen from one end."""

    type: str
    inverse: bool
    branches: tuple[Ranked, ...]

    @property
    def key(self) -> str:
        """`group:TYPE:out` or `group:TYPE:in`."""
        return f"group:{self.type}:{'in' if self.inverse else 'out'}"

    @property
    def counts(self) -> tuple[int, int]:
        """How many ties are held, and how many possibly."""
        states = [ranked.state for ranked in self.branches]
        return states.count(State.HELD), states.count(State.POSSIBLY)


def groups(scene: Scene, centre: str, roll_up: bool, inverse_first: bool) -> list[Group]:
    """The ties by type in the order of the vocabulary, both directions of a type together."""
    found = _all(scene, centre, roll_up)
    return [
        Group(code, inverse, found[code, inverse])
        for code in CLAIM_TYPES
        for inverse in ((True, False) if inverse_first else (False, True))
        if (code, inverse) in found
    ]


def one_level(scene: Scene, actor: str, way: Way, roll_up: bool) -> tuple[Ranked, ...]:
    """The ties of one type and direction at an actor."""
    return _all(scene, actor, roll_up).get(way, ())


def _all(scene: Scene, actor: str, roll_up: bool) -> Ranking:
    return ranking(scene.index, scene.lens, actor, roll_up)


def group_line(group: Group, folded: bool, cells: int) -> Line:
    """`▾ reported to back  9 held · 3 possibly`."""
    held, possibly = group.counts
    gone = len(group.branches) - held - possibly
    head = wording.heading(group.type, group.inverse)
    line = (
        Span("▸ " if folded else "▾ ", "dim"),
        Span(cut(head, cells - 2), f"{role_of(group.type)}-head"),
    )
    room = cells - width(line) - 2
    long = _joined((held, " held"), (possibly, " possibly"), (gone, " not held"))
    short = _joined((held, ""), (possibly, "?"), (gone, " not"))
    return (*line, Span("  " + cut(long if cell_len(long) <= room else short, room), "dim"))


def _joined(*counted: tuple[int, str]) -> str:
    return " · ".join(f"{number}{word}" for number, word in counted if number)


class Place(NamedTuple):
    """Where a branch stands in the tree: depth from 1, and what can be done with it."""

    depth: int
    folded: bool
    leaf: bool


def branch_line(scene: Scene, branch: Branch, place: Place, cells: int) -> Line:
    """One tie of the tree: mark, line of its type, name, what is said of it, number of quotes."""
    tie = branch.tie
    mark = "  " if place.leaf else ("▸ " if place.folded else "▾ ")
    if branch.cycle or branch.seen:
        mark = "↺ "
    role = role_of(tie.type)
    held = tie.state is State.HELD
    left: list[Span] = [
        Span("  " * place.depth + mark, "dim"),
        Span(glyph_of(tie.type, held) + " ", role if held else "dim"),
    ]
    quotes = Span(fit(f"{tie.quotes}“" if tie.quotes else "", 4, right=True), "dim")
    room = cells - width(left) - 4 - 1
    said = said_of(scene, branch)
    # What is said stands in a column of its own; where nothing is said, the name may be longer.
    share = 8 if tie.via else 11
    named = max(10, room * share // 20) if said and room > 18 else room
    label_role = "dim" if tie.state is State.NOT else "text"
    left.append(Span(fit(scene.name(branch.actor), min(named, room)), label_role))
    rest = room - named
    for text, said_role in said:
        # A word cut to a letter or two says nothing; the line drawn for the tie says the state.
        if rest < min(7, cell_len(text) + 1):
            break
        piece = cut(" " + text, rest)
        left.append(Span(piece, said_role))
        rest -= cell_len(piece)
    return spread(tuple(left), (quotes,), cells)


def said_of(scene: Scene, branch: Branch) -> list[tuple[str, str]]:
    """What stands beside a name: state and status in a word, then means, offices, via."""
    tie = branch.tie
    parts: list[tuple[str, str]] = []
    if branch.cycle:
        parts.append(("(above)", "dim"))
    elif branch.seen:
        parts.append(("(unfolded elsewhere)", "dim"))
    if tie.status is not Status.ASSERTED:
        parts.append((tie.status.value, "alert" if tie.status in _GRAVE else "possible"))
    if tie.support != "supported" and tie.live:
        only = "denied" if tie.support == "denied" else "only mentioned"
        parts.append((only, "possible"))
    if tie.state is State.POSSIBLY:
        parts.append(("possibly", "possible"))
    elif tie.state is State.NOT:
        parts.append(("near this date" if tie.near else "not held", "dim"))
    if tie.via:
        parts.append((f"via {scene.name(tie.via)}", "structure"))
    offices = list(dict.fromkeys(c.role for c in tie.live if c.role))
    parts += [(texts.line(office), "dim") for office in offices[:2]]
    supported = [term for term in tie.terms if term.publishers]
    parts += [(term_word(tie.type, term.code), "dim") for term in supported]
    return parts


_GRAVE = frozenset({Status.DISPUTED, Status.REFUTED, Status.RETRACTED})

EMPTY = (
    Row("", (Span("No tie is recorded at this date.", "dim"),), stop=False),
    Row("", (Span("A shows what is not held;", "dim"),), stop=False),
    Row("", (Span(", and . step to a change.", "dim"),), stop=False),
)

SIFTED = (
    Row("", (Span("The filter lets no tie through here.", "dim"),), stop=False),
    Row("", (Span("f changes it, F switches it off.", "dim"),), stop=False),
)
