"""Deciding on suggestions over a text: what is written, what is remembered, what is taken back."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from meanwhile import locked, until
from tui_driver import exploring, text_of

from proxytui.errors import ProxyTUIError
from proxytui.model.changes import Change
from proxytui.model.vocabulary import Check
from proxytui.reading import files
from proxytui.reading.suggesting import spacy_parser
from proxytui.reading.suggesting.decisions import Decisions
from proxytui.reading.suggesting.parsed import ParserFailed
from proxytui.reading.suggesting.suggestion import Suggestion
from proxytui.tui.asked import TextPlace
from proxytui.tui.jobs import open_jobs

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tui_driver import Driver

    from proxytui.model.records import Claim
    from proxytui.workspace import Workspace

LETTER = """\
A letter from the border

The Ardania-backed Cedar Brigade marched. Borland-backed Ndele Guard units waited.

Nobody saw the Ardania-backed Cedar Brigade again.
Cedar Brigade leader Ilan Voss spoke.
"""
IS_INSTALLED = spacy_parser.is_installed
needs_parser = pytest.mark.skipif(
    not spacy_parser.is_installed(), reason="the extra suggest is not installed"
)


@pytest.fixture(autouse=True)
def _rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the extra is installed where the tests run must not matter."""
    monkeypatch.setattr(spacy_parser, "is_installed", lambda: False)


@pytest.fixture
def letter(workspace: Workspace, tmp_path: Path) -> str:
    """A source from which nothing is recorded yet."""
    return added(workspace, tmp_path, LETTER)


def added(workspace: Workspace, folder: Path, text: str) -> str:
    file = folder / "letter.txt"
    file.write_text(text, encoding="utf-8")
    fields = {"title": "A letter", "published": "2024-03-01"}
    source, _ = workspace.add_source(files.read(file), fields)
    return source


@asynccontextmanager
async def deciding(
    workspace: Workspace, source: str, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Driver]:
    """The decisions, begun over the text of a source."""
    async with exploring(workspace, size=size) as it:
        known = workspace.index.sources
        it.explorer.detail_keys.open_text(lambda: [TextPlace(known[source])], "no text")
        await until(it, lambda: it.top == "Reader" and it.app.screen.room is not None)
        await until(it, lambda: not it.app.screen.working)
        await it.settled()
        await it.press("d")
        await ready(it)
        yield it


async def ready(it: Driver) -> None:
    await until(it, lambda: not it.app.writer.busy and not getattr(it.app.screen, "working", False))
    await it.settled()


async def press(it: Driver, *keys: str) -> None:
    for key in keys:
        await it.press(key)
        await ready(it)


def panel(it: Driver) -> str:
    """What is said of the suggestion, as if it had never been wrapped."""
    return " ".join(" ".join(text_of(it.app.screen.panel)).split())


def claims(workspace: Workspace, source: str) -> list[Claim]:
    return [
        claim
        for claim in workspace.index.claims.values()
        if any(citation.source == source for citation in claim.citations)
    ]


def rejected(workspace: Workspace, source: str) -> tuple[str, ...]:
    return workspace.index.sources[source].rejected


async def test_each_suggestion_is_shown_with_its_words_and_why(
    workspace: Workspace, letter: str
) -> None:
    async with deciding(workspace, letter) as it:
        assert "by rules alone  1 of 4" in it.header
        assert "Ardania backs the Cedar Brigade" in panel(it)
        assert "“The Ardania-backed Cedar Brigade marched.” ¶2" in panel(it)
        assert "why subject: Ardania; backs: backed; object: Cedar Brigade" in panel(it)
        assert "recorded of these two" in panel(it)
        assert "a accept" in it.hints


async def test_an_accepted_one_is_recorded_with_its_quote_in_place(
    workspace: Workspace, letter: str
) -> None:
    async with deciding(workspace, letter) as it:
        await press(it, "a")
        (claim,) = claims(workspace, letter)
        assert (claim.type, claim.subject, claim.object) == ("backs", "ardania", "cedar")
        assert claim.attested == ("2024-03-01", "2024-03-01")
        (citation,) = claim.citations
        assert workspace.check_quote(citation).check is Check.EXACT
        assert (citation.quote.start, citation.quote.suffix[:8]) == (26, " Borland")
        assert citation.locator.paragraph == "2"
        assert "2 of 4" in it.header


