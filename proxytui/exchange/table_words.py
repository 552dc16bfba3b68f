"""The words in the cells of a table as terms of the vocabulary: types, means, kinds, flags."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.exchange.table_dates import BadCell
from proxytui.model.vocabulary import CLAIM_TYPES, FLAGS, KINDS, STANCES, SUPPORT
from proxytui.notation.words import means

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Relation(NamedTuple):
    """A claim type that a word stands for: `swapped` where the object comes first, and the term
    that the word says besides, if any."""

    type: str
    swapped: bool = False
    term: str = ""


_TYPES: dict[str, tuple[str, ...]] = {
    "backs": ("support", "supports", "supporter of", "sponsor", "sponsors", "sponsor of", "aids",
              "assists", "helps", "backer of", "patron of"),
    "opposes": ("enemy", "enemies", "enemy of", "hostile", "hostile to", "against", "adversary"),
    "allied-with": ("ally", "allies", "allied", "is allied with", "ally of"),
    "member-of": ("member", "members", "belongs to"),
    "part-of": ("part", "subgroup of", "unit of", "wing of", "subordinate to", "branch of"),
    "leads": ("leader of", "leader", "head of", "commands", "commander of", "president of"),
    "represents": ("represents", "representative of"),
    "succeeds": ("successor of", "successor", "follows", "succeeded"),
    "designates": ("designated", "lists"),
    "recognises": ("recognizes", "recognised", "recognized"),
    "related-to": ("relative of", "relative", "kin of"),
    "linked-to": ("linked", "link", "associated with", "connected to", "affiliated with",
                  "related"),
}  # fmt: skip
_WITH_TERM = {
    "funds": ("backs", "F"), "finances": ("backs", "F"), "arms": ("backs", "W"),
    "trains": ("backs", "T"), "hosts": ("backs", "L"), "rival": ("opposes", "rival"),
    "rivals": ("opposes", "rival"), "rival of": ("opposes", "rival"),
    "fights": ("opposes", "armed"), "at war with": ("opposes", "armed"),
    "sanctions": ("designates", "sanctions"), "bans": ("designates", "banned"),
}  # fmt: skip
_PASSIVE = {
    "supported by": "backs", "sponsored by": "backs", "aided by": "backs", "proxy of": "backs",
    "client of": "backs", "includes": "member-of", "commanded by": "leads",
    "predecessor of": "succeeds",
}  # fmt: skip
_TERMS = {
    "arms": "W", "weapon": "W", "money": "F", "financial": "F", "finance": "F", "economic": "F",
    "financing": "F", "fund": "F", "train": "T", "advisors": "T.advisers", "logistics": "M",
    "material": "M", "intel": "I", "safe haven": "L", "safehaven": "L", "territory": "L",
    "troop": "X", "combat troops": "X", "bases": "P", "joint operations": "Y", "other": "O",
    "unknown": "U", "political": "O.political", "diplomatic": "O.diplomatic", "media": "O.media",
    "headquarters": "L.offices", "camps": "L.camps",
}  # fmt: skip
_KINDS = {
    "country": "state", "government": "state", "nation": "state", "ministry": "state-body",
    "agency": "state-body", "army": "state-body", "military": "state-body",
    "international organisation": "igo", "international organization": "igo",
    "rebel group": "armed-group", "militia": "armed-group", "non state actor": "armed-group",
    "nonstate": "armed-group", "group": "armed-group", "political party": "party",
    "organization": "organisation", "company": "organisation", "ngo": "organisation",
    "alliance": "coalition", "individual": "person", "people": "person", "human": "person",
}  # fmt: skip
_FLAGS = {"suspected": "alleged", "allegedly": "alleged", "probable": "alleged",
          "possible": "alleged", "unconfirmed": "alleged"}  # fmt: skip
_YES = frozenset(("1", "1.0", "x", "yes", "y", "true", "✓", "✔", "+"))
_NO = frozenset(("", "0", "0.0", "no", "n", "false", "-", "–", "na", "n/a", "none", "nan", "null"))
_LETTERS = re.compile(f"[{''.join(code for code in SUPPORT if len(code) == 1)}]+")


def plain(words: str) -> str:
    """Words as they are compared: no case, no signs between them."""
    return text.fold(words.replace("_", " ").replace("-", " "))


@cache
def relations() -> Mapping[str, Relation]:
    """Every word that stands for a claim type, as it is compared."""
    known: dict[str, Relation] = {}
    for code, kind in CLAIM_TYPES.items():
        for word in (code, kind.verb, kind.noun, *_TYPES.get(code, ())):
            known.setdefault(plain(word), Relation(code))
        for word in filter(None, (kind.passive, kind.inverse, kind.inverse.removeprefix("is "))):
            known.setdefault(plain(word), Relation(code, not kind.symmetric))
    known |= {plain(word): Relation(code, swapped=True) for word, code in _PASSIVE.items()}
    return known | {plain(w): Relation(code, term=term) for w, (code, term) in _WITH_TERM.items()}


@cache
def _terms(type_: str) -> Mapping[str, str]:
    known = {plain(word): code for word, code in means(type_).items()}
    if CLAIM_TYPES[type_].means:
        known = {plain(word): code for word, code in _TERMS.items()} | known
    return known


class Words:
    """What the words of a file stand for, as its mapping says and as the vocabulary has them."""

    def __init__(self, own: Mapping[str, Mapping[str, str]], separator: str) -> None:
        self._own = {
            field: {plain(word): value for word, value in words.items()}
            for field, words in own.items()
        }
        self._separator = separator
        self._type = cache(self._relation)

    def relation(self, cell: str) -> Relation:
        """The claim type that a cell says; raises BadCell."""
        return self._type(cell)

    def _relation(self, cell: str) -> Relation:
        word = text.line(cell)
        word = self._own.get("type", {}).get(plain(word), word)
        relation = relations().get(plain(word))
        if relation is None:
            raise _unknown("type", word, "a claim type", CLAIM_TYPES)
        return relation

    def terms(self, type_: str, cells: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """The terms of a claim of a type, from the cells of some columns by the names of those: a
        cell names terms, or says yes or no to the one that its column is called by."""
        own, known = self._own.get("terms", {}), _terms(type_)
        codes: dict[str, None] = {}
        for column, cell in cells:
            words: tuple[str, ...] = self.listed(cell, commas=True)
            if says_no(cell):
                continue
            # A mark is one where the column itself is called by a term; X is a term, too.
            if says_yes(cell) and plain(own.get(plain(column), column)) in known:
                words = (column,)
            for word in words:
                value = own.get(plain(word), word)
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
        value = self._own.get(field, {}).get(plain(word), word)
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
        f"{field}: “{word[:60]}” is not {what}{hint or f'; say under [words.{field}] what it is'}"
    )
