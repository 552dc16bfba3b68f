"""Imports, merges and repairs as they are told: ids and damage printed, the outcome in messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.cli.stderr import say
from proxytui.views import import_plan
from proxytui.views.page_lines import plain
from proxytui.wording import private_notes
from proxytui.wording.phrases import plural, record_counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.cli.page import Page
    from proxytui.commands.merge import MergedIn
    from proxytui.commands.recovery import Repair
    from proxytui.commands.transfer import Imported
    from proxytui.views.page_lines import PageLine
    from proxytui.workspace import Survey

_MOST_NAMED = 8
_MOST_ASIDE = 20


def imported(page: Page, answer: Imported) -> None:
    """Tell of an import: records set aside and why, problems in what came in, and the numbers."""
    plan = answer.plan
    for row in plan.proposal.set_aside[:_MOST_ASIDE]:
        say(f"set aside {texts.line(row.row)}: {row.reason}")
    if (more := len(plan.proposal.set_aside) - _MOST_ASIDE) > 0:
        say(f"set aside {plural(more, 'more row')}")
    if answer.aside:
        say(f"what was set aside is in {answer.aside}, each row with the reason")
    for sentence in import_plan.sentences(plan):
        say(sentence)
    if answer.transaction:
        page.show([plain(answer.transaction)])
    if answer.dry and plan.preview:
        say("the first of what comes in, as it will read:")
        page.show(plain(words) for words in plan.preview)
    say(("only a trial: " if answer.dry else "") + import_plan.counts(plan))


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
        here = import_plan.value_words(conflict.ours, conflict.field)
        there = import_plan.value_words(conflict.theirs, conflict.field)
        say(f"conflict: {conflict.record}{field}: here {here}, there {there}")
    counts = import_plan.record_counts_by_verb(merged.added, merged.changed)
    if merged.unchanged:
        counts.append(f"{merged.unchanged} unchanged")
    counts.append(plural(len(merged.conflicts), "conflict"))
    if merged.private:
        counts.append(private_notes.stayed_words(merged.private))
    say("; ".join(counts))


def say_copies(names: tuple[str, ...]) -> None:
    """Name the files in a store's folder that look like other copies of its own."""
    for name in names:
        how = (
            "; to bring it in, name it store.json in a folder of its own and `proxytui merge` that"
        )
        what = "looks like another copy of the store's file and is not read"
        say(f"{name} {what}{'' if '/' in name else how}")
