"""Every act that writes a store of one's own is taken back by one key, byte by byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import own_store
from tui_driver import Driver, exploring

from proxytui.exchange import native

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


def stored(workspace: Workspace) -> bytes:
    return "".join(native.document(workspace.raw())).encode()


async def keep(it: Driver, line: str, *answers: str) -> None:
    """A line kept as if it had been typed, and the questions about its new source answered."""
    await it.press("a")
    it.app.screen.field.value = line
    await it.press("enter")
    for answer in answers:
        it.app.screen.field.value = answer
        await it.press("enter")
    assert it.top == "Explorer", line


async def test_each_act_is_one_step_and_taken_back_in_the_explorer(empty: Workspace) -> None:
    states = [stored(empty)]
    name, answers = own_store.ASKED
    lines = [line for line in own_store.LINES if not line.startswith(("note", f"source {name}"))]
    async with exploring(empty) as it:
        for line in lines:
            is_new = name in line and name.encode() not in states[-1]
            typed = line.replace(name, f"+{name}") if is_new else line
            await keep(it, typed, *(answers if is_new else ()))
            states.append(stored(empty))
        for _, words in own_store.NOTES:
            await it.press("i")
            await it.answer(words)
            states.append(stored(empty))
        assert len(set(states)) == len(states)
        for before in reversed(states[:-1]):
            await it.press("u")
            assert stored(empty) == before
        for after in states[1:]:
            await it.press("ctrl+r")
            assert stored(empty) == after
