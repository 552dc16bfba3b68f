"""Commands about the sources of a claim: cite another one, print footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.commands.arguments import AS_OF
from proxytui.commands.call import Answer
from proxytui.commands.command import Argument, Command, Shape
from proxytui.commands.edit import Edited, Faulty, written
from proxytui.errors import UsageError
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from proxytui.commands import notes
    from proxytui.commands.call import Call
    from proxytui.editing import citation, directory, new_sources
    from proxytui.model.records import Claim, Event, Json
    from proxytui.wording import footnote
    from proxytui.workspace import Workspace
else:
    citation = LazyModule("proxytui.editing.citation")
    directory = LazyModule("proxytui.editing.directory")
    new_sources = LazyModule("proxytui.editing.new_sources")
    notes = LazyModule("proxytui.commands.notes")
    footnote = LazyModule("proxytui.wording.footnote")


def cite(call: Call) -> Edited | Faulty:
    """Add a citation to a claim that is there."""
    workspace = call.workspace
    claim = claim_named(workspace, call.text("claim"))
    names = directory.of(workspace)
    typed, disputes = new_sources.TypedRecords(call.text("line")), call.flag("disputes")
    edit = citation.cite(typed, claim, names, workspace, disputes=disputes)
    if edit.faults:
        return Faulty("line", tuple((*fault.place, fault.message) for fault in edit.faults))
    return written(workspace, edit.changes, f"{'dispute' if disputes else 'cite'} {claim.id}")


class Footnotes(Answer, frozen=True):
    """Footnotes in a style, each with the id of the record it is for and that of its source."""

    style: str
    notes: tuple[tuple[str, str, str], ...]

    @property
    def code(self) -> int:
        """1 without any."""
        return 0 if self.notes else 1

    def document(self, workspace: Workspace) -> Json:
        """The shape of `footnote`."""
        return {
            "style": self.style,
            "footnotes": [
                {"record": record, "source": source, "text": text}
                for record, source, text in self.notes
            ],
        }


def print_footnotes(call: Call) -> Footnotes:
    """The footnotes of what is cited for and against a claim."""
    workspace, name = call.workspace, call.text("name").strip()
    style = footnote.Style(call.text("style"))
    index = workspace.index
    called = [name] if name in index.sources else index.source_names.called(name)
    if len(called) == 1:
        name, known = called[0], index.sources[called[0]]
        if call.flag("markdown"):
            text = footnote.markdown_reference(known, name, style)
        else:
            text = f"{footnote.reference(known, style).removesuffix('.')}."
        return Footnotes(style.value, ((name, name, text),))
    period = call.period
    namer = index.namer(period)
    notes = []
    for record in _cited_records(workspace, name):
        for place, citation in enumerate(record.citations, 1):
            check = None if citation.quote is None else workspace.check_quote(citation).check
            source = index.sources.get(citation.source)
            words = footnote.CitedWords(citation, record, source, check)
            if call.flag("markdown"):
                label = f"{record.id}-{place}"
                text = footnote.markdown_footnote(words, namer, period, label, style)
            else:
                text = footnote.footnote(words, namer, period, style)
            notes.append((record.id, citation.source, text))
    return Footnotes(style.value, tuple(notes))


def _cited_records(workspace: Workspace, name: str) -> list[Claim | Event]:
    """The claim or event with an id, or the claims of a tie. Raises UsageError."""
    index = workspace.index
    record = index.claims.get(name) or index.events.get(name)
    if record is not None:
        return [record]
    tie = notes.canonical_tie_id(workspace, name)
    if tie:
        return [index.claims[id_] for id_ in index.tie_claims[tie]]
    raise UsageError(
        f"nothing that is cited is called {name}", "name a claim, a tie, an event or a source"
    )


def claim_named(workspace: Workspace, name: str) -> Claim:
    """The claim with an id, or the only one of a tie. Raises UsageError."""
    index, id_ = workspace.index, name.strip()
    if id_ in index.claims:
        return index.claims[id_]
    tie = notes.canonical_tie_id(workspace, id_)
    claims = index.tie_claims[tie] if tie else ()
    if len(claims) == 1:
        return index.claims[claims[0]]
    if claims:
        raise UsageError(f"{tie} has several claims: {', '.join(claims)}", "name one of them")
    raise UsageError(f"there is no claim {id_}", "`show` of a tie names its claims")


CLAIM = Argument("CLAIM", "the id of a claim, or of a tie that has only one", Shape.REQUIRED)

COMMANDS = (
    Command(
        "cite",
        "cite another source for a claim, or against it",
        (
            CLAIM,
            Argument(
                "LINE",
                "what is cited: '\"words\" SOURCE ¶4, said by WHO', or 'from SOURCE'",
                Shape.REQUIRED,
            ),
            Argument("--disputes", "the source says that it is not so", Shape.FLAG),
        ),
        cite,
        json=True,
    ),
    Command(
        "footnote",
        "footnotes of what is cited for and against a claim",
        (
            Argument("NAME", "the id of a claim, a tie, an event or a source", Shape.REQUIRED),
            Argument(
                "--style",
                "in the style of the Chicago Manual, or plain",
                metavar="S",
                choices=("chicago", "plain"),
                default="chicago",
            ),
            Argument("--markdown", "as footnotes of Markdown", Shape.FLAG),
            AS_OF,
        ),
        print_footnotes,
        json=True,
    ),
)
