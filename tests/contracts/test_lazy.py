"""A module that is imported lazy is, once it is asked for, the module itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

from proxytui.lazy import LazyModule
from proxytui.model import dates
from proxytui.store.folder import backup


def test_its_names_are_the_modules_own_and_no_others():
    lazy = LazyModule("proxytui.store.folder.backup")
    assert lazy.DAYS_KEPT == 10
    assert lazy.make is backup.make
    assert isinstance(backup.Backup(None, "", {}), lazy.Backup)
    assert not hasattr(lazy, "no_such_thing")
    assert "verify" in dir(lazy)
    with pytest.raises(AttributeError, match="no_such_thing"):
        _ = lazy.no_such_thing


def test_what_is_set_in_it_is_set_in_the_module(monkeypatch):
    monkeypatch.setattr(LazyModule("proxytui.store.folder.backup"), "DAYS_KEPT", 3)
    assert backup.DAYS_KEPT == 3


def test_what_it_raises_can_be_caught_by_its_name():
    lazy = LazyModule("proxytui.model.dates")
    with pytest.raises(lazy.DateError):
        dates.period("no date")


def test_naming_it_imports_nothing_and_several_threads_may_ask_first():
    code = (
        "import sys, threading\n"
        "from proxytui.lazy import LazyModule\n"
        "lazy = LazyModule('proxytui.store.folder.backup')\n"
        "assert 'proxytui.store.folder.backup' not in sys.modules\n"
        "seen = []\n"
        "ask = lambda: seen.append(lazy.DAYS_KEPT)\n"
        "threads = [threading.Thread(target=ask) for _ in range(8)]\n"
        "[one.start() for one in threads]\n"
        "[one.join() for one in threads]\n"
        "assert seen == [10] * 8, seen\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_module_that_is_missing_meanwhile_can_be_imported_afterwards():
    code = (
        "import sys\n"
        "from proxytui.lazy import missing\n"
        "with missing('ssl'):\n"
        "    import asyncio\n"
        "assert 'ssl' not in sys.modules and '_ssl' not in sys.modules\n"
        "import ssl\n"
        "assert ssl.create_default_context()\n"
        "with missing('ssl'):\n"
        "    assert sys.modules['ssl'] is ssl\n"
        "async def moment():\n"
        "    return await asyncio.sleep(0, 'done')\n"
        "assert asyncio.run(moment()) == 'done'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
