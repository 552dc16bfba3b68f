"""The ties of an actor: groups by type and direction, and the line of one branch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from proxytui import text as texts
from proxytui import wording
from proxytui.asof.ranking import ranking
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES, WITH_MEANS, Status, term_word
from proxytui.views.lines import Line, Row, Span, cut, figure, fit, parted, spread, width
from proxytui.views.roles import glyph_of, role_of
from proxytui.wording.tie_summary import APART

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.asof.ranking import Ranked, Ranking, TieDirection
    from proxytui.model.tie import Tie
    from proxytui.questions.tree import Branch
    from proxytui.views.scene import Scene


def apart_of(ranked: Ranked) -> str:
    """The key in `APART` of a tie that is not reported at the date; empty for one that is."""
    return ranked.why


_FIGURE = 4
"""Cells of the number of quotes and its sign; more where it needs more."""


class TieGroup(NamedTuple):
    """The ties of the centre of one type, seen from one end; with `apart`, those of them that are
    not reported at the date, for a reason of `APART`."""

    type: str
    inverse: bool
    branches: tuple[Ranked, ...]
    apart: str = ""

    @property
    def key(self) -> str:
        """`group:TYPE:out` or `group:TYPE:in`, what stands apart with its reason behind that."""
        way = f"group:{self.type}:{'in' if self.inverse else 'out'}"
        return f"{way}:{self.apart}" if self.apart else way

    @property
    def counts(self) -> tuple[int, int]:
        """How many ties are held, and how many possibly."""
        states = [ranked.state for ranked in self.branches]
        return states.count(State.HELD), states.count(State.POSSIBLY)


def groups(scene: Scene, centre: str, roll_up: bool, inverse_first: bool) -> list[TieGroup]:
    """The ties by type in the order of the vocabulary, both directions of a type together; after
    all of them, what is not reported at the date."""
    ways = [
        (code, inverse)
        for code in CLAIM_TYPES
        for inverse in ((True, False) if inverse_first else (False, True))
    ]
    found = _all(scene, centre, roll_up)
    by_reason: dict[tuple[str, str, bool], list[Ranked]] = {}
    for code, inverse in ways:
        for ranked in found.get((code, inverse), ()):
            by_reason.setdefault((apart_of(ranked), code, inverse), []).append(ranked)
    return [
        TieGroup(code, inverse, tuple(by_reason[apart, code, inverse]), apart)
        for apart in ("", *APART)
        for code, inverse in ways
        if (apart, code, inverse) in by_reason
    ]


def one_level(scene: Scene, actor: str, way: TieDirection, roll_up: bool) -> tuple[Ranked, ...]:
    """The ties of one type and direction at an actor."""
    return _all(scene, actor, roll_up).get(way, ())


def _all(scene: Scene, actor: str, roll_up: bool) -> Ranking:
    return ranking(scene.index, scene.lens, actor, roll_up)


def group_line(group: TieGroup, folded: bool, cells: int) -> Line:
    """`▾ reported to back  9 held · 3 possibly`, or `▸ not spoken of then: backs  12`."""
    mark = Span("▸ " if folded else "▾ ", "dim")
    if group.apart:
        count = str(len(group.branches))
        head = f"{APART[group.apart]}: {wording.verb(group.type, group.inverse)}"
        return (mark, Span(cut(head, cells - 4 - len(count)), "dim"), Span(f"  {count}", "dim"))
    held, possibly = group.counts
    gone = len(group.branches) - held - possibly
    head = wording.heading(group.type, group.inverse)
    line = (mark, Span(cut(head, cells - 2), f"{role_of(group.type)}-head"))
    room = cells - width(line) - 2
    long = _counted((held, " held"), (possibly, " possibly"), (gone, " not held"))
    short = _counted((held, ""), (possibly, "?"), (gone, " not"))
    said = long if cell_len(" · ".join(long)) <= room else short
    return (*line, Span("  " + parted(said, room), "dim"))


def _counted(*counted: tuple[int, str]) -> list[str]:
    return [f"{number}{word}" for number, word in counted if number]


class TiePlace(NamedTuple):
    """Where a branch stands in the tree: depth from 1, and what can be done with it."""

    depth: int
    folded: bool
    leaf: bool


def branch_line(scene: Scene, branch: Branch, place: TiePlace, cells: int) -> Line:
    """One tie of the tree: mark, line of its type, name, what is said of it, why it is not simply
    held, number of quotes."""
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
    shown = f"{figure(tie.quotes, _FIGURE)}“" if tie.quotes else ""
    quotes = Span(shown.rjust(_FIGURE), "dim")
    reason = "" if branch.cycle or branch.seen else _reason(scene, tie, brief=cells < _ROOMY)
    right = (Span(f" {reason}" if reason else "", "date" if tie.state is not State.NOT else "dim"),)
    room = cells - width(left) - width(right) - len(quotes.text) - 1
    said, means = said_of(scene, branch), means_of(scene, tie)
    disputed = [] if tie.status is Status.DISPUTED else list(tie.disputed_terms)
    means = [code for code in means if code not in disputed]
    # What is said stands in a column of its own; where nothing is said, the name may be longer.
    share = 8 if tie.via or room > _WIDE else 11
    beside = bool(said or means or disputed)
    named = max(10, room * share // 20) if beside and room > 18 else room
    if means and not said:
        # Where words find no room letters do, which the manual has in a table.
        words = _letters(tie, means)
        if room > named and room - named > cell_len(" ".join(_words(tie, means))):
            words = " ".join(_words(tie, means))
        elif room - named <= cell_len(words) and room > cell_len(words) + _SHORT_NAME:
            named = room - cell_len(words) - 1
        said = [(words, "dim")]
    else:
        said += [(word, "dim") for word in _words(tie, means)]
    if disputed:
        against = (f"{', '.join(_words(tie, disputed))} disputed", "alert")
        fits = sum(cell_len(text) + 1 for text, _ in (*said, against)) <= room - named
        # Where not all of it finds room, the dispute does.
        said = [*said, against] if fits else [against, *said]
    label_role = "text" if held or tie.state is State.POSSIBLY else "dim"
    left.append(Span(fit(scene.name(branch.actor), min(named, room)), label_role))
    rest = room - named
    for text, said_role in said:
        # A word cut to a letter or two says nothing; the line drawn for the tie says the state.
        if rest < min(7, cell_len(text) + 1):
            break
        piece = cut(" " + text, rest)
        left.append(Span(piece, said_role))
        rest -= cell_len(piece)
    return spread(tuple(left), (*right, quotes), cells)


def _reason(scene: Scene, tie: Tie, *, brief: bool) -> str:
    if tie.near:
        return "near this date"
    return wording.reason_words(tie, scene.lens.as_of, brief=brief)


def said_of(scene: Scene, branch: Branch) -> list[tuple[str, str]]:
    """What stands beside a name before the means: status, via, offices."""
    tie = branch.tie
    parts: list[tuple[str, str]] = []
    if branch.cycle:
        parts.append(("(above)", "dim"))
    elif branch.seen:
        parts.append(("(unfolded elsewhere)", "dim"))
    if tie.status is not Status.ASSERTED:
        parts.append((tie.status.value, "alert" if tie.status in _GRAVE else "possible"))
    if tie.via:
        parts.append((f"via {scene.name(tie.via)}", "structure"))
    reported = [c for c in tie.live if any(one.stance == "supports" for one in c.citations)]
    offices = list(dict.fromkeys(c.role for c in reported if c.role))
    parts += [(texts.line(office), "dim") for office in offices[:2]]
    return parts


def means_of(scene: Scene, tie: Tie) -> list[str]:
    """The codes of the means that somebody reports, those first that the filter asks for."""
    codes = [term.code for term in tie.terms]
    wanted = scene.lens.filter.support if scene.lens.filter is not None else frozenset[str]()
    return sorted(codes, key=lambda code: not wanted & {code, code.partition(".")[0]})


def _words(tie: Tie, means: Sequence[str]) -> list[str]:
    """The means in a word each; of a tie that is held, `?` behind what is only possible then."""
    doubtful = _doubtful(tie)
    return [term_word(tie.type, code) + "?" * (code in doubtful) for code in means]


def _letters(tie: Tie, means: Sequence[str]) -> str:
    """The means by their letters, `W F? P`; of other types the words."""
    if tie.type not in WITH_MEANS:
        return " ".join(_words(tie, means))
    doubtful = _doubtful(tie)
    sure = {code.partition(".")[0] for code in means if code not in doubtful}
    letters = dict.fromkeys(code.partition(".")[0] for code in means)
    return " ".join(letter + "?" * (letter not in sure) for letter in letters)


def _doubtful(tie: Tie) -> set[str]:
    held = tie.state is State.HELD
    return {term.code for term in tie.terms if held and not term.held}


_ROOMY = 55
"""With fewer cells than this a name gives way to a whole date."""

_WIDE = 40
"""With so many cells most names need less than half of them."""

_SHORT_NAME = 9
"""So many cells a name keeps before the means give way to it."""


_GRAVE = frozenset({Status.DISPUTED, Status.REFUTED, Status.RETRACTED})

EMPTY = (
    Row("", (Span("No tie is reported at this date.", "dim"),), stop=False),
    Row("", (Span("A shows what is not held;", "dim"),), stop=False),
    Row("", (Span(", and . step to a change.", "dim"),), stop=False),
)

SIFTED = (
    Row("", (Span("The filter lets no tie through here.", "dim"),), stop=False),
    Row("", (Span("f changes it, F switches it off.", "dim"),), stop=False),
)
