"""Sources that were corrected or retracted since, as everything that rests on them says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui.model import publishers
from proxytui.model.vocabulary import Standing
from proxytui.wording.phrases import join_words, plural, quoted
from proxytui.wording.source import source_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Claim
    from proxytui.model.tie import Tie

_MOST = 3
_LEADS = {"retracted": "Since retracted, and left out", "corrected": "Since corrected"}


def tie_remark(tie: Tie) -> str:
    """A remark on a tie that rests on what was retracted or corrected: "retracted source"; empty
    where the words for the tie say so already, and for all others."""
    statuses = tie.changed_sources
    if tie.standing is Standing.RETRACTED:
        statuses = tuple(status for status in statuses if status != "retracted")
    return f"{statuses[0]} source" if statuses else ""


def changed_source_sentences(
    claims: Iterable[Claim], source: Lookup, *, said: bool = False
) -> list[str]:
    """A sentence for the sources of claims that are retracted, and one for those that are
    corrected, with the reasons recorded; no full stop. `said` where other words say already which
    are retracted."""
    return [
        f"{_LEADS[status]}: {_listed(ids, source)}"
        for status, ids in publishers.changed_sources(claims, source).items()
        if not (said and status == "retracted")
    ]


def _listed(ids: Sequence[str], source: Lookup) -> str:
    words = [_named(id_, source) for id_ in ids[:_MOST]]
    if len(ids) > _MOST:
        words.append(plural(len(ids) - _MOST, "more source"))
    return join_words(words)


def _named(id_: str, source: Lookup) -> str:
    """A source without the remark on its status, and the reason recorded for that."""
    cited = source(id_)
    if cited is None:
        return source_phrase(None)
    phrase = source_phrase(msgspec.structs.replace(cited, status="current"))
    first = publishers.original(id_, source) if cited.copy_of else None
    if first is not None and cited.status == "current":
        phrase += f", a copy of {source_phrase(first)}"
    reason = quoted(cited.reason or (first.reason if first else None) or "")
    return f"{phrase}, because {reason}" if reason else phrase
