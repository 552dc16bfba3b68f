"""An actor's dossier and tree for people."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from proxytui import wording
from proxytui.cli import ties
from proxytui.cli.page import Page, column, joined, said, widest
from proxytui.model.vocabulary import CLAIM_TYPES, KINDS
from proxytui.text import clean
from proxytui.wording import phrases, tie_summary
from proxytui.wording.phrases import short_date

if TYPE_CHECKING:
    from proxytui.commands.show import Dossier, Tree
    from proxytui.model.dates import Period
    from proxytui.model.records import Actor, Note
    from proxytui.model.tie import Tie
    from proxytui.questions.tree import Branch
    from proxytui.workspace import Workspace

_DATE_CELLS = 22
_UNDER_QUOTE = " " * 8
_NOTHING = "nothing shows as of this date; --all shows what is not held then"


def show(page: Page, workspace: Workspace, found: Dossier) -> None:
    """Names, ties by heading with their first words, events, notes."""
    index, actor, period = workspace.index, found.actor, found.as_of
    page.put(joined([said(wording.label(actor, period), "bold"), said(actor.id, "dim")]))
    _recorded(page, actor)
    _date(page, workspace, period)
    for heading, group in groupby(_grouped(found), lambda one: _heading(one, actor.id)):
        listed = list(group)
        page.gap()
        page.put(said(f"{heading} ({len(listed)})", "bold"))
        for tie in listed:
            other = tie.other(tie.via or actor.id)
            # Under a heading of its type a tie says no more of that; elsewhere what it would be.
            apart = tie_summary.apart(tie)
            before = tie_summary.lead(tie, *_way(tie, actor.id)) if apart else ""
            lead = Text.assemble("  ", ties.glyph(tie), " ")
            page.put(ties.summary(workspace, tie, period, other, before), lead)
            _words(page, workspace, tie, period)
    if found.hidden:
        page.gap()
        page.put(said(f"the filter hides {phrases.plural(found.hidden, 'tie')}", "dim"))
    elif not found.ties:
        page.gap()
        page.put(said(_NOTHING if index.ties_of(actor.id) else "no ties are recorded", "dim"))
    if found.events:
        page.gap()
        page.put(said(f"events ({len(found.events)})", "bold"))
        cells = widest([short_date(event.date) for event in found.events], _DATE_CELLS)
        for event in found.events:
            lead = Text.assemble("  ", column(short_date(event.date), cells, "dim"), "  ")
            page.put(said(wording.event_words(event, index.namer(period), index.sources.get)), lead)
    if found.notes:
        page.gap()
        page.put(said(f"notes ({len(found.notes)})", "bold"))
        for note in found.notes:
            put_note(page, note, "  ")


def _recorded(page: Page, actor: Actor) -> None:
    """What is recorded of an actor apart from its ties."""
    kind = KINDS[actor.kind].label if actor.kind in KINDS else actor.kind
    facts = [said(f"{kind} (recorded as)"), said(", ".join(actor.countries))]
    labels = ("born", "died") if actor.kind == "person" else ("founded", "dissolved")
    for label, given in zip(labels, (actor.founded, actor.dissolved), strict=True):
        if given:
            facts.append(said(f"recorded as {label} {phrases.date_words(given)}"))
    page.put(joined(facts))
    if actor.described:
        page.put(said("known only by a source's description"))
    others = [said(wording.name_words(name)) for name in actor.names]
    if len(others) > 1:
        page.put(joined(others), Text("names: ", "dim"))
    coded = [f"{scheme}:{one}" for scheme, many in actor.identifiers.items() for one in many]
    if coded:
        page.put(said(", ".join(coded)), Text("identifiers: ", "dim"))
    if actor.tags:
        page.put(said(", ".join(actor.tags)), Text("tags: ", "dim"))
    if actor.summary:
        page.put(said(actor.summary), Text("summary: ", "dim"))


def _date(page: Page, workspace: Workspace, period: Period) -> None:
    why = f" ({workspace.default_reason})" if period == workspace.default_period else ""
    page.put(said(f"as of {phrases.date_words(period.text)}{why}", "dim"))


def _way(tie: Tie, actor: str) -> tuple[str, bool]:
    """A tie's type, and whether it is seen from its object."""
    kind = CLAIM_TYPES.get(tie.type)
    return tie.type, tie.object == (tie.via or actor) and not (kind and kind.symmetric)


