"""Commands that bring another copy of the store into this one, and that do it for git."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from proxytui.commands.call import Answer, Call, Made
from proxytui.commands.exchanging import save
from proxytui.errors import ProxyTUIError, UsageError
from proxytui.model.phrases import many
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from proxytui.model.values import Json
    from proxytui.workspace import Merged


_ATTRIBUTE = "store.json merge=proxytui"


class Driven(Made, frozen=True):
    """What a merge for git did."""

    conflicts: int = 0

    @property
    def code(self) -> int:
        """1 where something could not become one, which git says too."""
        return 1 if self.conflicts else 0


class Installed(Made, frozen=True):
    """A repository that knows how store.json is merged."""

    def answered(self, call: Call) -> Json:
        """Where that was said; no store is opened."""
        return {"repository": self.ids[0]}


class MergedIn(Answer, frozen=True):
    """What a merge did; `transaction` is empty where nothing changed."""

    merged: Merged
    transaction: str

    @property
    def code(self) -> int:
        """1 where something could not become one."""
        return 1 if self.merged.conflicts else 0

    def document(self, workspace: Workspace) -> Json:
        """The shape of `merge`."""
        found = self.merged
        conflicts = [one._asdict() for one in found.conflicts]
        return {
            "added": found.added,
            "changed": found.changed,
            "unchanged": found.unchanged,
            "conflicts": [{k: v for k, v in one.items() if v is not None} for one in conflicts],
        }


def merge(call: Call) -> MergedIn | Installed:
    """Another copy of the store into this one, three ways, in one step."""
    if call.flag("install_driver") == bool(call.text("dir")):
        raise UsageError("merge takes a folder, or --install-driver", "see `merge --help`")
    if call.flag("install_driver"):
        return _install()
    folder = Path(call.text("dir")).expanduser()
    if not (folder / "store.json").is_file():
        raise UsageError(f"there is no store at {folder}", "name a folder with a store.json")
    merged, step = call.workspace.merge(folder)
    return MergedIn(merged, step.id)


def drive(call: Call) -> Driven:
    """Merge three versions of a store.json for git, in place of ours."""
    read = []
    for name in ("base", "ours", "theirs"):
        try:
            read.append(Path(call.text(name)).read_bytes())
        except OSError as error:
            raise UsageError(
                f"can't read {call.text(name)} ({error.strerror})", "check it"
            ) from None
    data, merged = Workspace.merge_files(*read)
    save(call.text("ours"), data)
    named = ", ".join(f"{one.record} {one.field}".strip() for one in merged.conflicts[:5])
    count = len(merged.conflicts)
    said = f"store.json: {many(count, 'conflict')}, kept side by side: {named}" if count else ""
    return Driven((), said, count)


def _install() -> Installed:
    """Tell the repository of the working folder how store.json is merged."""
    top = Path(_git("rev-parse", "--show-toplevel"))
    file = top / ".gitattributes"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    if _ATTRIBUTE not in lines:
        save(str(file), "\n".join([*lines, _ATTRIBUTE, ""]).encode())
    import shlex

    own = shlex.join([sys.executable, "-m", "proxytui", "merge-driver"])
    _git("config", "--local", "merge.proxytui.name", "three-way merge of a ProxyTUI store")
    _git("config", "--local", "merge.proxytui.driver", f"{own} %O %A %B")
    shown = str(top).encode(errors="replace").decode()
    return Installed((shown,), "git merges store.json by ProxyTUI there")


def _git(*words: str) -> str:
    import subprocess  # every command would pay for it

    try:
        done = subprocess.run(["git", *words], capture_output=True, text=True, check=True)
    except FileNotFoundError:
        raise ProxyTUIError("git is not here", "install it, or put it on the path") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.strip() or "git failed"
        raise ProxyTUIError(said, "call it inside the repository of the store") from None
    return done.stdout.strip()
