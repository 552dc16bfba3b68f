"""A small store that has one of everything: kinds, claim types, states, scripts, odd quotes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from proxytui.model.changes import Change
from proxytui.reading.quotes import anchor
from proxytui.store.folder.documents import Documents
from proxytui.store.store import Store
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AS_OF = "2024-12-02"
TIME = "2024-12-02T09:30:00Z"
LONG = (
    "The Permanent Provisional Committee for the Coordination of Relief, Reconstruction and"
    " Return in the Northern and North-Eastern Border Provinces"
)
GUARD = "Nde\u0301le\u0300 Guard"

HERALD = """\
BORDER TOWNS COUNT THE COST

Ardania has supplied the Cedar Brigade with rifles and
mortars since 2012, two officers of the brigade said,
and pays the wages of some three hundred of its men.

The brigade in turn feeds and arms the smaller Ndele
Guard, whose commander calls it an elder brother. The
Guard hands part of what it gets to gunmen in the hills.

Borland arms the Cedar Brigade, a customs officer said.
Trucks cross at night. Trucks cross at night.

Ardania and the Eastern Union signed a treaty of
mutual defence in 2021. Ilan Voss, president since
1 May 2015, called it “the keystone of our security”.
The ministry has shipped arms to militias loyal to
Ardania, and Voss himself has paid the relief committee.
"""
GAZETTE = """\
The Gazette, weekend edition

Funds for the Cedar Brigade come
from Ardania, as bank records show.

Instructors from Ardania trained
recruits near the lake from about
2018 on.

The assembly put the Nur Movement
under sanctions on 4 March 2017.
"""
STATEMENT = (
    "Statement of the government of Borland. Borland has never armed the Cedar Brigade or any"
    " other group, and calls on Ardania to end its support of armed men at our border."
    " Relations with the Assembly of Nations remain excellent, and the recognition of the Renewal"
    " Party stands. 東方連合 was not mentioned.\n"
)


def _name(text: str, **more: str) -> dict[str, str]:
    return {"text": text, **more}


ACTORS: dict[str, dict[str, Any]] = {
    "ardania": {
        "kind": "state",
        "names": [_name("Ardania"), _name("Republic of Ardania", type="alias")],
        "summary": "A state on the lake.",
        "countries": ["XA"],
        "founded": "1921",
    },
    "borland": {"kind": "state", "names": [_name("Borland")]},
    "ministry": {"kind": "state-body", "names": [_name("Ministry of Defence of Ardania")]},
    "assembly": {"kind": "igo", "names": [_name("Assembly of Nations")]},
    "cedar": {
        "kind": "armed-group",
        "names": [
            _name("Cedar Front", since="2009", until="2015"),
            _name("Cedar Brigade", since="2016", until=".."),
            _name("CB", type="acronym"),
        ],
        "founded": "2009",
    },
    "nur": {
        "kind": "armed-group",
        "names": [
            _name("حركة النور", lang="ar", script="Arab"),
            _name("Nur Movement", type="alias"),
        ],
    },
    "guard": {"kind": "armed-group", "names": [_name(GUARD)]},
    "militias": {
        "kind": "armed-group",
        "described": True,
        "names": [_name("militias loyal to Ardania")],
    },
    "renewal": {"kind": "party", "names": [_name("Renewal Party")]},
    "committee": {"kind": "organisation", "names": [_name(LONG)]},
    "union": {
        "kind": "coalition",
        "names": [_name("東方連合", lang="ja"), _name("Eastern Union", type="alias")],
    },
    "voss": {
        "kind": "person",
        "names": [_name("Ilan Voss"), _name("Ilan Foss", type="alias")],
        "founded": "1961",
    },
    "okoye": {"kind": "person", "names": [_name("Mara Okoye")]},
    "gunmen": {"kind": "unknown", "described": True, "names": [_name("gunmen in the hills")]},
    "hermit": {"kind": "person", "names": [_name("Tomas Ur")]},
}

_TEXTS = {"s-herald": HERALD, "s-gazette": GAZETTE, "s-statement": STATEMENT}


def _said(source: str, exact: str, near: str = "", **more: Any) -> dict[str, Any]:
    """A citation with words that stand in the source's kept text."""
    quote = anchor(_TEXTS[source], exact, near)
    made = {
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "start": quote.start,
    }
    return {"source": source, "quote": {k: v for k, v in made.items() if v is not None}, **more}


def _words(source: str, exact: str, **more: Any) -> dict[str, Any]:
    """A citation with words and no place: they may be anywhere or nowhere."""
    return {"source": source, "quote": {"exact": exact}, **more}


