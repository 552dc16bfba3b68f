"""The explorer opened from the command line, and pictures of its views."""

from __future__ import annotations

import gc
import os
import re
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from proxytui import paths, server_stores
from proxytui.cli.open_store import leave, open_workspace, tell_of
from proxytui.cli.stderr import say
from proxytui.commands import opening as openings
from proxytui.commands.call import Done
from proxytui.commands.opening import Opening
from proxytui.errors import StoreError, UsageError
from proxytui.jobs import told_progress
from proxytui.jobs.collector import without_collector
from proxytui.jobs.thread_task import ThreadTask
from proxytui.lazy import LazyModule, missing
from proxytui.place import Place, default_address
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.commands import output_file, recovery
    from proxytui.commands.call import Call
    from proxytui.place import Address
else:
    output_file = LazyModule("proxytui.commands.output_file")
    recovery = LazyModule("proxytui.commands.recovery")

_SIZES = range(20, 501)
_SOON_SECONDS = 0.2
"""A store that takes longer to open is named on the screen meanwhile."""


def explore(address: Address | None, starting: ExitStack, *, demo: bool) -> int:
    """Open the explorer; returns its exit code. `starting` is closed once a picture stands."""
    _refuse_without_terminal()
    chosen = address or _usual_store()
    opening: Opening | None = Opening(None if demo else chosen)
    there = None if demo or isinstance(chosen, str) else _is_there(chosen)
    named = demo or there is True
    if there is False and not isinstance(chosen, str):
        missing = f"There is no store at {chosen.absolute()}." if address is not None else ""
        starting.close()
        opening = _ask(missing, str(chosen.absolute()) if address is not None else "")
    return _go_on(opening, starting, named=named)


def explore_with_tour() -> int:
    """Open the explorer over the bundled data with the tour; returns its exit code."""
    _refuse_without_terminal()
    return _go_on(Opening(None, tour=True), ExitStack(), named=True)


def _refuse_without_terminal() -> None:
    # Where the explorer is served to a browser there is no terminal, but a driver of its own.
    if not os.environ.get("TEXTUAL_DRIVER") and not (_terminal(0) and _terminal(1)):
        raise UsageError("the explorer needs a terminal", "see `proxytui --help` for the commands")


def _go_on(opening: Opening | None, starting: ExitStack, *, named: bool) -> int:
    """Explore one store after the other until the last one is left; where one that was not `named`
    by the user can't be opened, ask for another."""
    while opening is not None:
        try:
            where = opening.address or paths.bundled_data()
            workspace = _open(where, starting, demo=opening.address is None)
        except StoreError as error:
            if named:
                raise
            starting.close()
            address = opening.address
            trouble = openings.refusal(error, address)
            opening = _ask(trouble, opened=address if isinstance(address, str) else "")
            continue
        if workspace is None:
            return 0
        named = False
        code, following = _explore(workspace, opening, starting)
        del workspace
        if following is None:
            return code
        _forget()
        opening = following
    return 0


def _usual_store() -> Address:
    """The user's own store, else the one that was open last."""
    own = default_address()
    if isinstance(own, str) or os.environ.get("PROXYTUI_STORE") or _is_there(own) is not False:
        return own
    from proxytui.tui import recent_stores

    return next(iter(recent_stores.load()), own)


def _is_there(path: Path) -> bool | None:
    """Whether there is something at a path; None where a disk takes its time to say so."""
    look: ThreadTask[bool] = ThreadTask(lambda _: os.path.lexists(path), "looking")
    look.start()
    return look.answer if look.wait(_SOON_SECONDS) else None


def _ask(trouble: str, proposed: str = "", opened: str = "") -> Opening | None:
    """Ask for a store on the start screen."""
    from proxytui.tui import start_app

    return start_app.choose(trouble=trouble, proposed=proposed, opened=opened)


def _forget() -> None:
    """Give back the memory of a store that was left: the collector was told to pass over it."""
    gc.unfreeze()
    gc.collect()


def _explore(
    workspace: Workspace, opening: Opening, starting: ExitStack
) -> tuple[int, Opening | None]:
    """Explore a store until it is left; returns the exit code, and what to open next."""
    cut_off = True
    try:
        starting.enter_context(without_collector())
        with missing("ssl"):
            # Its loop would load OpenSSL, for connections that no part of the explorer makes: a
            # twentieth of the way to the first picture.
            import asyncio  # noqa: F401
        from proxytui.tui.app import run

        result = run(workspace, say, opening, starting)
        cut_off = False
    except Exception:
        cut_off = False
        raise
    finally:
        leave(workspace, cut_off=cut_off)
    return result


