"""Known names in a sentence: actors' names, adjectives of states, and capitals for governments."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple, Protocol

from proxytui.reading.suggesting.actor_name import (
    ADJECTIVE,
    CAPITAL,
    NAME,
    PEOPLE,
    ActorName,
)
from proxytui.reading.suggesting.short_names import short_names
from proxytui.reading.suggesting.state_words import adjectives_and_capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.model.records import Actor

_DOTTED = re.compile(r"(?:[A-Z]\.){2,}\Z")
"""An acronym with dots, the last of which may be left out of a mention: "U.S."."""

_THE = re.compile(r"\b[Tt]he\s+\Z")
"""What stands before a people that stands for its state: "the Iranians"."""


class Mention(Protocol):
    """A place at which a text has a name, and the actors that it may be."""

    @property
    def start(self) -> int:
        """The first code point."""
        ...

    @property
    def end(self) -> int:
        """The code point behind the last."""
        ...

    @property
    def actors(self) -> tuple[str, ...]:
        """The ids of the actors that the name may be."""
        ...


class Finder(Protocol):
    """A finder of known names in a text."""

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> Sequence[Mention]:
        """The names in a range of a text, in its order; none overlaps another."""
        ...


class KnownActor(NamedTuple):
    """An actor whose names are known: its id, kind, names, and ISO 3166 codes of its countries."""

    id: str
    kind: str
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()


def known_actors(actors: Iterable[Actor]) -> Iterator[KnownActor]:
    """Recorded actors as their names are looked for in texts."""
    for actor in actors:
        listed = tuple(name.text for name in actor.names)
        yield KnownActor(actor.id, actor.kind, listed, actor.countries)


class SentenceNames:
    """The known names of a text, with the words for states that no record lists as names."""

    def __init__(self, finder: Finder, actors: Iterable[KnownActor]) -> None:
        self._finder = finder
        self.kinds: dict[str, str] = {}
        self._several: dict[str, dict[str, str]] = {}
        for actor in actors:
            self.kinds[actor.id] = actor.kind
            if actor.kind == "state":
                adjectives, capital = adjectives_and_capital(actor.names, actor.countries)
                forms = {**dict.fromkeys(adjectives, ADJECTIVE), capital: CAPITAL}
                forms |= {f"{word}s": PEOPLE for word in adjectives if word.endswith(("n", "i"))}
                for word, form in forms.items():
                    self._several.setdefault(word, {})[actor.id] = form
        self._several.pop("", None)
        self._words = {
            word: next(iter(forms.items()))
            for word, forms in self._several.items()
            if len(forms) == 1
        }
        longest_first = sorted(map(re.escape, self._several), key=len, reverse=True)
        pattern = "|".join(longest_first) or r"(?!)"
        self._text = ""
        self._names: list[ActorName] = []
        self._starts: list[int] = []
        self._pattern = re.compile(rf"(?<![\w'’-])(?:{pattern})(?!\w|['’]s\w)")

    def between(self, text: str, start: int, end: int) -> list[ActorName]:
        """The names in a range of a text, in its order; a name that may be several actors is left
        out, since nobody but the reader can tell."""
        if text is not self._text:
            self._text, self._names = text, self._in(text)
            self._starts = [name.start for name in self._names]
        first = bisect_left(self._starts, start)
        return [
            name for name in self._names[first : bisect_left(self._starts, end)] if name.end <= end
        ]

    def _in(self, text: str) -> list[ActorName]:
        names: list[ActorName] = []
        taken = bytearray(len(text))
        for mention in self._finder.mentions(text):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            if len(mention.actors) == 1:
                actor = mention.actors[0]
                kind = self.kinds.get(actor, "unknown")
                form = self._form(text[mention.start : mention.end], actor)
                end = mention.end + (
                    _DOTTED.match(text, mention.start, mention.end + 1) is not None
                )
                names.append(ActorName(mention.start, end, actor, kind, form))
        spoken_of = {name.actor for name in names}
        for match in self._pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                forms = self._several[match[0]]
                if len(forms) > 1:
                    # "Moscow" may be that of two states: the one that the text speaks of.
                    forms = {actor: forms[actor] for actor in forms if actor in spoken_of}
                if len(forms) != 1:
                    continue
                actor, form = next(iter(forms.items()))
                if form == PEOPLE and not _THE.search(
                    text, max(0, match.start() - 5), match.start()
                ):
                    continue
                names.append(ActorName(match.start(), match.end(), actor, "state", form))
        for name in short_names(text, sorted(names)):
            if not any(taken[name.start : name.end]):
                taken[name.start : name.end] = b"\1" * (name.end - name.start)
                names.append(name)
        return sorted(names)

    def _form(self, words: str, actor: str) -> str:
        """The form of a name that a record lists: an adjective may stand there as a name too."""
        known = self._words.get(words)
        return known[1] if known is not None and known[0] == actor else NAME
