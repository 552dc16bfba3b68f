"""A quote has one check, wherever it is shown: one call makes it, and no surface has its own."""

from __future__ import annotations

import ast
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import proxytui
from proxytui.model.changes import Change
from proxytui.model.quote_check import QuoteCheck
from proxytui.model.vocabulary import Check
from proxytui.questions import quotes_of_source
from proxytui.reading import files, quotes
from proxytui.reading.breaks import is_break
from proxytui.reading.recorded_quotes import QuotePlaces, quoting
from proxytui.workspace import Workspace
from tests import small_store

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(proxytui.__file__).parent
_QUOTES = 60
OLDER = small_store.HERALD
NEWER = OLDER.replace("\n\n", "\n\nCorrected since. ", 3).replace("rifles", "pistols")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    small_store.make(tmp_path / "store", empty=True)
    opened = Workspace.open(tmp_path / "store")
    names = ("Ardania", "Borland")
    actors = [{"kind": "state", "names": [{"text": name}]} for name in names]
    pairs = zip(names, actors, strict=True)
    opened.apply([Change("actors", name.lower(), None, actor) for name, actor in pairs], "actors")
    yield opened
    opened.close()


def quoted(workspace: Workspace, folder: Path) -> str:
    """A source in two versions, with quotes of either, some of them with a word more or less."""
    source = ""
    for number, text in enumerate((OLDER, NEWER)):
        file = folder / f"{number}.txt"
        file.write_text(text, encoding="utf-8")
        read = files.read(file)
        source = source or workspace.new_source(read, {"title": "Two versions"})
        workspace.attach(source, read)
    chance = random.Random(7)
    changes = []
    for number in range(_QUOTES):
        document = chance.choice(workspace.index.sources[source].documents)
        text = workspace.text_of(document.text) or ""
        quote = quotes.anchor_at(text, *_cut(chance, text))
        words = quote.exact.split()
        if number % 3 == 0:
            words.insert(chance.randrange(len(words) + 1), "not")
        exact = " ".join(words) if number % 2 else quote.exact
        around = {"prefix": quote.prefix, "suffix": quote.suffix, "start": quote.start}
        cited = {"source": source, "quote": {"exact": exact, **around, "text": document.text}}
        record = {
            "type": "opposes",
            "subject": "ardania",
            "object": "borland",
            "citations": [cited],
        }
        changes.append(Change("claims", f"c-quoted-{number}", None, record))
    workspace.apply(changes, "quotes")
    return source


def _cut(chance: random.Random, text: str) -> tuple[int, int]:
    """A stretch of a text in whole words."""
    points = [n for n in range(len(text)) if is_break(text, n) and text[n].isalnum()]
    start = chance.randrange(len(points) - 12)
    return points[start], points[start + chance.randrange(2, 12)]


def surfaces(workspace: Workspace, source: str) -> list[dict[str, str]]:
    """The checks of a source's quotes by record: as the explorer's rows have them, and as the
    margin of the reading room does."""
    on_rows, in_margin = {}, {}
    for of in quoting(workspace.index, source):
        assert of.citation.quote is not None
        on_rows[of.record] = workspace.check_quote(of.citation).check.value
        text = workspace.text_of(of.citation.quote.text or "") or ""
        placed = QuotePlaces(text).of([of]).listed
        in_margin[of.record] = placed[0].check.value if placed else Check.ABSENT.value
    return [on_rows, in_margin]


def test_every_surface_has_the_same_check_of_quotes_of_two_versions(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = quoted(workspace, tmp_path)
    on_rows, in_margin = surfaces(workspace, source)
    assert len(on_rows) == _QUOTES
    assert on_rows == in_margin
    counted = Counter(on_rows.values())
    assert {Check.EXACT.value, Check.NORMALISED.value, Check.ABSENT.value} <= {*counted}
    verified = workspace.report(only_quotes=True)
    assert +Counter(verified.quotes) == counted
    named = {p.record.partition("/")[2] for p in verified.problems if p.code == "quote-absent"}
    assert named == {id_ for id_, check in on_rows.items() if check == Check.ABSENT.value}


def test_every_surface_asks_the_one_check(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = quoted(workspace, tmp_path)
    monkeypatch.setattr(quotes, "check", lambda quote, text: QuoteCheck(Check.MOVED, 1, 2))
    for shown in surfaces(workspace, source):
        assert {*shown.values()} == {Check.MOVED.value}
    assert +Counter(workspace.report(only_quotes=True).quotes) == {Check.MOVED.value: _QUOTES}
    cited = list(quotes_of_source.cited(workspace.index, source))
    assert quotes_of_source.recheck(cited, NEWER).absent == ()


def test_no_other_module_makes_a_check() -> None:
    makers = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QuoteCheck"
    }
    assert makers == {"reading/quotes.py"}
