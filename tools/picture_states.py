"""What the program looks like beside its views: where it begins, what it asks, what goes wrong."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from proxytui import paths
from proxytui.commands.opening import Opening, refusal
from proxytui.errors import StoreError
from proxytui.tui import recent_stores, repair_app
from proxytui.tui.app import ProxyTUI
from proxytui.tui.repair_app import RepairApp
from proxytui.tui.screenshot import picture_of
from proxytui.tui.start_app import StartApp
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    App = ProxyTUI | StartApp | RepairApp
    Begin = Callable[[ExitStack], App]

_TABLE = """\
patron,client,from,to,means,remark
Ardania,Cedar Front,1998,2004,weapons;money,coded yearly
Ardania,River Guard,2001,,training,
Borland,Cedar Front,2003,2003,money,one payment
"""
_CLAIMS = """\
source memo A memorandum; publisher Desk; published 2020-05
+Ardania backs +Cedar Front: weapons, training since 1998 "armed the Front" memo
+Borland backs Cedar Front: funding since 2003 "paid it once" memo
Cedar Front opposes Borland: armed since 2005 "turned on them" memo
"""
_WRITTEN = "Who signed?"


class State(NamedTuple):
    """What to begin with, and the keys that lead to what the picture shows."""

    begin: Begin
    keys: tuple[str, ...] = ()
    meanwhile: bool = False
    """Whether the picture shows what is still being done after the last key."""


def draw(state: State, size: tuple[int, int], theme: str) -> str:
    """The SVG of a state, with messages; what it needs on a disk is made for it alone."""
    with ExitStack() as undoing:
        undoing.enter_context(_home())
        app = state.begin(undoing)
        app.wear(theme)
        return picture_of(app, state.keys, size, meanwhile=state.meanwhile)


@contextmanager
def _home() -> Iterator[None]:
    """A home of its own, with stores and files in it."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="proxytui-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        os.environ["HOME"] = name
        for kind, folder in (("DATA", ".local/share"), ("STATE", ".local/state")):
            os.environ[f"XDG_{kind}_HOME"] = str(home / folder)
        os.environ["XDG_CONFIG_HOME"] = str(home / ".config")
        os.environ.pop("PROXYTUI_STORE", None)
        paths._dirs.cache_clear()
        here = Path.cwd()
        os.chdir(home)
        Path("support.csv").write_text(_TABLE, encoding="utf-8")
        Path("claims.txt").write_text(_CLAIMS, encoding="utf-8")
        Path("broken.json").write_text('{"actors": {"a": ', encoding="utf-8")
        try:
            yield
        finally:
            os.chdir(here)
            os.environ.clear()
            os.environ.update(before)
            paths._dirs.cache_clear()


def _demo(undoing: ExitStack) -> ProxyTUI:
    workspace = undoing.enter_context(_open(demo=True))
    return ProxyTUI(workspace, centre=workspace.find("Iran").id, afresh=True)


def _touring(undoing: ExitStack) -> ProxyTUI:
    app = ProxyTUI(undoing.enter_context(_open(demo=True)))
    app.guided_to = Opening(None, tour=True)
    return app


def _empty(undoing: ExitStack) -> ProxyTUI:
    folder = paths.placed("sahel")
    Workspace.create(folder)
    return ProxyTUI(undoing.enter_context(_open(folder)), afresh=True)


def _copied(undoing: ExitStack) -> ProxyTUI:
    return ProxyTUI(undoing.enter_context(_open(_copy())), centre="iran", afresh=True)


def _unwritable(undoing: ExitStack) -> ProxyTUI:
    """A store in which the place of its journal is taken."""
    app = _copied(undoing)
    shutil.rmtree(app.workspace.place.folder / "journal", ignore_errors=True)
    (app.workspace.place.folder / "journal").write_text("")
    return app


def _locked(undoing: ExitStack) -> ProxyTUI:
    """A store that another program is writing."""
    app = _copied(undoing)
    lock = undoing.enter_context((app.workspace.place.folder / ".lock").open("a"))
    fcntl.flock(lock, fcntl.LOCK_EX)
    return app


def _long(undoing: ExitStack) -> ProxyTUI:
    """A file to import that is read for some seconds."""
    lines = (
        f'{{"id": "o-{n}", "schema": "Organization", "properties": {{"name": ["Group {n}"]}}}}\n'
        for n in range(60_000)
    )
    Path("long.ftm.json").write_text("".join(lines), encoding="utf-8")
    return _demo(undoing)


def _newer(_: ExitStack) -> StartApp:
    """A store that was open before, and was written by a newer program since."""
    folder = _stored()
    file = folder / "store.json"
    newer = file.read_text(encoding="utf-8").replace('"schema": 1', '"schema": 9')
    file.write_text(newer, encoding="utf-8")
    recent_stores.remember(folder)
    return StartApp(trouble=_refusal(folder))


def _no_store(_: ExitStack) -> StartApp:
    """A folder that holds files, and no store."""
    folder = Path("papers")
    folder.mkdir()
    (folder / "notes.txt").write_text("x")
    return StartApp(trouble=_refusal(folder))


def _unreadable(_: ExitStack) -> StartApp:
    """A store whose main file can't be read."""
    folder = _stored()
    (folder / "store.json").unlink()
    (folder / "store.json").mkdir()
    return StartApp(trouble=_refusal(folder))


def _no_server(_: ExitStack) -> StartApp:
    """The address of a server that isn't there."""
    return StartApp(trouble=_refusal("postgresql://127.0.0.1:9/desk"))


def _stored() -> Path:
    folder = paths.placed("sudan")
    Workspace.create(folder)
    return folder


