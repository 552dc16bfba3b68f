"""Errors shown to a user: what went wrong and what to do next; they know no screen."""

from __future__ import annotations


class ProxyTUIError(Exception):
    """An error that a user is told in one line: `title` says what happened, `hint` what to do.

    `exit_code` is the exit code of the command line (see the manual's table of exit codes).
    """

    exit_code = 1

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.title}; {self.hint}" if self.hint else self.title


class UsageError(ProxyTUIError):
    """A command with wrong words, or a name that is unknown or ambiguous."""

    exit_code = 2


class UnknownName(UsageError):
    """A name that no actor, or more than one, answers to.

    `candidates` are (id, name) pairs, best first; empty when nothing comes close. `text` is the
    name that was given.
    """

    def __init__(
        self, title: str, hint: str, candidates: tuple[tuple[str, str], ...] = (), text: str = ""
    ) -> None:
        super().__init__(title, hint)
        self.candidates = candidates
        self.text = text


class InvalidRecord(ProxyTUIError):
    """A record that does not have the shape of the vocabulary; nothing was written."""

    exit_code = 2


class Refused(ProxyTUIError):
    """A change that can't be made: nothing to undo, a later change builds on it, no such record."""


class Conflict(ProxyTUIError):
    """A field that somebody else changed since it was read; nothing was written.

    `theirs` and `ours` are the two values of `field` of `record` (a `table/id`), as plain data.
    """

    def __init__(self, record: str, field: str, theirs: object, ours: object) -> None:
        super().__init__(
            f"{record}: '{field}' was changed elsewhere since you read it",
            "look at the record again and repeat the edit if it is still wanted",
        )
        self.record = record
        self.field = field
        self.theirs = theirs
        self.ours = ours


class StoreError(ProxyTUIError):
    """A store that can't be opened or written."""

    exit_code = 3


class NoStore(StoreError):
    """A place where no store is; the hint names options of the command line, not keys."""
