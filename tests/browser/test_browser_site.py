"""The documentation as a site in a browser: words are found in it, and all comes from one place."""

from __future__ import annotations

import asyncio
import importlib.util
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from chromium import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chromium import Chromium

ROOT = Path(__file__).resolve().parents[2]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing is told."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, built and served."""
    if importlib.util.find_spec("mkdocs") is None:
        pytest.skip("`make site` installs what builds the site")
    folder = tmp_path_factory.mktemp("site")
    words = ["build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "mkdocs", *words], cwd=ROOT, check=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


async def value_of(browser: Chromium, expression: str) -> Any:
    answer = await browser.call("Runtime.evaluate", expression=expression)
    return answer["result"].get("value")


async def test_a_word_is_found_and_nothing_is_fetched_from_elsewhere(
    browser: Chromium, address: str
) -> None:
    await browser.call("Page.navigate", url=f"{address}/manual.html?q=attested")
    found = "document.querySelectorAll('.md-search-result__item').length"
    async with asyncio.timeout(PATIENCE):
        while not await value_of(browser, found):
            await asyncio.sleep(0.1)
    assert browser.complaints == []
    assert {
        url for url in browser.requests if not url.startswith((address, "blob:", "data:"))
    } == set()


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("page", ["first-hour", "glossary", "manual/map", "manual/dates", "keys"])
async def test_a_page_is_no_wider_than_its_window(
    browser: Chromium, address: str, page: str, width: int
) -> None:
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    await browser.call("Emulation.setDeviceMetricsOverride", **size)
    await browser.call("Page.navigate", url=f"{address}/{page}.html")
    async with asyncio.timeout(PATIENCE):
        while not await value_of(browser, "document.querySelector('h1') !== null"):
            await asyncio.sleep(0.1)
    assert await value_of(browser, "document.documentElement.scrollWidth") <= width
