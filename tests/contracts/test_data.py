"""The bundled data set: whole, neutral, canonical, and within the limits on what it quotes."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB, where
from tinydb.table import Table

from proxytui import paths
from proxytui.model.vocabulary import Check
from proxytui.store.folder import snapshot
from proxytui.store.store import Store
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = paths.bundled_data()
ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT.parent / "shared" / "article.txt"
ARTICLE_ID = "s-news-analysis"
ARTICLE_WORDS = 1049
_MOST_WORDS = 25
_FREE = ("CC0", "CC BY 4.0", "Open Parliament Licence v3.0")
_MOST_CONTEXT = 32
_LABELS = re.compile(r"\b(terrorists?|regimes?|prox(?:y|ies))\b", re.I)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_WORD = re.compile(r"\S+")


@cache
def stored() -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = json.loads((DATA / "store.json").read_bytes())
    return made


def citations() -> Iterator[tuple[str, dict[str, Any]]]:
    for table in ("actors", "claims", "events"):
        for id_, record in stored()[table].items():
            for citation in record.get("citations", []):
                yield f"{table}/{id_}", citation


def article_quotes() -> list[dict[str, Any]]:
    found = [c["quote"] for _, c in citations() if c["source"] == ARTICLE_ID and "quote" in c]
    assert found
    return found


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    opened = Workspace.open(demo=True)
    yield opened
    opened.close()


# Whole


def test_it_is_large_enough_to_show_what_the_program_does() -> None:
    sizes = {table: len(rows) for table, rows in stored().items()}
    assert sizes["actors"] >= 80
    assert sizes["claims"] >= 200
    assert sizes["events"] >= 60
    assert sizes["sources"] >= 8


def test_check_finds_no_problem(workspace: Workspace) -> None:
    report = workspace.report()
    assert [f"{one.record}: {one.message}" for one in report.problems] == []
    assert report.records["claims"] == len(stored()["claims"])
    assert workspace.warnings == ()
    assert list(workspace.index.set_aside) == []


def test_only_the_quotes_of_the_article_lack_their_text(workspace: Workspace) -> None:
    index = workspace.index
    seen = 0
    for rows in (index.actors, index.claims, index.events):
        for record in rows.values():
            for citation in record.citations:
                if citation.quote is None:
                    continue
                seen += 1
                check = workspace.check_quote(citation).check
                if citation.source == ARTICLE_ID:
                    assert check is Check.NO_COPY, record.id
                else:
                    assert check in (Check.EXACT, Check.NORMALISED), (record.id, check)
    assert seen == sum(1 for _, citation in citations() if "quote" in citation)


def test_every_claim_rests_on_words() -> None:
    for id_, claim in stored()["claims"].items():
        assert any(citation.get("quote") for citation in claim["citations"]), id_


def test_every_kept_text_is_cited_and_named_by_its_bytes() -> None:
    named: set[str] = set()
    for source in stored()["sources"].values():
        for document in source.get("documents", []):
            named |= {document["text"], document.get("original", document["text"])}
    lying = {file.name for file in (DATA / "documents").iterdir()}
    assert lying == named
    for file in (DATA / "documents").iterdir():
        assert hashlib.sha256(file.read_bytes()).hexdigest() == file.name


def test_every_source_but_the_article_says_that_it_may_be_passed_on() -> None:
    for id_, source in stored()["sources"].items():
        if id_ == ARTICLE_ID:
            assert not source.get("documents")
            assert not {"author", "publisher"} & set(source), "not stated, so not invented"
            assert source["published"] == "2024-12-02~"
        else:
            assert source["licence"].startswith(_FREE) or "public domain" in source["licence"], id_
            assert source["documents"], id_


# Neutral


def _labels() -> Iterator[tuple[str, str]]:
    """Every title and label of the data set that is not a source's own words."""
    tables = stored()
    for id_, actor in tables["actors"].items():
        if not actor.get("described"):
            yield from ((id_, name["text"]) for name in actor["names"])
        yield id_, actor.get("summary", "")
        yield from ((id_, tag) for tag in actor.get("tags", []))
    for table in ("claims", "events"):
        for id_, record in tables[table].items():
            for field in ("title", "summary", "role", "reason", "place"):
                yield id_, record.get(field, "")
    for id_, view in tables.get("views", {}).items():
        yield id_, view["name"]


