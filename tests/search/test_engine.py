"""A query is answered from all words of a store, by records and by the file of words alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from network_of import cite, claim, tables

from proxytui.graph.index import Index
from proxytui.search.engine import LISTED, Search, best, everything, spelt, split, stretch
from proxytui.search.matching import SearchTerm, plain
from proxytui.search.names import NameSearch
from proxytui.search.query import read
from proxytui.store.search_index import SearchIndex

if TYPE_CHECKING:
    from proxytui.model.records import Json

SHA = "a" * 64
LONG = "\n\n".join(f"Paragraph {n} of the report on river crossings." for n in range(200))


def said(words: str, **more: object) -> Json:
    return cite("s1", quote={"exact": words, **more})


def note(text: str, *about: str) -> Json:
    time = "2024-12-02T00:00:00Z"
    return {"about": list(about), "text": text, "created": time, "modified": time}


def actor(kind: str, name: str, *countries: str, **more: object) -> Json:
    return {"kind": kind, "names": [{"text": name}], "countries": list(countries), **more}


TABLES = tables(
    claim("ardan backs brigade", terms=["W", "F"], since="2012", citations=[said("sent weapons")]),
    claim("borland backs brigade", terms=["M.fuel"], since="2009", until="2014"),
    claim("brigade opposes guard", since="2015", citations=[said("vowed to fight the guard")]),
    claim(
        "ardan backs guard", terms=["T"], status="refuted", citations=[said("trained the guard")]
    ),
    claim(
        "borland opposes ardan",
        citations=[said("войска на границе", translation="troops at the border"), said("border")],
    ),
    actors={
        "ardan": actor("state", "Ardania", "AD"),
        "borland": actor("state", "Borland", "BL"),
        "brigade": actor("armed-group", "Cedar Brigade", "AD", citations=[said("the brigade")]),
        "guard": actor("armed-group", "Lake Guard", "BL"),
    },
    events={
        "e1": {
            "title": "Raid on the border post",
            "date": "2013-05",
            "participants": [{"actor": "brigade"}],
            "claims": ["c1"],
            "citations": [said("raided the post")],
        }
    },
    notes={
        "n1": note("Ask about the weapons", "ardan"),
        "n2": note("Which bank?", "backs:borland:brigade"),
        "n3": note("Free of everything", "c3"),
    },
    sources={
        "s1": {"title": "Weapons and borders", "publisher": "The Herald"},
        "s2": {"title": "A report", "documents": [{"text": SHA, "added": "2024-12-02T00:00:00Z"}]},
    },
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(TABLES)


def text_of(sha: str) -> str | None:
    return LONG if sha == SHA else None


@pytest.fixture(scope="module")
def words() -> SearchIndex:
    kept = SearchIndex(
        None, tuple(TABLES), spelt, lambda sha: LONG.encode() if sha == SHA else None
    )
    assert kept.sync(TABLES, lambda: None)
    return kept


def found(index: Index, query: str) -> set[str]:
    hits = everything(Search(index, read(query)), NameSearch(index), text_of)
    named = "name:" in query or ":" not in query
    return {
        f"{hit.kind}:{hit.id}"
        for hit in hits
        if hit.kind != "actor" or (named and (hit.score > 80 or hit.score == LISTED))
    }


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("weapons", {"quote:c1", "note:n1", "source:s1"}),
        ("weap -ask", {"quote:c1", "source:s1"}),
        ("note:weapons", {"note:n1"}),
        ("troops border", {"quote:c5"}),
        ("границе", {"quote:c5"}),
        ("herald", {"source:s1"}),
        ('"the border post"', {"event:e1"}),
        ('"border pos"', set()),
        ("crossings 199", {"text:s2"}),
        ("text:crossings source:borders", {"text:s2", "source:s1"}),
        ("name:brigade", {"actor:brigade"}),
        ("name:brigade -cedar", set()),
        ("kind:state name:", {"actor:ardan", "actor:borland"}),
        ("kind:armed-group in:BL name:", {"actor:guard"}),
        ("-kind:state name:", {"actor:brigade", "actor:guard"}),
        ("support:W name:", {"actor:ardan", "actor:brigade"}),
        ("support:M event:", set()),
        ("support:T name:", set()),
        ("type:opposes quote:", {"quote:c3", "quote:c5"}),
        ("support:W kind:state quote:", {"quote:c1"}),
        ("since:2011..2013 quote:", {"quote:c1", "quote:e1"}),
        ("since:2014.. quote:", {"quote:c3"}),
        ("until:..2014 name:", {"actor:borland", "actor:brigade"}),
        ("since:2013 event:", {"event:e1"}),
        ("note:", {"note:n1", "note:n2", "note:n3"}),
        ("note: in:BL", {"note:n2", "note:n3"}),
        ("note: support:M", {"note:n2"}),
        ("source:weapons kind:state", set()),
        ("source:weapons -kind:state", {"source:s1"}),
    ],
)
def test_a_query_finds_what_all_its_parts_hold_of(
    index: Index, query: str, wanted: set[str]
) -> None:
    assert found(index, query) == wanted


@pytest.mark.parametrize(
    "query",
    [
        "weapons",
        "border",
        "the",
        "troops border",
        "-ask weapons",
        '"the guard"',
        "quote:guard",
        "text:river 17",
        "kind:armed-group guard",
        "note:bank",
        "cross",
        "границе",
        "раз",
    ],
)
def test_the_file_of_words_leads_to_the_same_hits_as_reading_all_records(
    index: Index, words: SearchIndex, query: str
) -> None:
    search = Search(index, read(query))
    leads = search.look_up(words.find, text_of, 500)
    assert leads is not None
    scanned = best(hit for some in search.scan(text_of) for hit in some)
    assert best(search.follow(leads)) == scanned
    for kind, hits in scanned.items():
        assert leads.totals[kind] >= len(hits)


def test_a_record_that_changed_since_is_no_hit(words: SearchIndex) -> None:
    changed = Index.build({**TABLES, "notes": {"n1": note("Nothing here", "ardan")}})
    search = Search(changed, read("note:weapons"))
    leads = search.look_up(words.find, text_of, 50)
    assert leads is not None
    assert leads.records == (("notes", "n1"),)
    assert search.follow(leads) == []


def test_a_text_is_split_into_passages_that_lose_nothing() -> None:
    passages = list(split(LONG))
    assert "".join(passage.text for passage in passages) == LONG
    assert all(LONG[p.place :].startswith(p.text) for p in passages)
    assert len(list(split("x" * 5000))) == 4


def test_the_words_found_in_a_text_are_pointed_at() -> None:
    passage = next(p for p in split(LONG) if "Paragraph 150" in p.text)
    start, end = stretch(
        LONG, passage.place, [SearchTerm(plain("paragraph")), SearchTerm(plain("150"))]
    )
    assert LONG[start:end] == "Paragraph 150"


def test_names_come_in_their_own_order_where_only_conditions_are_given(index: Index) -> None:
    hits = Search(index, read("kind:armed-group")).actors(NameSearch(index))
    assert [hit.text for hit in hits] == ["Cedar Brigade", "Lake Guard"]
