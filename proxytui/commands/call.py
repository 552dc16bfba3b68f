"""One use of a command: its arguments, and the workspace, which opens when it is first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from proxytui.asof.lens import Lens
from proxytui.errors import UsageError
from proxytui.model import dates, filters
from proxytui.questions import saved_views

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Json
    from proxytui.questions.saved_views import Saved
    from proxytui.workspace import Workspace

Given: TypeAlias = str | int | bool | tuple[str, ...] | None
"""What may be given for an argument; None where it is left out."""


class Answer(msgspec.Struct, frozen=True):
    """What a command found or did; each kind of answer is printed, or turned into JSON."""

    @property
    def code(self) -> int:
        """The exit code: 1 where the answer is no, or problems were found."""
        return 0

    def document(self, workspace: Workspace) -> Json:
        """The JSON shape of the answer, as plain data."""
        raise NotImplementedError(type(self).__name__)

    def to_json(self, call: Call) -> Json:
        """The same for a call, with the filter it was asked through; overridden where no store need
        be open, or can be."""
        made, wanted = self.document(call.workspace), call.filter
        return {**made, "filter": filters.written(wanted)} if wanted else made


class Done(Answer, frozen=True):
    """What a writing command made, by id, and what it did in words."""

    ids: tuple[str, ...]
    said: str


class Call:
    """The arguments of a command by name (`name`, `as_of`), and what it works on.

    `prose` asks whoever calls for a longer text, beginning with the one it is given.
    """

    def __init__(
        self,
        given: Mapping[str, Given],
        opener: Callable[[bool], Workspace],
        folder: Path,
        prose: Callable[[str], str],
    ) -> None:
        self._given = given
        self._opener = opener
        self.folder = folder
        self.prose = prose

    @cached_property
    def workspace(self) -> Workspace:
        """The open store; opening it may raise StoreError."""
        return self._opener(False)

    @property
    def workspace_or_create(self) -> Workspace:
        """The same for a command that brings records in: a folder not there becomes a store."""
        if "workspace" not in self.__dict__:
            self.__dict__["workspace"] = self._opener(True)
        return self.workspace

    def piped(self) -> bytes:
        """What is given on standard input; raises UsageError where there is none to read."""
        raise UsageError("there is no standard input here", "name a file")

    def text(self, name: str) -> str:
        """An argument's text; empty where it was left out."""
        value = self._given.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        """Whether a flag was given."""
        return bool(self._given.get(name))

    def number(self, name: str) -> int:
        """An argument's number."""
        value = self._given.get(name)
        if not isinstance(value, int):
            raise TypeError(f"{name} is no number, or has no default")
        return value

    def many(self, name: str) -> tuple[str, ...]:
        """An argument that may be given several times."""
        value = self._given.get(name)
        return value if isinstance(value, tuple) else ()

    @cached_property
    def saved(self) -> Saved:
        """What the view named with `--view` holds; nothing where none is."""
        named = self.text("view")
        return (
            saved_views.opened(saved_views.find(self.workspace.index, named))
            if named
            else saved_views.Saved()
        )

    @property
    def filter(self) -> Filter | None:
        """What `--filter` asks for, else the saved view."""
        given = self.text("filter")
        return filters.read(given) if given else self.saved.filter

    @property
    def period(self) -> Period:
        """The date asked for, else the one that the store starts at."""
        return self.period_asked or self.workspace.default_period

    @property
    def period_asked(self) -> Period | None:
        """The date asked for with `--as-of`, else by the saved view."""
        return self.date("as_of") or self.saved.as_of

    def date(self, name: str) -> Period | None:
        """The date given for an argument, None where none is; raises UsageError for no date."""
        given = self.text(name)
        try:
            return dates.period(given) if given else None
        except dates.DateError as error:
            title, _, hint = str(error).partition("; ")
            raise UsageError(title, hint) from None

    @property
    def lens(self) -> Lens:
        """The lens that `--as-of`, `--all`, `--filter` and `--view` ask for."""
        show_all = self.flag("all") or self.saved.show_all
        return Lens(self.period, show_all=show_all, filter=self.filter)
