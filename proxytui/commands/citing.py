"""Commands about the sources of a claim: cite another one for or against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.commands.command import Argument, Command, Shape
from proxytui.commands.edit import Edited, Faulty, written
from proxytui.errors import UsageError
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from proxytui.commands import notes
    from proxytui.commands.call import Call
    from proxytui.editing import citation, directory
    from proxytui.model.records import Claim
    from proxytui.workspace import Workspace
else:
    citation = LazyModule("proxytui.editing.citation")
    directory = LazyModule("proxytui.editing.directory")
    notes = LazyModule("proxytui.commands.notes")


def cite(call: Call) -> Edited | Faulty:
    """Add a citation to a claim that is there."""
    workspace = call.workspace
    claim = claim_named(workspace, call.text("claim"))
    names = directory.of_store(workspace.index, workspace.names)
    line, disputes = call.text("line"), call.flag("disputes")
    edit = citation.cite(line, claim, names, workspace, disputes=disputes)
    if edit.faults:
        return Faulty("line", tuple((*fault.place, fault.message) for fault in edit.faults))
    return written(workspace, edit.changes, f"{'dispute' if disputes else 'cite'} {claim.id}")


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
)
