"""How much an actor is said to back and to be backed by, in a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.wording.phrases import date_words, join_words, named, plural, upper_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.dates import Period


class Backing(NamedTuple):
    """The ties of backing of an actor in one direction: how many are held and how many possible,
    the names of the first of them, the held ones first, and how many publishers report them, 0
    where they were not counted."""

    held: int
    possible: int
    names: tuple[str, ...]
    publishers: int


def backing_sentences(name: str, period: Period, out: Backing, into: Backing) -> str:
    """`As of 2 Dec 2024, 4 publishers report that Iran backs 9 actors: Hezbollah, Hamas and 7 more;
    possibly 7 more. 2 publishers report that it is possibly backed by 1 actor: Syria.`"""
    date = f"As of {date_words(period.text)}"
    if not sum(out[:2]) + sum(into[:2]):
        return f"{date}, no source here reports that {named(name)} backs anybody, or is backed."
    subjects = [named(name), "it"]
    sentences = [
        _words(backing, subjects.pop(0), passive)
        for backing, passive in ((out, False), (into, True))
        if backing.held + backing.possible
    ]
    return " ".join(
        (f"{date}, {sentences[0]}.", *(f"{upper_first(more)}." for more in sentences[1:]))
    )


def _words(backing: Backing, subject: str, passive: bool) -> str:
    held, possible, names, publishers = backing
    who = "sources report"
    if publishers:
        who = f"{plural(publishers, 'publisher')} report{'s' if publishers == 1 else ''}"
    verb = "is {}backed by" if passive else "{}backs"
    if not held:
        verb = verb.format("possibly ")
        return (
            f"{who} that {subject} {verb} {plural(possible, 'actor')}: {_listed(names, possible)}"
        )
    also = f"; possibly {possible} more" if possible else ""
    listed = _listed(names[:held], held)
    return f"{who} that {subject} {verb.format('')} {plural(held, 'actor')}: {listed}{also}"


def _listed(names: Sequence[str], number: int) -> str:
    more = [f"{number - len(names)} more"] if number > len(names) else []
    return join_words([*map(named, names), *more])
