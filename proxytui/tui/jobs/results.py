"""The end of every job: its result to whoever asked for it, its error through one funnel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.errors import ProxyTUIError

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.jobs.task import T, Task
    from proxytui.tui.host import ScreenHost
    from proxytui.tui.themed_app import Result


def hand_on(
    app: ScreenHost[Result],
    task: Task[T],
    done: Callable[[T], None],
    failed: Callable[[ProxyTUIError], None] | None,
    failure: str = "this could not be done",
) -> None:
    """Call `done` with the answer of a task that is over, `failed` with its error.

    An error that is no word for a user is kept in a file, and the user is told of it as `failure`.
    Without `failed` an error is a toast.
    """
    error = task.error
    if error is None:
        done(task.answer)
    elif not isinstance(error, ProxyTUIError):
        reported = ProxyTUIError(app.report(error, failure))
        if failed is not None:
            failed(reported)
    elif failed is not None:
        failed(error)
    else:
        app.say(str(error), "error")
