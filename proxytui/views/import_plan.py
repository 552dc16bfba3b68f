"""The plan of an import in words: what was met in the store, and the numbers of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.wording.phrases import plural, record_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.exchange.import_plan import ImportPlan

_MOST_NAMED = 8
_MOST_SHOWN = 3


def counts(plan: ImportPlan) -> str:
    """`added 2 actors and 1 claim; 3 unchanged; 1 set aside`, without what there is none of."""
    proposal = plan.proposal
    parts = record_counts_by_verb(proposal.added, proposal.changed)
    others = ((proposal.unchanged, "unchanged"), (len(proposal.set_aside), "set aside"))
    parts += [f"{number} {words}" for number, words in others if number]
    if plan.problems:
        parts.append(f"{plural(len(plan.problems), 'problem')} in the file")
    return "; ".join(parts)


def what_was_written(plan: ImportPlan) -> str:
    """`added 2 actors and 1 claim; 3 unchanged`, without what is none."""
    proposal = plan.proposal
    parts = [
        f"{verb} {record_counts(tables)}"
        for verb, tables in (("added", proposal.added), ("changed", proposal.changed))
        if any(tables.values())
    ]
    left = ((proposal.unchanged, "unchanged"), (len(proposal.set_aside), "set aside"))
    parts += [f"{count} {words}" for count, words in left if count]
    if plan.problems:
        parts.append(f"{plural(len(plan.problems), 'problem')} in what came in")
    return "; ".join(parts) or "nothing new"


def record_counts_by_verb(added: Mapping[str, int], changed: Mapping[str, int]) -> list[str]:
    """`added 2 actors and 1 claim`, `changed 1 claim`; `nothing added or changed`."""
    verbs = (("added", added), ("changed", changed))
    told = [f"{verb} {record_counts(tables)}" for verb, tables in verbs if any(tables.values())]
    return told or ["nothing added or changed"]


def sentences(plan: ImportPlan) -> Iterator[str]:
    """What an import met: odd fields, problems, actors that the store knows, changes of a person
    that stay, what the new edition has no more."""
    yield from plan.notes
    proposal = plan.proposal
    unknown = [f"{field.row}: {field.words}" for field in proposal.unknown]
    wrong = [f"{problem.record}: {problem.message}" for problem in plan.problems]
    yield from texts.summarise_alike([*unknown, *wrong], _MOST_NAMED)
    if plan.attested:
        yield _attested(plan.attested)
    if plan.matched:
        names = [f"{texts.line(item.name)} as {item.id}" for item in plan.matched]
        yield f"known already: {_some(names)}"
    if proposal.kept:
        count = plural(len({record for record, _ in proposal.kept}), "record")
        yield f"{count} changed here since the file was written; the changes stay"
    if proposal.removed:
        removed = plural(len(proposal.removed), "record")
        yield f"{removed} of the file, removed here before, stay removed"
    for item in proposal.conflicts[:_MOST_NAMED]:
        here, there = value_words(item.ours, item.field), value_words(item.theirs, item.field)
        yield (
            f"changed here and in the file: {item.record} {item.field}: here {here}, which stays;"
            f" in the file {there}"
        )
    if (more := len(proposal.conflicts) - _MOST_NAMED) > 0:
        yield f"changed here and in the file: {plural(more, 'more field')}"
    if plan.gone:
        yield f"{plural(len(plan.gone), 'claim')} of an earlier edition, not in this one, stay"


def value_words(value: object, field: str) -> str:
    """A value of a field that two sides have otherwise; without a field that of a record."""
    if value is None:
        return "nothing" if field else "removed"
    return f"“{value}”" if isinstance(value, str) else ("a value" if field else "kept")


def _attested(claims: tuple[str, ...]) -> str:
    return (
        "without an end or an attestation, so taken as current on the day of the source:"
        f" {_some([texts.line(id_) for id_ in claims])}; --no-attest leaves such claims as they are"
    )


def _some(names: list[str]) -> str:
    rest = len(names) - _MOST_SHOWN
    more = f" and {plural(rest, 'other')}" if rest > 0 else ""
    return ", ".join(names[:_MOST_SHOWN]) + more
