"""What holds of a store in a folder holds of one on a server: the same tests, as many of them."""

from __future__ import annotations

import inspect

import test_store_tinydb
import test_store_transactions
import test_store_undo

_ALIKE = (test_store_transactions, test_store_undo, test_store_tinydb)
OF_A_FOLDER = {
    "test_a_change_leaves_the_snapshot_alone_and_adds_one_line": "the files",
    "test_a_reference_to_nothing_is_refused_but_not_an_old_one": "an edit of the file by hand",
    "test_a_clock_that_goes_backwards_does_not_matter": "the clock of this machine",
    "test_undo_outlives_a_compaction_and_a_new_journal_file": "the files",
    "test_two_windows_see_the_same_and_the_command_line_can_undo_both": "copies of the folder",
}
"""The tests that look into the files of a folder, by what they look at."""


def _tests(module):
    for name, test in vars(module).items():
        if name.startswith("test_") and inspect.isfunction(test):
            yield name, test


for _module in _ALIKE:
    for _name, _test in _tests(_module):
        if _name not in OF_A_FOLDER:
            globals()[_name] = _test


def test_no_test_is_left_out_but_those_of_files():
    there = {name for module in _ALIKE for name, _ in _tests(module)}
    assert there - globals().keys() == OF_A_FOLDER.keys()