def test_no_title_or_label_takes_a_side() -> None:
    loaded = {(id_, text) for id_, text in _labels() if _LABELS.search(_QUOTED.sub("", text or ""))}
    assert loaded == set()


def test_an_actor_known_only_by_a_description_is_matched_with_nothing() -> None:
    described = {id_: a for id_, a in stored()["actors"].items() if a.get("described")}
    assert described
    for id_, actor in described.items():
        assert "identifiers" not in actor, id_


# The limits on what is quoted from the article


def test_a_quote_from_the_article_is_short() -> None:
    for quote in article_quotes():
        assert len(quote["exact"].split()) <= _MOST_WORDS, quote["exact"]
        assert len(quote.get("prefix", "")) <= _MOST_CONTEXT, quote["exact"]
        assert len(quote.get("suffix", "")) <= _MOST_CONTEXT, quote["exact"]


def test_the_article_is_quoted_to_a_third_at_most_by_the_places_recorded() -> None:
    words: set[int] = set()
    for quote in article_quotes():
        start = quote["start"]
        words |= {start + match.start() for match in _WORD.finditer(quote["exact"])}
    assert 3 * len(words) <= ARTICLE_WORDS, f"{len(words)} of {ARTICLE_WORDS}"


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not passed on")
def test_the_article_is_quoted_to_a_third_at_most_by_its_text() -> None:
    text = ARTICLE.read_text(encoding="utf-8").replace("\r\n", "\n").removeprefix("\ufeff")
    assert len(text.split()) == ARTICLE_WORDS
    quoted: set[int] = set()
    for quote in article_quotes():
        place = quote["start"]
        assert text[place : place + len(quote["exact"])] == quote["exact"]
        quoted |= set(range(place, place + len(quote["exact"])))
    spans = [match.span() for match in _WORD.finditer(text)]
    touched = sum(1 for start, end in spans if not quoted.isdisjoint(range(start, end)))
    assert 3 * touched <= len(spans), f"{touched} of {len(spans)}"


def test_the_article_is_nowhere_in_the_repository() -> None:
    longest = max((quote["exact"] for quote in article_quotes()), key=len)
    for file in (DATA / "documents").iterdir():
        assert longest not in file.read_text(encoding="utf-8", errors="replace"), file.name


# The file


def test_it_is_written_as_the_program_writes_it() -> None:
    data = (DATA / "store.json").read_bytes()
    read = snapshot.decode(data)
    assert read.spoilt == ()
    assert snapshot.encode(read.tables, read.meta, read.place) == data


def test_a_store_made_from_it_has_the_same_records(tmp_path: Path) -> None:
    Store.create(tmp_path / "copy", DATA)
    store = Store.open(tmp_path / "copy")
    store.compact()
    store.close()
    written = (tmp_path / "copy" / "store.json").read_bytes()
    made = {table: rows for table, rows in json.loads(written).items() if table != "_meta"}
    assert made == {table: rows for table, rows in stored().items() if table != "_meta"}


def test_every_line_of_it_is_canonical() -> None:
    text = (DATA / "store.json").read_text(encoding="utf-8")
    tables = ["_meta", "actors", "claims", "events", "sources", "notes", "identities", "views"]
    assert list(stored()) == [table for table in tables if table in stored()]
    assert text.endswith("}\n")
    records = 0
    for line in text.splitlines():
        if re.match(r'"[^"]+": \{".+\},?$', line):
            records += 1
            record = json.loads("{" + line.rstrip(",") + "}")
            said = json.dumps(record, ensure_ascii=False, sort_keys=True)[1:-1]
            assert said == line.rstrip(","), line[:80]
    assert records == sum(len(rows) for rows in stored().values())
    for rows in stored().values():
        assert list(rows) == sorted(rows)


def test_stock_tinydb_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Table, "document_id_class", str)
    with TinyDB(DATA / "store.json", access_mode="r", encoding="utf-8") as db:
        assert len(db.table("actors")) == len(stored()["actors"])
        found = db.table("claims").search(where("subject") == "iran")
        assert found
        assert {claim.doc_id for claim in found} <= set(stored()["claims"])
