"""Known names hidden behind plain ones, so that a parser isn't led astray by them.

Names of many words, with hyphens or particles ("Hay'at Tahrir al-Sham"), make a parser take their
pieces for verbs and places. Each is replaced by a name of one word and the same kind, and every
word of the parse is led back to its range in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from proxytui.reading.suggesting.actor_name import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.reading.suggesting.actor_name import ActorName

_STAND_INS = {
    "state": ("France", "Germany", "Spain", "Italy", "Poland", "Sweden", "Norway", "Austria"),
    "person": ("Smith", "Brown", "Taylor", "Walker", "Cooper", "Turner", "Parker", "Morgan"),
    "": ("Microsoft", "Toyota", "Boeing", "Samsung", "Siemens", "Nokia", "Nestle", "Airbus"),
    "adjective": ("French", "German", "Spanish", "Italian", "Polish", "Swedish", "Austrian"),
}


class _Piece(NamedTuple):
    """A piece of the masked sentence: its place there and in the text, and its name if any."""

    masked: int
    start: int
    end: int
    name: ActorName | None


class MaskedSentence:
    """A sentence with its known names replaced, and the way back from its words to the text."""

    def __init__(self, text: str, start: int, end: int, names: Sequence[ActorName]) -> None:
        self._pieces: list[_Piece] = []
        parts: list[str] = []
        size, place = 0, start
        order: dict[str, int] = {}
        used: dict[str, dict[str, str]] = {}
        for name in (*_with_brackets(text, end, names), None):
            until = end if name is None else name.start
            if until > place:
                plain = text[place:until].translate(_SPACES).replace("and/or", "and   ")
                self._pieces.append(_Piece(size, place, until, None))
                parts.append(plain)
                size += len(plain)
            if name is None:
                break
            group = _group(name)
            kept = used.setdefault(group, {})
            count = order.get(group, 0)
            if name.actor not in kept:
                kept[name.actor] = _STAND_INS[group][count % len(_STAND_INS[group])]
                order[group] = count + 1
            self._pieces.append(_Piece(size, name.start, name.end, name))
            parts.append(kept[name.actor])
            size += len(kept[name.actor])
            place = name.end
        self.words = "".join(parts)

    def original(self, start: int, end: int) -> tuple[int, int, ActorName | None]:
        """The range in the text of a range of the masked words, and the name that it stands for."""
        piece = next(p for p in reversed(self._pieces) if p.masked <= start)
        if piece.name is not None:
            return piece.start, piece.end, piece.name
        offset = piece.start - piece.masked
        return start + offset, min(end + offset, piece.end), None


def _with_brackets(text: str, end: int, names: Sequence[ActorName]) -> Iterator[ActorName]:
    """The names, each with what stands in brackets behind it if that is its own acronym or name:
    "the Free Syrian Army (FSA)"."""
    taken = -1
    for place, name in enumerate(names):
        if name.start < taken:
            continue
        match = _BRACKETS.match(text, name.end, end)
        taken = name.end
        if match and name.form == NAME:
            within = [n for n in names[place + 1 :] if n.start < match.end()]
            if all(n.actor == name.actor for n in within):
                taken = match.end()
        yield name._replace(end=taken)


def _group(name: ActorName) -> str:
    if name.form == "adjective":
        return "adjective"
    return name.kind if name.kind in ("state", "person") else ""


_BRACKETS = re.compile(r"\s\((?:(?:or|aka)\s)?[A-Z][\w’'.-]*\)")
"""One word in brackets, as acronyms stand behind names."""

_SPACES = {ord(char): " " for char in "\n\r\t\f\v\u00a0\u2028\u2029"} | {
    ord("“"): '"',
    ord("”"): '"',
    ord("’"): "'",
    ord("‘"): "'",
}
"""White space and typographic quotation marks, each as one sign, so that places stay."""
