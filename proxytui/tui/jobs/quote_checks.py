"""Checks of the quotes that are on the screen, made in a thread: they read kept texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.lazy import LazyModule
from proxytui.reading.last_text import LastText
from proxytui.tui.host import host
from proxytui.tui.jobs.background_work import BackgroundWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.quote_check import QuoteCheck
    from proxytui.model.records import Citation, Source
    from proxytui.reading import quotes
    from proxytui.tui.desk import Desk
else:
    quotes = LazyModule("proxytui.reading.quotes")

_AT_ONCE_SECONDS = 0.05


class QuoteChecks:
    """Whether the words on the screen stand in their sources.

    `check` answers at once, and with None where nothing has been looked up yet. That is done next,
    and `checked` is called once it is known. Checks that are made while sources change, or while a
    connection comes back, are dropped.
    Those that fail are told of, and made again only once the records have changed.
    """

    def __init__(self, desk: Desk, checked: Callable[[], None]) -> None:
        self._desk = desk
        self._checked = checked
        self._pending: dict[Citation, Source | None] = {}
        self._failed: dict[Citation, int] = {}
        self._work = BackgroundWork["dict[Citation, QuoteCheck]"](desk, "quotes")

    def check(self, citation: Citation) -> QuoteCheck | None:
        """The check of a citation with words, as far as it is known."""
        workspace = self._desk.workspace
        check = workspace.known_check(citation)
        version = workspace.index.version
        if check is None and self._failed.get(citation) != version:
            if not self._pending and not self._work.working:
                self._desk.call_next(self._begin)
            self._pending[citation] = workspace.index.sources.get(citation.source)
        return check

    def _begin(self) -> None:
        # It may have begun meanwhile: another beginning would cancel what is being looked up.
        if not self._pending or self._work.working:
            return
        pending, self._pending = self._pending, {}
        workspace = self._desk.workspace
        version, text_of = workspace.index.version, workspace.text_of
        unreached = workspace.unreached

        def look_up(checkpoint: Checkpoint) -> dict[Citation, QuoteCheck]:
            checks = {}
            last_text = LastText(text_of)
            for citation in sorted(pending, key=_kept_text):
                checks[citation] = quotes.check_cited(citation, pending[citation], last_text)
                checkpoint()
            return checks

        def take(checks: dict[Citation, QuoteCheck]) -> None:
            if (workspace.index.version, workspace.unreached) == (version, unreached):
                workspace.remember_checks(checks)
            self._checked()
            self._begin()

        def refused(error: ProxyTUIError) -> None:
            self._failed.update(dict.fromkeys(pending, version))
            host(self._desk).say(str(error), "error")
            self._begin()

        self._work.ask(look_up, take, refused, word="reading", at_once=_AT_ONCE_SECONDS)


def _kept_text(citation: Citation) -> tuple[str, str]:
    return citation.source, (citation.quote.text if citation.quote else None) or ""
