"""The worked example of the manual on notes is what the program does on the bundled data."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from manual_pages import CHAPTERS

from proxytui import paths
from proxytui.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

_SESSION = re.compile(r"^```sh-session\n(.*?)^```$", re.M | re.S)


def _steps() -> list[tuple[str, str]]:
    """Each line typed, with what stands under it."""
    session = "".join(_SESSION.findall(CHAPTERS["notes"]))
    typed = session.split("$ ")[1:]
    return [(step.partition("\n")[0], step.partition("\n")[2]) for step in typed]


def test_the_example_on_notes_goes_as_the_manual_says(program, tmp_path: Path) -> None:
    """A `…` stands for an id, a time or a digest."""
    store = tmp_path / "bundled"
    Store.create(store, paths.bundled_data())
    program.env["PROXYTUI_STORE"] = str(store)
    steps = _steps()
    assert len(steps) >= 5
    for typed, shown in steps:
        words = shlex.split(typed)
        if words[0] == "cat":
            printed = (program.home / words[1]).read_text(encoding="utf-8")
        else:
            ended = program(*words[1:])
            assert ended.code == 0, ended.err
            printed = ended.out + ended.err.replace("proxytui: ", "")
        pattern = ".*".join(map(re.escape, shown.split("…")))
        assert re.fullmatch(pattern, printed), (typed, printed)
