"""A small store with every awkward case, and the program called on it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from command_line import in_process, process, python

from proxytui.model.changes import Change
from proxytui.store.folder.documents import Documents
from proxytui.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Ended

TIME = "2024-12-02T00:00:00Z"
TEXT = (
    "A report.\n\nNorth has sent weapons to the militia since 2011, and money too.\n"
    "The militia denies that it was ever paid by South.\n"
)
BORDER = {"text": "Border State", "type": "alias"}
HOSTILE = "Evil \x1b]0;owned\x07\x1b[31m[bold]Group[/bold] \u202ebackwards \x9b2J end"


def _cited(source: str, exact: str = "", **more: Any) -> dict[str, Any]:
    return {"source": source, **({"quote": {"exact": exact}} if exact else {}), **more}


def _claim(type_: str, subject: str, object_: str, *cited: Any, **more: Any) -> dict[str, Any]:
    return {
        "type": type_,
        "subject": subject,
        "object": object_,
        "citations": list(cited),
        **more,
    }


def records(sha: str) -> dict[str, dict[str, Any]]:
    """The records of the small store, by table and id."""
    weapons = _cited("s-paper", "North has sent weapons to the militia")
    weapons["quote"] |= {"text": sha, "start": TEXT.index("North has")}
    agency = _cited("s-agency", "arms for the militia", speaker={"text": "officials"})
    absent = _cited("s-paper", "words that stand nowhere in it")
    return {
        "actors": {
            "north": {
                "kind": "state",
                "names": [{"text": "North"}, {"text": "Nordland", "type": "alias"}, BORDER],
                "identifiers": {"ucdp": ["123"]},
                "countries": ["XA"],
            },
            "south": {
                "kind": "state",
                "names": [{"text": "South"}, BORDER],
                "later-field": {"kept": 1},
            },
            "militia": {
                "kind": "armed-group",
                "names": [
                    {"text": "Old Militia", "until": "2009"},
                    {"text": "People's Militia", "since": "2010"},
                ],
                "summary": "Active in the hills.",
            },
            "fighters": {
                "kind": "unknown",
                "described": True,
                "names": [{"text": "northern-backed fighters"}],
            },
            "commander": {"kind": "person", "names": [{"text": "The Commander"}]},
            "evil": {"kind": "armed-group", "names": [{"text": HOSTILE}]},
        },
        "claims": {
            "c-1": _claim(
                "backs",
                "north",
                "militia",
                weapons,
                terms=["W", "F"],
                since="2011",
                attested=["2011", "2024"],
            ),
            "c-2": _claim("backs", "north", "militia", agency, terms=["W"], until="2015/2030"),
            "c-3": _claim(
                "backs",
                "militia",
                "fighters",
                _cited("s-paper"),
                flags=["alleged"],
                attested=["2010", "2024"],
            ),
            "c-4": _claim(
                "backs", "militia", "north", absent, since="2012", attested=["2012", "2020"]
            ),
            "c-5": _claim(
                "backs",
                "south",
                "militia",
                _cited("s-paper", "ever paid by South"),
                status="refuted",
                reason="Withdrawn.",
            ),
            "c-6": _claim(
                "leads",
                "commander",
                "militia",
                _cited("s-paper"),
                role="leader",
                attested=["2004", "2024"],
            ),
            "c-7": _claim(
                "backs",
                "commander",
                "south",
                _cited("s-agency"),
                since="2000",
                attested=["2000", "2024"],
            ),
            "c-8": _claim("backs", "south", "north", _cited("s-paper", stance="disputes")),
            "c-9": _claim(
                "opposes", "evil", "north", _cited("s-agency", HOSTILE), since="1995/2020"
            ),
        },
        "events": {
            "e-1": {
                "title": "Agreement in the hills",
                "date": "2012-05",
                "kind": "agreement",
                "participants": [{"actor": "militia", "role": "signatory"}],
                "claims": ["c-1"],
                "citations": [_cited("s-paper")],
            }
        },
        "sources": {
            "s-paper": {
                "title": "[a report on the militia]",
                "publisher": "The Paper",
                "published": "2024-12-02~",
                "documents": [{"text": sha, "added": TIME}],
            },
            "s-agency": {"title": "Agency wire", "publisher": "The Agency"},
        },
        "notes": {
            "n-1": {
                "about": ["militia"],
                "text": "Ask about the [[north]].\nSecond line.",
                "created": TIME,
                "modified": TIME,
            }
        },
    }


def make_store(folder: Path) -> None:
    """Write the small store."""
    Store.create(folder, None, "small")
    sha = Documents(folder / "documents").put(TEXT.encode())
    store = Store.open(folder)
    changes = [
        Change(table, id_, None, record)
        for table, rows in records(sha).items()
        for id_, record in rows.items()
    ]
    store.apply(changes, "the first records")
    store.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "small"
    make_store(folder)
    return folder


class Program:
    """The program on a copy of the small store, with all its folders under a temporary one."""

    def __init__(self, home: Path, store: Path) -> None:
        self.home = home
        self.store = store
        self.env = {
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "PROXYTUI_STORE": str(store),
        }

    def __call__(self, *words: str, stdin: bytes = b"", **env: str) -> Ended:
        """What these words do, called in this process."""
        return in_process(words, folder=self.home, env={**self.env, **env}, stdin=stdin)

    def process(self, *words: str, stdin: bytes = b"", **env: str) -> Ended:
        """What these words do in a process of their own."""
        return process(words, folder=self.home, env={**self.env, **env}, stdin=stdin)

    def python(self, *words: str, **env: str) -> Ended:
        """What the interpreter does with these words in a process of its own."""
        return python(words, folder=self.home, env={**self.env, **env})


@pytest.fixture
def program(tmp_path: Path, made: Path) -> Program:
    store = tmp_path / "store"
    shutil.copytree(made, store)
    home = tmp_path / "home"
    home.mkdir()
    return Program(home, store)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    Store.create(folder, None, "empty")
    return folder
