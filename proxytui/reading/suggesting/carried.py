"""Words that refer to an actor of the sentence before: "it", "the group", where one alone fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui.reading.suggesting.actor_name import CAPITAL, NAME, REFERENCE, ActorName

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GROUPS = frozenset(("armed-group", "party", "organisation", "coalition"))
_THINGS = _GROUPS | {"state", "state-body", "igo"}
_PERSONS = frozenset(("person",))
_KINDS = {
    **dict.fromkeys(("it", "its"), _THINGS),
    **dict.fromkeys(("they", "their", "them"), _GROUPS),
    **dict.fromkeys(("he", "she", "his", "her"), _PERSONS),
    **dict.fromkeys(("group", "movement", "militia", "organization", "organisation"), _GROUPS),
    **dict.fromkeys(("party", "faction"), _GROUPS),
    **dict.fromkeys(("country", "kingdom"), frozenset(("state",))),
}
_WORDS = re.compile(
    r"\b(?:(?P<pronoun>[Ii]ts?|[Tt]he(?:y|ir)|[Hh]e|[Ss]he|[Hh]is)|[Tt]he (?P<noun>group|movement|"
    r"militia|organi[sz]ation|party|faction|country|kingdom))\b(?![-‐‑])"
)
_EMPTY = re.compile(
    r"\bit\s+(?:(?:is|was|has been|remains|became|would be|may be|seems|appears|took)\s+"
    r"(?!(?:\w+ly\s+)?\w+(?:ed|en|wn|lt|d)\s+(?:and\s+\w+\s+)?by\b))",
    re.IGNORECASE,
)
"""An "it" that stands for nobody: "it is believed that", unlike "it is backed by"."""
_LEADING = re.compile(r"(?:The|the)?\s*")
_SHARED = re.compile(r"['’‐‑-]|\s*(?:,|and\b|or\b|\()")


class Carried(NamedTuple):
    """Who was named in the sentence before: whoever it begins with, and all of them."""

    subject: ActorName | None = None
    named: tuple[ActorName, ...] = ()


def carried_by(
    text: str, start: int, names: Sequence[ActorName], references: Sequence[ActorName]
) -> Carried:
    """Whom a sentence from `start` hands on to the next one."""
    alone = [*references, *(name for name in names if name.form in (NAME, CAPITAL))]
    first = min(alone, default=None)
    is_subject = (
        first is not None
        and _LEADING.fullmatch(text, start, first.start) is not None
        and _SHARED.match(text, first.end) is None
        and first.form in (NAME, REFERENCE)
    )
    return Carried(first if is_subject else None, tuple(alone))


def references(
    text: str, start: int, end: int, names: Sequence[ActorName], before: Carried
) -> Iterator[ActorName]:
    """The words of a sentence that stand for an actor of the one before, as if they named it.

    A word does so only ahead of all names that it might stand for, and if exactly one actor fits.
    """
    for match in _WORDS.finditer(text, start, end):
        kinds = _KINDS[(match["pronoun"] or match["noun"]).lower()]
        if any(name.kind in kinds and name.start < match.start() for name in names):
            return
        if match["pronoun"] and _EMPTY.match(text, match.start(), end):
            continue
        actor = _fitting(before, kinds, of_subject=match["pronoun"] is not None)
        if actor is not None:
            yield ActorName(match.start(), match.end(), actor.actor, actor.kind, REFERENCE)


def _fitting(before: Carried, kinds: frozenset[str], *, of_subject: bool) -> ActorName | None:
    if of_subject and before.subject is not None and before.subject.kind in kinds:
        return before.subject
    fitting = {name.actor: name for name in before.named if name.kind in kinds}
    return next(iter(fitting.values())) if len(fitting) == 1 else None