def _open(chosen: Address, starting: ExitStack, *, demo: bool) -> Workspace | None:
    """The workspace to explore; where the store is damaged the user says how, None to leave it."""
    # Every window has an origin of its own, so that undo takes back its own changes first.
    origin = f"window-{os.urandom(6).hex()}"
    try:
        opened = _opened(chosen, starting, demo=demo, origin=origin)
    except StoreError:
        if demo or isinstance(chosen, str) or not (chosen / "store.json").is_file():
            raise
        survey = Workspace.survey(chosen)
        if not survey.damage:
            raise
        readable = False
    else:
        if opened is None or demo or isinstance(chosen, str) or not opened.damaged:
            return opened
        workspace, survey, readable = opened, Workspace.survey(chosen), True
    starting.close()
    from proxytui.tui import repair_app

    option = repair_app.choose(chosen, survey, readable=readable)
    if option == repair_app.LOOK:
        return workspace
    if readable:
        leave(workspace, cut_off=False)
    if option == repair_app.QUIT:
        return None
    _mend(chosen, option)
    return open_workspace(chosen, demo=False, origin=origin)


def _opened(chosen: Address, starting: ExitStack, *, demo: bool, origin: str) -> Workspace | None:
    """The workspace of a store, which is named on the screen where it takes long to open; None
    where the user leaves it meanwhile. Raises StoreError."""
    progress = [""]

    def tell(words: str) -> None:
        progress[0] = words

    def work(_: object) -> Workspace:
        with told_progress.shown_by(tell):
            return Workspace.open(chosen, demo=demo, origin=origin)

    task: ThreadTask[Workspace] = ThreadTask(work, "opening")
    task.start()
    if isinstance(chosen, str):
        # Imported while the net is waited for.
        import proxytui.tui.app  # noqa: F401
    if not task.wait(_SOON_SECONDS):
        starting.close()
        from proxytui.tui import opening_app

        place = (
            server_stores.place_of(chosen) if isinstance(chosen, str) else Place.of_folder(chosen)
        )
        if not opening_app.waited_for(task, place.shown, lambda: progress[0]):
            return None
    workspace = task.answer
    workspace.follow_here()
    tell_of(workspace)
    return workspace


def _mend(folder: Path, option: str) -> None:
    """Mend a damaged store as the user chose, unless somebody has mended it in the meantime."""
    from proxytui.tui import repair_app

    survey = Workspace.survey(folder)
    if not (survey.damage or survey.set_aside):
        say("the store was mended in the meantime; it is opened as it is now")
    elif option == repair_app.SOUND:
        say(f"what was there is kept in {recovery.path_text(Workspace.accept(folder).kept)}")
    elif survey.newest is not None:
        kept = Workspace.replace(folder, survey.newest.folder)
        say(
            f"what was there is kept in {recovery.path_text(kept)}"
            if kept
            else "the backup is in its place"
        )


def _terminal(descriptor: int) -> bool:
    stream = (sys.stdin, sys.stdout)[descriptor]
    return stream is not None and stream.isatty()


def screenshot(call: Call) -> Done:
    """Write a picture of a view to a file."""
    size = re.fullmatch(r"(\d{1,4})x(\d{1,4})", call.text("size"))
    if not size or any(int(number) not in _SIZES for number in size.groups()):
        hint = f"use columns x rows, each from {_SIZES[0]} to {_SIZES[-1]}: 120x40"
        raise UsageError(f"'{call.text('size')}' is no size", hint)
    output_file.refuse_store_file(paths.expanded(call.text("output")), call.place)
    as_of = call.period.text if call.text("as_of") else None
    name = call.workspace.find(call.text("name")).id if call.text("name") else None
    from proxytui.tui.screenshot import picture

    svg = picture(
        call.workspace,
        name=name,
        view=call.text("view"),
        size=(int(size[1]), int(size[2])),
        theme=call.text("theme") or None,
        keys=list(call.values("keys")),
        as_of=as_of,
    )
    return Done((), f"wrote {output_file.save(call.text('output'), svg.encode(), call.place)}")
