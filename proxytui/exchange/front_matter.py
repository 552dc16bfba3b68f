"""Front matter of Markdown files: the part of YAML that properties of a note are written in.

Written are JSON values behind keys, which are YAML too. Read are, beside them, plain and quoted
scalars and lists of these, as other programs write them; anything else is refused, never guessed.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FENCE = "---"
_BARE = re.compile(r"[A-Za-z_][\w-]*")
_KEY = re.compile(rf"({_BARE.pattern})[ \t]*:(?=[ \t]|\Z)[ \t]*")
_ITEM = re.compile(r"[ \t]*-(?:[ \t]+(.*)|)\Z")
_COMMENT = re.compile(r"(?:\A|[ \t]+)#.*\Z")
_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=\S)")
_ODD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_OPEN_MARK = "a quotation mark is not closed"
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?\Z")


class Property(NamedTuple):
    """The value of a key, and its words as they were written: one of a scalar, none where nothing
    stands behind the key, or those of the items of a list; a number and a date are words too."""

    value: object
    words: tuple[str, ...]


class FrontMatterError(ValueError):
    """A line that is not read, with the reason."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"line {number}: {reason}")


def write(fields: Mapping[str, object]) -> str:
    """The fields between two fences, a line each."""
    lines = [f"{_key(key)}: {_json(value)}" for key, value in fields.items()]
    return "\n".join((_FENCE, *lines, _FENCE, ""))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) and _typed(key) == key else _json(key)


def _json(value: object) -> str:
    """A value as JSON on one line, without characters that YAML takes for ends of lines or none."""
    return _ODD.sub(
        lambda char: f"\\u{ord(char.group()):04x}", json.dumps(value, ensure_ascii=False)
    )


def split(text: str) -> tuple[dict[str, Property], str]:
    """The properties and the text below them; no properties where the file has no front matter.

    A file whose front matter ends its lines with CR and LF was written so as a whole, and its text
    is returned with LF. Raises FrontMatterError.
    """
    if text.startswith(f"{_FENCE}\r\n"):
        text = text.replace("\r\n", "\n")
    if not text.startswith(f"{_FENCE}\n"):
        return {}, text
    lines = text.split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if not end:
        if _begins_properties(lines[1]):
            raise FrontMatterError(1, f"the properties that begin here aren't closed by {_FENCE}")
        return {}, text
    try:
        properties = _read(lines[1:end])
    except RecursionError:
        raise FrontMatterError(2, "a value is nested too deeply") from None
    return properties, "\n".join(lines[end + 1 :])


def _begins_properties(line: str) -> bool:
    """Whether what stands below a fence is a property, not text below a rule."""
    return bool(_KEY.match(line))


def _read(lines: Sequence[str]) -> dict[str, Property]:
    properties: dict[str, Property] = {}
    at = 0
    while at < len(lines):
        line, number = lines[at], at + 2
        at += 1
        if not _COMMENT.sub("", line).strip():
            continue
        key, rest = _key_and_rest(line, number)
        if key in properties:
            raise FrontMatterError(number, f"{key} stands there twice")
        if _COMMENT.sub("", rest).strip():
            properties[key] = _value(rest, number)
            continue
        items: list[Property] = []
        while at < len(lines) and (match := _ITEM.match(lines[at])):
            items.append(_value(match.group(1) or "", at + 2))
            at += 1
        properties[key] = _listed(items) if items else Property(None, ())
    return properties


def _key_and_rest(line: str, number: int) -> tuple[str, str]:
    if line.startswith('"'):
        key, rest = _quoted(line, number)
        if rest[:1] == ":" and isinstance(key, str):
            return key, rest[1:].strip()
    elif match := _KEY.match(line):
        return match.group(1), line[match.end() :].strip()
    raise FrontMatterError(number, "expected is KEY: VALUE")


def _listed(items: Sequence[Property]) -> Property:
    words = tuple(item.words[0] for item in items if item.value is not None)
    return Property([item.value for item in items], words)


def _value(rest: str, number: int) -> Property:
    if rest[:1] in ("[", "{"):
        return _flow(rest, number)
    value, left = _scalar(rest, number, ends="")
    if _COMMENT.sub("", left).strip():
        raise FrontMatterError(number, "something stands behind the closing quotation mark")
    return value


def _flow(rest: str, number: int) -> Property:
    """A list or a table as JSON has it; a list of other scalars too."""
    try:
        value, end = _DECODER.raw_decode(rest)
    except ValueError:
        if rest[0] == "{":
            raise FrontMatterError(number, "a table inside is only read as JSON") from None
        return _flow_list(rest, number)
    if _COMMENT.sub("", rest[end:]).strip():
        raise FrontMatterError(number, "something stands behind the closing bracket")
    items = value if isinstance(value, list) else []
    return Property(value, tuple(i if isinstance(i, str) else _json(i) for i in items))


def _flow_list(rest: str, number: int) -> Property:
    items: list[Property] = []
    left = rest[1:].strip()
    while not left.startswith("]"):
        item, left = _scalar(left, number, ends=",]")
        items.append(item)
        left = left.strip()
        if left.startswith(","):
            left = left[1:].strip()
        elif not left.startswith("]"):
            raise FrontMatterError(number, "a list inside brackets ends with ]")
    if _COMMENT.sub("", left[1:]).strip():
        raise FrontMatterError(number, "something stands behind the closing bracket")
    return _listed(items)


def _scalar(rest: str, number: int, ends: str) -> tuple[Property, str]:
    """A scalar at the beginning of a text, and what is left behind it."""
    if rest[:1] == '"':
        value, left = _quoted(rest, number)
        return Property(value, (value,)), left
    if rest[:1] == "'":
        match = re.match(r"'((?:[^']|'')*)'", rest)
        if match is None:
            raise FrontMatterError(number, _OPEN_MARK)
        value = match.group(1).replace("''", "'")
        return Property(value, (value,)), rest[match.end() :]
    end = next((i for i, char in enumerate(rest) if char in ends), len(rest))
    words = _COMMENT.sub("", rest[:end]).strip()
    if words in _NULLS:
        return Property(None, (words,) if words else ()), rest[end:]
    if not _PLAIN_START.match(words) or ": " in words or words.endswith(":"):
        raise FrontMatterError(number, "this needs quotation marks")
    return Property(_typed(words), (words,)), rest[end:]


def _quoted(rest: str, number: int) -> tuple[str, str]:
    try:
        value, end = _DECODER.raw_decode(rest)
    except json.JSONDecodeError as error:
        is_open = error.msg.startswith("Unterminated string")
        reason = _OPEN_MARK if is_open else "what stands in quotation marks is not read"
        raise FrontMatterError(number, reason) from None
    return str(value), rest[end:]


def _typed(words: str) -> object:
    """A plain scalar as YAML has it: nothing, a flag, a number, else its words."""
    if words in _NULLS:
        return None
    if words in _FLAGS:
        return _FLAGS[words]
    number = json.loads(words) if _NUMBER.match(words) else None
    return words if number is None or math.isinf(number) else number


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands there twice")
    return dict(pairs)


_DECODER = json.JSONDecoder(parse_constant=_refuse, object_pairs_hook=_once)
