"""Paths between two actors for people: every hop with what is given of it and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from proxytui.cli import ties
from proxytui.cli.messages import say
from proxytui.cli.page import Page, joined, said
from proxytui.model import phrases, wording
from proxytui.model.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from proxytui.commands.ways import Paths
    from proxytui.network.paths import Hop, Path
    from proxytui.workspace import Workspace


def show(page: Page, workspace: Workspace, found: Paths) -> None:
    """The paths in order, a line a hop and one for the words that it rests on."""
    name = workspace.index.namer(found.as_of or workspace.default_period)
    ends = name(found.subject.id), name(found.object.id)
    page.put(said(" › ".join(ends), "bold"))
    page.put(said(_asked(found), "dim"))
    for number, path in enumerate(found.paths, 1):
        page.gap()
        _path(page, workspace, found, number, path)
    if not found.paths:
        way = f"no path is recorded from {ends[0]} to {ends[1]} ({_asked(found)})"
        say(f"{way}; ask without --as-of, --type, --directed or --max-hops")


def _asked(found: Paths) -> str:
    when = f"as of {phrases.date_words(found.as_of.text)}" if found.as_of else "over all time"
    types = [wording.heading(one, False) for one in CLAIM_TYPES if one in (found.types or ())]
    said = phrases.listed(types, "or") if types else "ties of every type"
    return f"{when}, {said}, {'one direction only' if found.directed else 'either direction'}"


def _path(page: Page, workspace: Workspace, found: Paths, number: int, path: Path) -> None:
    together = path.together
    held = wording.together_words(len(path.hops), together.state, together.day, found.as_of)
    head = f"{number}. {phrases.many(len(path.hops), 'hop')}"
    page.put(joined([said(head, "bold"), said(held)]))
    for hop, here, there in zip(path.hops, path.actors, path.actors[1:], strict=False):
        _hop(page, workspace, found, hop, (here, there))


def _hop(page: Page, workspace: Workspace, found: Paths, hop: Hop, ends: tuple[str, str]) -> None:
    index, tie = workspace.index, hop.tie
    period = found.as_of or workspace.default_period
    here, there = map(index.namer(period), ends)
    title = f"{here} › {wording.heading(tie.type, hop.reversed)} › {there}"
    parts = [said(title, "bold"), said(wording.hop_dates(tie, found.as_of, index.sources.get))]
    parts += ties.facts(tie, found.as_of)
    parts.append(said(wording.grade_words(tie, index.sources.get), "dim"))
    page.put(joined(parts), Text.assemble("   ", ties.glyph(tie), " "))
    citation = ties.first_citation(tie)
    if citation is not None:
        lead = Text.assemble("       ", ties.mark(workspace, citation), " ")
        page.put(ties.words(workspace, citation, period), lead)
