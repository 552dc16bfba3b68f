"""Answers printed for people: each kind is unpacked into plain values for its view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import wording
from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.cli import print_changes
from proxytui.cli.page import Page
from proxytui.cli.stderr import say
from proxytui.commands.citing import Footnotes
from proxytui.commands.diff import Difference
from proxytui.commands.edit import Edited, Faulty
from proxytui.commands.findings import Gaps, Tensions
from proxytui.commands.history import Log
from proxytui.commands.identities import Who
from proxytui.commands.merge import MergedIn
from proxytui.commands.neighbourhood import BackboneAnswer, MapAnswer
from proxytui.commands.notes import Notes
from proxytui.commands.path import Paths
from proxytui.commands.recovery import Repair
from proxytui.commands.search import SearchAnswer
from proxytui.commands.show import Dossier, TieDossier, Tree
from proxytui.commands.sources import Sources, VerifiedQuotes
from proxytui.commands.storage import KeyValues
from proxytui.commands.suggest import Suggestions
from proxytui.commands.timeline import History
from proxytui.commands.transfer import Imported
from proxytui.commands.views import Views, view_words
from proxytui.search.matching import Excerpt
from proxytui.views import (
    backbone,
    difference,
    dossier,
    drawn_tree,
    gap,
    history,
    identities,
    log,
    neighbourhood,
    notes,
    path,
    problems,
    search_hits,
    sources,
    suggestions,
    tension,
    tie_quotes,
    timeline,
    written,
)
from proxytui.views.page_lines import GAP, dated, table
from proxytui.views.page_lines import plain as plain_line
from proxytui.views.scene import Scene
from proxytui.wording.filter import filter_words
from proxytui.wording.phrases import RECORD_WORDS, join_words, plural

if TYPE_CHECKING:
    from proxytui.commands.call import Answer, Call
    from proxytui.model.dates import Period
    from proxytui.workspace import Workspace

_AROUND_TIMELINE = 8
"""Lines that stand around the drawing of a timeline, the prompt of the shell among them."""


def show(answer: Answer, call: Call, *, plain: bool = False) -> None:
    """Print an answer, with `plain` in words alone."""
    page = Page(plain=plain)
    if call.filter is not None:
        page.show([plain_line(filter_words(call.filter), "possible")])
    match answer:
        case Dossier():
            _dossier(page, call.workspace, answer)
        case TieDossier():
            scene = _scene(call.workspace, Lens(answer.as_of))
            page.show(tie_quotes.page(scene, answer.tie, _reason(call.workspace, answer.as_of)))
        case Tree():
            _tree(page, call.workspace, answer)
        case Paths():
            _paths(page, call.workspace, answer)
        case BackboneAnswer():
            _backbone(page, call.workspace, answer)
        case MapAnswer():
            _map(page, call.workspace, answer)
        case History():
            _timeline(page, call.workspace, answer)
        case Difference():
            _difference(page, call.workspace, answer)
        case Tensions():
            _tensions(page, call.workspace, answer)
        case Gaps():
            _gaps(page, answer)
        case SearchAnswer():
            _hits(page, answer)
        case Faulty():
            for line, column, message in answer.faults:
                say(f"{answer.name}:{line}:{column}: {message}; nothing was written")
        case Edited():
            _edited(page, call.workspace, answer)
        case Who():
            _who(page, call.workspace, answer)
        case Footnotes():
            for place, (_, _, note) in enumerate(answer.notes):
                lines = [
                    *([GAP] if place and "\n" in note else []),
                    *map(plain_line, note.split("\n")),
                ]
                page.show(lines)
            if not answer.notes:
                say("no source is recorded")
        case Notes():
            _notes(page, call.workspace, answer)
        case Views():
            _views(page, call.workspace, answer)
        case Sources():
            page.show(sources.page(answer.sources))
        case VerifiedQuotes():
            _problems(page, answer)
        case Suggestions():
            _suggestions(page, answer)
        case Log():
            _log(page, answer)
        case KeyValues():
            page.show(table(answer.rows(), "dim"))
        case Imported():
            print_changes.imported(page, answer)
        case MergedIn():
            print_changes.merged(page, answer)
        case Repair():
            print_changes.repair(page, answer)
        case _:
            raise TypeError(f"nobody prints {type(answer).__name__}")


def _scene(workspace: Workspace, lens: Lens) -> Scene:
    index = workspace.index
    return Scene(index, lens, index.namer(lens.as_of), workspace.check_quote)


def _reason(workspace: Workspace, period: Period) -> str:
    """The reason for a date that nobody asked for, in brackets; empty for another one."""
    return f" ({workspace.default_reason})" if period == workspace.default_period else ""


def _dossier(page: Page, workspace: Workspace, answer: Dossier) -> None:
    scene = _scene(workspace, Lens(answer.as_of))
    contents = dossier.Contents(
        answer.actor, answer.ties, answer.events, answer.notes, answer.hidden
    )
    page.show(dossier.page(scene, contents, _reason(workspace, answer.as_of), page.size[0]))


def _tree(page: Page, workspace: Workspace, answer: Tree) -> None:
    scene = _scene(workspace, Lens(answer.as_of, filter=answer.filter))
    root = drawn_tree.Root(answer.actor.id, answer.types, answer.direction == "backed-by")
    reason = _reason(workspace, answer.as_of)
    page.show(drawn_tree.page(scene, root, answer.children, answer.left_out, reason))


def _difference(page: Page, workspace: Workspace, answer: Difference) -> None:
    scene = _scene(workspace, Lens(workspace.default_period))
    ends = answer.first, answer.second
    page.show(difference.page(scene, ends, answer.by, answer.headings, answer.changes))
    if not answer.changes:
        say("no difference is recorded")


def _tensions(page: Page, workspace: Workspace, answer: Tensions) -> None:
    page.show([dated(answer.as_of, _reason(workspace, answer.as_of))])
    page.show(tension.page(_scene(workspace, Lens(answer.as_of)), answer.findings))
    if not answer.findings:
        say("no tension is found in what is reported")
    page.show(tension.balance_page(answer.balance))


def _gaps(page: Page, answer: Gaps) -> None:
    page.show([dated(answer.as_of, f", without {answer.publisher}" if answer.publisher else "")])
    page.show(gap.page(answer.headings, answer.counts, answer.shown()))
    if answer.publisher:
        left = plural(answer.rest, "more tie")
        say(f"{left} would stay, where {answer.publisher} is not cited")
    elif not answer.findings:
        say("no weak spot is found")


def _paths(page: Page, workspace: Workspace, answer: Paths) -> None:
    scene = _scene(workspace, Lens(answer.as_of or workspace.default_period))
    ends = answer.subject.id, answer.object.id
    question = path.scope_words(answer.as_of, answer.types, answer.directed)
    page.show(path.page(scene, ends, question, answer.paths, answer.as_of))
    if not answer.paths:
        first, last = map(scene.name, ends)
        nothing = f"no path is recorded from {first} to {last} ({question})"
        say(f"{nothing}; ask without --as-of, --type, --directed or --max-hops")


def _timeline(page: Page, workspace: Workspace, answer: History) -> None:
    index, scene = workspace.index, _scene(workspace, Lens(answer.as_of))
    if answer.tie:
        title = wording.tie_title(ties.tie(index, answer.tie, scene.lens), scene.name)
    else:
        title = scene.name(answer.actor)
    page.show([plain_line(title, "strong"), dated(answer.as_of)])
    cells, height = page.size
    if height is not None:
        room = max(_AROUND_TIMELINE, height - _AROUND_TIMELINE)
        question = timeline.ChartQuestion(answer.groups(index), answer.actor)
        page.show(timeline.Chart(scene, question).page(cells, room))
    page.show(history.page(answer.entries))


def _map(page: Page, workspace: Workspace, answer: MapAnswer) -> None:
    index = workspace.index
    name = index.namer(answer.lens.as_of)
    question = neighbourhood.NeighbourhoodQuestion(answer.around(index), name, answer.hops)
    page.show(
        neighbourhood.listed(question) if page.plain else neighbourhood.page(question, *page.size)
    )


def _backbone(page: Page, workspace: Workspace, answer: BackboneAnswer) -> None:
    page.show([dated(answer.lens.as_of)])
    if answer.actor is None:
        say("there are no actors; add or import some")
        return
    scene = _scene(workspace, answer.lens)
    if page.plain:
        page.show(backbone.listed(scene, answer.whole))
    else:
        page.show(backbone.page(scene, answer.whole, answer.actor.id, page.size[0]))


def _hits(page: Page, answer: SearchAnswer) -> None:
    hits = [
        search_hits.PageHit(hit.kind, hit.id, Excerpt(hit.text, hit.marks), hit.source_status)
        for hit in answer.hits
    ]
    page.show(search_hits.page(hits))
    if not hits:
        say(f"nothing found for “{answer.query[:60]}”; try fewer words or another spelling")


def _who(page: Page, workspace: Workspace, answer: Who) -> None:
    scene = _scene(workspace, Lens(workspace.default_period))
    page.show(identities.page(scene, answer.decisions, answer.contradictions, answer.candidates))
    if not answer.decisions and not answer.candidates:
        more = "" if answer.only_decided else ", and no two actors look alike"
        say(f"nothing is decided on who is who{more}")


def _suggestions(page: Page, answer: Suggestions) -> None:
    page.show(
        suggestions.page(
            suggestions.SuggestedClaim(claim.sentence, claim.quote, claim.why, rejected)
            for claim, rejected in answer.suggestions
        )
    )
    count = plural(len(answer.suggestions), "suggestion")
    left_out = f"; {answer.recorded} more are recorded from it" if answer.recorded else ""
    if answer.rejected:
        left_out += f"; {answer.rejected} were rejected before"
    say(f"{count} from {answer.source} ({answer.engine}){left_out}; nothing was stored")
    if answer.failure:
        say(f"{answer.failure}; so the text was read by rules alone, which see less")


def _notes(page: Page, workspace: Workspace, answer: Notes) -> None:
    scene = _scene(workspace, Lens(workspace.default_period))
    page.show(notes.page(scene, answer.notes, answer.authors))
    if not answer.notes:
        say("there are no notes; `note add NAME` makes one")


def _views(page: Page, workspace: Workspace, answer: Views) -> None:
    page.show(table(((view.name, view_words(workspace, view)) for view in answer.views), "strong"))
    if not answer.views:
        say("there are no views; `view save NAME --filter F` makes one, b and B in the explorer")


def _problems(page: Page, answer: VerifiedQuotes) -> None:
    report = answer.report
    page.show(problems.page((*report.problems, *report.hints)))
    print_changes.say_copies(answer.copies)
    counts = ((RECORD_WORDS.get(table, table), n) for table, n in report.records.items() if n)
    records = [plural(count, word) for word, count in counts]
    count = plural(len(report.problems), "problem") if report.problems else "no problems"
    hints = f" and {plural(len(report.hints), 'hint')}" if report.hints else ""
    where = join_words(records) or "an empty store"
    say(f"{count}{hints} in {where}; {sources.check_words(report.quotes)}")


def _log(page: Page, answer: Log) -> None:
    page.show(log.page(answer.steps))
    if not answer.steps:
        say("nothing was changed yet")


def _edited(page: Page, workspace: Workspace, answer: Edited) -> None:
    scene = _scene(workspace, Lens(workspace.default_period))
    groups = {"added": answer.added, "changed": answer.changed, "removed": answer.removed}
    for verb, keys in groups.items():
        page.show(written.page(scene, verb, keys))
    if not any(groups.values()):
        say("nothing is changed")
