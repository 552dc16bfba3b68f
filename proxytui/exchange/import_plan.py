"""The plan of an import: what a file would do to a store, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from proxytui.exchange.proposal import Proposal
    from proxytui.exchange.resolving import MatchedActor
    from proxytui.model.changes import Edition
    from proxytui.questions.integrity import Problem


class KeptMapping(NamedTuple):
    """A mapping by the name that it is kept by, and its text."""

    name: str
    text: str


class ImportPlan(NamedTuple):
    """What an import of a file would do to a store, before anything is written.

    `matched` are the actors of the file that are actors of the store; `attested` the ids of claims
    that are attested by the day of their sources; `gone` those of claims that an earlier edition
    has and this one hasn't; `problems` what `check` would say of what comes in. `documents` are the
    texts and files that are kept for the sources.

    Of a table, `notes` say how its columns and its text are taken, `preview` how its first rows
    will read, and `mapping` is what is kept for the next table with the same columns.
    """

    format: str
    title: str
    proposal: Proposal
    matched: tuple[MatchedActor, ...] = ()
    attested: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    documents: tuple[bytes, ...] = ()
    edition: Edition | None = None
    notes: tuple[str, ...] = ()
    preview: tuple[str, ...] = ()
    mapping: KeptMapping | None = None