async def test_what_repeats_an_accepted_one_is_passed_over(
    workspace: Workspace, letter: str
) -> None:
    async with deciding(workspace, letter) as it:
        await press(it, "a", "x")
        assert "4 of 4" in it.header
        await press(it, "space")
        assert "1 accepted, 1 rejected, 1 that say the same again and 1 left." in panel(it)
        await press(it, "space")
        assert "4 of 4" in it.header


async def test_a_rejected_one_is_remembered_for_the_text(workspace: Workspace, letter: str) -> None:
    async with deciding(workspace, letter) as it:
        await press(it, "x")
        (remembered,) = rejected(workspace, letter)
        assert remembered.endswith(" 26-67 backs:ardania:cedar")
        assert claims(workspace, letter) == []
        await press(it, "esc", "d")
        assert "1 of 3" in it.header
        assert "Borland backs the " in panel(it)


async def test_backspace_takes_back_one_decision_after_the_other(
    workspace: Workspace, letter: str
) -> None:
    async with deciding(workspace, letter) as it:
        await press(it, "a", "x", "space")
        await press(it, "backspace", "backspace")
        assert "2 of 4" in it.header
        assert rejected(workspace, letter) == ()
        assert len(claims(workspace, letter)) == 1
        await press(it, "backspace", "backspace")
        assert claims(workspace, letter) == []
        assert "1 of 4" in it.header


async def test_one_turned_round_is_recorded_so_and_as_it_was_read_rejected(
    workspace: Workspace, letter: str
) -> None:
    async with deciding(workspace, letter) as it:
        await press(it, "r")
        assert "the Cedar Brigade backs Ardania" in panel(it)
        await press(it, "a")
        (claim,) = claims(workspace, letter)
        assert (claim.subject, claim.object) == ("cedar", "ardania")
        assert rejected(workspace, letter)[0].endswith("backs:ardania:cedar")
        await press(it, "backspace")
        assert (claims(workspace, letter), rejected(workspace, letter)) == ([], ())
        assert "the Cedar Brigade backs Ardania" in panel(it)


async def test_e_opens_the_line_with_all_of_it_and_what_is_kept_counts(
    workspace: Workspace, letter: str
) -> None:
    async with deciding(workspace, letter) as it:
        await it.press("e")
        line = it.app.screen.field.value
        assert line.startswith("Ardania backs Cedar Front; attested 2024-03-01; ")
        assert line.endswith(f'"The Ardania-backed Cedar Brigade marched." {letter} ¶2')
        assert "opposes" not in it.screen
        await it.type(": weapons")
        await press(it, "enter")
        await until(it, lambda: claims(workspace, letter))
        await ready(it)
        (claim,) = claims(workspace, letter)
        assert (claim.terms, claim.citations[0].quote.start) == (("W",), 26)
        assert rejected(workspace, letter) == ()
        assert "2 of 4" in it.header
        await press(it, "backspace")
        assert claims(workspace, letter) == []


async def test_a_line_changed_to_another_tie_rejects_what_was_suggested_in_the_same_step(
    workspace: Workspace, letter: str
) -> None:
    async with deciding(workspace, letter) as it:
        await it.press("e", "home")
        for _ in "Ardania":
            await it.press("delete")
        await it.type("Borland")
        await press(it, "enter")
        await until(it, lambda: claims(workspace, letter))
        await ready(it)
        (claim,) = claims(workspace, letter)
        assert (claim.subject, claim.citations[0].quote.start) == ("borland", 26)
        assert rejected(workspace, letter)[0].endswith("backs:ardania:cedar")
        assert "2 of 4" in it.header
        await press(it, "u")
        assert (claims(workspace, letter), rejected(workspace, letter)) == ([], ())


