"""Sources as BibTeX and CSL-JSON, with signs that mean something to either."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from proxytui.exchange import bibtex, csl
from proxytui.exchange.losses import DROPPED
from proxytui.exchange.selection import select
from proxytui.exchange.source_kinds import LOSSES
from proxytui.graph.index import Index
from proxytui.model.fields import FIELDS

if TYPE_CHECKING:
    from proxytui.model.records import Json

SOURCE: Json = {
    "title": "100% of {funds} & \\weapons_",
    "author": "Meier, V.; Croicu & Sons",
    "publisher": "The Herald",
    "publisher_parent": "Herald Group",
    "published": "2016-03",
    "accessed": "2026-01-02T03:04:05Z",
    "url": "https://example.org/a_b?c=%20{d}",
    "kind": "news article",
    "lang": "en",
    "licence": "CC BY 4.0",
}


def written(write, **fields: object) -> str:
    stored = {"sources": {"s-b": {**SOURCE, **fields}, "s-a": {"title": "[A]"}}}
    return "".join(write(select(Index.build(stored), stored)))


def entry(**fields: object) -> dict[str, str]:
    text = written(bibtex.write, **fields).split("\n\n")[1]
    return dict(re.findall(r"^  (\w+) = (.*?),?$", text, re.M))


def item(**fields: object) -> Json:
    return json.loads(written(csl.write, **fields))[1]


def test_an_entry_of_bibtex_has_its_signs_escaped_and_its_id_as_key() -> None:
    text = written(bibtex.write)
    assert re.findall(r"@(\w+)\{([^,]+),", text) == [("misc", "s-a"), ("article", "s-b")]
    fields = entry()
    assert fields["title"] == r"{{100\% of \{funds\} \& \textbackslash{}weapons\_}}"
    assert fields["author"] == r"{{Meier, V.} and {Croicu \& Sons}}"
    assert fields["journal"] == "{{The Herald}}"
    assert fields["url"] == "{https://example.org/a_b?c=%20%7Bd%7D}"
    assert (fields["date"], fields["year"], fields["month"]) == ("{2016-03}", "{2016}", "mar")
    assert fields["urldate"] == "{2026-01-02}"
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize(
    ("date", "year", "issued"),
    [
        ("2016/2017", None, {"date-parts": [[2016], [2017]]}),
        ("2016~", "{2016}", {"date-parts": [[2016]], "circa": True}),
        ("2016-03-01?", "{2016}", {"date-parts": [[2016, 3, 1]], "circa": True}),
        ("198X", None, {"literal": "the 1980s"}),
        ("../2016", None, {"literal": "by 2016 at the latest"}),
    ],
)
def test_dates_are_never_padded(date: str, year: str | None, issued: Json) -> None:
    assert entry(published=date)["date"] == f"{{{date}}}"
    assert entry(published=date).get("year") == year
    assert item(published=date)["issued"] == issued


def test_an_item_of_csl_has_the_names_of_its_fields() -> None:
    found = item()
    assert found["type"] == "article-newspaper"
    assert found["author"] == [{"literal": "Meier, V."}, {"literal": "Croicu & Sons"}]
    assert found["container-title"] == "The Herald"
    assert found["accessed"] == {"date-parts": [[2026, 1, 2]]}
    assert "Licence: CC BY 4.0" in found["note"]
    assert json.loads("".join(csl.write(select(Index.build({}), {})))) == []


_VALUES: dict[str, object] = {
    **SOURCE, "title": "Other", "published": "2001", "published_raw": "lately", "reliability": "B",
    "accessed": "2020", "archive_url": "https://archive.org/x", "status": "retracted",
    "reason": "why", "copy_of": "s-a", "documents": [{"text": "0" * 64, "added": "2026"}],
    "author": "Somebody", "publisher": "Other", "publisher_parent": "Another", "url": "https://x.y",
    "kind": "book", "short": "Oth", "lang": "fr", "licence": "CC0",
    "rejected": [f"{'0' * 64} 10-40 backs:a:b"],
}  # fmt: skip


@pytest.mark.parametrize("write", [bibtex.write, csl.write])
@pytest.mark.parametrize("field", [field.name for field in FIELDS["sources"]])
def test_a_field_changes_what_is_written_unless_it_is_said_to_be_dropped(write, field: str) -> None:
    changed = written(write, **{field: _VALUES[field]}) != written(write)
    assert changed == (LOSSES[f"sources.{field}"] != DROPPED)
