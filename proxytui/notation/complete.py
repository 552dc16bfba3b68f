"""What may come next in a line of the notation, as it is typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from proxytui.notation.reader import read_line
from proxytui.notation.reading import Directory
from proxytui.notation.words import CLAIM_STOPS, KINDS_OF_RECORDS, VERBS
from proxytui.notation.writer import bare_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_FRAGMENT = re.compile(r"[^\s;,:()\[\]\"“”]*\Z")
_MOST = 9


class Names(Directory, Protocol):
    """A directory that also finds names by their beginnings."""

    def actors_like(self, text: str, most: int) -> Sequence[str]:
        """Names of actors that begin with a text or have it in them, best first."""

    def sources_like(self, text: str, most: int) -> Sequence[str]:
        """Ids of sources that begin with a text, or whose name or title has it, best first."""


class Option(NamedTuple):
    """A text that may stand from `start` to the cursor, and of what kind it is."""

    text: str
    start: int
    kind: str


def verbs(line: str, start: int) -> tuple[Option, ...]:
    """The verbs that what stands in a line from a place on may be the beginning of."""
    typed = line[start:].casefold()
    fitting = (verb for verb in VERBS if verb.startswith(typed) and verb != typed)
    return tuple(Option(verb, start, "verb") for verb in fitting)


def complete(line: str, names: Names, *, subject: str = "") -> tuple[Option, ...]:
    """What fits at the end of a line, best first, at most nine; `subject` as in `read`.

    Actors whose name is begun come before words that may follow one that is complete.
    """
    fragment = _FRAGMENT.search(line)
    start = fragment.start() if fragment else len(line)
    typed = line[start:]
    expected = read_line(line[:start], names, subject)
    if expected is None:
        return ()
    options: list[Option] = []
    if expected.kind == "actor" or expected.since >= 0:
        begin = expected.since if expected.since >= 0 else start
        name = line[begin:].lstrip("+`")
        if name.strip():
            stops = CLAIM_STOPS | VERBS.keys()
            options += [
                Option(bare_name(found, stops), begin, "actor")
                for found in names.actors_like(name, _MOST)
                if found != name.rstrip()
            ]
    if expected.kind == "source":
        options += [
            Option(id_, start, "source") for id_ in names.sources_like(typed, _MOST) if id_ != typed
        ]
    words = expected.options
    if expected.kind == "actor" and start == 0:
        words = (*(VERBS if subject else ()), *KINDS_OF_RECORDS)
    lowered = typed.casefold()
    options += [
        Option(word, start, expected.kind)
        for word in words
        if word.casefold().startswith(lowered) and word != typed
    ]
    return tuple(options[:_MOST])