async def test_the_words_of_a_suggestion_can_be_cited_for_a_claim_that_is_there(
    workspace: Workspace, letter: str
) -> None:
    async with deciding(workspace, letter) as it:
        before = len(workspace.index.claims)
        await it.press("e", "down")
        await press(it, "enter")
        await until(it, lambda: claims(workspace, letter))
        await ready(it)
        (claim,) = claims(workspace, letter)
        assert len(workspace.index.claims) == before
        assert claim.citations[-1].quote.start == 26
        assert "2 of 4" in it.header
        await press(it, "backspace")
        assert claims(workspace, letter) == []


async def test_a_tie_without_direction_is_not_turned(workspace: Workspace, letter: str) -> None:
    async with deciding(workspace, letter) as it:
        screen = it.app.screen
        alike = Suggestion("allied-with", "ardania", "cedar", 26, 67)
        screen.decisions = Decisions([alike])
        await press(it, "r")
        assert it.said[-1] == "This type of tie has no direction."
        assert screen.decisions.current == alike


async def test_decisions_that_are_left_while_they_are_written_are_kept(
    workspace: Workspace, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_jobs, "_MOMENT_SECONDS", 0.05)
    async with deciding(workspace, letter) as it:
        with locked(workspace.place.folder):
            await it.press("a", "a", "x", "esc")
            assert it.top == "Reader"
        await ready(it)
        assert len(claims(workspace, letter)) == 1
        assert rejected(workspace, letter) == ()


async def test_a_parser_that_fails_is_named_and_leaves_the_text(
    workspace: Workspace, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: str) -> None:
        raise ProxyTUIError("the model can't be read", "install it again")

    monkeypatch.setattr(spacy_parser, "chosen", broken)
    async with deciding(workspace, letter) as it:
        assert "the model can't be read" in panel(it)
        await press(it, "a", "space", "esc")
        assert it.top == "Reader"


async def test_a_parser_that_gives_up_leaves_the_rules_to_read_and_is_named(
    workspace: Workspace, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: str) -> None:
        raise ParserFailed("the parser ran out of memory")

    monkeypatch.setattr(spacy_parser, "chosen", broken)
    async with deciding(workspace, letter) as it:
        assert "by rules alone  1 of 4" in it.header
        assert "the parser ran out of memory" in it.said[-1]


@needs_parser
async def test_where_a_parser_is_installed_it_reads_and_is_named(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spacy_parser, "is_installed", IS_INSTALLED)
    spacy_parser.loaded()
    source = added(workspace, tmp_path, "Ardania has armed the Cedar Brigade.\n")
    async with deciding(workspace, source) as it:
        assert "by spaCy" in it.header
        assert "Ardania backs the Cedar Brigade: weapons" in panel(it)


async def test_a_line_that_is_left_decides_nothing(workspace: Workspace, letter: str) -> None:
    async with deciding(workspace, letter) as it:
        await press(it, "e", "esc")
        assert "1 of 4" in it.header
        assert claims(workspace, letter) == []


async def test_nothing_is_recorded_of_a_text_that_has_a_new_version(
    workspace: Workspace, letter: str, tmp_path: Path
) -> None:
    async with deciding(workspace, letter) as it:
        newer = tmp_path / "newer.txt"
        newer.write_text("Quite another text.\n", encoding="utf-8")
        workspace.attach(letter, files.read(newer))
        it.app.tell_screens()
        await press(it, "a")
        assert claims(workspace, letter) == []
        assert "another version of its text" in it.said[-1]
        assert "1 of 4" in it.header


async def test_nothing_is_recorded_of_an_actor_that_was_removed(
    workspace: Workspace, tmp_path: Path
) -> None:
    lone = {"kind": "armed-group", "names": [{"text": "Lone Riders"}]}
    workspace.apply([Change("actors", "lone", None, lone)], "added")
    source = added(workspace, tmp_path, "The Ardania-backed Lone Riders marched.\n")
    async with deciding(workspace, source) as it:
        workspace.apply([Change("actors", "lone", lone, None)], "removed")
        await press(it, "a")
        assert claims(workspace, source) == []
        assert "removed meanwhile" in it.said[-1]


