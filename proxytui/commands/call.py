"""One use of a command: its arguments, and the workspace, which opens when it is first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import msgspec

from proxytui.asof.lens import Lens
from proxytui.errors import UsageError
from proxytui.lazy import LazyModule
from proxytui.model import dates, filters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.records import Json
    from proxytui.place import Place
    from proxytui.questions import saved_views
    from proxytui.questions.saved_views import Saved
    from proxytui.workspace import Workspace
else:
    saved_views = LazyModule("proxytui.questions.saved_views")

Item = TypeVar("Item")

ArgumentValue: TypeAlias = str | int | bool | tuple[str, ...] | None
"""The value of an argument; None where it is left out."""


class Answer(msgspec.Struct, frozen=True):
    """The result of a command; each kind of answer is printed, or turned into JSON."""

    @property
    def code(self) -> int:
        """The exit code: 1 where the answer is no, or problems were found."""
        return 0

    @property
    def refuses_text(self) -> bool:
        """Whether a text that was written for the command was not stored, so that it is kept."""
        return False

    def document(self, workspace: Workspace) -> Json:
        """The JSON shape of the answer, as plain data."""
        raise NotImplementedError(type(self).__name__)

    def to_json(self, call: Call) -> Json:
        """The JSON of the answer to a call, with the call's filter; overridden where no store need
        be open, or can be."""
        document, chosen = self.document(call.workspace), call.filter
        return {**document, "filter": filters.written(chosen)} if chosen else document

    def outline(self, call: Call) -> Json:
        """What the explorer shows of the answer where no view of its own does."""
        return self.to_json(call)


class Done(Answer, frozen=True):
    """The answer of a writing command: the ids of what it made, and a message that says so."""

    ids: tuple[str, ...]
    message: str


class Call:
    """The arguments of a command by name (`name`, `as_of`), and the store it works on.

    `prose` asks the user for a longer text, which begins as the one that it is called with.
    """

    def __init__(
        self,
        arguments: Mapping[str, ArgumentValue],
        opener: Callable[[bool, bool], Workspace],
        place: Place,
        prose: Callable[[str], str],
    ) -> None:
        self._arguments = arguments
        self._opener = opener
        self.place = place
        self.prose = prose
        self.tell_cut_off: Callable[[], str] | None = None
        """Set by a command that does much in one step: says what was done, once it is stopped."""

    @cached_property
    def workspace(self) -> Workspace:
        """The open store; opening it may raise StoreError."""
        return self._opener(False, False)

    @property
    def workspace_or_create(self) -> Workspace:
        """The store of a command that brings records in: a folder that isn't there becomes one."""
        if "workspace" not in self.__dict__:
            self.__dict__["workspace"] = self._opener(True, False)
        return self.workspace

    def workspace_to_import(self, *, trial: bool) -> Workspace:
        """The store that an import goes to, as `workspace_or_create`; for a mere `trial` a folder
        that isn't there stays so, and an empty store elsewhere takes its place."""
        if trial and "workspace" not in self.__dict__:
            self.__dict__["workspace"] = self._opener(True, True)
        return self.workspace_or_create

    @property
    def asks(self) -> bool:
        """Whether somebody is there to be asked."""
        return False

    def prose_again(self, text: str) -> str | None:
        """The text of `prose` once more, which begins as it is given here, with what is wrong in
        it; None where it was left so, or where nobody can be asked."""
        return None

    def standard_input(self) -> bytes:
        """The bytes of standard input; raises UsageError where there is none to read."""
        raise UsageError("there is no standard input here", "name a file")

    def watched(self, rows: Iterator[Item]) -> Iterator[Item]:
        """The rows of a long file as they pass, of which a user may be told how many there were."""
        return rows

    def cut_off(self) -> str:
        """What to tell of a call that is stopped before its end; "" where there is nothing."""
        return self.tell_cut_off() if self.tell_cut_off is not None else ""

    def with_text(self, name: str, words: str) -> Call:
        """The same call with another text for an argument."""
        return Call({**self._arguments, name: words}, self._opener, self.place, self.prose)

    def text(self, name: str) -> str:
        """An argument's text; empty where it was left out."""
        value = self._arguments.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        """Whether a flag was given."""
        return bool(self._arguments.get(name))

    def number(self, name: str) -> int:
        """An argument's number."""
        value = self._arguments.get(name)
        if not isinstance(value, int):
            raise TypeError(f"{name} is no number, or has no default")
        return value

    def values(self, name: str) -> tuple[str, ...]:
        """The values of an argument that may be given several times."""
        value = self._arguments.get(name)
        return value if isinstance(value, tuple) else ()

    @cached_property
    def saved(self) -> Saved:
        """The saved view named with `--view`; an empty one where none is named."""
        name = self.text("view")
        if not name:
            return saved_views.Saved()
        return saved_views.from_record(saved_views.find(self.workspace.index, name))

    @property
    def filter(self) -> Filter | None:
        """The filter of `--filter`, else of the saved view."""
        words = self.text("filter")
        return filters.read(words) if words else self.saved.filter

    @property
    def period(self) -> Period:
        """The chosen date, else the one that the store starts at."""
        return self.chosen_period or self.workspace.default_period

    @property
    def chosen_period(self) -> Period | None:
        """The date of `--as-of`, else of the saved view; None where neither has one."""
        return self.date("as_of") or self.saved.as_of

    def date(self, name: str) -> Period | None:
        """An argument's date, None where it is left out; raises UsageError where it is no date."""
        words = self.text(name)
        try:
            return dates.period(words) if words else None
        except dates.DateError as error:
            title, _, hint = str(error).partition("; ")
            raise UsageError(title, hint) from None

    @property
    def lens(self) -> Lens:
        """The lens that `--as-of`, `--all`, `--filter` and `--view` ask for."""
        show_all = self.flag("all") or self.saved.show_all
        return Lens(self.period, show_all=show_all, filter=self.filter)
