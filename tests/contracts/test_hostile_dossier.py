"""Foreign text in dossiers: it stays text, in HTML and in Markdown."""

from __future__ import annotations

import corpus
import pytest
from dossier_page import Page, check_markdown

from proxytui.exchange import dossier_html, dossier_markdown
from proxytui.exchange.selection import Selection, select
from proxytui.graph.merged_records import graph_of

every_text = pytest.mark.parametrize("text", corpus.NAMES.values(), ids=corpus.NAMES)


def _chosen(text: str, names: tuple[str, ...]) -> Selection:
    given = corpus.records(text)
    return select(graph_of(given), given, names, None, notes=True)


of_all_or_one = pytest.mark.parametrize("names", [(), ("north",), ("north", "south")])


@every_text
@of_all_or_one
def test_foreign_text_stays_text_in_html(text: str, names: tuple[str, ...]) -> None:
    html = "".join(dossier_html.write(_chosen(text, names)))
    assert not corpus.forbidden(html)
    page = Page(html)
    assert "script" not in {tag for tag, _ in page.elements}
    assert corpus.SEEN in "".join(page.words)


@every_text
@of_all_or_one
def test_foreign_text_stays_text_in_markdown(text: str, names: tuple[str, ...]) -> None:
    markdown = "".join(dossier_markdown.write(_chosen(text, names)))
    assert not corpus.forbidden(markdown)
    check_markdown(markdown)
