"""Commands that weigh the whole store: tensions between its ties, and its weak gaps."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from proxytui.commands.arguments import AS_OF, FILTER, VIEW
from proxytui.commands.call import Answer, Call
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proxytui.commands import json_shapes
    from proxytui.model.dates import Period
    from proxytui.model.records import Citation, Json
    from proxytui.model.vocabulary import Check
    from proxytui.questions import gaps, publisher_removed, publishers, signed_ties, tensions
    from proxytui.questions.gaps import Gap, WeakSpots
    from proxytui.questions.publisher_removed import TieWithoutPublisher
    from proxytui.questions.tensions import Balance, Finding
    from proxytui.reading import qualifiers
    from proxytui.wording import gap as gap_wording
    from proxytui.wording import publisher as publisher_wording
    from proxytui.workspace import Workspace
else:
    json_shapes = LazyModule("proxytui.commands.json_shapes")
    gaps = LazyModule("proxytui.questions.gaps")
    publisher_removed = LazyModule("proxytui.questions.publisher_removed")
    publishers = LazyModule("proxytui.questions.publishers")
    signed_ties = LazyModule("proxytui.questions.signed_ties")
    tensions = LazyModule("proxytui.questions.tensions")
    qualifiers = LazyModule("proxytui.reading.qualifiers")
    gap_wording = LazyModule("proxytui.wording.gap")
    publisher_wording = LazyModule("proxytui.wording.publisher")


class Tensions(Answer, frozen=True):
    """Tensions as of a date, and how many triangles balance in each year."""

    as_of: Period
    balance: tuple[Balance, ...]
    findings: tuple[Finding, ...]

    def document(self, workspace: Workspace) -> Json:
        """The shape of `tensions`."""
        findings = [
            {
                "kind": finding.kind,
                "words": finding.words,
                "state": finding.state.value,
                "actors": list(finding.actors),
                "ties": [json_shapes.tie(workspace, tie, self.as_of) for tie in finding.ties],
            }
            for finding in self.findings
        ]
        balance = [year._asdict() for year in self.balance]
        return {"as_of": self.as_of.text, "balance": balance, "findings": findings}


def find_tensions(call: Call) -> Tensions:
    """The tensions as of a date, and how many triangles balance in each year."""
    period = call.period
    signed = signed_ties.SignedTies(call.workspace.index, period, call.filter)
    return Tensions(period, tensions.balance(signed), tensions.findings(signed))


class Gaps(Answer, frozen=True):
    """Weak gaps as of the store's date; `publisher` is the one that is thought away, if any.

    `headings` are words for every code, in order; `rest` the ties that the publisher has no part
    in; `first` how many of each code are to be shown, 0 for all.
    """

    as_of: Period
    publisher: str
    headings: dict[str, str]
    findings: tuple[Gap, ...] | WeakSpots
    rest: int
    first: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each code that has any, shown or not."""
        if isinstance(self.findings, tuple):
            return Counter(gap.code for gap in self.findings)
        return self.findings.counts

    def shown(self) -> Iterator[Gap]:
        """Those to be shown, in their order; each is worded when it comes."""
        passed: Counter[str] = Counter()
        for gap in self.findings:
            passed[gap.code] += 1
            if not self.first or passed[gap.code] <= self.first:
                yield gap

    def document(self, workspace: Workspace) -> Json:
        """The shape of `gaps`."""
        findings = [
            {"code": gap.code, "record": gap.record, "words": gap.words} for gap in self.shown()
        ]
        return {"findings": findings}


def find_gaps(call: Call) -> Gaps:
    """The weak gaps of the store, or the fates of its ties without a publisher."""
    workspace, removed, first = call.workspace, call.text("without"), call.number("first")
    index, period = workspace.index, workspace.default_period
    if not removed:

        def check(citation: Citation) -> Check:
            return workspace.check_quote(citation).check

        def qualifier(citation: Citation) -> str:
            return qualifiers.before_quote(workspace.check_quote(citation))

        spots = gaps.weak_spots(index, period, check, qualifier=qualifier)
        return Gaps(period, "", gap_wording.GAPS, spots, 0, first)
    publisher = publishers.find(index, removed)
    fates = publisher_removed.ties_without(index, publisher, period)
    findings = tuple(
        gaps.Gap(fate.code, f"ties/{fate.tie.id}", _fate_words(fate)) for fate in fates
    )
    return Gaps(
        period,
        publisher.name,
        publisher_wording.FATES,
        findings,
        len(index.tie_claims) - len(findings),
        first,
    )


def _fate_words(fate: TieWithoutPublisher) -> Callable[[Gap], str]:
    """The words of a tie's fate, as a finding has its words."""
    return lambda _: fate.words


COMMANDS = (
    Command(
        "tensions",
        "who is said to back both sides; allies that oppose each other; unbalanced triangles",
        (AS_OF, FILTER, VIEW),
        find_tensions,
        json=True,
    ),
    Command(
        "gaps",
        "what has no quote, date, means or second publisher, and dates that are odd",
        (
            Argument(
                "--without",
                "which ties would fall, weaken or stay without this publisher",
                metavar="PUBLISHER",
                values=Values.PUBLISHERS,
            ),
            Argument(
                "--first",
                "at most so many of each kind, whose heading counts all; 0: every one",
                Shape.NUMBER,
                "N",
                default=0,
            ),
        ),
        find_gaps,
        json=True,
    ),
)
