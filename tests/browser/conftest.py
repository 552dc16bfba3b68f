"""A headless Chromium, and the program served to it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from chromium import Chromium, Served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Chromium]:
    """A browser with a profile of its own."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium is here")
    async with Chromium.started(program, tmp_path / "profile") as browser:
        yield browser


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The program's server over a new store of a few records."""
    with Served(tmp_path / "home") as served:
        yield served
