"""Filters on ties: a filter as a value, and the line of words in which it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import text
from proxytui.errors import UsageError
from proxytui.late_pattern import late_pattern
from proxytui.model.vocabulary import (
    CLAIM_TYPES,
    COUNTRIES,
    CREDIBILITY,
    KINDS,
    RELIABILITY,
    SUPPORT,
    Status,
    country_code,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_ANY: frozenset[str] = frozenset()
_AT_LEAST = late_pattern(r"([1-9][0-9]?)(\.\.)?")
_GRADE = late_pattern(r"([A-F]?)([1-6]?)")


class Filter(NamedTuple):
    """The codes that a tie must have: one of each field in which any are given.

    `kinds` and `countries` are those of the actor at the other end. `reliability`, `credibility`
    and `publishers` are limits: the worst letter and digit, the least number. A filter without any
    code is never kept: None stands for it.
    """

    types: frozenset[str] = _ANY
    support: frozenset[str] = _ANY
    kinds: frozenset[str] = _ANY
    countries: frozenset[str] = _ANY
    states: frozenset[str] = _ANY
    statuses: frozenset[str] = _ANY
    reliability: frozenset[str] = _ANY
    credibility: frozenset[str] = _ANY
    publishers: frozenset[str] = _ANY


FIELDS: dict[str, str] = {
    "types": "type",
    "support": "support",
    "kinds": "kind",
    "countries": "in",
    "states": "state",
    "statuses": "status",
    "reliability": "grade",
    "credibility": "grade",
    "publishers": "publishers",
}
"""The fields of a filter, each with the word before its colon; search has the same words."""

LIMITS = frozenset({"reliability", "credibility", "publishers"})
"""Fields of which one code is a limit."""

CODES: dict[str, tuple[str, ...]] = {
    "types": tuple(CLAIM_TYPES),
    "support": tuple(SUPPORT),
    "kinds": tuple(KINDS),
    "states": ("held", "possibly", "unspoken", "not"),
    "statuses": tuple(status.value for status in Status),
    "reliability": tuple(RELIABILITY),
    "credibility": tuple(CREDIBILITY),
}
"""The codes of fields that have a table of codes, in its order."""

_BY_WORD = {word: field for field, word in FIELDS.items() if word != "grade"}
_ALL_BUT = ("types", "kinds", "states", "statuses")
_MOST_LEFT_OUT = 2


def whole(filter_: Filter) -> Filter | None:
    """The filter, or None where it has no code."""
    return filter_ if any(filter_) else None


def written(filter_: Filter | None) -> str:
    """The line from which `read` makes the filter: `type:backs support:W,T -kind:state
    publishers:2..`."""
    parts = []
    for field, word in FIELDS.items():
        codes = in_order(field, getattr(filter_, field)) if filter_ else []
        without = left_out(field, codes)
        if without:
            parts.append(f"-{word}:{','.join(without)}")
        elif codes and field == "publishers":
            parts.append(f"{word}:{codes[0]}..")
        elif codes:
            parts.append(f"{word}:{','.join(codes)}")
    return " ".join(parts)


def left_out(field: str, codes: Collection[str]) -> list[str]:
    """The codes that are not among these, where that is the shorter way to say it; otherwise
    none."""
    if field not in _ALL_BUT or not codes:
        return []
    without = [code for code in CODES[field] if code not in codes]
    return without if len(without) <= _MOST_LEFT_OUT and len(without) < len(codes) else []


def in_order(field: str, codes: Collection[str]) -> list[str]:
    """Codes of a field in the order of its table, else of their numbers or letters."""
    table = CODES.get(field)
    if table is not None:
        return [code for code in table if code in codes]
    return sorted(codes, key=lambda code: (len(code), code) if code.isdigit() else (0, code))


def read(line: str) -> Filter | None:
    """The filter that a line means; None for an empty one.

    Words with a colon, blanks between them; several codes of one word have commas between, or the
    word comes again; a minus before the word leaves its codes out. Raises UsageError that names
    what is wrong.
    """
    by_field: dict[str, set[str]] = {}
    excluded: dict[str, set[str]] = {}
    for part in text.line(line).split():
        word, colon, values = part.removeprefix("-").partition(":")
        if not colon or word not in FIELDS.values():
            words = ", ".join(f"{name}:" for name in dict.fromkeys(FIELDS.values()))
            raise UsageError(f"“{_shown(part)}” is no part of a filter", f"one has {words}")
        minus = part.startswith("-")
        for field, code in (pair for value in values.split(",") for pair in _codes(word, value)):
            if minus and field not in _ALL_BUT:
                raise UsageError(f"{word}: can't be left out", "name what is wanted instead")
            chosen = (excluded if minus else by_field).setdefault(field, set())
            if field in LIMITS:
                chosen.clear()
            chosen.add(code)
    for field, codes in excluded.items():
        by_field[field] = by_field.get(field, set(CODES[field])) - codes
        if not by_field[field]:
            raise UsageError(f"{FIELDS[field]}: leaves nothing", "leave out less")
    return whole(Filter(**{field: frozenset(codes) for field, codes in by_field.items()}))


def _codes(word: str, code: str) -> Iterator[tuple[str, str]]:
    """The fields and codes that one code behind a word means."""
    if word == "grade":
        grade = _GRADE.fullmatch(code.upper())
        if grade is None or not any(grade.groups()):
            raise _wrong(word, code, "use a letter A to F, a digit 1 to 6, or both: B2")
        pairs = zip(("reliability", "credibility"), grade.groups(), strict=True)
        yield from ((field, letter) for field, letter in pairs if letter)
    elif word == "publishers":
        least = _AT_LEAST.fullmatch(code)
        if least is None:
            raise _wrong(word, code, "use the least number, such as 2 or 2..")
        yield "publishers", least[1]
    elif word == "in":
        if code.upper() not in COUNTRIES:
            meant = country_code(code) or "a code of two letters, such as LB"
            raise _wrong(word, code, f"use {meant}")
        yield "countries", code.upper()
    else:
        field = _BY_WORD[word]
        match = next((known for known in CODES[field] if known.lower() == code.lower()), None)
        if match is None:
            raise _wrong(word, code, f"use {', '.join(CODES[field])}")
        yield field, match


def _wrong(word: str, code: str, hint: str) -> UsageError:
    return UsageError(f"{word}: doesn't know “{_shown(code)}”", hint)


def _shown(words: str) -> str:
    return text.line(words)[:40]


def toggled(filter_: Filter | None, field: str, code: str) -> Filter | None:
    """The filter with a code added or removed; a limit replaces the one before."""
    before = getattr(filter_, field) if filter_ else _ANY
    after = before - {code} if code in before else _put(field, before, code)
    return whole((filter_ or Filter())._replace(**{field: after}))


def _put(field: str, before: Iterable[str], code: str) -> frozenset[str]:
    return frozenset({code}) if field in LIMITS else frozenset({*before, code})


def wanted_first(codes: Iterable[str], filter_: Filter | None) -> list[str]:
    """Means in their order, but first those that a filter chooses, themselves or by the letter that
    they refine."""
    chosen = filter_.support if filter_ else _ANY
    return sorted(codes, key=lambda code: chosen.isdisjoint((code, code.partition(".")[0])))
