"""A module that is imported late is, once it is asked for, the module itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

from proxytui.late import Late
from proxytui.model import dates
from proxytui.store import backup


def test_its_names_are_the_modules_own_and_no_others():
    late = Late("proxytui.store.backup")
    assert late.DAYS_KEPT == 10
    assert late.make is backup.make
    assert isinstance(backup.Backup(None, "", {}), late.Backup)
    assert not hasattr(late, "no_such_thing")
    assert "verify" in dir(late)
    with pytest.raises(AttributeError, match="no_such_thing"):
        _ = late.no_such_thing


def test_what_is_set_in_it_is_set_in_the_module(monkeypatch):
    monkeypatch.setattr(Late("proxytui.store.backup"), "DAYS_KEPT", 3)
    assert backup.DAYS_KEPT == 3


def test_what_it_raises_can_be_caught_by_its_name():
    late = Late("proxytui.model.dates")
    with pytest.raises(late.DateError):
        dates.period("no date")


def test_naming_it_imports_nothing_and_several_threads_may_ask_first():
    code = (
        "import sys, threading\n"
        "from proxytui.late import Late\n"
        "late = Late('proxytui.store.backup')\n"
        "assert 'proxytui.store.backup' not in sys.modules\n"
        "seen = []\n"
        "ask = lambda: seen.append(late.DAYS_KEPT)\n"
        "threads = [threading.Thread(target=ask) for _ in range(8)]\n"
        "[one.start() for one in threads]\n"
        "[one.join() for one in threads]\n"
        "assert seen == [10] * 8, seen\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
