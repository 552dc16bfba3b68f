"""The merge of a store.json that git calls, and the line by which a repository comes to call it."""

from __future__ import annotations

import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from proxytui.commands import gitignore
from proxytui.commands.call import Call, Done
from proxytui.commands.command import Argument, Command, Shape, Values
from proxytui.commands.output_file import write
from proxytui.errors import ProxyTUIError, UsageError
from proxytui.lazy import LazyModule

if TYPE_CHECKING:
    from proxytui import workspace as workspaces
    from proxytui.model.records import Json
    from proxytui.wording import phrases
else:
    phrases = LazyModule("proxytui.wording.phrases")
    workspaces = LazyModule("proxytui.workspace")


MERGED, CONFLICTS = "merged", "conflicts"
"""The words that the driver prints when its result stands in OURS: all else is a failure."""

RENEW = "`proxytui merge --install-driver` renews it"

_ATTRIBUTE = "store.json merge=proxytui"
_MARK = "<<<<<<< "
_SIDES = ("ours", "base", "theirs")
_LABELS = [word for side in _SIDES for word in ("-L", side)]
# Where the program is gone, killed, or fails, git would take what it left, which is our side alone,
# for the result. The shell sees to it that both sides are there, and that git stops.
_BOTH = (
    f"grep -q '^{_MARK}' %A"
    f" || git merge-file -q {' '.join(_LABELS)} %A %O %B"
    f" || grep -q '^{_MARK}' %A"
    " || cat %B >> %A"
)
_SHELL = (
    "case $({program} merge-driver %O %A %B) in"
    f" {MERGED}) exit 0;; {CONFLICTS}) exit 1;; esac; {_BOTH}; exit 1"
)


class DriverResult(Done, frozen=True):
    """The result of a merge for git."""

    conflicts: int = 0

    @property
    def code(self) -> int:
        """1 where something could not become one, which git says too."""
        return 1 if self.conflicts else 0


class DriverInstalled(Done, frozen=True):
    """A repository that knows how store.json is merged."""

    def to_json(self, call: Call) -> Json:
        """The repository's folder; no store is opened."""
        return {"repository": self.ids[0]}


def merge_for_git(call: Call) -> DriverResult:
    """Merge three versions of a store.json for git, in place of ours.

    Whatever goes wrong, what both sides had is in OURS then.
    """
    base, ours, theirs = files = [Path(call.text(name)) for name in ("base", "ours", "theirs")]
    try:
        data, merged = workspaces.Workspace.merge_files(*map(_bytes, files))
        write(ours, data)
    except BaseException:
        with suppress(OSError, ProxyTUIError):
            _keep_both(base, ours, theirs)
        raise
    named = ", ".join(f"{clash.record} {clash.field}".strip() for clash in merged.conflicts[:5])
    count = len(merged.conflicts)
    words = (
        [f"store.json: {phrases.plural(count, 'conflict')}, kept side by side: {named}"]
        if count
        else []
    )
    if not sys.flags.safe_path:
        words.append(f"this merge driver was installed by an earlier version; {RENEW}")
    return DriverResult((CONFLICTS if count else MERGED,), "; ".join(words), count)


def install() -> DriverInstalled:
    """Tell the repository of the working folder how store.json is merged."""
    top = Path(_git("rev-parse", "--show-toplevel"))
    file = top / ".gitattributes"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    if _ATTRIBUTE not in lines:
        write(file, "\n".join([*lines, _ATTRIBUTE, ""]).encode())
    _git("config", "--local", "merge.proxytui.name", "three-way merge of a ProxyTUI store")
    _git("config", "--local", "merge.proxytui.driver", _command())
    folder = str(top).encode(errors="replace").decode()
    message, left_out = "git merges store.json by ProxyTUI there", gitignore.ignore_local_files(top)
    return DriverInstalled((folder,), f"{message}; {left_out}" if left_out else message)


def outdated(folder: Path) -> bool:
    """Whether the repository that a store lies in calls the driver by an earlier version's line.

    That ran what lies in the repository, and left our side alone where it failed.
    """
    if not any((above / ".git").exists() for above in (folder, *folder.parents)):
        return False
    try:
        line = _git("-C", str(folder), "config", "merge.proxytui.driver")
    except ProxyTUIError:
        return False  # it has none, or git isn't here
    return "git merge-file" not in line or CONFLICTS not in line


def _command() -> str:
    """The driver's line for git, which runs it by a shell in the top folder of the repository."""
    return _SHELL.format(program=shlex.join(_program()).replace("%", "%%"))


def _program() -> list[str]:
    """The words that start the program so that nothing is imported from the working folder, nor
    from where the environment points when git calls it."""
    import subprocess

    import proxytui

    package = Path(proxytui.__file__).absolute().parent
    alone = [sys.executable, "-I"]
    question = [*alone, "-c", "import proxytui; print(proxytui.__file__)"]
    done = subprocess.run(question, cwd=package.anchor, capture_output=True, text=True, check=False)
    if done.stdout.strip() and Path(done.stdout.strip()).absolute().parent == package:
        return [*alone, "-m", "proxytui"]
    # Installed for one user, or found by PYTHONPATH: the places are named, behind Python's own.
    here = Path.cwd()
    places = [place for place in sys.path if Path(place).is_absolute() and Path(place) != here]
    code = (
        f"import sys; sys.path += {[*places, str(package.parent)]!r};"
        " from proxytui.__main__ import main; sys.exit(main())"
    )
    return [*alone, "-c", code]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"can't read {file} ({reason})", "check it") from None


def _keep_both(base: Path, ours: Path, theirs: Path) -> None:
    """Let OURS hold both sides: merged by lines with git's marks, or one behind the other."""
    import subprocess

    command = ["git", "merge-file", "-q", *_LABELS, str(ours), str(base), str(theirs)]
    with suppress(OSError):
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return
    data, end = ours.read_bytes(), "" if ours.read_bytes().endswith(b"\n") else "\n"
    if b"\n" + _MARK.encode() in b"\n" + data:
        return
    marked = [
        f"{_MARK}ours\n".encode(),
        data,
        f"{end}=======\n".encode(),
        theirs.read_bytes(),
        b"\n>>>>>>> theirs\n",
    ]
    write(ours, b"".join(marked))


def _git(*words: str) -> str:
    import subprocess  # every command would pay for it

    try:
        done = subprocess.run(
            ["git", *words], capture_output=True, encoding="utf-8", errors="replace", check=True
        )
    except FileNotFoundError:
        raise ProxyTUIError("git is not here", "install it, or put it on the path") from None
    except subprocess.CalledProcessError as error:
        reason = error.stderr.strip() or "git failed"
        raise ProxyTUIError(reason, "call it inside the repository of the store") from None
    return done.stdout.strip()


COMMANDS = (
    Command(
        "merge-driver",
        "merge three versions of a store.json, for git",
        (
            Argument(
                "BASE",
                "what both had in common (git's %O); may be empty",
                Shape.REQUIRED,
                values=Values.FILES,
            ),
            Argument(
                "OURS",
                "our version (git's %A); it becomes the merged one",
                Shape.REQUIRED,
                values=Values.FILES,
            ),
            Argument("THEIRS", "their version (git's %B)", Shape.REQUIRED, values=Values.FILES),
        ),
        merge_for_git,
    ),
)
