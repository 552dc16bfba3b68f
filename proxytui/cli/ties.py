"""Ties and quotes in lines for people: what is said of them, never as a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from proxytui.cli.page import joined, said
from proxytui.model import wording
from proxytui.model.dates import State
from proxytui.model.phrases import many
from proxytui.model.vocabulary import CHECK_MARKS, CLAIM_TYPES, Check, Status, term_word

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.values import Citation, Tie
    from proxytui.workspace import Workspace

_UNSUPPORTED = {
    "supported": "no publisher supports it now",
    "denied": "no publisher supports it",
    "mentioned": "only mentioned",
}
_STATES = {State.HELD: "", State.POSSIBLY: "yellow", State.NOT: "dim"}
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


def summary(workspace: Workspace, tie: Tie, period: Period, actor: str) -> Text:
    """A tie on one line, by the actor at its other end: state, status, means, publishers."""
    name = workspace.index.namer(period)
    parts = [said(name(actor), "bold"), *facts(tie, period)]
    if tie.via is not None:
        parts.append(said(f"via {name(tie.via)}", "dim"))
    return joined(parts)


def facts(tie: Tie, period: Period | None) -> list[Text]:
    """Office, state, status, means and publishers of a tie; without a period, of all time."""
    parts = []
    roles = {claim.role for claim in tie.live if claim.role}
    if len(roles) == 1:
        parts.append(said(f"“{roles.pop()}”"))
    parts.append(said(wording.state_words(tie, period), _STATES[tie.state]))
    if tie.status not in (Status.ASSERTED, Status.REFUTED, Status.RETRACTED):
        parts.append(said(tie.status.value, "yellow"))
    supported = [term for term in tie.terms if term.publishers]
    means = [f"{term_word(tie.type, term.code)} ({term.publishers})" for term in supported]
    parts.append(said(", ".join(means)))
    publishers = many(tie.publishers, "publisher") if tie.publishers else _UNSUPPORTED[tie.support]
    parts.append(said(publishers, "dim"))
    return parts


def first_citation(tie: Tie) -> Citation | None:
    """What to show first: words that support it at the date, else any words, else any citation."""
    ranked = [
        (citation.quote is None, state is State.NOT, citation.stance != "supports", n, citation)
        for n, (claim, state) in enumerate(zip(tie.claims, tie.states, strict=True))
        for citation in claim.citations
    ]
    return min(ranked, key=lambda one: one[:4])[4] if ranked else None


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
