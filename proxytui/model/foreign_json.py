"""JSON that other hands wrote: in any Unicode, with fields that stand twice, with half letters.

A reader of JSON takes the last of two equal keys without a word. Here they are named.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.model.records import Json

Path = tuple[str | int, ...]


class ParsedJson(NamedTuple):
    """The value of a document, and the paths of keys that occur twice in it: the last one counts in
    `value`."""

    value: object
    repeated: tuple[Path, ...]


def parse(data: bytes) -> ParsedJson:
    """Parse a document in UTF-8; raises ValueError where it is no JSON.

    Half of a pair of surrogates, and bytes that are no UTF-8, stay in their text as lone
    surrogates: that makes it no text, and leaves the rest readable.
    """
    try:
        value: object = msgspec.json.decode(data)
        # A document that stays the same when it is written again has no key twice.
        again = msgspec.json.encode(value)
        # To take the blanks out costs as much as the rest; what this program wrote has none.
        if again == data or again == msgspec.json.format(data, indent=-1):
            return ParsedJson(value, ())
        return ParsedJson(value, _parse_slowly(data).repeated)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except ValueError as error:
        try:
            return _parse_slowly(data)
        except (ValueError, RecursionError):
            raise ValueError(_reason(error)) from None


def _reason(error: ValueError) -> str:
    """Why a document can't be read, in words without a path that nobody can follow."""
    words = str(error).partition(" - at `")[0]
    return "it has a number with too many digits" if words.startswith("Integer value") else words


def broken_line(data: bytes) -> int:
    """The line, from 1, at which a document in UTF-8 stops being JSON; 0 where it can't be told."""
    import json

    try:
        json.loads(data.decode(errors="replace"))
    except json.JSONDecodeError as error:
        return error.lineno
    except RecursionError:
        pass
    return 0


def is_text(value: object) -> bool:
    """Whether all text of a value is whole characters."""
    try:
        msgspec.json.encode(value)
    except UnicodeEncodeError:
        return False
    return True


def shown(path: Path) -> str:
    """A path as a person reads it: `names.0.text`."""
    return ".".join(map(str, path))


def _parse_slowly(data: bytes) -> ParsedJson:
    import json  # a sound document of the program's own needs none of it

    # An object of which some keys stand twice, and which; it is kept so that its id stays its own.
    doubled: dict[int, tuple[Json, list[str]]] = {}

    def collect(pairs: list[tuple[str, object]]) -> Json:
        object_ = dict(pairs)
        if len(object_) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            doubled[id(object_)] = (object_, [key for key, count in counts.items() if count > 1])
        return object_

    text = data.decode("utf-8", "surrogateescape")
    value: object = json.loads(
        text, object_pairs_hook=collect, parse_constant=_no_number, parse_float=_finite
    )
    if not doubled:
        return ParsedJson(value, ())
    keys = {number: twice for number, (_, twice) in doubled.items()}
    return ParsedJson(value, tuple(_paths(value, keys, ())))


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _finite(word: str) -> float:
    number = float(word)
    if number in (float("inf"), float("-inf")):
        _no_number(word)
    return number


def _paths(value: object, doubled: dict[int, list[str]], path: Path) -> Iterator[Path]:
    if isinstance(value, dict):
        for key in doubled.get(id(value), ()):
            yield (*path, key)
        for key, item in value.items():
            yield from _paths(item, doubled, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _paths(item, doubled, (*path, number))
