"""Differences, tensions and gaps for people: under headings, each with a quote below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from proxytui.cli import ties
from proxytui.cli.messages import say
from proxytui.cli.page import Page, said

if TYPE_CHECKING:
    from proxytui.commands.differing import Difference
    from proxytui.model.dates import Period
    from proxytui.model.values import Tie
    from proxytui.workspace import Workspace


def difference(page: Page, workspace: Workspace, found: Difference) -> None:
    """What changed by its kind, each with its sentence and the first words it rests on."""
    page.put(said(f"from {found.first} to {found.second}", "bold"))
    for kind, heading in found.headings.items():
        listed = [one for one in found.changes if one.kind == kind]
        if not listed:
            continue
        page.gap()
        page.put(said(f"{heading} ({len(listed)})", "bold"))
        for one in listed:
            page.put(said(one.words), Text.assemble("  ", ties.glyph(one.tie), " "))
            _quote(page, workspace, one.tie, one.period)
    if not found.changes:
        say("no difference is recorded")


def _quote(page: Page, workspace: Workspace, tie: Tie, period: Period) -> None:
    """The words to show first of a tie."""
    citation = ties.first_citation(tie)
    if citation is not None:
        lead = Text.assemble("      ", ties.mark(workspace, citation), " ")
        page.put(ties.words(workspace, citation, period), lead)
