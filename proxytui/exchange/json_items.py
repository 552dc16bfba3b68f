"""The objects of a JSON file of any size, one at a time: of a list, or of a line each."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from proxytui import text
from proxytui.errors import UsageError
from proxytui.exchange.rows import RejectedRow
from proxytui.model import foreign_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from proxytui.model.records import Json

_LONGEST_LINE = 64 * 1024 * 1024
_MARK = b"\xef\xbb\xbf"
_BLANK = b" \t\r\n\0\x1a"
_DEEPEST = 100
_STEPS = {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}
_BROKEN = (ValueError, RecursionError, OverflowError)


class Item(NamedTuple):
    """An object of a file, and its place there: `object 3`, `line 3`."""

    row: str
    value: Json


def items(file: BinaryIO, under: str) -> Iterator[Item | RejectedRow]:
    """The objects of a file: those of a list, of the list under the key `under` of one object or
    several, or those that stand in a line each. What is no object, or no text, is a RejectedRow.

    Raises UsageError where the file is no JSON at all, or breaks off.
    """
    file = _utf8(file)
    start = file.tell()
    is_listed = _is_listed(file, under)
    file.seek(start)
    return _of_list(file, under) if is_listed else _of_lines(file, under)


def _utf8(file: BinaryIO) -> BinaryIO:
    """The file behind its byte-order mark; one in another Unicode encoding is read whole."""
    file.seek(0)
    head = file.read(4)
    if text.encoding(head) in ("utf-8", "utf-8-sig"):
        file.seek(len(_MARK) if head.startswith(_MARK) else 0)
        return file
    file.seek(0)
    try:
        return io.BytesIO(text.utf8(file.read()))
    except ValueError:
        raise UsageError("the file is no text", "save it as UTF-8") from None


def _is_listed(file: BinaryIO, under: str) -> bool:
    """Whether the file's objects stand in a list; false where each stands in a line."""
    start = file.tell()
    first = file.read(1)
    while first and first in _BLANK:
        first = file.read(1)
    file.seek(start)
    if first == b"[":
        return True
    if first != b"{":
        raise UsageError("the file is no JSON", "give one that begins with { or [")
    depth, is_under = 0, False
    try:
        for event, value in _events(file):
            depth += _STEPS.get(event, 0)
            if is_under and event == "start_array":
                return True
            if not 0 < depth <= _DEEPEST:
                return False
            is_under = depth == 1 and event == "map_key" and value == under
    except _BROKEN:
        pass  # the first line may be the only bad one
    return False


def _events(file: BinaryIO) -> Iterator[tuple[str, object]]:
    """The parts of a document as they come; raises ValueError where it is no JSON."""
    ijson = _ijson()
    try:
        yield from ijson.basic_parse(file, use_float=True, multiple_values=True)
    except ijson.JSONError as error:
        raise ValueError(str(error)) from None


def _ijson() -> ModuleType:
    try:
        import ijson
    except ImportError:
        raise UsageError("lists in JSON need ijson", "install proxytui[exchange]") from None
    module: ModuleType = ijson
    return module


def _of_list(file: BinaryIO, under: str) -> Iterator[Item | RejectedRow]:
    values = _values(_events(file), under)
    number = 0
    while True:
        number += 1
        try:
            value = next(values)
        except StopIteration:
            return
        except _BROKEN as error:
            words = _broken_words(error)
            raise UsageError(
                f"the file is no sound JSON behind object {number - 1} ({words})", "fetch it again"
            ) from None
        yield _item(f"object {number}", value)


def _broken_words(error: Exception) -> str:
    """Why a file can't be read on, without the piece of it that the library shows."""
    words = text.line(str(error).partition("\n")[0])[:120]
    return "it breaks off" if "EOF" in words or "ncomplete" in words else words


def _values(events: Iterator[tuple[str, object]], under: str) -> Iterator[object]:
    """The values in the outermost lists, and in those under a key of the outermost objects.

    ijson's own way to them keeps the path of every level in words, which a file of nothing but
    brackets makes too many for any memory.
    """
    new_builder = _ijson().ObjectBuilder
    builder = new_builder()
    depth, level, is_under = 0, 0, False
    for event, value in events:
        depth += _STEPS.get(event, 0)
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")
        if level and depth >= level:
            builder.event(event, value)
            if depth == level:
                yield builder.value
                builder = new_builder()
        elif level:
            level = 0
        elif event == "start_array" and (depth == 1 or (depth == 2 and is_under)):
            level = depth
        is_under = depth == 1 and event == "map_key" and value == under


def _of_lines(file: BinaryIO, under: str) -> Iterator[Item | RejectedRow]:
    number = sound = 0
    while data := file.readline(_LONGEST_LINE):
        number += 1
        if not data.strip(_BLANK):
            continue
        row = f"line {number}"
        if len(data) == _LONGEST_LINE:
            yield RejectedRow(row, "is longer than 64 MB")
            while data and not data.endswith(b"\n"):
                data = file.readline(_LONGEST_LINE)
            continue
        try:
            value, repeated = foreign_json.parse(data)
        except ValueError as error:
            yield RejectedRow(row, f"is no JSON: {error}", {"line": _shown(data)})
            continue
        sound += 1
        if repeated:
            words = f"its field “{text.line(foreign_json.shown(repeated[0]))}” stands there twice"
            yield RejectedRow(row, words, {"line": _shown(data)})
        elif isinstance(value, dict) and isinstance(value.get(under), list):
            for place, inner in enumerate(value[under], 1):
                yield _item(f"{row}, object {place}", inner)
        else:
            yield _item(row, value)
    if number and not sound:
        raise UsageError("no line of the file is JSON", "give a file of whole objects")


def _shown(data: bytes) -> str:
    return text.line(data[:1000].decode(errors="replace"))


def _item(row: str, value: object) -> Item | RejectedRow:
    if not isinstance(value, dict):
        return RejectedRow(row, "is no object")
    try:
        if not foreign_json.is_text(value):
            return RejectedRow(row, "has half of a character")
    except (RecursionError, ValueError, OverflowError):
        return RejectedRow(row, "is nested too deeply")
    return Item(row, value)
