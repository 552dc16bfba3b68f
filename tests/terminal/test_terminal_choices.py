"""In a real terminal, a text becomes claims by choices alone, and what each costs in keys."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from command_line import in_process

from proxytui import paths
from proxytui.reading.text_marks import unrecorded
from proxytui.reading.units import paragraphs
from proxytui.tui.reading.room_text import RoomText
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from conftest import Home
    from terminal import Terminal

ARTICLE = Path(__file__).resolve().parents[3] / "shared" / "article.txt"
_MOST_KEYS = 8
"""Keys of a claim on average, those to its sentence too."""

REPORT = """\
A report from the valley

Officers say that the River Guard and Northland have met twice since the spring.

The ministry of Northland has sent rifles to the River Guard.

The Hill Council, once silent, is the southern wing of the River Guard, said
one of its speakers.

Nobody in Southmark knows when the snow will melt.

Southmark and Northland signed a treaty. Northland leads in everything, and in the long run
Southmark hopes for a seat on the Hill Council.
"""
ACTORS = (
    "actor Northland (state)",
    "actor Southmark (state)",
    "actor River Guard (armed-group)",
    "actor Hill Council (party)",
)


class Chosen(NamedTuple):
    """A claim, words of its sentence, and the keys that choose its actors and its verb."""

    tie: str
    words: str
    turns: int
    verb: tuple[str, ...]


OF_REPORT = (
    Chosen("backs:northland:river-guard", "has sent rifles", 0, ("b", "tab")),
    Chosen("part-of:hill-council:river-guard", "southern wing", 0, ("p", "tab")),
    Chosen("allied-with:northland:southmark", "signed a treaty", 0, ("a", "tab")),
    Chosen("linked-to:hill-council:southmark", "hopes for a seat", 2, ("l", "tab", "tab")),
)
OF_ARTICLE = (
    Chosen("opposes:hayat-tahrir-al-sham:syrian-army", "have been killed", 1, ("o", "tab")),
    Chosen("opposes:russia:syrian-rebels", "carried out strikes", 0, ("o", "tab")),
    Chosen("designates:united-states:hayat-tahrir-al-sham", "is designated", 1, ("d", "tab")),
    Chosen("allied-with:iran:syria", "alliance began", 0, ("a", "tab")),
    Chosen("part-of:quds-force:islamic-revolutionary-guard-corps", "IRGC", 1, ("p", "tab")),
    Chosen("linked-to:axis-of-resistance:iran", "a chance to expand", 0, ("l", "tab", "tab")),
    Chosen("opposes:axis-of-resistance:israel", "a chance to expand", 2, ("o", "tab")),
    Chosen("linked-to:russia:syria", "dependence on Russia", 0, ("l", "tab", "tab")),
    Chosen("allied-with:islamic-revolutionary-guard-corps:syria", "multifaceted", 2, ("a", "tab")),
    Chosen("backs:iran:jihadist-groups-that-iran-backs", "not just a concept", 1, ("b", "tab")),
)


def call(home: Home, *words: str) -> str:
    ended = in_process(words, folder=home.folder, env=home.env)
    assert ended.code == 0, (words, ended.err)
    return ended.out


def ties(home: Home) -> set[str]:
    """The ties of which the store has claims, by type and ends, symmetric ones in order."""
    claims = json.loads(call(home, "export", "--format", "json"))["claims"]
    return {_tie(claim["type"], claim["subject"], claim["object"]) for claim in claims}


def _tie(type_: str, subject: str, object_: str) -> str:
    symmetric = type_ in ("allied-with", "linked-to")
    ends = sorted((subject, object_)) if symmetric else (subject, object_)
    return ":".join((type_, *ends))


class Typist:
    """Presses keys in a terminal and counts them."""

    def __init__(self, screen: Terminal) -> None:
        self.screen = screen
        self.keys = 0

    def press(self, *keys: str) -> None:
        self.keys += len(keys)
        self.screen.press(*keys)

    def choose(self, chosen: Chosen, steps: int) -> int:
        """Go on by so many sentences and make the claim; returns the keys that it took."""
        before = self.keys
        self.press(*["n"] * steps, "c")
        self.screen.wait_for("ctrl+t  ")
        self.press(*["ctrl+t"] * chosen.turns, *chosen.verb, "enter")
        self.screen.wait_gone("ctrl+t  ")
        self.screen.wait_for("Kept")
        return self.keys - before


def opened(home: Home, file: Path) -> Typist:
    """The file, made a source in the explorer and opened for reading, sentences gone through."""
    screen = home.explorer()
    screen.write("P")
    screen.wait_for("its file:")
    screen.write(f"{file}\r")
    screen.wait_for("and read it")
    screen.write("r")
    screen.wait_for("n N names")
    typist = Typist(screen)
    typist.press("tab", "tab")
    screen.wait_for("n N sentences not recorded")
    return typist


def sentences(home: Home) -> list[str]:
    """The sentences that name two actors, in their order, as the store's names find them."""
    workspace = Workspace.open(home.store)
    try:
        (source,) = workspace.index.iter_sources()
        text = workspace.text_of(source.documents[0].text) or ""
        names = workspace.names_in_texts
        read = names.prepare()
        if read is not None:
            read(lambda: None)()
        room = RoomText(text, paragraphs(text), 0)
        assert names.known is not None
        room.mentions.know(names.known)
        listed = unrecorded(room.units, room.mentions, lambda _: False, 0, 1)
        return [text[slice(*sentence)] for sentence in listed]
    finally:
        workspace.close()


def choose_all(home: Home, file: Path, chosen: tuple[Chosen, ...]) -> list[int]:
    """Make the claims of a file in one go; returns the keys of each."""
    typist = opened(home, file)
    listed = sentences(home)
    taken, at = [], -1
    for one in chosen:
        place = next(number for number, words in enumerate(listed) if one.words in words)
        taken.append(typist.choose(one, place - at))
        at = place
    typist.screen.wait_for(lambda: len(ties(home)) == len(chosen), "all claims in the store")
    assert ties(home) == {one.tie for one in chosen}
    count = len(chosen)
    assert f"{count} quotes: {count} exact" in call(home, "source", "list")
    return taken


def with_actors(home: Home) -> None:
    """Make a store that has the actors of the bundled data alone."""
    shutil.rmtree(home.store)
    bundled = json.loads((paths.bundled_data() / "store.json").read_bytes())
    plain = {id_: {**record} for id_, record in bundled["actors"].items()}
    for record in plain.values():
        record.pop("citations", None)
    home.records(*(("actors", id_, record) for id_, record in plain.items()))


def test_a_text_becomes_claims_by_choices_alone_at_few_keys_each(home: Home) -> None:
    shutil.rmtree(home.store)
    call(home, "new", str(home.store))
    call(home, "add", *ACTORS)
    file = home.folder / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    taken = choose_all(home, file, OF_REPORT)
    assert sum(taken) <= _MOST_KEYS * len(taken)


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not here")
def test_ten_claims_of_an_article_are_chosen_at_few_keys_each(home: Home) -> None:
    with_actors(home)
    taken = choose_all(home, ARTICLE, OF_ARTICLE)
    assert sum(taken) <= _MOST_KEYS * len(taken)
