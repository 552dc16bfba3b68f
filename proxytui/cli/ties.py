"""Ties and quotes in lines for people: what is said of them, never as a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from proxytui import wording
from proxytui.cli.page import joined, said
from proxytui.model.dates import State
from proxytui.model.vocabulary import CHECK_MARKS, CLAIM_TYPES, Check
from proxytui.reading import sentences
from proxytui.wording import tie_summary
from proxytui.wording.tie_summary import cited_first

__all__ = ["cited_first", "facts", "glyph", "mark", "sentence", "summary", "words"]

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.records import Citation
    from proxytui.model.tie import Tie
    from proxytui.workspace import Workspace

_STATES = {
    State.HELD: "",
    State.POSSIBLY: "yellow",
    State.UNSPOKEN: "dim",
    State.NOT: "dim",
}
_FACTS = {"status": "yellow", "disputed": "yellow", "publishers": "dim"}
_CHECKS = {
    Check.EXACT: "green",
    Check.NORMALISED: "green",
    Check.AMBIGUOUS: "yellow",
    Check.MOVED: "yellow",
    Check.ABSENT: "red",
    Check.NO_COPY: "dim",
}


def glyph(tie: Tie) -> Text:
    """The line drawn for a tie: one for held, a fainter one else."""
    kind = CLAIM_TYPES.get(tie.type)
    if kind is None:
        return Text("─")
    return Text(kind.line if tie.state is State.HELD else kind.faint, _STATES[tie.state])


def summary(workspace: Workspace, tie: Tie, period: Period, actor: str, before: str = "") -> Text:
    """A tie on one line, by the actor at its other end: state, status, means, publishers; what the
    heading above doesn't say of how the two stand goes before."""
    name = workspace.index.namer(period)
    other = Text(f"{before} " if before else "").append_text(said(name(actor), "bold"))
    parts = [other, *facts(tie, period)]
    if tie.via is not None:
        parts.append(said(f"via {name(tie.via)}", "dim"))
    return joined(parts)


def facts(tie: Tie, period: Period | None) -> list[Text]:
    """Office, state, status, means and publishers of a tie; without a period, of all time."""
    styles = {"state": _STATES[tie.state], **_FACTS}
    return [said(one.words, styles.get(one.about, "")) for one in tie_summary.facts(tie, period)]


def mark(workspace: Workspace, citation: Citation) -> Text:
    """The check mark of a citation; a blank where it has no words."""
    if citation.quote is None:
        return Text(" ")
    check = workspace.check_quote(citation).check
    return Text(CHECK_MARKS[check].glyph, _CHECKS[check])


def words(workspace: Workspace, citation: Citation, period: Period) -> Text:
    """A citation on one line: the words, whether they stand in the source, and who says so."""
    index = workspace.index
    who = wording.citation_words(citation, index.namer(period), index.sources.get)
    if citation.quote is None:
        return joined([said("no words recorded"), said(who, "dim")])
    check = CHECK_MARKS[workspace.check_quote(citation).check].words
    return joined([said(f"“{citation.quote.exact}”"), said(check, "dim"), said(who, "dim")])


def sentence(workspace: Workspace, citation: Citation, cells: int) -> Text:
    """The sentence that the words stand in, in about so many cells; empty where they are all of it,
    or where it isn't known."""
    around = workspace.check_quote(citation).sentence if citation.quote is not None else None
    shown = sentences.shown(around, cells - len("sentence: “”")) if around is not None else ""
    return said(f"sentence: “{shown}”" if shown else "", "dim")
