"""A source in full names who published it, or who wrote it where nobody is recorded to have."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    "name",
    [
        "article.txt",
        "Cables of May 2020.pdf",
        "https://example.org/reports/",
        "www.example.org",
        "example.org/reports/7",
        "papers/cables",
        "desk_notes",
        "2020-05-01, Desk",
    ],
)
def test_the_name_of_a_file_or_an_address_takes_no_article(name: str) -> None:
    assert source_in_full(Source("s", f"[{name}]")) == f"“{name}”"


@pytest.mark.parametrize(
    ("description", "phrase"),
    [
        ("News analysis", "the news analysis"),
        ("A letter to the U.S. Senate", "a letter to the U.S. Senate"),
        ("Statement by Ann B. Lee", "the statement by Ann B. Lee"),
        ("1979 constitution", "the 1979 constitution"),
    ],
)
def test_a_description_takes_an_article(description: str, phrase: str) -> None:
    assert source_in_full(Source("s", f"[{description}]")) == phrase