def _claim(tie: str, *citations: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A claim that goes on, as its sources say, where it has a start and no end is given."""
    subject, type_, object_ = tie.split()
    made = {
        "type": type_,
        "subject": subject,
        "object": object_,
        "citations": list(citations) or [{"source": "s-almanac"}],
        **({"until": ".."} if "since" in fields else {}),
        **fields,
    }
    return {field: value for field, value in made.items() if value is not None}


OFFICERS = {"text": "two officers of the brigade"}
CLAIMS: dict[str, dict[str, Any]] = {
    "c-01": _claim(
        "ardania backs cedar",
        _said(
            "s-herald",
            "Ardania has supplied the Cedar Brigade with rifles and\nmortars since 2012",
            speaker=OFFICERS,
        ),
        _said("s-gazette", "Funds for the Cedar Brigade come\nfrom Ardania"),
        terms=["W", "F"],
        since="2012",
    ),
    "c-02": _claim(
        "ardania backs cedar",
        _words("s-gazette", "Instructors from Ardania trained recruits near the lake"),
        terms=["T"],
        since="2018~",
        since_raw="from about 2018 on",
    ),
    "c-03": _claim(
        "ardania backs nur", _words("s-almanac", "Ardania, patron of the Nur"), terms=["W"]
    ),
    "c-04": _claim(
        "cedar backs guard",
        _said("s-herald", "feeds and arms the smaller Ndele\nGuard"),
        terms=["W", "M"],
        since="2016",
    ),
    "c-05": _claim(
        "guard backs gunmen",
        _said("s-herald", "hands part of what it gets to gunmen in the hills"),
        terms=["M"],
        since="2020",
    ),
    "c-06": _claim(
        "guard backs cedar",
        _words("s-herald", "whose commander calls it an older brother"),
        terms=["L"],
        flags=["passive"],
        since="2018",
        until=None,
    ),
    "c-07": _claim(
        "borland backs cedar",
        _said("s-herald", "Borland arms the Cedar Brigade", speaker={"text": "a customs officer"}),
        _said(
            "s-statement",
            "Borland has never armed the Cedar Brigade",
            stance="disputes",
            speaker={"actor": "borland"},
        ),
        _words("s-herald", "Trucks cross at night.", stance="mentions"),
        terms=["W"],
        since="2019",
    ),
    "c-08": _claim(
        "borland backs nur",
        {"source": "s-almanac", "flags": ["alleged"]},
        terms=["F"],
        since="2020",
    ),
    "c-09": _claim("ardania backs renewal", flags=["planned"], since="2025"),
    "c-10": _claim(
        "ardania backs assembly", status="refuted", reason="The ledger was forged.", since="2001"
    ),
    "c-11": _claim("ardania backs union", terms=["F"], since="2000", until="2010"),
    "c-12": _claim("ardania opposes borland", terms=["political"], since="1990"),
    "c-13": _claim("borland opposes ardania", terms=["armed"], since="1990"),
    "c-14": _claim(
        "union allied-with ardania",
        _said("s-herald", "signed a treaty of\nmutual defence in 2021"),
        terms=["defence"],
        since="2021",
    ),
    "c-15": _claim("assembly allied-with borland", _words("s-statement", "remain excellent")),
    "c-16": _claim("ardania member-of assembly", since="1960"),
    "c-17": _claim("ministry part-of ardania", since="1950"),
    "c-18": _claim(
        "voss leads ardania",
        _said("s-herald", "president since\n1 May 2015"),
        role="president",
        since="2015-05-01",
    ),
    "c-19": _claim("okoye leads ardania", role="president", since="2005", until="2015-04-30"),
    "c-20": _claim("okoye represents cedar", terms=["envoy"], since="2022", until=None),
    "c-21": _claim(
        "renewal succeeds committee", terms=["split"], since="2014", until="2014", basis="within"
    ),
    "c-22": _claim(
        "assembly designates nur",
        _said("s-gazette", "under sanctions on 4 March 2017"),
        terms=["sanctions"],
        since="2017-03-04",
    ),
    "c-23": _claim("borland recognises renewal", since="2023"),
    "c-24": _claim("okoye related-to voss", terms=["family"]),
    "c-25": _claim("nur linked-to gunmen", since="2022", until=None),
    "c-26": _claim(
        "ministry backs militias",
        _said("s-herald", "has shipped arms to militias loyal to\nArdania"),
        terms=["W"],
        since="2020",
    ),
    "c-27": _claim(
        "voss backs committee",
        _said("s-herald", "Voss himself has paid the relief committee"),
        terms=["F"],
        since="2017",
    ),
    "c-28": _claim("union backs committee", {"source": "s-withdrawn"}, terms=["F"], since="2019"),
}

EVENTS: dict[str, dict[str, Any]] = {
    "e-treaty": {
        "title": "Treaty of the lake",
        "date": "2021-06-14",
        "kind": "agreement",
        "place": "Lakeside",
        "participants": [
            {"actor": "ardania", "role": "signatory"},
            {"actor": "union", "role": "signatory"},
        ],
        "claims": ["c-14"],
        "citations": [_said("s-herald", "signed a treaty of\nmutual defence in 2021")],
    },
    "e-raid": {
        "title": "Raid on the customs post",
        "date": "2023-11~",
        "date_raw": "late in the autumn",
        "kind": "strike",
        "participants": [{"actor": "cedar", "role": "attacker"}, {"actor": "borland"}],
        "citations": [{"source": "s-almanac"}],
    },
    "e-talks": {
        "title": "Talks of which no date is given",
        "participants": [{"actor": "ardania", "role": "party"}],
        "citations": [{"source": "s-almanac"}],
    },
}

NOTES: dict[str, dict[str, Any]] = {
    "n-1": {
        "about": ["ardania"],
        "text": "Ask the [[cedar]] paymaster which bank it was.\n\n- ledger\n- courier",
        "created": TIME,
        "modified": TIME,
    },
    "n-2": {
        "about": ["backs:borland:cedar"],
        "text": "The customs officer and the statement can't both be right.",
        "created": TIME,
        "modified": "2024-12-03T10:00:00Z",
    },
    "n-3": {
        "about": ["cedar", "guard"],
        "text": "See [[ardania]] and [[Eastern Union]].",
        "created": TIME,
        "modified": TIME,
    },
    "n-4": {
        "about": ["e-raid"],
        "text": "Where is the police report?",
        "created": TIME,
        "modified": TIME,
    },
}


def _sources(documents: Documents) -> dict[str, dict[str, Any]]:
    kept = {
        id_: [{"text": documents.put(text.encode()), "added": TIME}] for id_, text in _TEXTS.items()
    }
    return {
        "s-herald": {
            "title": "Border towns count the cost",
            "publisher": "The Herald",
            "author": "L. Marsh",
            "published": AS_OF,
            "licence": "CC0-1.0",
            "documents": kept["s-herald"],
        },
        "s-gazette": {
            "title": "The money of the Cedar Brigade",
            "publisher": "Lake Gazette",
            "publisher_parent": "Gazette Group",
            "published": AS_OF,
            "documents": kept["s-gazette"],
        },
        "s-statement": {
            "title": "Statement of the government of Borland",
            "publisher": "Government of Borland",
            "published": "2024-11-20",
            "licence": "public domain",
            "documents": kept["s-statement"],
        },
        "s-almanac": {"title": "[an almanac]", "published": AS_OF, "reliability": "C"},
        "s-withdrawn": {
            "title": "A report that was withdrawn",
            "published": "2020",
            "status": "retracted",
        },
    }


def make(folder: Path, *, empty: bool = False) -> None:
    """The store in `folder`, or one of the same name and date with nothing in it."""
    template = folder.with_name(f"{folder.name}-template")
    Store.create(template, None)
    file = template / "store.json"
    given = json.loads(file.read_text(encoding="utf-8"))
    given["_meta"]["1"]["as_of"] = AS_OF
    file.write_text(json.dumps(given), encoding="utf-8")
    Store.create(folder, template, "lakeside")
    if empty:
        return
    store = Store.open(folder)
    tables = {
        "actors": ACTORS,
        "sources": _sources(Documents(folder / "documents")),
        "claims": CLAIMS,
        "events": EVENTS,
        "notes": NOTES,
    }
    store.apply(
        [
            Change(table, id_, None, record)
            for table, rows in tables.items()
            for id_, record in rows.items()
        ],
        "the small store",
    )
    store.compact()
    store.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The small store, made once; copied, never written to."""
    folder = tmp_path_factory.mktemp("made") / "small"
    make(folder)
    journal = {path.name: path.read_bytes() for path in (folder / "journal").glob("*.jsonl")}
    yield folder
    now = {path.name: path.read_bytes() for path in (folder / "journal").glob("*.jsonl")}
    assert now == journal, "a test wrote into the store that all tests copy"


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of the small store, open as an explorer opens it."""
    folder = tmp_path / "small"
    shutil.copytree(made, folder)
    opened = Workspace.open(folder, origin="window-test")
    yield opened
    opened.close()
