"""Claims that stand already between the actors of a line, and what of the line cites them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model.vocabulary import CLAIM_TYPES, STANCES, tie_id
from proxytui.notation.citations import QUOTATION_MARKS
from proxytui.notation.reader import read
from proxytui.notation.scanner import Scanner

if TYPE_CHECKING:
    from proxytui.graph.protocol import Graph
    from proxytui.model.records import Claim
    from proxytui.notation.reading import Directory

_BESIDE = ("attested",)
"""Details that a line begun from a passage has by itself: nobody misses them."""


class Ends(NamedTuple):
    """The two actors that a claim is between, by their ids, and its type; "" while there is none
    yet."""

    subject: str
    object: str
    type: str = ""


class CitingPart(NamedTuple):
    """The citations of a line of a claim, and the details beside them, which only a claim has."""

    line: str
    left_out: tuple[str, ...]


def ends(line: str, directory: Directory) -> Ends | None:
    """What the claim of a line is between; None where the line is none yet, or makes an actor."""
    reading = read(line, directory, lambda _table, _record: "")
    rows = [row for row in reading.records if row.table == "claims"]
    if reading.faults or not rows:
        return None
    record = rows[-1].record
    between = Ends(record["subject"], record["object"], record["type"])
    return between if between.subject and between.object else None


def standing_between(graph: Graph, ends: Ends) -> list[Claim]:
    """The claims between two actors, whichever is the subject: those of the same type and direction
    first, then those of the same type."""
    first, second = map(graph.merged.standing, (ends.subject, ends.object))
    types = sorted(CLAIM_TYPES, key=lambda code: code != ends.type)
    ties = [tie_id(code, *pair) for code in types for pair in ((first, second), (second, first))]
    return [
        graph.claims[id_] for tie in dict.fromkeys(ties) for id_ in graph.tie_claims.get(tie) or ()
    ]


def of_tie(graph: Graph, ends: Ends) -> frozenset[str]:
    """The ids of the claims of just the tie that two actors and a type name."""
    if not ends.type:
        return frozenset()
    subject, object_ = map(graph.merged.standing, (ends.subject, ends.object))
    return frozenset(graph.tie_claims.get(tie_id(ends.type, subject, object_)) or ())


def citing_part(line: str) -> CitingPart:
    """The citations of a line of a claim, as a line for a claim that is there."""
    scanner = Scanner(" ".join(line.splitlines()))
    details: list[str] = []
    while scanner.next_detail():
        begin = scanner.at
        scanner.skip_detail()
        details.append(scanner.text[begin : scanner.at].strip())
    cited = [detail for detail in details[1:] if _is_citation(detail)]
    others = [detail for detail in details[1:] if not _is_citation(detail)]
    typed = (detail for detail in others if detail.partition(" ")[0] not in _BESIDE)
    return CitingPart("; ".join(cited), tuple(typed))


def _is_citation(detail: str) -> bool:
    return detail.startswith((*QUOTATION_MARKS, "!")) or detail.partition(" ")[0] in (
        "from",
        *STANCES,
    )
