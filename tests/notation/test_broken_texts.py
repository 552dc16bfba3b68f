"""300 texts, each broken in one place: the fault is told there or before, nothing is written."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, NamedTuple

import own_store
import pytest
from test_faults import TEXT, place_of

from proxytui.commands.edit import read_text
from proxytui.exchange import native
from proxytui.model.changes import Change
from proxytui.store.store import Store
from proxytui.text import line as shown
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proxytui.editing.records import Edit

HEAD = """\
actor North (state)
actor South Republic (state)
actor River Guard (armed-group)
actor Coastal Front (armed-group)
"""
SOUND = (own_store.TEXT, HEAD + TEXT)
_TOKEN = re.compile(r"\S+")
_ODD = '"`;:,()[]|#\\{}¶+-~=9Zق'
_UNKNOWN = re.compile("no (?:actor|source) is called “(.+?)”")
_ATTEMPTS = 200
_LONGEST = 250


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("broken") / "store"
    Store.create(folder, None)
    opened = Workspace.open(folder)
    kept = {"kind": "state", "names": [{"text": "Kept"}]}
    opened.apply([Change("actors", "kept", None, kept)], "kept")
    yield opened
    opened.close()


class Break(NamedTuple):
    """What is put into a text in the place of a piece of it."""

    begin: int
    end: int
    put: str


def anywhere(sound: str, chance: random.Random) -> Break:
    """A break of whatever kind at whatever place."""
    token = chance.choice(list(_TOKEN.finditer(sound)))
    at = chance.randrange(len(sound))
    return chance.choice(
        (
            Break(at, at + 1, ""),
            Break(at, at, chance.choice(_ODD)),
            Break(at, at + 1, chance.choice(_ODD)),
            Break(at, min(at + 2, len(sound)), sound[at : at + 2][::-1]),
            Break(token.start(), token.end(), "xyzzy"),
            Break(at, sound.find("\n", at), ""),
            Break(at, at, "\n"),
        )
    )


def _of(
    pattern: str, put: Callable[[str, random.Random], str]
) -> Callable[[str, random.Random], Break]:
    """What breaks a text at a piece that fits a pattern, by what is put in the place of that."""

    def broken(sound: str, chance: random.Random) -> Break:
        piece = chance.choice(list(re.finditer(pattern, sound)))
        return Break(piece.start(), piece.end(), put(piece.group(), chance))

    return broken


MISTAKES = {
    "a word is left out": _of(r"\S+", lambda word, chance: ""),
    "a word stands twice": _of(r"\S+", lambda word, chance: f"{word} {word}"),
    "a quote is cut": _of(
        r'"[^"\n]+"', lambda quote, chance: quote[: chance.randrange(1, len(quote))]
    ),
    "a name is unknown": _of(
        r"(?<![\w.-])[A-Z][\w-]+(?: [A-Z][\w-]+)*",
        lambda name, chance: chance.choice(("Nobody", "[nobody]", "Nobody opposes", f"on {name}")),
    ),
    "a date is none": _of(
        r"(?<![\w-])\d{4}(?:-\d\d)*~?(?![\w-])",
        lambda date, chance: chance.choice(("2010-13", "last year", "31.12.2010", "", f"{date}x")),
    ),
    "a bracket is foreign": _of(
        r"(?<=\s)(?=\S)", lambda _, chance: chance.choice(("[", "]", "(", ")", "[b]", "{", "[/b]"))
    ),
    "a character can't be seen": _of(
        r"(?<=\w)(?=\w)", lambda _, chance: chance.choice("\a\x1b\x0b")
    ),
}
"""What people do wrong, by its name: how it is done to a text."""


class Broken:
    """A text broken in one place, which ends at `end`; `line` is the line there as it was."""

    def __init__(self, sound: str, change: Break) -> None:
        begin, end, put = change
        self.text = sound[:begin] + put + sound[end:]
        # Up to the end of its line a text may still go on to be sound: `id Q0` lacks its value.
        line = self.text.find("\n", begin + len(put))
        self.end = line if line >= 0 else len(self.text)
        begun = sound.rfind("\n", 0, begin) + 1
        self.line = sound[begun : sound.find("\n", begun)]
        self.record = _record(self.text, begin)


def _record(text: str, at: int) -> int:
    """Where the record begins in which an offset lies; a break may join it to the one before."""
    heads = [match.start() for match in re.finditer(r"^[^\s#|]", text, re.M) if match.start() <= at]
    return heads[-1] if heads else 0


def broken(
    sound: str,
    seed: int,
    workspace: Workspace,
    change: Callable[[str, random.Random], Break] = anywhere,
) -> tuple[Broken, Edit]:
    """A text that has a fault; breaks that leave it sound, as in the words of a quote, are none."""
    chance = random.Random(seed)
    for _ in range(_ATTEMPTS):
        broken = Broken(sound, change(sound, chance))
        edit = read_text(workspace, broken.text)
        if edit.faults:
            return broken, edit
    raise AssertionError("no break makes this text faulty")


@pytest.mark.parametrize("seed", range(150))
@pytest.mark.parametrize("sound", SOUND, ids=["own", "quarrel"])
def test_a_break_is_told_where_it_is_or_before_and_nothing_is_written(
    sound: str, seed: int, workspace: Workspace
) -> None:
    before = "".join(native.document(workspace.raw()))
    text, edit = broken(sound, seed, workspace)
    check(text, edit)
    assert "".join(native.document(workspace.raw())) == before


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("sound", SOUND, ids=["own", "quarrel"])
def test_a_mistake_is_told_where_it_is_or_before_and_nothing_is_written(
    sound: str, mistake: str, seed: int, workspace: Workspace
) -> None:
    before = "".join(native.document(workspace.raw()))
    text, edit = broken(sound, seed, workspace, MISTAKES[mistake])
    check(text, edit)
    assert "".join(native.document(workspace.raw())) == before


def check(text: Broken, edit: Edit) -> None:
    """Nothing of a broken text is to be written, and its first fault stands at the break or before
    it, in the same record."""
    assert edit.changes == ()
    first = edit.faults[0]
    if lost := _UNKNOWN.match(first.message):
        # A name that is written otherwise where it is given is sound there. It is told where it is
        # used, with the line that has the name most like it.
        gives = text.line.startswith(("actor", "source", "  name"))
        if gives and lost.group(1) in text.line:
            given = re.search(r"; line (\d+) has", first.message)
            assert given is None or int(given.group(1)) < first.place.line
            return
    assert first.place <= place_of(text.text, text.end), (first.message, text.text)
    assert first.place.line >= place_of(text.text, text.record).line, (first.message, text.text)
    lines = text.text.split("\n")
    for fault in edit.faults:
        line, column = fault.place
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert fault.message == shown(fault.message)
        assert len(fault.message) < _LONGEST, fault.message


@pytest.mark.parametrize("sound", SOUND, ids=["own", "quarrel"])
def test_the_texts_that_are_broken_are_sound(sound: str, workspace: Workspace) -> None:
    edit = read_text(workspace, sound)
    assert [(fault.place, fault.message) for fault in edit.faults] == []
    assert edit.changes
