"""The dossier as HTML and Markdown: whole, safe, readable by a screen reader and as plain text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from command_line import in_process
from dossier_page import Page, check_markdown
from generated import stores
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from network_of import claim, index_of, tables
from small_store import made as made
from small_store import workspace as workspace

from proxytui.exchange import dossier_html, dossier_markdown, formats
from proxytui.exchange.selection import Selection, select
from proxytui.graph.index import Index
from proxytui.graph.merged_records import graph_of
from proxytui.model import dates

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.workspace import Workspace

AS_OF = "2024-12-02"


def page_of(selection: Selection) -> Page:
    return Page("".join(dossier_html.write(selection)))


def chosen(workspace: Workspace, *names: str) -> Selection:
    period = dates.period(AS_OF)
    selection = select(workspace.index, workspace.raw(), names, period, notes=True)
    return selection._replace(check=workspace.check_quote)


everyone = pytest.mark.parametrize(
    "names", [("cedar",), ("borland", "cedar"), ("ardania", "borland", "nur"), ()]
)


@everyone
def test_a_page_is_one_file_that_fetches_nothing_and_runs_nothing(
    workspace: Workspace, names: tuple[str, ...]
) -> None:
    text = "".join(dossier_html.write(chosen(workspace, *names)))
    page = Page(text)
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "iframe", "link", "object", "embed", "use", "image"}
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
    assert "url(" not in text
    assert "@import" not in text
    policy = next(a for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


@everyone
def test_a_page_is_in_order_for_a_screen_reader(
    workspace: Workspace, names: tuple[str, ...]
) -> None:
    page = page_of(chosen(workspace, *names))
    assert page.all("html")[0]["lang"] == "en"
    tags = [tag for tag, _ in page.elements]
    for landmark in ("header", "nav", "main", "footer"):
        assert tags.count(landmark) == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for before, after in pairwise(levels):
        assert after <= before + 1, levels
    assert all(attributes.get("scope") for attributes in page.all("th"))
    drawings = page.all("svg")
    for drawing in drawings:
        assert drawing["role"] == "img"
        assert set(drawing["aria-labelledby"].split()) <= set(page.ids)
    # Each is there for wide and for narrow pages.
    assert [drawing["class"] for drawing in drawings] == ["wide", "narrow"] * (len(drawings) // 2)


@everyone
def test_every_link_within_a_page_leads_somewhere_and_back(
    workspace: Workspace, names: tuple[str, ...]
) -> None:
    page = page_of(chosen(workspace, *names))
    assert len(page.ids) == len(set(page.ids))
    inner = [a["href"] for a in page.all("a") if a["href"].startswith("#")]
    assert inner
    assert {href[1:] for href in inner} <= set(page.ids)
    notes = [id_ for id_ in page.ids if re.fullmatch(r"n\d+", id_)]
    assert [f"#r{id_[1:]}" in inner for id_ in notes] == [True] * len(notes)


def test_addresses_are_links_that_say_nothing_of_where_they_were_followed() -> None:
    source = {"title": "T", "url": "https://example.org/a?b=1&c=<x>."}
    index = index_of("a backs b", sources={"s1": source})
    page = page_of(Selection(index, {}, dates.period("2010"), named=("a",)))
    outer = [a for a in page.all("a") if not a["href"].startswith("#")]
    assert outer
    for link in outer:
        assert link["href"] == "https://example.org/a?b=1&c=&lt" or link["href"].startswith(
            "https://example.org/a?b=1&c="
        )
        assert "noreferrer" in link["rel"]


def test_dates_and_quotes_say_what_they_are(workspace: Workspace) -> None:
    page = page_of(chosen(workspace, "ardania"))
    days = {a["datetime"] for a in page.all("time")}
    assert {AS_OF, "2021-06-14"} <= days
    assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day) for day in days)
    source = {"title": "T", "lang": "fa"}
    quote = {"exact": "از حزب الله", "translation": "of Hezbollah"}
    cited = [{"source": "s1", "quote": quote}]
    index = index_of(claim("a backs b", citations=cited), sources={"s1": source})
    page = page_of(Selection(index, {}, dates.period("2010"), named=("a",)))
    assert page.all("q") == [{"class": "quote", "lang": "fa", "dir": "auto"}]
    assert "of Hezbollah" in "".join(page.words)


def test_a_long_timeline_is_drawn_in_pieces_that_a_page_has_room_for() -> None:
    index = index_of(*(f"a backs b{n}" for n in range(50)))
    page = page_of(Selection(index, {}, dates.period("2010"), named=("a",)))
    heights = [
        float(svg["viewbox"].split()[3]) for svg in page.all("svg") if svg["class"] == "wide"
    ]
    assert len(heights) == 3  # the map, and two pieces
    assert max(heights) < 960 * 1.4


# Any store


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables=stores(), data=st.data())
def test_any_store_makes_a_whole_document(tables: dict, data: st.DataObject) -> None:  # type: ignore[type-arg]
    index = graph_of(tables)
    known = sorted(index.actor_ids())
    names = tuple(data.draw(st.lists(st.sampled_from(known), max_size=3, unique=True)))
    period = data.draw(st.sampled_from([None, dates.period("2012"), dates.period("2024-12-02")]))
    selection = select(index, tables, names, period, notes=True)
    page = page_of(selection)
    inner = {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")}
    assert inner <= set(page.ids)
    check_markdown("".join(dossier_markdown.write(selection)))


# The command line


def test_the_command_line_writes_a_dossier_and_cannot_read_one(made: Path, tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path)}
    words = ["--store", str(made), "export", "--format", "html", "cedar", "--as-of", "2020"]
    ended = in_process(words, folder=tmp_path, env=env)
    assert ended.code == 0, ended.err
    page = Page(ended.out)
    assert "as of 2020" in "".join(page.words)
    assert "The words stand in the copy that is kept." in ended.out
    assert not formats.named("html").reads


def test_an_empty_store_makes_a_document_that_says_so() -> None:
    given = tables()
    selection = select(Index.build(given), given, (), dates.period("2010"))
    page = page_of(selection)
    assert "No tie shows here." in "".join(page.words)
    assert "No tie shows here." in "".join(dossier_markdown.write(selection))
