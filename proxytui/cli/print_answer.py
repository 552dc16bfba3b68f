"""Answers printed for people; each kind of answer has one function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from proxytui import text as texts
from proxytui import wording
from proxytui.asof import ties
from proxytui.asof.lens import Lens
from proxytui.cli.page import Page, column, joined, said, widest
from proxytui.cli.stderr import say
from proxytui.commands.diff import Difference
from proxytui.commands.findings import Gaps, Tensions
from proxytui.commands.history import Log
from proxytui.commands.merge import MergedIn
from proxytui.commands.neighbourhood import BackboneAnswer, MapAnswer
from proxytui.commands.notes import Notes
from proxytui.commands.path import Paths
from proxytui.commands.recovery import Repair, record_counts
from proxytui.commands.search import SearchAnswer
from proxytui.commands.show import Dossier, Tree
from proxytui.commands.sources import Sources, VerifiedQuotes
from proxytui.commands.storage import KeyValues
from proxytui.commands.timeline import History
from proxytui.commands.transfer import Imported
from proxytui.commands.views import Views, view_words
from proxytui.model.vocabulary import Check
from proxytui.search.matching import Excerpt
from proxytui.views import (
    backbone,
    difference,
    dossier,
    drawn_tree,
    gap,
    history,
    neighbourhood,
    notes,
    path,
    search_hits,
    tension,
    timeline,
)
from proxytui.views.page_lines import dated, plain
from proxytui.views.scene import Scene
from proxytui.wording.filter import filter_words
from proxytui.wording.phrases import join_words, plural

if TYPE_CHECKING:
    from proxytui.commands.call import Answer, Call
    from proxytui.model.dates import Period
    from proxytui.workspace import Workspace

_MOST_NAMED = 8
_AROUND_TIMELINE = 8
"""Lines that stand around the drawing of a timeline, the prompt of the shell among them."""
_MOST_SHOWN = 3
_NAME_CELLS = 36


def show(answer: Answer, call: Call) -> None:
    """Print an answer."""
    page = Page()
    if call.filter is not None:
        page.put(said(filter_words(call.filter), "yellow"))
    match answer:
        case Dossier():
            _dossier(page, call.workspace, answer)
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
        case Notes():
            _notes(page, call, answer)
        case Views():
            _views(page, call, answer)
        case Sources():
            _sources(page, answer)
        case VerifiedQuotes():
            _problems(page, answer)
        case Log():
            _log(page, answer)
        case KeyValues():
            _facts(page, answer)
        case Imported():
            _imported(page, answer)
        case MergedIn():
            _merged(page, answer)
        case Repair():
            _repair(page, answer)
        case _:
            raise TypeError(f"nobody prints {type(answer).__name__}")


def _scene(workspace: Workspace, lens: Lens) -> Scene:
    index = workspace.index
    return Scene(index, lens, index.namer(lens.as_of), workspace.check_quote)


def _why(workspace: Workspace, period: Period) -> str:
    """Why the date is this one, where nobody asked for it."""
    return f" ({workspace.default_reason})" if period == workspace.default_period else ""


def _dossier(page: Page, workspace: Workspace, answer: Dossier) -> None:
    scene = _scene(workspace, Lens(answer.as_of))
    contents = dossier.Contents(
        answer.actor, answer.ties, answer.events, answer.notes, answer.hidden
    )
    page.show(dossier.page(scene, contents, _why(workspace, answer.as_of), page.size[0]))


def _tree(page: Page, workspace: Workspace, answer: Tree) -> None:
    scene = _scene(workspace, Lens(answer.as_of, filter=answer.filter))
    root = drawn_tree.Root(answer.actor.id, answer.types, answer.direction == "backed-by")
    reason = _why(workspace, answer.as_of)
    page.show(drawn_tree.page(scene, root, answer.children, answer.left_out, reason))


def _difference(page: Page, workspace: Workspace, answer: Difference) -> None:
    scene = _scene(workspace, Lens(workspace.default_period))
    ends = answer.first, answer.second
    page.show(difference.page(scene, ends, answer.headings, answer.changes))
    if not answer.changes:
        say("no difference is recorded")


def _tensions(page: Page, workspace: Workspace, answer: Tensions) -> None:
    page.show([dated(answer.as_of, _why(workspace, answer.as_of))])
    page.show(tension.page(_scene(workspace, Lens(answer.as_of)), answer.findings))
    if not answer.findings:
        say("no tension is found in what is reported")
    page.show(tension.balance_page(answer.balance))


def _gaps(page: Page, answer: Gaps) -> None:
    page.show([dated(answer.as_of, f", without {answer.publisher}" if answer.publisher else "")])
    page.show(gap.page(answer.headings, answer.findings))
    if answer.publisher:
        left = plural(answer.rest, "more tie")
        say(f"{left} would stay, where {answer.publisher} is not cited")
    elif not answer.findings:
        say("no weak spot is found")


def _paths(page: Page, workspace: Workspace, answer: Paths) -> None:
    scene = _scene(workspace, Lens(answer.as_of or workspace.default_period))
    ends = answer.subject.id, answer.object.id
    question = path.asked(answer.as_of, answer.types, answer.directed)
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
    page.show([plain(title, "strong"), dated(answer.as_of)])
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
    page.show(neighbourhood.page(question, *page.size))


def _backbone(page: Page, workspace: Workspace, answer: BackboneAnswer) -> None:
    page.show([dated(answer.lens.as_of)])
    if answer.actor is None:
        say("there are no actors; add or import some")
        return
    scene = _scene(workspace, answer.lens)
    page.show(backbone.page(scene, answer.whole, answer.actor.id, page.size[0]))


def _hits(page: Page, answer: SearchAnswer) -> None:
    hits = [search_hits.PageHit(h.kind, h.id, Excerpt(h.text, h.marks)) for h in answer.hits]
    page.show(search_hits.page(hits))
    if not hits:
        say(f"nothing found for “{answer.query[:60]}”; try fewer words or another spelling")


def _notes(page: Page, call: Call, found: Notes) -> None:
    scene = _scene(call.workspace, Lens(call.workspace.default_period))
    page.show(notes.page(scene, found.notes, found.authors))
    if not found.notes:
        say("there are no notes; `note add NAME` makes one")


def _views(page: Page, call: Call, found: Views) -> None:
    cells = widest([view.name for view in found.views], _NAME_CELLS)
    for view in found.views:
        lead = Text.assemble(column(view.name, cells, "bold"), "  ")
        page.put(said(view_words(call.workspace, view)), lead)
    if not found.views:
        say("there are no views; `view save NAME --filter F` makes one, b and B in the explorer")


def _sources(page: Page, found: Sources) -> None:
    for source, quotes in found.sources:
        page.put(joined([said(source.id, "bold"), said(wording.source_words(source))]))
        facts = [said(source.publisher or "no publisher recorded")]
        facts.append(said(source.licence or ""))
        facts.append(said(plural(len(source.documents), "text") if source.documents else "no text"))
        facts.append(said(_checks(quotes)))
        page.put(joined(facts), Text("    "))


def _checks(quotes: dict[str, int]) -> str:
    counted = [f"{quotes[check.value]} {check.value}" for check in Check if quotes.get(check.value)]
    total = plural(sum(quotes.values()), "quote")
    return f"{total}: {', '.join(counted)}" if counted else "no quotes"


def _problems(page: Page, found: VerifiedQuotes) -> None:
    report = found.report
    for problem in (*report.problems, *report.hints):
        lead = joined([said(problem.record, "bold"), said(problem.code, "yellow")])
        page.put(Text.assemble(lead, (" · ", "dim"), said(problem.message)))
    _copies(found.copies)
    records = [f"{count} {table}" for table, count in report.records.items() if count]
    problems = plural(len(report.problems), "problem") if report.problems else "no problems"
    hints = f" and {plural(len(report.hints), 'hint')}" if report.hints else ""
    say(f"{problems}{hints} in {join_words(records) or 'an empty store'}; {_checks(report.quotes)}")


def _copies(names: tuple[str, ...]) -> None:
    for name in names:
        how = (
            "; to bring it in, name it store.json in a folder of its own and `proxytui merge` that"
        )
        what = "looks like another copy of the store's file and is not read"
        say(f"{name} {what}{'' if '/' in name else how}")


def _log(page: Page, found: Log) -> None:
    for transaction, undone in found.steps:
        facts = [said(transaction.time, "dim"), said(transaction.id, "dim")]
        facts.append(said(transaction.label, "strike" if undone else ""))
        touched = len({(change.table, change.id) for change in transaction.changes})
        facts += [said(plural(touched, "record"), "dim"), said(transaction.by, "dim")]
        facts.append(said("undone" if undone else "", "yellow"))
        page.put(joined(facts))
    if not found.steps:
        say("nothing was changed yet")


def _facts(page: Page, found: KeyValues) -> None:
    cells = widest(list(found.facts), _NAME_CELLS)
    for name, value in found.facts.items():
        page.put(said(str(value)), Text.assemble(column(name, cells, "dim"), "  "))


def _imported(page: Page, found: Imported) -> None:
    proposal = found.proposal
    for row, reason in proposal.set_aside:
        say(f"set aside {row}: {reason}")
    unknown = [f"{one.row}: {one.words}" for one in proposal.unknown]
    wrong = [f"{one.record}: {one.message}" for one in found.problems]
    for told in texts.summarise_alike([*unknown, *wrong], _MOST_NAMED):
        say(told)
    if found.attested:
        say(_attested_words(found.attested))
    if found.transaction:
        page.put(said(found.transaction))
    counted = []
    for verb, tables in (("added", proposal.added), ("changed", proposal.changed)):
        some = [f"{count} {table}" for table, count in tables.items() if count]
        counted.append(f"{verb} {join_words(some) or 'nothing'}")
    counted.append(f"{proposal.unchanged} unchanged, {len(proposal.set_aside)} set aside")
    if found.problems:
        counted.append(f"{plural(len(found.problems), 'problem')} in what came in")
    say(("only a trial: " if found.dry else "") + "; ".join(counted))


def _attested_words(claims: tuple[str, ...]) -> str:
    shown = texts.line(", ".join(claims[:_MOST_SHOWN]))
    more = f" and {plural(len(claims) - _MOST_SHOWN, 'other')}" if len(claims) > _MOST_SHOWN else ""
    return (
        f"without an end or an attestation, so taken as current on the day of the source: {shown}"
        f"{more}; --no-attest leaves such claims as they are"
    )


def _repair(page: Page, found: Repair) -> None:
    survey, accepted = found.survey, found.accepted
    _copies(found.copies)
    aside = [f"{one.table}/{one.id}: {one.reason}" for one in survey.set_aside]
    for damage in texts.summarise_alike([*survey.damage, *aside], _MOST_NAMED):
        page.put(said(damage))
    if accepted is not None:
        counts = record_counts(accepted.records)
        say(f"goes on with {counts}; all as it was is kept in {accepted.kept}")
        say(f"what is set aside is listed in {accepted.aside}")
        return
    if not found.wrong:
        say("nothing is damaged")
        return
    newest, replay = survey.newest, survey.replay
    if newest is not None:
        page.put(said(f"newest whole backup: {newest.time}, {record_counts(newest.records)}"))
        page.put(said("`proxytui restore --newest` puts it in place"), Text("    "))
    else:
        page.put(said("there is no whole backup here; `proxytui restore DIR` takes one elsewhere"))
    if replay is not None:
        page.put(said(f"sound as it is, with the journal: {record_counts(replay)}"))
        page.put(said("`proxytui repair --accept` goes on with that"), Text("    "))
    else:
        page.put(said("without a backup nothing can be read"))
    say("nothing is written until you choose; both keep a copy of all that is there")


def _merged(page: Page, found: MergedIn) -> None:
    merged = found.merged
    if found.transaction:
        page.put(said(found.transaction))
    for one in merged.conflicts:
        field = f" {one.field}" if one.field else ""
        sides = [_side(one.ours, one.field), _side(one.theirs, one.field)]
        say(f"conflict: {one.record}{field}: here {sides[0]}, there {sides[1]}")
    counts = []
    for verb, tables in (("added", merged.added), ("changed", merged.changed)):
        some = [f"{count} {table}" for table, count in tables.items() if count]
        counts.append(f"{verb} {join_words(some) or 'nothing'}")
    counts.append(f"{merged.unchanged} unchanged, {plural(len(merged.conflicts), 'conflict')}")
    say("; ".join(counts))


def _side(value: object, field: str) -> str:
    if value is None:
        return "nothing" if field else "removed"
    return f"“{value}”" if isinstance(value, str) else ("a value" if field else "kept")