async def test_a_text_without_suggestions_says_so(workspace: Workspace, tmp_path: Path) -> None:
    source = added(workspace, tmp_path, "Ardania waits, and so does Borland.\n")
    async with deciding(workspace, source) as it:
        assert "Nothing to decide on. No sentence seems to claim a tie of two actors." in panel(it)
        await press(it, "a", "x", "r", "e", "backspace", "space")
        assert claims(workspace, source) == []
        await press(it, "esc")
        assert it.top == "Reader"


async def test_once_all_is_decided_the_text_says_what_was(
    workspace: Workspace, letter: str
) -> None:
    async with deciding(workspace, letter) as it:
        await press(it, "a", "a", "x", "esc", "d")
        assert "Nothing to decide on. 4 suggestions: 3 recorded from it and 1 rejected before." in (
            panel(it)
        )


async def test_hostile_names_and_words_are_shown_and_do_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = workspace.record("actors", "cedar")
    name = "Cedar \x1b[31m[bold]Brigade[/bold]"
    named = {**record, "names": [*record["names"], {"text": name}]}
    workspace.apply([Change("actors", "cedar", record, named)], "named")
    text = "[red]The[/red] Ardania-backed Cedar Brigade \x1b]0;owned\x07 \u202emarched.\n"
    source = added(workspace, tmp_path, text)
    async with deciding(workspace, source, (80, 24)) as it:
        assert "[red]The[/red]" in it.screen
        assert not {"\x1b", "\x07", "\u202e"} & set(it.screen)
        await press(it, "a")
        (claim,) = claims(workspace, source)
        assert workspace.check_quote(claim.citations[0]).check is Check.EXACT


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_the_passage_and_the_claim_are_in_view_at_every_size(
    workspace: Workspace, letter: str, size: tuple[int, int]
) -> None:
    async with deciding(workspace, letter, size) as it:
        await press(it, "space", "space", "space")
        assert "Cedar Brigade leader Ilan Voss spoke" in " ".join(it.screen.split())
        assert "Ilan Voss leads the Cedar Brigade" in panel(it)
        assert "a accept" in it.hints


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (110, 24)])
async def test_all_that_is_said_of_a_suggestion_is_in_view(
    workspace: Workspace, letter: str, size: tuple[int, int]
) -> None:
    async with deciding(workspace, letter, size) as it:
        for number in range(len(it.app.screen.decisions)):
            assert f"{number + 1} of " in it.header
            assert it.app.screen.panel.max_scroll_y == 0
            assert "why" in panel(it)
            assert "ecorded of these two" in panel(it)
            await press(it, "space")


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_of_a_passage_that_is_too_long_the_words_that_led_to_it_are_in_view(
    workspace: Workspace, tmp_path: Path, size: tuple[int, int]
) -> None:
    before = "On that day, when the hills were quiet and nobody came down to the road, " * 9
    source = added(workspace, tmp_path, f"{before}the Ardania-backed Cedar Brigade marched.\n")
    async with deciding(workspace, source, size) as it:
        assert "Ardania-backed Cedar Brigade" in " ".join(it.screen.split())


async def test_what_was_decided_is_not_cut_on_a_small_screen(
    workspace: Workspace, letter: str
) -> None:
    async with deciding(workspace, letter, (60, 20)) as it:
        await press(it, "a")
        assert "1 accepted, 0 rejected and 2 left" in it.screen
        await it.resize(100, 30)
        assert "1 accepted, 0 rejected, 1 that say the same again and 2 left" in it.screen


async def test_in_a_text_of_300_pages_one_is_decided_on_at_once(
    workspace: Workspace, tmp_path: Path
) -> None:
    page = "The hills were quiet on that day, and nobody came down to the road. " * 40
    pages = [f"{page}\n\n" for _ in range(300)]
    pages[250] += "The Ardania-backed Cedar Brigade marched.\n\n"
    source = added(workspace, tmp_path, "".join(pages))
    async with deciding(workspace, source) as it:
        assert "1 of 1" in it.header
        assert "Ardania-backed Cedar Brigade marched." in it.screen
        assert len(it.app.screen.view.rows) < 500
        await press(it, "a")
        assert len(claims(workspace, source)) == 1
        await press(it, "esc")
        assert "Ardania-backed Cedar Brigade marched." in it.screen