def _heading(tie: Tie, actor: str) -> str:
    """What stands over a tie: how it is reported, or that it isn't."""
    return tie_summary.apart(tie) or wording.heading(*_way(tie, actor))


def _grouped(found: Dossier) -> list[Tie]:
    """The ties by heading, within each in the order they came; what nobody reports last."""
    order = {code: place for place, code in enumerate(CLAIM_TYPES)}

    def place(tie: Tie) -> tuple[int, int, bool]:
        type_, inverse = _way(tie, found.actor.id)
        return tie_summary.apart_rank(tie), order.get(type_, len(order)), inverse

    return sorted(found.ties, key=place)


def _words(page: Page, workspace: Workspace, tie: Tie, period: Period) -> None:
    """The words to show of a tie, and against it where it is disputed; how many more there are."""
    citations = ties.cited_first(tie)
    more = tie.quotes - sum(1 for citation in citations if citation.quote is not None)
    for citation in citations:
        body = ties.words(workspace, citation, period)
        if more > 0 and citation is citations[-1]:
            body.append(f" · {phrases.plural(more, 'more quote')}", "dim")
        page.put(body, Text.assemble("      ", ties.mark(workspace, citation), " "))
        around = ties.sentence(workspace, citation, page.size[0] - len(_UNDER_QUOTE))
        if around:
            page.put(around, Text(_UNDER_QUOTE))


def put_note(page: Page, note: Note, indent: str = "", by: str = "") -> None:
    """A note with its id and time, by whom it is where that is somebody else, and all its lines."""
    facts = [said(note.id, "dim"), said(note.modified, "dim")]
    page.put(joined([*facts, said(f"by {by}", "dim")] if by else facts), Text(indent))
    for line in clean(note.text).expandtabs(4).split("\n"):
        page.put(Text(line), Text(indent + "  "))


def tree(page: Page, workspace: Workspace, found: Tree) -> None:
    """A drawn tree; every tie with its state, means and, rolled up, through whom."""
    index, period = workspace.index, found.as_of
    inverse = found.direction == "backed-by"
    page.put(said(index.namer(period)(found.actor.id), "bold"))
    headings = [wording.heading(one, inverse) for one in CLAIM_TYPES if one in found.types]
    page.put(said(", ".join(dict.fromkeys(headings)), "dim"))
    _date(page, workspace, period)
    if not found.children and not found.left_out:
        page.put(said(_NOTHING if found.filter is None else "no tie passes the filter", "dim"))
    left_out = tie_summary.left_out_words(found.left_out)
    several = len(found.types) > 1
    # Its own stack, for a tree may be deeper than calls can be.
    waiting = _last_first(_apart(found.children), "")
    while waiting:
        branch, before, last = waiting.pop()
        inside = before + ("   " if last else "│  ")
        if isinstance(branch, _Apart):
            lead = Text(before + ("└─ " if last else "├─ "), "dim")
            page.put(said(f"{branch.words} ({len(branch.branches)})", "dim"), lead)
            waiting += _last_first(branch.branches, inside)
            continue
        body = ties.summary(workspace, branch.tie, period, branch.actor)
        if several:
            body.append(f" · {wording.relation(branch.tie, inverse=inverse)}", "dim")
        if branch.cycle:
            body.append(" · ↺ stands above", "dim")
        elif branch.seen:
            body.append(" · ↺ unfolded elsewhere", "dim")
        lead = Text.assemble((before + ("└─ " if last else "├─ "), "dim"), ties.glyph(branch.tie))
        lead.append(" ")
        page.put(body, lead, Text(inside + ("│ " if branch.children else ""), "dim"))
        waiting += _last_first(_apart(branch.children), inside)
    if left_out:
        page.put(said(left_out, "dim"))


class _Apart(NamedTuple):
    """Branches that nobody reports, and how they are spoken of."""

    words: str
    branches: tuple[Branch, ...]


def _apart(branches: tuple[Branch, ...]) -> tuple[Branch | _Apart, ...]:
    """The branches that are reported, then the others in groups."""
    ranked = sorted(branches, key=lambda one: tie_summary.apart_rank(one.tie))
    made: list[Branch | _Apart] = []
    for words, group in groupby(ranked, lambda one: tie_summary.apart(one.tie)):
        same = tuple(group)
        made += (_Apart(words, same),) if words else same
    return tuple(made)


def _last_first(
    branches: tuple[Branch | _Apart, ...], before: str
) -> list[tuple[Branch | _Apart, str, bool]]:
    return [(one, before, one is branches[-1]) for one in reversed(branches)]
