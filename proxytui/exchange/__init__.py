"""Records of other files as proposed changes, and records as files: one file a format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.errors import UsageError
from proxytui.text import line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from proxytui.exchange.proposal import ReadFile
    from proxytui.model.records import Json

    Tables = Mapping[str, Mapping[str, Json]]


class Codec(NamedTuple):
    """A format: how bytes are read (UsageError for another format), and tables written."""

    read: Callable[[bytes], ReadFile] | None = None
    write: Callable[[Tables], bytes] | None = None


def _json() -> Codec:
    from proxytui.exchange import native

    return Codec(native.read, native.write)


def _claims() -> Codec:
    from proxytui.exchange import claims

    return Codec(None, claims.write)


# Imported when asked for: most formats bring a library of their own.
FORMATS: dict[str, Callable[[], Codec]] = {"json": _json, "claims": _claims}
"""The formats by the name that `--format` takes."""


def codec(name: str) -> Codec:
    """A format by its name; raises UsageError for an unknown one."""
    if name not in FORMATS:
        raise UsageError(f"there is no format '{line(name)}'", f"use {', '.join(FORMATS)}")
    return FORMATS[name]()
