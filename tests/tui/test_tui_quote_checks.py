"""The checks of quotes that are looked up while something is on the screen."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from meanwhile import until
from tui_driver import exploring

from proxytui.reading import quotes
from proxytui.tui.jobs.quote_checks import QuoteChecks

if TYPE_CHECKING:
    import pytest

    from proxytui.model.records import Citation
    from proxytui.workspace import Workspace


async def test_quotes_that_are_being_looked_up_are_not_begun_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun = threading.Event(), []
    check_cited = quotes.check_cited

    def slow(citation: Citation, *args: object) -> object:
        begun.append(citation)
        assert gate.wait(20)
        return check_cited(citation, *args)

    async with exploring(workspace) as it:
        claims = workspace.index.claims.values()
        cited = next(c for claim in claims for c in claim.citations if c.quote is not None)
        workspace._checks.forget()
        monkeypatch.setattr(quotes, "check_cited", slow)
        checked: list[bool] = []
        checks = QuoteChecks(it.explorer, lambda: checked.append(True))
        assert checks.check(cited) is None
        await until(it, lambda: begun == [cited])
        checks._begin()
        gate.set()
        await until(it, lambda: checked == [True])
        assert checks.check(cited) is not None
        assert begun == [cited]
