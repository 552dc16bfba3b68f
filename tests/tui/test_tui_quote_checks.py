"""The checks of quotes that are looked up while something is on the screen."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from meanwhile import claimed, until
from tui_driver import exploring

from proxytui.errors import StoreError
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


async def test_quotes_that_were_asked_for_while_others_fail_are_looked_up_all_the_same(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun = threading.Event(), []
    check_cited = quotes.check_cited

    async with exploring(workspace) as it:
        claims = workspace.index.claims.values()
        cited = [c for claim in claims for c in claim.citations if c.quote is not None]
        first, second = cited[:2]

        def failing(citation: Citation, *args: object) -> object:
            begun.append(citation)
            assert gate.wait(20)
            if citation == first:
                raise StoreError("the disk does not answer")
            return check_cited(citation, *args)

        workspace._checks.forget()
        monkeypatch.setattr(quotes, "check_cited", failing)
        checked: list[bool] = []
        checks = QuoteChecks(it.explorer, lambda: checked.append(True))
        assert checks.check(first) is None
        await until(it, lambda: begun == [first])
        assert checks.check(second) is None
        gate.set()
        await until(it, lambda: checked == [True])
        assert checks.check(second) is not None
        assert any("the disk does not answer" in said for said in it.said)
        assert checks.check(first) is None
        await it.settled()
        assert begun == [first, second]


async def test_quotes_that_failed_are_looked_up_again_once_the_records_have_changed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_cited = quotes.check_cited
    failures = [StoreError("the disk does not answer")]

    def failing_once(citation: Citation, *args: object) -> object:
        if failures:
            raise failures.pop()
        return check_cited(citation, *args)

    async with exploring(workspace) as it:
        claims = workspace.index.claims.values()
        cited = next(c for claim in claims for c in claim.citations if c.quote is not None)
        workspace._checks.forget()
        monkeypatch.setattr(quotes, "check_cited", failing_once)
        checks = QuoteChecks(it.explorer, lambda: None)
        assert checks.check(cited) is None
        await until(it, lambda: not failures)
        await it.settled()
        assert checks.check(cited) is None
        workspace.apply([claimed(1)], "a claim")
        assert checks.check(cited) is None
        await until(it, lambda: checks.check(cited) is not None)
