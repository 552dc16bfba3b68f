"""What a source is called in a few words, and that no two of a store are called alike."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from proxytui import text
from proxytui.collation import identity
from proxytui.model.records import Source
from proxytui.model.short_names import CELLS, distinct, short_name

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=60
).filter(text.visible)
TITLES = WORDS | st.lists(
    st.sampled_from(
        [
            "Report",
            "of",
            "the Panel",
            "on Sudan",
            "2024",
            "§ 8514(b):",
            "(second",
            "–",
            "伊朗",
            "🇸🇩",
            "e\u0301",
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
SOURCES = st.lists(
    st.builds(
        Source,
        id=st.just(""),
        title=TITLES,
        short=st.none() | TITLES,
        publisher=st.none() | WORDS,
        published=st.none() | st.sampled_from(["2023", "2024-01-02", "2024-01", "198X", "../2011"]),
    ),
    max_size=8,
)


def by_id(sources: list[Source]) -> dict[str, Source]:
    return {f"s{number}": source for number, source in enumerate(sources)}


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Border towns count the cost", "Border towns count the cost"),
        ("The 9/11 Commission Report, chapter 2: The Foundation", "9/11 Commission Report"),
        ("22 U.S. Code § 8514(b): List of persons who are", "22 U.S. Code § 8514(b)"),
        ("[The World Factbook: Lebanon, 2024]", "World Factbook: Lebanon 2024"),
        ("[Oral question] Iran: Hamas/Hezbollah, volume 593, 2015", "Iran: Hamas/Hezbollah 2015"),
        ("Arms to Sudan (an overview of 2023)", "Arms to Sudan 2023"),
        ("Sudan: a long history of everything", "Sudan: a long history…"),
        ("Iran, Syria and Hezbollah, an overview", "Iran, Syria and Hezbollah…"),
        ("Final report of the Panel of Experts on the Sudan", "Final report of the Panel…"),
        ("https://example.org/a/very/long/address", "https://example.org/a/very/…"),
    ],
)
def test_a_long_title_ends_where_a_part_or_a_word_of_it_ends(title: str, short: str) -> None:
    assert short_name(Source("s", title)) == short


def test_a_recorded_name_stands_before_all_else() -> None:
    assert (
        short_name(Source("s", "The 9/11 Commission Report", short="9/11 Report")) == "9/11 Report"
    )


def test_sources_of_one_title_get_their_years_and_those_of_one_year_letters() -> None:
    sources = {
        "s1": Source("s1", "Border towns", published="2023"),
        "s2": Source("s2", "Border towns", published="2024-05"),
        "s3": Source("s3", "“Border Towns”", published="2024-02"),
        "s4": Source("s4", "Border towns"),
    }
    assert distinct(sources) == {
        "s1": "Border towns 2023",
        "s2": "Border towns 2024b",
        "s3": "“Border Towns” 2024a",
        "s4": "Border towns a",
    }


def test_a_recorded_name_is_not_taken_by_a_title_that_comes_later() -> None:
    sources = {
        "s1": Source("s1", "Report"),
        "s2": Source("s2", "Whatever", short="Report", published="2020"),
    }
    assert distinct(sources) == {"s1": "Report a", "s2": "Report"}


@settings(deadline=None)  # the machine may be busy
@given(SOURCES)
def test_names_are_seen_short_whole_and_of_one_source(sources: list[Source]) -> None:
    names = distinct(by_id(sources))
    assert len({identity(name) or name for name in names.values()}) == len(sources)
    for name in names.values():
        assert name.strip() == name
        assert name == text.line(name)
        assert cell_len(name) <= CELLS


@settings(deadline=None)  # the machine may be busy
@given(TITLES)
def test_no_grapheme_is_cut(title: str) -> None:
    name = short_name(Source("s", title)).removesuffix("…")
    whole = text.line(title)
    start = whole.find(name)
    if start < 0 or whole == name:
        return  # with the year that the title gives behind it
    ends = {end for _, end, _ in split_graphemes(whole)[0]}
    assert start + len(name) in ends


@settings(deadline=None)  # the machine may be busy
@given(SOURCES, TITLES)
def test_another_source_leaves_the_names_of_those_that_are_called_otherwise(
    sources: list[Source], title: str
) -> None:
    known = by_id(sources)
    more = Source("", title, published="2022")
    before, after = distinct(known), distinct({**known, "new": more})
    bases = {id_: identity(short_name(source)) for id_, source in known.items()}
    added = {identity(short_name(more)), identity(after["new"])}
    for id_ in known:
        if bases[id_] not in added and identity(before[id_]) not in added:
            assert after[id_] == before[id_]
