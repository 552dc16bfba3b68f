"""Differences, tensions and gaps for people: under headings, each with a quote below it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from proxytui import wording
from proxytui.cli import ties
from proxytui.cli.page import Page, column, joined, said
from proxytui.cli.stderr import say
from proxytui.wording.phrases import date_words, plural

if TYPE_CHECKING:
    from proxytui.commands.diff import Difference
    from proxytui.commands.findings import Gaps, Tensions
    from proxytui.model.dates import Period
    from proxytui.model.tie import Tie
    from proxytui.workspace import Workspace


def difference(page: Page, workspace: Workspace, found: Difference) -> None:
    """What changed by its kind, each with its sentence and the first words it rests on."""
    page.put(said(f"from {found.first} to {found.second}", "bold"))
    for kind, heading in found.headings.items():
        listed = [one for one in found.changes if one.kind == kind]
        if not listed:
            continue
        _heading(page, heading, len(listed))
        for one in listed:
            page.put(said(one.words), Text.assemble("  ", ties.glyph(one.tie), " "))
            _quote(page, workspace, one.tie, one.period)
    if not found.changes:
        say("no difference is recorded")


def tensions(page: Page, workspace: Workspace, found: Tensions) -> None:
    """The tensions by kind, each with a quote of every tie, and the triangles year by year."""
    why = f" ({workspace.default_reason})" if found.as_of == workspace.default_period else ""
    page.put(said(f"as of {date_words(found.as_of.text)}{why}", "dim"))
    for kind, heading in wording.TENSIONS.items():
        listed = [one for one in found.findings if one.kind == kind]
        if not listed:
            continue
        _heading(page, heading, len(listed))
        for one in listed:
            page.put(said(one.words), Text("  "))
            for tie in one.ties:
                _quote(page, workspace, tie, found.as_of)
    if not found.findings:
        say("no tension is found in what is reported")
    if any(year[1:] != (0, 0, 0, 0) for year in found.balance):
        page.gap()
        page.put(said("triangles of support, alliance and opposition by year", "bold"))
        page.put(said("what is only possible, for want of any start, is not counted", "dim"))
        for counts, same in groupby(found.balance, lambda year: year[1:]):
            years = list(same)
            if any(counts):
                span = dict.fromkeys(str(year.year) for year in (years[0], years[-1]))
                page.put(said(wording.balance_words(*counts)), column("–".join(span), 11))


def gaps(page: Page, found: Gaps) -> None:
    """The weak spots by code, each with its record, and how many there are of each."""
    about = f", without {found.publisher}" if found.publisher else ""
    page.put(said(f"as of {date_words(found.as_of.text)}{about}", "dim"))
    for code, heading in found.headings.items():
        listed = [one for one in found.findings if one.code == code]
        if not listed:
            continue
        _heading(page, heading, len(listed))
        for one in listed:
            page.put(joined([said(one.words), said(one.record, "dim")]), Text("  "))
    if found.publisher:
        say(f"{plural(found.rest, 'more tie')} would stay, where {found.publisher} is not cited")
    elif not found.findings:
        say("no weak spot is found")


def _heading(page: Page, words: str, count: int) -> None:
    page.gap()
    page.put(said(f"{words} ({count})", "bold"))


def _quote(page: Page, workspace: Workspace, tie: Tie, period: Period) -> None:
    """The words to show first of a tie, and words against it where it is disputed."""
    for citation in ties.cited_first(tie):
        lead = Text.assemble("      ", ties.mark(workspace, citation), " ")
        page.put(ties.words(workspace, citation, period), lead)
