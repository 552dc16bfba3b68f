"""The elements of an XML file, one at a time, without their namespaces and with their lines.

A document type is refused, and with it every entity that a file could declare. Nothing is nested:
an element is told where it begins and where it ends, so that no depth fills the memory.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from xml.parsers import expat

from proxytui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_CHUNK = 1 << 16
_LONGEST_TEXT = 4_000_000


class Begin(NamedTuple):
    """An element that begins: its name, its attributes, the line on which it stands."""

    tag: str
    attributes: Mapping[str, str]
    line: int


class End(NamedTuple):
    """An element that ends, with the text that stands in it and in none inside it."""

    tag: str
    text: str
    line: int


class _RefusedError(Exception):
    """What is refused, in plain words, and what to do about it."""


class _Parts:
    """The parts that were read and not taken yet."""

    def __init__(self) -> None:
        self.waiting: list[Begin | End] = []
        self.is_over = False
        self._texts: list[list[str]] = []
        self._length = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._add
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._texts.append([])
        local = {_local(name): value for name, value in attributes.items()}
        self.waiting.append(Begin(_local(tag), local, self.parser.CurrentLineNumber))

    def _end(self, tag: str) -> None:
        words = "".join(self._texts.pop())
        self._length = 0
        self.waiting.append(End(_local(tag), words, self.parser.CurrentLineNumber))
        self.is_over = not self._texts

    def _add(self, words: str) -> None:
        self._length += len(words)
        if self._length > _LONGEST_TEXT:
            raise _RefusedError("a text is longer than 4,000,000 characters")
        if self._texts:
            self._texts[-1].append(words)

    def _refuse(self, *_: object) -> None:
        raise _RefusedError("it declares a document type, which may hide anything")


def hand_on(file: BinaryIO, begin: Callable[[Begin], None], end: Callable[[End], None]) -> None:
    """Tell of each element of a file as it begins and as it ends; raises UsageError as `parts`."""
    for part in parts(file):
        if isinstance(part, Begin):
            begin(part)
        else:
            end(part)


def parts(file: BinaryIO) -> Iterator[Begin | End]:
    """The elements of a file as they begin and end; raises UsageError with the line where it is no
    XML. What stands behind the last of them is passed over."""
    read = _Parts()
    is_last = False
    while not is_last and not read.is_over:
        chunk = file.read(_CHUNK)
        is_last = not chunk
        try:
            read.parser.Parse(chunk, is_last)
        except _RefusedError as error:
            raise UsageError(
                f"line {read.parser.CurrentLineNumber}: {error}", "take it out"
            ) from None
        except (expat.ExpatError, LookupError, ValueError) as error:
            if not read.is_over:
                yield from read.waiting
                raise UsageError(*_words(read.parser, error)) from None
        yield from read.waiting
        read.waiting.clear()


def _words(parser: expat.XMLParserType, error: Exception) -> tuple[str, str]:
    if isinstance(error, expat.ExpatError):
        what = expat.ErrorString(error.code)
        return f"line {error.lineno}, column {error.offset + 1} is no XML ({what})", "mend the file"
    return f"line {parser.CurrentLineNumber} is in an encoding that isn't read", "save it as UTF-8"


def root(data: bytes) -> str:
    """The name of the first element of a file, by what it begins with; "" where it is no XML."""
    read = _Parts()
    with suppress(_RefusedError, expat.ExpatError, LookupError, ValueError):
        read.parser.Parse(data, False)
    return read.waiting[0].tag if read.waiting else ""


def _local(name: str) -> str:
    return name.rpartition(":")[2]
