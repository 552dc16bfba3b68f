"""The program's own suggestions as an engine that `make bench-suggest` scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.reading.mentions import KnownNames
from proxytui.reading.suggesting.engine import suggestions
from proxytui.reading.suggesting.names import KnownActor, SentenceNames
from proxytui.reading.suggesting.spacy_parser import loaded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gold import Known

    from proxytui.reading.suggesting.parsed import Parser


class Scored(NamedTuple):
    """A suggestion with the words by which the annotation calls its parts."""

    subject: str
    type: str
    object: str
    start: int
    end: int
    letters: tuple[str, ...]
    stance: str
    hedged: bool
    speaker: str | None


def parse(text: str, known: Iterable[Known]) -> Iterator[Scored]:
    """What rules and parse suggest."""
    return _scored(text, known, loaded())


def rules(text: str, known: Iterable[Known]) -> Iterator[Scored]:
    """What rules alone suggest."""
    return _scored(text, known, None)


def _scored(text: str, known: Iterable[Known], parser: Parser | None) -> Iterator[Scored]:
    actors = [KnownActor(actor.id, actor.kind, tuple(actor.names)) for actor in known]
    names = KnownNames((name, "name", actor.id) for actor in actors for name in actor.names)
    for suggestion in suggestions(text, SentenceNames(names, actors), parser):
        yield Scored(
            suggestion.subject,
            suggestion.type,
            suggestion.object,
            suggestion.start,
            suggestion.end,
            suggestion.terms,
            "disputes" if suggestion.stance == "disputes" else "asserts",
            suggestion.hedged,
            suggestion.speaker,
        )
