"""The first tab of the detail pane for a tie: who says it, of which years, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import wording
from proxytui.asof.states import claim_state
from proxytui.asof.ties import terms
from proxytui.model import dates
from proxytui.model.dates import Precision, State
from proxytui.model.vocabulary import Standing, Status, term_word
from proxytui.views import notes, quotes, recorded_by
from proxytui.views.lines import BLANK, Line, Row, Span, fit, paragraph, rule
from proxytui.views.roles import STATE_ROLES, glyph_of, role_of
from proxytui.wording import changed_sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.tie import Tie
    from proxytui.views.quotes import Cited
    from proxytui.views.scene import Scene

_FIRST_QUOTES = 6


def still(lines: list[Line]) -> list[Row]:
    return [Row("", line, stop=False) for line in lines]


def tie(scene: Scene, tie: Tie, cells: int) -> list[Row]:
    """A tie in the words of its sources, bars of the years, its quotes and notes."""
    is_held = tie.state is State.HELD
    role = role_of(tie.type)
    title = (
        Span(scene.name(tie.subject) + " ", "strong"),
        Span(glyph_of(tie.type, is_held) + " ", role),
        Span(wording.relation(tie), role),
        Span(" ▸ ", role),
        Span(scene.name(tie.object), "strong"),
    )
    rows = [Row("", title, stop=False)]
    if sum(len(span.text) for span in title) > cells:
        rows = still(paragraph(wording.tie_title(tie, scene.name), cells, "strong"))
    rows.append(BLANK)
    state_role = STATE_ROLES[tie.state]
    state = wording.state_words(tie, scene.lens.as_of).partition(",")[0]
    if tie.status in (Status.DISPUTED, Status.REFUTED, Status.RETRACTED):
        rows += still(paragraph(tie.status.value, cells, "alert"))
    elif tie.disputed_terms:
        codes = ", ".join(term_word(tie.type, code) for code in tie.disputed_terms)
        rows += still(paragraph(f"{codes} disputed", cells, "alert"))
    if remark := changed_sources.tie_remark(tie):
        rows += still(paragraph(remark, cells, "alert"))
    for sentence in wording.tie_sentences(tie, scene.lens.as_of, scene.name, scene.source):
        rows += still(paragraph(sentence, cells, state_role if state in sentence else "text"))
    if tie.via:
        rows += still(paragraph(f"shown here via {scene.name(tie.via)}", cells, "structure"))
    rows += recorded_by.rows(scene, "claims", (claim.id for claim in tie.claims), cells)
    rows += _bars(scene, tie, cells)
    count = sum(len(claim.citations) for claim in tie.claims)
    rows += first_quotes(scene, quotes.first_of_tie(scene, tie, _FIRST_QUOTES), count, cells)
    rows += noted(scene, tie.id, cells)
    return rows


def first_quotes(scene: Scene, cited: Sequence[Cited], count: int, cells: int) -> list[Row]:
    """The first quotes under a heading with the number of all."""
    if not count:
        return []
    rows = [BLANK, *still([rule("quotes", str(count), cells)])]
    rows += quotes.rows(scene, cited, cells, about=False)
    if count > len(cited):
        more = f"{count - len(cited)} more under Quotes"
        rows.append(Row("", (Span("  " + more, "dim"),), stop=False))
    return rows


def noted(scene: Scene, target: str, cells: int) -> list[Row]:
    """The notes on a record under a heading with their number."""
    count = len(scene.index.notes_of(target))
    if not count:
        return []
    head = [BLANK, *still([rule("notes", str(count), cells)])]
    return head + notes.short(scene, target, cells)


def _bars(scene: Scene, tie: Tie, cells: int) -> list[Row]:
    """A bar for the tie and one for each of its means: solid where held, shaded where possible.

    Each cell stands for a run of whole years; it shows the strongest state in them.
    """
    span = _years(scene, tie)
    return [] if span is None else scene.index.memo.of(_KeptBars).of(scene, tie, span, cells)


class _KeptBars(dict[tuple[str, tuple[int, int], int], list[Row]]):
    """The bars drawn last, which take as long as all else of a tie and are the same at any date."""

    _MOST = 16

    def __init__(self) -> None:
        super().__init__()
        self._version = -1

    def of(self, scene: Scene, tie: Tie, years: tuple[int, int], cells: int) -> list[Row]:
        """The bars of a tie, drawn where they are not remembered."""
        if self._version != scene.index.version or len(self) >= self._MOST:
            self.clear()
            self._version = scene.index.version
        key = (tie.id, years, cells)
        rows = self.get(key)
        if rows is None:
            rows = self[key] = _drawn_bars(scene, tie, years, cells)
        return rows


def _drawn_bars(scene: Scene, tie: Tie, years: tuple[int, int], cells: int) -> list[Row]:
    first, last = years
    label = 12
    room = max(8, min(cells - label - 2, 48))
    years_a_cell = max(1, -(-(last - first + 1) // room))
    starts = list(range(first, last + 1, years_a_cell))
    columns = [_columns(scene, tie, range(y, min(y + years_a_cell, last + 1))) for y in starts]
    codes = _codes(scene, tie, [states for column in columns for states in column])
    bar = [_strongest(tie, column, None) for column in columns]
    rows: list[Row] = [BLANK, _bar("in all", bar, label, tie)]
    for code in codes:
        bar = [_strongest(tie, column, code) for column in columns]
        rows.append(_bar(term_word(tie.type, code), bar, label, tie))
    axis = f"{first}" if first == last else f"{first}".ljust(max(5, len(starts) - 4)) + f"{last}"
    rows.append(Row("", (Span(" " * label + axis, "dim"),), stop=False))
    return rows


def _columns(scene: Scene, tie: Tie, years: range) -> list[tuple[State, ...]]:
    """The state of each claim of the tie in each of the years."""
    periods = [dates.period(f"{year:04d}") for year in years]
    return [
        tuple(claim_state(scene.index, claim, period) for claim in tie.claims) for period in periods
    ]


def _codes(scene: Scene, tie: Tie, columns: list[tuple[State, ...]]) -> list[str]:
    """The means of a tie by the states of its claims in each year, in the order they come up."""
    codes: dict[str, None] = {}
    for states in dict.fromkeys(columns):
        pairs = zip(tie.claims, states, strict=True)
        holding = [claim for claim, state in pairs if state in (State.HELD, State.POSSIBLY)]
        codes.update((term.code, None) for term in terms(scene.index, tie.type, holding))
    return list(codes)


def _strongest(tie: Tie, column: list[tuple[State, ...]], code: str | None) -> State:
    any_reported = Standing.SUPPORTED in tie.support
    candidates = (
        state
        for states in column
        for claim, state, support in zip(tie.claims, states, tie.support, strict=True)
        if (code is None or code in claim.terms)
        and (not any_reported or support is Standing.SUPPORTED)
    )
    return max(candidates, key=lambda state: state.rank, default=State.NOT)


def _bar(label: str, states: list[State], room: int, tie: Tie) -> Row:
    glyphs = {State.HELD: "█", State.POSSIBLY: "░"}
    bar = "".join(glyphs.get(state, " ") for state in states)
    return Row("", (Span(fit(label, room), "dim"), Span(bar, role_of(tie.type))), stop=False)


def _years(scene: Scene, tie: Tie) -> tuple[int, int] | None:
    """The first and last year that a bound or a date of the tie names; None without any."""
    years: list[int] = []
    for claim in tie.live:
        bounds = scene.index.bounds(claim.id)
        years += [dates.year_of(day) for day in bounds[:4] if dates.MIN_DAY < day < dates.MAX_DAY]
    if not years:
        return None
    shown = scene.lens.as_of
    last = dates.year_of(shown.last if shown.precision is not Precision.YEAR else shown.first)
    return min(years), max(*years, min(last, max(years) + 5))
