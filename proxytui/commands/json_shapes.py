"""The JSON shapes that several commands share: ties, records with their ids, names beside ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui import wording
from proxytui.model import publishers
from proxytui.model.dates import State
from proxytui.model.private_notes import is_private
from proxytui.wording.tie_summary import by_stance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.model.dates import Period
    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Citation, Json
    from proxytui.model.tie import Tie
    from proxytui.workspace import Workspace


def record(workspace: Workspace, table: str, id_: str) -> Json:
    """A record as it is stored, fields of newer versions included, with its id."""
    return _shown(table, id_, workspace.raw()[table][id_])


def actor(workspace: Workspace, id_: str) -> Json:
    """An actor as it is stored; of one that several records stand for also what it reads as, with
    these records and by which decisions."""
    merged = workspace.index.merged
    if id_ not in merged.originals:
        return record(workspace, "actors", id_)
    return {
        **msgspec.to_builtins(workspace.index.actors[id_]),
        "recorded_as": records(workspace, "actors", (actor.id for actor in merged.originals[id_])),
        "judged_same": records(
            workspace, "identities", (decision.id for decision in merged.decisions[id_])
        ),
        "claims_between": list(merged.within.get(id_, ())),
    }


def records(workspace: Workspace, table: str, ids: Iterable[str]) -> list[Json]:
    """Records of one table as they are stored, each with its id."""
    rows = workspace.raw()[table]
    return [_shown(table, id_, rows[id_]) for id_ in ids]


def _shown(table: str, id_: str, stored: Json) -> Json:
    private = {"private": True} if table == "notes" and is_private(id_) else {}
    return {"id": id_, **stored, **private}


def named_actor(workspace: Workspace, period: Period, actor: str) -> Json:
    """The id of an actor, and its name at the date."""
    return {"id": actor, "name": workspace.index.namer(period)(actor)}


def quote(workspace: Workspace, citation: Citation) -> Json:
    """A citation that has words: who says them, and whether they stand in the source."""
    if citation.quote is None:
        raise ValueError("only citations with words are asked for")
    shape: Json = {"exact": citation.quote.exact, "source": citation.source}
    if citation.speaker is not None:
        shape["speaker"] = msgspec.to_builtins(citation.speaker)
    shape["stance"] = citation.stance
    status = publishers.source_status(citation, workspace.index.source_names.get)
    if status != "current":
        shape["source_status"] = status
    result = workspace.check_quote(citation)
    shape["check"] = result.check.value
    if result.sentence is not None:
        shape["sentence"] = result.sentence.whole
    return shape


def tie(workspace: Workspace, tie: Tie, period: Period | None) -> Json:
    """A tie as it stands at a date, or over all time for None; `via` only where it is rolled up."""
    index = workspace.index
    as_of, period = period, period or workspace.default_period
    shape: Json = {
        "id": tie.id,
        "type": tie.type,
        "subject": named_actor(workspace, period, tie.subject),
        "object": named_actor(workspace, period, tie.object),
        "terms": [term.code for term in tie.terms],
        "disputed_terms": list(tie.disputed_terms),
        "state": tie.state.by_dates.value,
        "spoken_of": tie.state is not State.UNSPOKEN,
        "standing": tie.standing.value,
        "status": tie.status.value,
        "intervals": _intervals(tie, index.source_names.get),
        "claims": [claim.id for claim in tie.claims],
        "publishers": tie.publishers,
        "words": wording.tie_words(tie, as_of, index.namer(period), index.source_names.get),
        "quotes": [
            quote(workspace, citation)
            for citation in by_stance(
                (cited for claim in tie.claims for cited in claim.citations), index.source_names.get
            )
            if citation.quote is not None
        ],
    }
    if changed := publishers.changed_sources(tie.claims, index.source_names.get):
        shape["changed_sources"] = {status: list(ids) for status, ids in changed.items()}
    if reason := wording.reason_words(tie, as_of):
        shape["reason"] = reason
    if tie.ending is not None:
        shape["ending"] = {
            "kind": tie.ending.kind,
            "actor": named_actor(workspace, period, tie.ending.actor),
            "date": tie.ending.date,
        }
    if tie.attested is not None:
        shape["attested"] = list(tie.attested)
    if tie.via is not None:
        shape["via"] = named_actor(workspace, period, tie.via)
    return shape


def _intervals(tie: Tie, source: Lookup) -> list[Json]:
    """The spans of the live claims that a source supports, as they gave them; equal ones once, the
    strongest."""
    live = {claim.id for claim in tie.live if publishers.supporting((claim,), source)}
    states: dict[tuple[str | None, str | None, tuple[str, ...]], State] = {}
    for claim, state in zip(tie.claims, tie.states, strict=True):
        key = (claim.since, claim.until, claim.terms)
        if claim.id in live and (key not in states or state.rank > states[key].rank):
            states[key] = state
    intervals = []
    for (since, until, terms), state in states.items():
        word = state.by_dates.value
        interval: Json = {"since": since, "until": until, "state": word, "terms": [*terms]}
        intervals.append({field: value for field, value in interval.items() if value is not None})
    return intervals
