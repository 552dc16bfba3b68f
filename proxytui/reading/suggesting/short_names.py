"""Short names that a text itself gives: an acronym in brackets, a surname after the full name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.reading.suggesting.actor_name import ActorName

_ACRONYM = re.compile(
    r"\s\((?:(?:or|the|aka)\s)?[\"“'‘]?(?P<short>[A-Z][\w.&–-]{1,11})[\"”'’]?[),;]"
)
_CAPITALS = re.compile(r"[A-Z]")
_SURNAME = re.compile(r"(?:al-|el-)?(?P<bare>[A-Z][^\W\d_]{3,}(?:-[^\W\d_]+)?)\Z")
_BEFORE = re.compile(
    r"(?:\b(?!President|General|Minister|Secretary|Colonel|Chairman|Senator|Mr|Mrs|Ms|Dr|Sheikh|"
    r"Marshal|Ambassador|Leader|Commander|King|Prince|Ayatollah)[A-Z][\w’'-]*\s|[\w’'-]|[-‐‑])\Z"
)
_BEHIND = re.compile(r"\w|[-‐‑]\w|\s[A-Z][a-z]")
"""What shows that a word is a part of another name: "John Mobutu", "Carter Center"."""


def short_names(text: str, names: Sequence[ActorName]) -> Iterator[ActorName]:
    """The places behind a full name at which a short one stands for it alone.

    `names` are those of the text that are known already, in its order.
    """
    given: dict[str, tuple[ActorName, int]] = {}
    taken: set[str] = {text[name.start : name.end] for name in names}
    several: set[str] = set()
    for name in names:
        for short, place in _given_by(text, name):
            known = given.get(short)
            if known is None:
                given[short] = (name, place)
            elif known[0].actor != name.actor:
                several.add(short)
    for short, (name, place) in given.items():
        if short not in several and short not in taken:
            yield from _places(text, short, name, place)


def _given_by(text: str, name: ActorName) -> Iterator[tuple[str, int]]:
    """The short names that a mention gives, and the place from which they stand for it."""
    match = _ACRONYM.match(text, name.end)
    if match is not None and len(_CAPITALS.findall(match["short"])) >= 2:
        yield match["short"].rstrip("."), match.start("short")
    words = text[name.start : name.end].split()
    if name.kind == "person" and len(words) >= 2:
        surname = _SURNAME.match(words[-1])
        if surname is not None:
            yield from dict.fromkeys(
                ((words[-1], name.end), (surname["bare"], name.end)),
            )


def _places(text: str, short: str, name: ActorName, place: int) -> Iterator[ActorName]:
    while (place := text.find(short, place)) >= 0:
        end = place + len(short)
        alone = _BEFORE.search(text, max(0, place - 24), place) is None
        if alone and _BEHIND.match(text, end) is None:
            yield name._replace(start=place, end=end)
        place = end
