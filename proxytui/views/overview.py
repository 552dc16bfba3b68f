"""The first tab of the detail pane: an actor, a tie, an event or a source at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import wording
from proxytui.asof.states import claim_state
from proxytui.asof.ties import terms
from proxytui.model import dates
from proxytui.model.dates import Precision, State
from proxytui.model.vocabulary import Status, term_word
from proxytui.views import actor_record, notes, quotes
from proxytui.views.lines import BLANK, Line, Row, Span, fit, paragraph, rule
from proxytui.views.roles import STATE_ROLES, glyph_of, role_of
from proxytui.views.tie_tree import groups
from proxytui.wording.tie_summary import APART

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.records import Actor, Claim
    from proxytui.model.tie import Tie
    from proxytui.views.quotes import Cited
    from proxytui.views.scene import Scene

_FIRST_QUOTES = 6


def _still(lines: list[Line]) -> list[Row]:
    return [Row("", line, stop=False) for line in lines]


def actor(scene: Scene, one: Actor, cells: int) -> list[Row]:
    """Kind, names, what is said of its ties by type with its offices, the first quotes, notes."""
    facts = actor_record.kind_and_countries(one)
    made = _still(paragraph(" · ".join(facts), cells, "dim"))
    if one.described:
        words = "Known only by a source's description; not matched with any other actor."
        made += _still(paragraph(words, cells, "possible"))
    if one.summary:
        made += [BLANK, *_still(paragraph(one.summary, cells))]
    made += _life(one, cells)
    made += [BLANK, *_names(one, cells)]
    found = groups(scene, one.id, roll_up=False, inverse_first=False)
    if found:
        made += [BLANK, *_still([rule("ties", scene.lens.as_of.text, cells)])]
        reported = [group for group in found if not group.apart]
        counted = [wording.counts_words(*group.counts) for group in reported]
        room = min(34, cells - max(map(len, counted), default=0) - 1)
        for group, words in zip(reported, counted, strict=True):
            head = wording.heading(group.type, group.inverse)
            line = (Span(fit(head, room) + " ", role_of(group.type)), Span(words, "dim"))
            made.append(Row("", line, stop=False))
        for reason, words in APART.items():
            number = sum(len(group.branches) for group in found if group.apart == reason)
            if number:
                line = (Span(fit(words, room) + " ", "dim"), Span(str(number), "dim"))
                made.append(Row("", line, stop=False))
    claims = scene.claims_of(one.id)
    count = sum(len(claim.citations) for claim in claims)
    made += _quotes(scene, quotes.first(scene, claims, _FIRST_QUOTES), count, cells)
    made += _notes(scene, one.id, cells)
    return made


def _life(actor: Actor, cells: int) -> list[Row]:
    ends = actor_record.life(actor)
    return _still(paragraph("recorded as " + ", ".join(ends), cells, "dim")) if ends else []


def _names(actor: Actor, cells: int) -> list[Row]:
    rows = _still([rule("names", str(len(actor.names)), cells)])
    for words in actor_record.names(actor):
        rows += _still(paragraph(words, cells))
    return rows


def tie(scene: Scene, one: Tie, cells: int) -> list[Row]:
    """What sources say of it, bars of the years, its quotes and notes."""
    held = one.state is State.HELD
    role = role_of(one.type)
    title = (
        Span(scene.name(one.subject) + " ", "strong"),
        Span(glyph_of(one.type, held) + " ", role),
        Span(wording.relation(one), role),
        Span(" ▸ ", role),
        Span(scene.name(one.object), "strong"),
    )
    made = [Row("", title, stop=False)]
    if sum(len(s.text) for s in title) > cells:
        made = _still(paragraph(wording.tie_title(one, scene.name), cells, "strong"))
    made.append(BLANK)
    state_role = STATE_ROLES[one.state]
    state = wording.state_words(one, scene.lens.as_of).partition(",")[0]
    if one.status in (Status.DISPUTED, Status.REFUTED, Status.RETRACTED):
        made += _still(paragraph(one.status.value, cells, "alert"))
    elif one.disputed_terms:
        codes = ", ".join(term_word(one.type, code) for code in one.disputed_terms)
        made += _still(paragraph(f"{codes} disputed", cells, "alert"))
    for sentence in wording.tie_sentences(one, scene.lens.as_of, scene.name, scene.source):
        made += _still(paragraph(sentence, cells, state_role if state in sentence else "text"))
    if one.via:
        made += _still(paragraph(f"shown here via {scene.name(one.via)}", cells, "structure"))
    made += _bars(scene, one, cells)
    count = sum(len(claim.citations) for claim in one.claims)
    made += _quotes(scene, quotes.first_of_tie(scene, one, _FIRST_QUOTES), count, cells)
    made += _notes(scene, one.id, cells)
    return made


def _quotes(scene: Scene, cited: Sequence[Cited], count: int, cells: int) -> list[Row]:
    """The first quotes of so many."""
    if not count:
        return []
    made = [BLANK, *_still([rule("quotes", str(count), cells)])]
    made += quotes.rows(scene, cited, cells, about=False)
    if count > _FIRST_QUOTES:
        more = f"{count - _FIRST_QUOTES} more under Quotes"
        made.append(Row("", (Span("  " + more, "dim"),), stop=False))
    return made


def _notes(scene: Scene, target: str, cells: int) -> list[Row]:
    found = scene.index.notes_of(target)
    if not found:
        return []
    head = [BLANK, *_still([rule("notes", str(len(found)), cells)])]
    return head + notes.short(scene, target, cells)


def _bars(scene: Scene, one: Tie, cells: int) -> list[Row]:
    """A bar for the tie and one for each of its means: solid where held, shaded where possible.

    Each cell stands for a run of whole years; it shows the strongest state in them.
    """
    span = _years(scene, one)
    if span is None:
        return []
    first, last = span
    label = 12
    room = max(8, min(cells - label - 2, 48))
    years_a_cell = max(1, -(-(last - first + 1) // room))
    years = list(range(first, last + 1, years_a_cell))
    columns = [_columns(scene, one, range(y, min(y + years_a_cell, last + 1))) for y in years]
    codes = _codes(scene, one, [states for column in columns for states in column])
    bar = [_strongest(one.claims, column, None) for column in columns]
    made: list[Row] = [BLANK, _bar("in all", bar, label, one)]
    for code in codes:
        bar = [_strongest(one.claims, column, code) for column in columns]
        made.append(_bar(term_word(one.type, code), bar, label, one))
    axis = f"{first}" if first == last else f"{first}".ljust(max(5, len(years) - 4)) + f"{last}"
    made.append(Row("", (Span(" " * label + axis, "dim"),), stop=False))
    return made


def _columns(scene: Scene, one: Tie, years: range) -> list[tuple[State, ...]]:
    """The state of each claim of the tie in each of the years."""
    periods = [dates.period(f"{year:04d}") for year in years]
    return [
        tuple(claim_state(scene.index, claim, period) for claim in one.claims) for period in periods
    ]


def _codes(scene: Scene, one: Tie, columns: list[tuple[State, ...]]) -> list[str]:
    """The means of the tie in those years, in the order in which they come up."""
    found: dict[str, None] = {}
    for states in dict.fromkeys(columns):
        pairs = zip(one.claims, states, strict=True)
        holding = [c for c, state in pairs if state is State.HELD or state is State.POSSIBLY]
        found.update((term.code, None) for term in terms(scene.index, one.type, holding))
    return list(found)


def _strongest(
    claims: tuple[Claim, ...], column: list[tuple[State, ...]], code: str | None
) -> State:
    reported = {c.id for c in claims if any(one.stance == "supports" for one in c.citations)}
    found = (
        state
        for states in column
        for claim, state in zip(claims, states, strict=True)
        if (code is None or code in claim.terms) and (not reported or claim.id in reported)
    )
    return max(found, key=lambda state: state.rank, default=State.NOT)


def _bar(label: str, states: list[State], room: int, one: Tie) -> Row:
    glyphs = {State.HELD: "█", State.POSSIBLY: "░"}
    bar = "".join(glyphs.get(state, " ") for state in states)
    return Row("", (Span(fit(label, room), "dim"), Span(bar, role_of(one.type))), stop=False)


def _years(scene: Scene, one: Tie) -> tuple[int, int] | None:
    """The first and last year that a bound or a date of the tie names; None without any."""
    found: list[int] = []
    for claim in one.live:
        bounds = scene.index.bounds(claim.id)
        found += [dates.year_of(day) for day in bounds[:4] if dates.MIN_DAY < day < dates.MAX_DAY]
    if not found:
        return None
    shown = scene.lens.as_of
    last = dates.year_of(shown.last if shown.precision is not Precision.YEAR else shown.first)
    return min(found), max(*found, min(last, max(found) + 5))
