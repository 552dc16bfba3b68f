"""Settings of the whole process: changed while anybody needs that, and restored afterwards."""

from __future__ import annotations

import gc
import sys
import threading

from proxytui.jobs.collector import without_collector
from proxytui.jobs.priority import keys_first


def test_nested_users_leave_the_setting_changed_until_the_last_is_done() -> None:
    assert gc.isenabled()
    with without_collector():
        with without_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_users_that_overlap_restore_what_the_first_met() -> None:
    before = sys.getswitchinterval()
    inside, leave = threading.Event(), threading.Event()

    def other() -> None:
        with keys_first():
            inside.set()
            leave.wait(20)

    thread = threading.Thread(target=other)
    with keys_first():
        changed = sys.getswitchinterval()
        thread.start()
        assert inside.wait(20)
    # The first to come is gone, the other one still works.
    assert sys.getswitchinterval() == changed != before
    leave.set()
    thread.join()
    assert sys.getswitchinterval() == before


def test_a_setting_that_was_there_before_stays() -> None:
    gc.disable()
    try:
        with without_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_an_error_restores_it_too() -> None:
    try:
        with without_collector():
            raise KeyError
    except KeyError:
        pass
    assert gc.isenabled()
