"""Files that are broken in any way cost nothing: a line says why, or the sound rows come in."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from proxytui.commands import foreign_file, importing
from proxytui.errors import ProxyTUIError
from proxytui.exchange import native
from proxytui.exchange.formats import FORMATS
from proxytui.workspace import Workspace
from tests.exchange.samples import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

READ = [name for name, item in FORMATS.items() if item.reads and name not in ("claims", "markdown")]
SEEDS = range(12)
_PIECES = (
    b"\0", b"\x1a", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b'"', b",", b";", b"\t", b"<",
    b"&", b"&x;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"{", b"}", b"[", b"]", b":", b"null", b"-1",
    b"1e999", b"99999999999999999999", b"\\ud800", b"\xed\xa0\x80", b"\xc3\x28", b"=cmd()",
    b"\x1b[31m", "\u202e".encode(), b"../../etc/passwd", b"2024-13-45", b"0000-00-00", b" " * 4000,
    b"[" * 3000, b"{\"a\":" * 500, b"<a>" * 3000, b"x" * 70_000,
)  # fmt: skip


def broken(sample: bytes, seed: int) -> bytes:
    """A sample with up to five breaks: pieces put in, taken out, doubled, swapped, cut off."""
    chance = random.Random(seed)
    data = bytearray(sample)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 3, 20, 200)))
        match chance.randrange(5):
            case 0:
                data[at:at] = chance.choice(_PIECES)
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = data[at:end]
            case 3:
                data[at:end] = chance.choice(_PIECES)
            case _:
                if chance.random() < 0.3:
                    del data[at:]
                else:
                    data[at:end] = bytes(reversed(data[at:end]))
    return bytes(data)


def tried(workspace: Workspace, name: str, data: bytes) -> bool:
    """Import bytes as a format into a store, which is taken back; whether they could be read."""
    said = ""
    try:
        file = foreign_file.from_bytes(f"file{FORMATS[name].ending}", data)
        plan = importing.plan(workspace, file, FORMATS[name])
    except ProxyTUIError as error:
        said = str(error)
    assert "\n" not in said
    if said:
        return False
    if plan.proposal.changes:
        importing.carry_out(workspace, plan)
        workspace.undo()
    return True


def stored(workspace: Workspace) -> str:
    return "".join(native.document(workspace.raw()))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    Workspace.create(tmp_path / "store")
    return Workspace.open(tmp_path / "store")


@pytest.mark.parametrize("name", READ)
def test_every_format_has_a_sound_sample(workspace: Workspace, name: str) -> None:
    file = foreign_file.from_bytes(f"file{FORMATS[name].ending}", SAMPLES[name])
    plan = importing.plan(workspace, file, FORMATS[name])
    assert plan.proposal.added["actors"]
    assert plan.problems == ()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", READ)
def test_a_broken_file_costs_nothing(
    workspace: Workspace, tmp_path: Path, name: str, seed: int
) -> None:
    before = stored(workspace)
    there = sorted(path.name for path in tmp_path.iterdir())
    for number in range(8):
        tried(workspace, name, broken(SAMPLES[name], seed * 1000 + number))
        assert stored(workspace) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == there


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", READ)
def test_a_file_of_another_format_costs_nothing(workspace: Workspace, name: str, seed: int) -> None:
    before = stored(workspace)
    other = random.Random(seed).choice([item for item in READ if item != name])
    tried(workspace, name, SAMPLES[other])
    tried(workspace, name, random.Random(seed).randbytes(500))
    assert stored(workspace) == before
