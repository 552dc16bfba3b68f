"""The words in the cells of a table as terms of the vocabulary: types, means, kinds, flags."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from proxytui import text
from proxytui.exchange import synonyms
from proxytui.exchange.mapping import ANY_FIELD
from proxytui.exchange.synonyms import Relation, plain, relations
from proxytui.exchange.table_dates import BadCell
from proxytui.model.vocabulary import CLAIM_TYPES, FLAGS, KINDS, STANCES, SUPPORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


_KINDS, _FLAGS = synonyms.inverted(synonyms.KINDS), synonyms.inverted(synonyms.FLAGS)
_BACKING = "XWMTF"
"""Letters of the means whose words say alone that somebody is backed."""
_VAGUE = frozenset(("economic", "financial", "logistic", "logistical"))
_YES = frozenset(("1", "1.0", "x", "yes", "y", "true", "✓", "✔", "+"))
_NO = frozenset(("", "0", "0.0", "no", "n", "false", "-", "–", "na", "n/a", "none", "nan", "null"))
_LETTERS = re.compile(f"[{''.join(code for code in SUPPORT if len(code) == 1)}]+")


class Words:
    """What the words of a file stand for, as its mapping says and as the vocabulary has them."""

    def __init__(self, own: Mapping[str, Mapping[str, str]], separator: str) -> None:
        self._own = {
            field: {plain(word): value for word, value in words.items()}
            for field, words in own.items()
        }
        self._of_all = self._own.get(ANY_FIELD, {})
        self._separator = separator
        self._type = cache(self._relation)

    def relation(self, cell: str) -> Relation:
        """The claim type that a cell says; raises BadCell."""
        return self._type(cell)

    def _relation(self, cell: str) -> Relation:
        known = self._known(text.line(cell))
        if known is not None:
            return known
        # Several words, such as “funds; arms”, are one where they are of one type.
        parts = [self._known(word) for word in self.listed(cell, commas=True)]
        first = parts[0] if parts else None
        if not text.line(cell):
            raise BadCell("type is empty")
        if first is None or any(p is None or p[:2] != first[:2] for p in parts):
            raise _unknown("type", text.line(cell), "a claim type", CLAIM_TYPES)
        terms = dict.fromkeys(term for part in parts if part is not None for term in part.terms)
        return first._replace(terms=tuple(terms))

    def _known(self, word: str) -> Relation | None:
        """The claim type that a word stands for; that of its means where it is one."""
        value = self._value("type", word)
        relation = relations().get(plain(value))
        if relation is not None:
            return relation
        code = value if value in SUPPORT else synonyms.terms("backs").get(plain(value))
        if code is None or (code != value and code[0] not in _BACKING) or plain(value) in _VAGUE:
            return None
        return Relation("backs", terms=(code,))

    def _value(self, field: str, word: str) -> str:
        """What a word stands for by the mapping, else the word."""
        own = self._own.get(field, {})
        return own.get(plain(word), self._of_all.get(plain(word), word))

    def terms(self, type_: str, cells: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """The terms of a claim of a type, from the cells of some columns by the names of those: a
        cell names terms, or says yes or no to the one that its column is called by."""
        known = synonyms.terms(type_)
        codes: dict[str, None] = {}
        for column, cell in cells:
            words: tuple[str, ...] = self.listed(cell, commas=True)
            if says_no(cell):
                continue
            # A mark is one where the column itself is called by a term; X is a term, too.
            if says_yes(cell) and plain(self._value("terms", column)) in known:
                words = (column,)
            for word in words:
                value = self._value("terms", word)
                if value == "":
                    continue
                code = known.get(plain(value))
                if code is not None:
                    codes[code] = None
                elif CLAIM_TYPES[type_].means and _LETTERS.fullmatch(value):
                    codes |= dict.fromkeys(value)
                else:
                    raise _unknown("terms", word, f"a term of {type_}", CLAIM_TYPES[type_].terms)
        return tuple(codes)

    def flags(self, cells: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """The flags that cells name, or say yes to by the name of their column."""
        flags: dict[str, None] = {}
        for column, cell in cells:
            if says_no(cell):
                continue
            for word in (column,) if says_yes(cell) else self.listed(cell, commas=True):
                flags[self._choice("flags", word, FLAGS, _FLAGS)] = None
        return tuple(flags)

    def kind(self, cell: str) -> str:
        """The kind of actor that a cell names; unknown for an empty one."""
        if not text.line(cell):
            return "unknown"
        labels = {plain(kind.label): code for code, kind in KINDS.items()}
        return self._choice("kind", cell, KINDS, labels | _KINDS)

    def stance(self, cell: str) -> str:
        """The stance of a citation that a cell names."""
        return self._choice("stance", cell, STANCES, {"support": "supports", "denies": "disputes"})

    def choice(self, field: str, cell: str, options: Iterable[str]) -> str:
        """One of the options of a field that a cell names."""
        return self._choice(field, cell, options, {})

    def _choice(
        self, field: str, cell: str, accepted: Iterable[str], also: Mapping[str, str]
    ) -> str:
        word = text.line(cell)
        value = self._value(field, word)
        known = {plain(code): code for code in accepted}
        code = known.get(plain(value)) or also.get(plain(value), "")
        if code not in known.values():
            names = ", ".join(known.values())
            raise _unknown(field, word, f"one of {names}", known.values())
        return code

    def listed(self, cell: str, *, commas: bool = False) -> tuple[str, ...]:
        """The values of a cell: parted by the mapping's separator, else by semicolons, bars and
        lines, with `commas` by those too."""
        if self._separator:
            parts = cell.split(self._separator)
        else:
            parts = re.split(r"[;|\n,]" if commas else r"[;|\n]", cell)
        return tuple(words for part in parts if (words := text.line(part)))


def says_no(cell: str) -> bool:
    """Whether a cell of a matrix, or of a mark, is empty or says no."""
    return text.line(cell).casefold() in _NO


def says_yes(cell: str) -> bool:
    """Whether a cell is a mere mark for yes."""
    return text.line(cell).casefold() in _YES


def _unknown(field: str, word: str, what: str, options: Iterable[str]) -> BadCell:
    from proxytui.notation.words import nearest

    hint = nearest(word, options)
    return BadCell(
        f"{field}: “{word[:60]}” is not {what}{hint or '; say under [words] what it is'}"
    )
