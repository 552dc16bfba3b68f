"""The ties of an actor: groups by type and direction, and the line of one branch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rich.cells import cell_len

from proxytui import text as texts
from proxytui import wording
from proxytui.asof.ranking import ranking
from proxytui.model import publishers
from proxytui.model.dates import State
from proxytui.model.vocabulary import CLAIM_TYPES, WITH_MEANS, Status, term_word
from proxytui.views.actor_name import fitting
from proxytui.views.key_words import with_keys
from proxytui.views.lines import (
    Line,
    Row,
    Span,
    cut,
    figure,
    foreign,
    join_fitting,
    spread,
    width,
)
from proxytui.views.roles import glyph_of, role_of
from proxytui.wording import contested
from proxytui.wording.phrases import plural
from proxytui.wording.tie_summary import APART, APART_IN_SHORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.asof.ranking import Ranked, Ranking, TieDirection
    from proxytui.model.tie import Tie
    from proxytui.questions.tree import Branch
    from proxytui.views.key_words import KeyNamer
    from proxytui.views.scene import Scene


_BETWEEN = 3
"""Cells of a dot between blanks."""
_FIGURE = 4
"""Cells of the number of quotes and a blank before it; more where it needs more."""
_ROOMY = 55
"""With fewer cells than this a name gives way to a whole date; from here on the names of all rows
have a column."""
_WIDE = 40
"""With so many cells most names need less than half of them."""
_SHORT_NAME = 9
"""So many cells a name keeps before the means give way to it."""

Words: TypeAlias = tuple[str, str]
"""Words beside a name, and their role."""


class TieGroup(NamedTuple):
    """The ties of the centre of one type, seen from one end; with `apart`, those of them that are
    not reported at the date, for a reason of `APART`."""

    type: str
    inverse: bool
    branches: tuple[Ranked, ...]
    apart: str = ""

    @property
    def key(self) -> str:
        """The key of the row: `group:TYPE:out` or `group:TYPE:in`, with the reason of what stands
        apart behind that."""
        way = f"group:{self.type}:{'in' if self.inverse else 'out'}"
        return f"{way}:{self.apart}" if self.apart else way

    @property
    def counts(self) -> tuple[int, int]:
        """The number of ties that are held, and of those that are possible."""
        states = [ranked.state for ranked in self.branches]
        return states.count(State.HELD), states.count(State.POSSIBLY)


def groups(scene: Scene, centre: str, roll_up: bool, inverse_first: bool) -> list[TieGroup]:
    """The ties by type in the order of the vocabulary, both directions of a type together; behind
    them those that are not reported at the date."""
    ranked = _all(scene, centre, roll_up)
    return list(scene.index.memo.of(_Groups).of(ranked, inverse_first))


class _Groups(dict[tuple[int, bool], "tuple[Ranking, tuple[TieGroup, ...]]"]):
    """The groups of the rankings asked for last, which are remembered too."""

    _MOST = 4

    def of(self, ranked: Ranking, inverse_first: bool) -> tuple[TieGroup, ...]:
        """The groups of a ranking."""
        key = (id(ranked), inverse_first)
        kept = self.get(key)
        if kept is None:
            if len(self) >= self._MOST:
                del self[next(iter(self))]
            # The ranking is kept beside them, so that no other one gets its id.
            kept = self[key] = ranked, _grouped(ranked, inverse_first)
        return kept[1]


def _grouped(ranked_ties: Ranking, inverse_first: bool) -> tuple[TieGroup, ...]:
    ways = [
        (code, inverse)
        for code in CLAIM_TYPES
        for inverse in ((True, False) if inverse_first else (False, True))
    ]
    by_reason: dict[tuple[str, str, bool], list[Ranked]] = {}
    for code, inverse in ways:
        for ranked in ranked_ties.get((code, inverse), ()):
            by_reason.setdefault((ranked.why, code, inverse), []).append(ranked)
    return tuple(
        TieGroup(code, inverse, tuple(by_reason[apart, code, inverse]), apart)
        for apart in ("", *APART)
        for code, inverse in ways
        if (apart, code, inverse) in by_reason
    )


def ties_in_direction(
    scene: Scene, actor: str, way: TieDirection, roll_up: bool
) -> tuple[Ranked, ...]:
    """The ties of one type and direction at an actor."""
    return _all(scene, actor, roll_up).get(way, ())


def _all(scene: Scene, actor: str, roll_up: bool) -> Ranking:
    return ranking(scene.index, scene.lens, actor, roll_up)


def group_line(group: TieGroup, folded: bool, cells: int) -> Line:
    """`▾ reported to back  9+3?`, or `▸ not spoken of then: backs  12`."""
    mark = Span("▸ " if folded else "▾ ", "dim")
    if group.apart:
        count = str(len(group.branches))
        room = cells - 4 - len(count)
        verb = wording.verb(group.type, group.inverse)
        head = f"{APART[group.apart]}: {verb}"
        if cell_len(head) > room:
            head = f"{APART_IN_SHORT[group.apart]}: {verb}"
        return (mark, Span(cut(head, room), "dim"), Span(f"  {count}", "dim"))
    held, possibly = group.counts
    gone = len(group.branches) - held - possibly
    head = wording.heading(group.type, group.inverse)
    shown = [wording.counts_words(held, possibly)] if held or possibly else []
    shown += [f"{gone} not held"] if gone else []
    room = max(cells - 2 - cell_len(head) - 2, cell_len(shown[0]))
    words = join_fitting(shown, room)
    line = (mark, Span(cut(head, cells - 4 - cell_len(words)), f"{role_of(group.type)}-head"))
    return (*line, Span("  " + words, "dim"))


class TiePlace(NamedTuple):
    """The place of a branch in the tree: its depth from 1, whether it is folded or a leaf."""

    depth: int
    folded: bool
    leaf: bool


def branch_line(scene: Scene, branch: Branch, place: TiePlace, cells: int) -> Line:
    """A tie of the tree: mark, line of its type, name, remarks, why it is not simply held, and the
    number of quotes. What is contested is the last to give way."""
    tie = branch.tie
    left = _lead(branch, place)
    name = scene.name(branch.actor)
    ends = _ends(scene, branch, cell_len(name), cells - width(left) - 1, brief=cells < _ROOMY)
    right = (Span(ends.reason, "dim"),)
    quotes = Span(ends.quotes, "dim")
    room = cells - width(left) - width(right) - len(quotes.text) - 1
    column = (cells - width(left)) * 3 // 10 if cells >= _ROOMY else 0
    beside, named = _beside_name(scene, branch, ends.kept, room, column)
    whole = cell_len(name)
    if named < whole <= room - _cells_of(beside):
        named = whole
    label_role = "text" if tie.state in (State.HELD, State.POSSIBLY) else "dim"
    left.append(Span(fitting(scene, branch.actor, name, min(named, room)), label_role))
    rest = room - named
    for text, text_role in beside:
        # A word cut to a letter or two says nothing; the line drawn for the tie says the state.
        if rest < min(7, cell_len(text) + 1):
            break
        piece = cut(" " + text, rest)
        left.append(Span(piece, text_role))
        rest -= cell_len(piece)
    return spread(tuple(left), (*right, quotes), cells)


def branch_text(scene: Scene, branch: Branch, place: TiePlace) -> Line:
    """A tie of the tree as text to be copied: whole, and without columns."""
    tie = branch.tie
    again = branch.cycle or branch.seen
    words = (
        *(remark.words for remark in contested.remarks(tie)),
        *(text for text, _ in _remarks(scene, branch)),
        ", ".join(_words(tie, _undisputed_means(scene, tie))),
        "" if again else _reason(scene, tie, brief=False),
        plural(tie.quotes, "quote") if tie.quotes else "",
    )
    beside = " · ".join(filter(None, words))
    name = foreign(scene.name(branch.actor)).text
    return (*_lead(branch, place), Span(f"{name}  {beside}" if beside else name))


def _lead(branch: Branch, place: TiePlace) -> list[Span]:
    """The mark of a branch behind its indent, and the line drawn for its tie."""
    tie = branch.tie
    mark = "  " if place.leaf else ("▸ " if place.folded else "▾ ")
    if branch.cycle or branch.seen:
        mark = "↺ "
    is_held = tie.state is State.HELD
    return [
        Span("  " * place.depth + mark, "dim"),
        Span(glyph_of(tie.type, is_held) + " ", role_of(tie.type) if is_held else "dim"),
    ]


class _Ends(NamedTuple):
    """What stands beside a name whatever its length: the reason and the number of quotes at the end
    of the row, and the words for what is contested, each with its role."""

    reason: str
    quotes: str
    kept: tuple[Words, ...]


def _ends(scene: Scene, branch: Branch, name: int, room: int, *, brief: bool) -> _Ends:
    """The ends of a row in so many cells behind the line drawn for the tie: the name gives way
    first, then the reason, which that line says too, then the number of quotes."""
    tie = branch.tie
    shown = figure(tie.quotes, _FIGURE - 1) if tie.quotes else ""
    quotes = shown.rjust(_FIGURE)
    reason = "" if branch.cycle or branch.seen else _reason(scene, tie, brief=brief)
    reason = f" {reason}" if reason else ""
    remarks = contested.remarks(tie)
    roles = ["alert" if remark.grave else "caution" for remark in remarks]
    ends = _Ends(reason, quotes, ())
    ways = ((reason, quotes, _SHORT_NAME), (reason, quotes, 5), ("", quotes, 5), ("", "", 3))
    for why, count, least in ways:
        left = room - cell_len(why) - len(count) - min(name, least) - 1
        words = contested.fitting(remarks, left, cell_len, _BETWEEN)
        ends = _Ends(why, count, _with_dots(words, roles))
        if left >= 0 and len(words) == len(remarks) and contested.LEFT_OUT not in words:
            break
    return ends


def _with_dots(words: Sequence[str], roles: Sequence[str]) -> tuple[Words, ...]:
    """Words with their roles, a dot before each but the first, and none before an ellipsis."""
    return tuple(
        (f"· {text}" if place and text != contested.LEFT_OUT else text, role)
        for place, (text, role) in enumerate(zip(words, roles, strict=False))
    )


def _beside_name(
    scene: Scene, branch: Branch, kept: tuple[Words, ...], room: int, column: int
) -> tuple[list[Words], int]:
    """The words beside a name, and the cells that the name has of so many for all of them: those of
    a column where there is one, so that what stands beside names lines up."""
    tie = branch.tie
    remarks, means = _remarks(scene, branch), _undisputed_means(scene, tie)
    # Remarks stand in a column of their own; without any the name may be longer.
    share = 8 if tie.via or room > _WIDE else 11
    share_of_name = min(room, column) or room * share // 20
    named = max(10, share_of_name) if (remarks or means or kept) and room > 18 else room
    if means and not (remarks or kept):
        # Where words find no room letters do, which the manual has in a table.
        words = _letters(tie, means)
        if room > named and room - named > cell_len(" ".join(_words(tie, means))):
            words = " ".join(_words(tie, means))
        elif room - named <= cell_len(words) and room > cell_len(words) + _SHORT_NAME:
            named = room - cell_len(words) - 1
        return [(words, "dim")], named
    others = [*remarks, *((word, "dim") for word in _words(tie, means))]
    if kept:
        others[:1] = [(f"· {text}", role) for text, role in others[:1]]
        most = room - _cells_of(kept)
        spare = most - _cells_of(others)
        named = min(most, max(named, min(cell_len(scene.name(branch.actor)), spare)))
    return [*kept, *others], named


def _cells_of(words: Iterable[Words]) -> int:
    """The cells of words, each behind a blank."""
    return sum(cell_len(text) + 1 for text, _ in words)


def _reason(scene: Scene, tie: Tie, *, brief: bool) -> str:
    if tie.near:
        return "near this date"
    return wording.reason_words(tie, scene.lens.as_of, brief=brief)


def _remarks(scene: Scene, branch: Branch) -> list[Words]:
    """The remarks beside a name before its means: where else it stands, via whom, offices."""
    tie = branch.tie
    parts: list[Words] = []
    if branch.cycle:
        parts.append(("(above)", "dim"))
    elif branch.seen:
        parts.append(("(shown elsewhere)", "dim"))
    if tie.via:
        parts.append((f"via {scene.name(tie.via)}", "structure"))
    reported = (claim for claim in tie.live if publishers.supporting((claim,), scene.source))
    offices = list(dict.fromkeys(claim.role for claim in reported if claim.role))
    parts += [(texts.line(office), "dim") for office in offices[:2]]
    return parts


def _means(scene: Scene, tie: Tie) -> list[str]:
    """The codes of the means that somebody reports, those first that the filter asks for."""
    codes = [term.code for term in tie.terms]
    filtered = scene.lens.filter.support if scene.lens.filter is not None else frozenset[str]()
    return sorted(codes, key=lambda code: not filtered & {code, code.partition(".")[0]})


def _undisputed_means(scene: Scene, tie: Tie) -> list[str]:
    """Those of the means that nobody disputes, all of them where the tie is disputed as a whole."""
    disputed = () if tie.status is Status.DISPUTED else tie.disputed_terms
    return [code for code in _means(scene, tie) if code not in disputed]


def _words(tie: Tie, means: Sequence[str]) -> list[str]:
    """The means in a word each; of a tie that is held, with `?` where one is only possible then."""
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
    is_held = tie.state is State.HELD
    return {term.code for term in tie.terms if is_held and not term.held}


_NO_TIE = (
    "No tie reported at this date.",
    "{show-all} shows what is not held;",
    "{previous-change} and {next-change} step to a change.",
)
_NONE_PASSES = (
    "The filter lets no tie through here.",
    "{filter-ties} changes it, {filter-off} switches it off.",
)


def nothing(key: KeyNamer, *, filtered: bool) -> list[Row]:
    """What stands in the place of ties where there are none, or the filter lets none through."""
    told = (with_keys(words, key) for words in (_NONE_PASSES if filtered else _NO_TIE))
    return [Row("", (Span(words, "dim"),), stop=False) for words in told]
