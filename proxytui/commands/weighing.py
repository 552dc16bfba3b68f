"""Commands that weigh the whole store: tensions between its ties, and its weak spots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.commands import shapes
from proxytui.commands.call import Answer, Call
from proxytui.network import tensions as questions

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.values import Json
    from proxytui.network.tensions import Balance, Finding
    from proxytui.workspace import Workspace


class Tensions(Answer, frozen=True):
    """Sides taken that don't go together, and how many triangles balance in each year."""

    as_of: Period
    balance: tuple[Balance, ...]
    findings: tuple[Finding, ...]

    def document(self, workspace: Workspace) -> Json:
        """The shape of `tensions`."""
        findings = [
            {
                "kind": one.kind,
                "words": one.words,
                "state": one.state.value,
                "actors": list(one.actors),
                "ties": [shapes.tie(workspace, tie, self.as_of) for tie in one.ties],
            }
            for one in self.findings
        ]
        balance = [year._asdict() for year in self.balance]
        return {"as_of": self.as_of.text, "balance": balance, "findings": findings}


def tensions(call: Call) -> Tensions:
    """Both sides backed, allies opposed, unbalanced triangles."""
    period = call.period
    signed = questions.Signed(call.workspace.index, period)
    return Tensions(period, questions.balance(signed), questions.findings(signed))