def _refusal(folder: Path | str) -> str:
    """What is said of a store that can't be opened."""
    try:
        Workspace.open(folder).close()
    except StoreError as error:
        return refusal(error, folder)
    raise RuntimeError(f"{folder} can be opened")


def _copy() -> Path:
    folder = paths.placed(paths.BUNDLED_NAME)
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(paths.bundled_data(), folder)
    return folder


@contextmanager
def _open(folder: Path | None = None, *, demo: bool = False) -> Iterator[Workspace]:
    workspace = Workspace.open(folder, demo=demo, origin="window-picture")
    try:
        yield workspace
    finally:
        workspace.close()


def _first(_: ExitStack) -> StartApp:
    return StartApp()


def _stores(_: ExitStack) -> StartApp:
    for name in ("sudan", "sahel-2012", "horn-of-africa-shipping-and-weapons"):
        Workspace.create(paths.placed(name))
        recent_stores.remember(paths.placed(name))
    return StartApp()


def _missing(_: ExitStack) -> StartApp:
    folder = paths.placed("sudan")
    return StartApp(trouble=f"There is no store at {folder}.", proposed=str(folder))


def _damaged(_: ExitStack) -> RepairApp:
    folder = _copy()
    file = folder / "store.json"
    lines = file.read_text(encoding="utf-8").split("\n")
    lines[40] = lines[40][: len(lines[40]) // 2]
    file.write_text("\n".join(lines), encoding="utf-8")
    survey = Workspace.survey(folder)
    return RepairApp(folder, survey, repair_app.options(survey, False))


_TIE = ("2", "j")
STATES: dict[str, State] = {
    "start": State(_first),
    "start-stores": State(_stores),
    "start-name": State(_first, ("n", *"sudan")),
    "start-taken": State(_stores, ("n", *"sudan", "enter", "enter")),
    "start-file": State(_first, ("i", *"broken.json", "enter")),
    "start-missing": State(_missing),
    "start-newer": State(_newer),
    "start-no-store": State(_no_store),
    "start-unreadable": State(_unreadable),
    "start-no-server": State(_no_server),
    "damaged": State(_damaged),
    "empty": State(_empty),
    "empty-add": State(_empty, ("a",)),
    "unwritable": State(_unwritable, (*_TIE, "i", *_WRITTEN, "enter")),
    "locked": State(_locked, (*_TIE, "i", *_WRITTEN, "enter")),
    "saving": State(_locked, (*_TIE, "i", *_WRITTEN, "enter"), meanwhile=True),
    "importing": State(_long, ("O", *"long.ftm.json", "enter"), meanwhile=True),
    "tour": State(_touring),
    "tour-tie": State(_touring, ("enter", "j")),
    "manual": State(_demo, ("f1",)),
    "manual-chapters": State(_demo, ("f1", "c")),
    "store": State(_demo, ("g", "g")),
    "actor": State(_demo, ("3",)),
    "history-tab": State(_demo, ("2", "j", "3", "5")),
    "time-tab": State(_demo, (*_TIE, "9")),
    "quotes": State(_demo, (*_TIE, "quotation_mark", "j")),
    "map-tab": State(_demo, (*_TIE, "8")),
    "copy": State(_demo, (*_TIE, "quotation_mark", "y")),
    "copied": State(_demo, (*_TIE, "y", "w")),
    "themes": State(_demo, ("f2",)),
    "quit": State(_demo, ("i", *_WRITTEN, "enter", "q")),
    "noted": State(_demo, (*_TIE, "i", *_WRITTEN, "enter")),
    "views": State(_demo, ("V",)),
    "palette": State(_demo, ("ctrl+p",)),
    "jump": State(_demo, ("2", "semicolon")),
    "remove": State(_demo, (*_TIE, "d")),
    "remove-actor": State(_demo, ("j", "d")),
    "standing": State(_demo, (*_TIE, "D")),
    "judge": State(_demo, ("M", *"quds", "enter")),
    "split": State(_demo, ("S",)),
    "date": State(_demo, ("t", *"2012-1")),
    "filter-actors": State(_demo, ("1", "slash", *"syr")),
    "add-event": State(_demo, ("a", *"event ")),
    "actor-form": State(_demo, ("e",)),
    "editor": State(_demo, (*_TIE, "i", *_WRITTEN, "enter", "3", "7", "j", "e")),
    "link": State(_demo, ("i", *"see [[hez")),
    "import-plan": State(_demo, ("O", *"claims.txt", "enter")),
    "import-columns": State(_demo, ("O", *"support.csv", "enter")),
    "import-table": State(_demo, ("O", *"support.csv", "enter", "enter")),
    "import-error": State(_demo, ("O", *"broken.json", "enter")),
    "imported": State(_demo, ("O", *"claims.txt", "enter", "enter")),
    "command-error": State(_demo, ("colon", *"show nobody", "enter")),
    "answer": State(_demo, ("colon", *"stats", "enter")),
    "saved-none": State(_demo, ("b",)),
    "notes-none": State(_demo, ("V", "n")),
    "search-none": State(_demo, ("s", *"qqqq")),
    "reader-find": State(_demo, (*_TIE, "o", "slash", *"iran", "enter")),
    "reader-passage": State(_demo, (*_TIE, "o", "s", "c")),
    "deciding": State(_demo, (*_TIE, "o", "d")),
    "dossier": State(_demo, ("R",)),
    "recorded": State(_demo, ("V", "r")),
    "publishers": State(_demo, ("V", "u")),
    "who-decided": State(_demo, ("V", "s", "s")),
}
"""By the names of their pictures."""
