"""The explorer in a real browser: seen, pressed, written to; and who else is answered."""

from __future__ import annotations

import asyncio
import http.client
import os
import signal
import socket
import sys
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from chromium import PATIENCE

from proxytui.cli.serve import serve
from proxytui.errors import UsageError

RECORDS = """\
source s-paper  Arms in the hills
  publisher Desk; published 2012-03-01
actor North (state)
actor Militia (armed-group)

North backs Militia: weapons
  since 2011
  "North has sent weapons" s-paper
"""


@pytest.fixture
def small(served):
    served.run("new", served.store, "--as-of", "2012")
    served.run("add", stdin=RECORDS)
    return served


async def test_a_tree_unfolds_and_a_note_is_there_after_a_reload(small, browser, tmp_path):
    await browser.open(small.address)
    await browser.until(lambda lines: "North" in lines)
    await browser.press("s", *"militia", "Enter")
    await browser.until(lambda lines: "Ties of Militia" in lines)
    await browser.press("2", "g", "g", "h")
    await browser.until(lambda lines: "▸ reported to be backed by" in lines)
    await browser.press("l")
    await browser.until(lambda lines: "▾ reported to be backed by" in lines)
    await browser.press("i", *"seen in a browser", "Enter")
    await browser.until(lambda lines: "Noted" in lines)
    assert "seen in a browser" in small.run("note", "list")

    await browser.open(small.address)
    await browser.until(lambda lines: "Ties of Militia" in lines)
    await browser.press("s", *"in a browser")
    await browser.until(lambda lines: "seen in a browser" in lines)
    parts = urlsplit(small.address)
    assert {urlsplit(address).netloc for address in browser.requests} == {parts.netloc}
    assert [words for words in browser.complaints if "WebGL" not in words] == []


async def test_leaving_the_explorer_says_so_and_offers_to_open_it_again(small, browser):
    await browser.open(small.address)
    await browser.until(lambda lines: "North" in lines)
    await browser.press("q")
    await browser.until(lambda lines: "Quit" in lines)
    await browser.press("y")
    words = "getComputedStyle(document.querySelector('#ended')).display"
    async with asyncio.timeout(PATIENCE):
        while (await browser.call("Runtime.evaluate", expression=words))["result"][
            "value"
        ] != "grid":
            await asyncio.sleep(0.05)


def _status(address: str, path: str, **headers: str) -> int:
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)) as line:
        line.request("GET", path, headers=headers)
        return line.getresponse().status


def test_only_the_address_with_the_token_is_answered(served):
    place = urlsplit(served.address).path
    assert _status(served.address, place) == 200
    assert _status(served.address, f"{place}static/css/xterm.css") == 200
    assert _status(served.address, "/") == 404
    assert _status(served.address, f"{place[:-2]}/") == 404
    assert _status(served.address, "/static/js/textual.js") == 404
    assert _status(served.address, f"{place}static/../../../../etc/passwd") == 404


def test_a_page_from_elsewhere_gets_nothing(served):
    place = urlsplit(served.address).path
    assert _status(served.address, place, Host="attacker.example") == 403
    assert _status(served.address, f"{place}ws", Origin="http://attacker.example") == 403


def test_only_this_computer_is_listened_to(served):
    port = urlsplit(served.address).port
    with closing(socket.socket()) as elsewhere:
        # The same port is free at every other address of this computer.
        elsewhere.bind(("127.0.0.2", port))


async def test_an_interrupt_ends_the_server_with_its_windows(small, browser):
    await browser.open(small.address)
    await browser.until(lambda lines: "North" in lines)
    group = {int(word) for word in os.popen(f"pgrep -P {small.process.pid}").read().split()}
    assert group
    small.process.send_signal(signal.SIGINT)
    assert small.process.wait(PATIENCE) == 0
    async with asyncio.timeout(PATIENCE):
        while any(os.path.exists(f"/proc/{pid}") for pid in group):
            await asyncio.sleep(0.05)


def test_a_termination_ends_with_143(served):
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(PATIENCE) == 143


def test_a_port_in_use_is_one_line(served, tmp_path):
    from command_line import process

    port = str(urlsplit(served.address).port)
    ended = process(["--demo", "serve", "--port", port], folder=tmp_path, env=dict(os.environ))
    assert ended.code == 1
    assert ended.err.startswith(f"proxytui: port {port} can't be used")
    assert len(ended.err.splitlines()) == 1


def test_without_the_library_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    with pytest.raises(UsageError) as refused:
        serve(None, demo=True, port=0)
    assert refused.value.hint == "install proxytui[web]"
