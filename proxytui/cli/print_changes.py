"""Imports, merges and repairs as they are told: ids and damage printed, the outcome in messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.cli.stderr import say
from proxytui.commands.recovery import record_counts
from proxytui.views.page_lines import plain
from proxytui.wording.phrases import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proxytui.cli.page import Page
    from proxytui.commands.importing import ImportPlan
    from proxytui.commands.merge import MergedIn
    from proxytui.commands.recovery import Repair
    from proxytui.commands.transfer import Imported
    from proxytui.views.page_lines import PageLine
    from proxytui.workspace import Survey

_MOST_NAMED = 8
_MOST_ASIDE = 20
_MOST_SHOWN = 3


def imported(page: Page, answer: Imported) -> None:
    """Tell of an import: records set aside and why, problems in what came in, and the numbers."""
    plan, proposal = answer.plan, answer.plan.proposal
    for row in proposal.set_aside[:_MOST_ASIDE]:
        say(f"set aside {texts.line(row.row)}: {row.reason}")
    if (more := len(proposal.set_aside) - _MOST_ASIDE) > 0:
        say(f"set aside {plural(more, 'more row')}")
    if answer.aside:
        say(f"what was set aside is in {answer.aside}, each row with the reason")
    for message in _told(plan):
        say(message)
    unknown = [f"{field.row}: {field.words}" for field in proposal.unknown]
    wrong = [f"{problem.record}: {problem.message}" for problem in plan.problems]
    for message in texts.summarise_alike([*unknown, *wrong], _MOST_NAMED):
        say(message)
    if plan.attested:
        say(_attested_words(plan.attested))
    if answer.transaction:
        page.show([plain(answer.transaction)])
    counts = _record_counts(proposal.added, proposal.changed)
    counts.append(f"{proposal.unchanged} unchanged, {len(proposal.set_aside)} set aside")
    if plan.problems:
        counts.append(f"{plural(len(plan.problems), 'problem')} in what came in")
    say(("only a trial: " if answer.dry else "") + "; ".join(counts))


def _told(plan: ImportPlan) -> Iterator[str]:
    """What an import met in the store: actors that it knew, changes of a person that stay."""
    proposal = plan.proposal
    if plan.matched:
        shown = ", ".join(f"{texts.line(m.name)} ({m.id})" for m in plan.matched[:_MOST_SHOWN])
        rest = len(plan.matched) - _MOST_SHOWN
        more = f" and {plural(rest, 'other')}" if rest > 0 else ""
        yield f"known already: {shown}{more}"
    if proposal.kept:
        records = plural(len({record for record, _ in proposal.kept}), "record")
        yield f"{records} changed here since stay as they are; the file has what was there before"
    if proposal.removed:
        yield f"{plural(len(proposal.removed), 'record')} removed here since stay removed"
    for item in proposal.conflicts[:_MOST_NAMED]:
        here = _conflict_words(item.ours, item.field)
        there = _conflict_words(item.theirs, item.field)
        yield (
            f"changed here and in the file: {item.record} {item.field}: here {here}, which stays;"
            f" in the file {there}"
        )
    if plan.gone:
        yield f"{plural(len(plan.gone), 'claim')} of an earlier edition not in this one stay"


def _record_counts(added: Mapping[str, int], changed: Mapping[str, int]) -> list[str]:
    """`added 2 actors and 1 claim`, `changed nothing`."""
    counts = []
    for verb, tables in (("added", added), ("changed", changed)):
        any_ = any(tables.values())
        counts.append(f"{verb} {record_counts(dict(tables)) if any_ else 'nothing'}")
    return counts


def _attested_words(claims: tuple[str, ...]) -> str:
    shown = texts.line(", ".join(claims[:_MOST_SHOWN]))
    more = f" and {plural(len(claims) - _MOST_SHOWN, 'other')}" if len(claims) > _MOST_SHOWN else ""
    return (
        f"without an end or an attestation, so taken as current on the day of the source: {shown}"
        f"{more}; --no-attest leaves such claims as they are"
    )


def repair(page: Page, answer: Repair) -> None:
    """Tell of a repair: the damage, and the ways to mend it or what was done."""
    survey, accepted = answer.survey, answer.accepted
    say_copies(answer.copies)
    aside = [f"{row.table}/{row.id}: {row.reason}" for row in survey.set_aside]
    damages = texts.summarise_alike([*survey.damage, *aside], _MOST_NAMED)
    page.show(plain(damage) for damage in damages)
    if accepted is not None:
        counts = record_counts(accepted.records)
        say(f"goes on with {counts}; all as it was is kept in {accepted.kept}")
        say(f"what is set aside is listed in {accepted.aside}")
        return
    if not answer.wrong:
        say("nothing is damaged")
        return
    page.show(_ways_to_repair(survey))
    say("nothing is written until you choose; both keep a copy of all that is there")


def _ways_to_repair(survey: Survey) -> Iterator[PageLine]:
    newest, replay = survey.newest, survey.replay
    if newest is not None:
        yield plain(f"newest whole backup: {newest.time}, {record_counts(newest.records)}")
        yield plain("`proxytui restore --newest` puts it in place", lead="    ")
    else:
        yield plain("there is no whole backup here; `proxytui restore DIR` takes one elsewhere")
    if replay is not None:
        yield plain(f"sound as it is, with the journal: {record_counts(replay)}")
        yield plain("`proxytui repair --accept` goes on with that", lead="    ")
    else:
        yield plain("without a backup nothing can be read")


def merged(page: Page, answer: MergedIn) -> None:
    """Tell of a merge: the fields that both sides changed, and the numbers of records."""
    merged = answer.merged
    if answer.transaction:
        page.show([plain(answer.transaction)])
    for conflict in merged.conflicts:
        field = f" {conflict.field}" if conflict.field else ""
        here = _conflict_words(conflict.ours, conflict.field)
        there = _conflict_words(conflict.theirs, conflict.field)
        say(f"conflict: {conflict.record}{field}: here {here}, there {there}")
    counts = _record_counts(merged.added, merged.changed)
    counts.append(f"{merged.unchanged} unchanged, {plural(len(merged.conflicts), 'conflict')}")
    say("; ".join(counts))


def _conflict_words(value: object, field: str) -> str:
    if value is None:
        return "nothing" if field else "removed"
    return f"“{value}”" if isinstance(value, str) else ("a value" if field else "kept")


def say_copies(names: tuple[str, ...]) -> None:
    """Name the files in a store's folder that look like other copies of its own."""
    for name in names:
        how = (
            "; to bring it in, name it store.json in a folder of its own and `proxytui merge` that"
        )
        what = "looks like another copy of the store's file and is not read"
        say(f"{name} {what}{'' if '/' in name else how}")
