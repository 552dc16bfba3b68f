"""The clusters of a MISP galaxy, read one at a time, whatever the size and order of the file."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from proxytui import text
from proxytui.errors import UsageError

if TYPE_CHECKING:
    from types import ModuleType

Fields: TypeAlias = Mapping[str, Any]
"""An object of the file, which may have anything in any field."""

_DEEPEST = 50
_HINT = "give a galaxy's clusters as MISP publishes them"


class Clusters:
    """The file of a galaxy's clusters."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            import ijson
        except ImportError:
            raise UsageError("MISP galaxies need ijson", "install proxytui[exchange]") from None
        self._ijson: ModuleType = ijson
        self._file = file

    def about(self) -> Fields:
        """What the galaxy says about itself: its plain fields, and its authors."""
        fields: dict[str, Any] = {"authors": []}
        is_galaxy = False
        with self._told():
            for prefix, event, value in self._ijson.parse(self._events()):
                if prefix == "values" and event == "start_array":
                    is_galaxy = True
                elif prefix == "authors.item" and event == "string":
                    fields["authors"].append(value)
                elif prefix and "." not in prefix and event in ("string", "number"):
                    fields[prefix] = str(value)
        if not is_galaxy:
            raise UsageError("the file is no MISP galaxy: it has no values", _HINT)
        return fields

    def entries(self) -> Iterator[object]:
        """The clusters in their order; what is none, as it is."""
        with self._told():
            yield from self._ijson.items(self._ijson.parse(self._events()), "values.item")

    def _events(self) -> Iterator[tuple[str, object]]:
        """The parts of the file, as far as they nest no deeper than a galaxy's do: the paths to
        deeper ones would fill all memory."""
        depth = 0
        for event, value in self._ijson.basic_parse(self._start()):
            if event in ("start_map", "start_array"):
                depth += 1
            elif event in ("end_map", "end_array"):
                depth -= 1
            if depth > _DEEPEST:
                raise UsageError("the file nests too deep to be a galaxy", _HINT)
            yield event, value

    def _start(self) -> BinaryIO:
        """The file behind a byte-order mark."""
        self._file.seek(0)
        if self._file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
            self._file.seek(0)
        return self._file

    @contextmanager
    def _told(self) -> Iterator[None]:
        """The faults of a file as one line."""
        try:
            yield
        except (self._ijson.JSONError, ValueError, ArithmeticError, RecursionError) as error:
            words = text.line(str(error))[:80]
            raise UsageError(f"the file can't be read as JSON: {words}", _HINT) from None


def word(fields: Fields, key: str) -> str:
    """The words of a field on one line; empty where it has none."""
    words = texts(fields.get(key))
    return words[0] if words else ""


def texts(value: object) -> list[str]:
    """The words of a value, be it one or a list, without what pads them."""
    values = value if isinstance(value, list) else [value]
    return [words for item in values if isinstance(item, str) and (words := text.line(item))]
