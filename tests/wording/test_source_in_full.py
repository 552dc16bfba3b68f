"""A source in full names who published it, or who wrote it where nobody is recorded to have."""

from __future__ import annotations

from proxytui.model.records import Source
from proxytui.wording.source import source_in_full


def test_the_publisher_stands_behind_a_recorded_short_name() -> None:
    source = Source("s", "Outside hands", publisher="Desk", short="Hands", published="2025")
    assert source_in_full(source) == "Hands (“Outside hands”, Desk, 2025)"


def test_without_a_publisher_the_author_stands_there() -> None:
    source = Source("s", "Outside hands", author="Ann Lee", short="Hands", published="2025")
    assert source_in_full(source) == "Hands (“Outside hands”, by Ann Lee, 2025)"
    alone = Source("s", "Outside hands", author="Ann Lee")
    assert source_in_full(alone) == "“Outside hands” (by Ann Lee)"


def test_a_source_without_a_title_names_its_author_once() -> None:
    assert source_in_full(Source("s", "", author="Ann Lee")).count("Ann Lee") == 1
