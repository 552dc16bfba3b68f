"""What fails beside the keys is told of, is kept in a file, and ends nothing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from meanwhile import until
from tui_driver import exploring

if TYPE_CHECKING:
    from collections.abc import Callable

    from meanwhile import Gate

    from proxytui.errors import ProxyTUIError
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.workspace import Workspace


@pytest.mark.parametrize("thread", [True, False])
async def test_a_worker_that_fails_is_told_of_and_kept_with_its_cause(
    workspace: Workspace, failures: Callable[[], list[str]], thread: bool
) -> None:
    def fails() -> None:
        try:
            raise KeyError("the cause")
        except KeyError as error:
            raise ValueError("the worker") from error

    async def fails_later() -> None:
        fails()

    async with exploring(workspace) as it:
        it.explorer.run_worker(fails if thread else fails_later, thread=thread)
        await until(it, lambda: it.said)
        assert "ValueError" in it.said[-1]
        assert "KeyError: 'the cause'" in failures()[0]
        assert "WorkerFailed" not in failures()[0]
        await it.press("j")
        assert it.app.crash is None


async def test_a_question_that_fails_says_so_and_finds_nothing(
    workspace: Workspace,
    sliced: Gate,
    failures: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from proxytui.questions import gaps

    def fails(*_: object) -> None:
        raise KeyError("boom")

    monkeypatch.setattr(gaps, "gaps", fails)
    async with exploring(workspace) as it:
        await it.press("V", "g")
        await until(it, lambda: not it.app.screen.working)
        assert "this could not be worked out" in " ".join(it.screen.split())
        assert "No weak spot" not in it.screen
        assert "boom" in failures()[0]
        await it.press("esc")
        assert it.top == "Explorer"


async def test_a_failed_question_of_rolling_up_leaves_the_centre_itself(
    workspace: Workspace, failures: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from proxytui.asof import ranking

    ranked = ranking.ranking

    def fails(
        *given: object, roll_up: bool = False, checkpoint: Checkpoint | None = None
    ) -> object:
        if roll_up:
            raise KeyError("boom")
        return ranked(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(ranking, "ranking", fails)
    async with exploring(workspace) as it:
        await it.press("r")
        assert not it.session.roll_up
        assert any("could not be worked out" in one for one in it.said)
        assert failures()


def test_an_error_of_the_writer_that_is_no_word_for_a_user_is_kept(
    workspace: Workspace, failures: Callable[[], list[str]]
) -> None:
    async def run() -> None:
        async with exploring(workspace) as it:
            heard: list[ProxyTUIError] = []

            def fails() -> None:
                raise KeyError("boom")

            it.app.writer.do(fails, lambda _: None, heard.append)
            await until(it, lambda: heard)
            assert "could not be done" in str(heard[0])

    asyncio.run(run())
    assert "boom" in failures()[0]
