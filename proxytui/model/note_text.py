"""The text of a note: its links, its tags, and the places where an actor is named in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.model.records import Actor, Note

# A name may hold brackets itself; those at its end are closed before the link is.
_LINK = late_pattern(r"\[\[((?:(?!\[\[).)+?)\]\](?!\])")
_BEGUN = late_pattern(r"\[\[((?:(?!\[\[|\]\]).)*)\Z")
# A number alone is no tag: #2 is the second of something.
_TAG = late_pattern(r"(?<![\w#/&])#(?=[\w/-]*[^\W\d])([\w/-]+)")
_UNSPACED = late_pattern(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_SHORTEST = 2
"""A name of fewer characters is no mention wherever it stands."""


def links(text: str) -> list[str]:
    """The texts between `[[` and `]]`: names, titles and ids, `ID|WORDS` where others are shown."""
    return [link for link in _LINK.findall(text) if link.strip()]


def meanings(link: str) -> tuple[str, ...]:
    """What a link may mean, in this order: all of it, and what stands before a `|` in it."""
    before, bar, _ = link.partition("|")
    return (link.strip(), before.strip()) if bar and before.strip() else (link.strip(),)


def begun_link(before: str) -> str | None:
    """What was typed of a link that is not closed yet, from the text before the cursor; None where
    there is none."""
    begun = _BEGUN.search(before)
    return begun.group(1) if begun else None


def can_stand_in_link(words: str) -> bool:
    """Whether words between `[[` and `]]` are read as one link with these words."""
    return links(f"[[{words}]]") == [words] and "|" not in words and words == words.strip()


def link_to(words: str, id_: str) -> str:
    """The text of a link that shows these words and means an id, as far as they may stand in it."""
    return f"[[{id_}|{words}]]" if can_stand_in_link(words) else f"[[{id_}]]"


def tags(note: Note) -> tuple[str, ...]:
    """The tags of a note: those recorded with it, and each `#tag` in its text."""
    return tuple(dict.fromkeys((*note.tags, *_TAG.findall(note.text))))


class Mention(NamedTuple):
    """A place in a text where an actor is named."""

    start: int
    end: int


class NamePattern:
    """The names of an actor as they stand in a text.

    Weak names are left out. Names in capitals, such as acronyms, only stand there in capitals.
    """

    def __init__(self, actor: Actor) -> None:
        names = [name for name in actor.names if name.type != "weak"]
        exact = [n.text for n in names if n.type == "acronym" or n.text == n.text.upper()]
        self._patterns = [
            pattern
            for pattern in (
                _pattern(exact, re.NOFLAG),
                _pattern([n.text for n in names if n.text not in exact], re.IGNORECASE),
            )
            if pattern is not None
        ]

    def first(self, text: str) -> Mention | None:
        """The first place where the actor is named outside of links; None for nowhere."""
        places = [place for pattern in self._patterns for place in _places(pattern, text)]
        return min(places, default=None)


def _places(pattern: re.Pattern[str], text: str) -> Iterable[Mention]:
    linked: list[tuple[int, int]] | None = None
    for match in pattern.finditer(text):
        if linked is None:
            linked = [link.span() for link in _LINK.finditer(text)]
        start, end = match.span()
        if not any(first < end and start < last for first, last in linked):
            yield Mention(start, end)


def _pattern(names: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str] | None:
    """A pattern for any of the names as whole words, the longest first; None without names."""
    spelt = {" ".join(name.split()) for name in names}
    usable = sorted((n for n in spelt if len(n) >= _SHORTEST), key=lambda n: (-len(n), n))
    if not usable:
        return None
    return re.compile("|".join(map(_whole, usable)), flags)


def _whole(name: str) -> str:
    """A name between the ends of words; scripts that write no blanks have none."""
    before = "" if _UNSPACED.match(name[0]) else r"(?<!\w)"
    after = "" if _UNSPACED.match(name[-1]) else r"(?!\w)"
    return before + r"\s+".join(map(re.escape, name.split(" "))) + after
