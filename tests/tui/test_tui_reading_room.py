"""The reading room: names and quotes marked in a text, and claims recorded of its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from meanwhile import until
from room_driver import LETTER, added, finish, marked, new_claims, picked, reading
from tui_driver import exploring

from proxytui.model.changes import Change
from proxytui.model.records import Locator
from proxytui.model.vocabulary import Check
from proxytui.reading.recorded_quotes import QuotePlaces, quoting
from proxytui.tui.asked import TextPlace

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.workspace import Workspace

RIGHT_TO_LEFT = "تدعم أردانيا لواء الأرز.\n\nقال متحدث إن ذلك غير صحيح.\n"


@pytest.fixture
def letter(workspace: Workspace, tmp_path: Path) -> str:
    """A source from which nothing is recorded yet."""
    return added(workspace, tmp_path, LETTER)


# What is marked


async def test_known_names_are_marked_wherever_they_stand(
    workspace: Workspace, letter: str
) -> None:
    async with reading(workspace, letter) as (_, reader):
        names = marked(reader, "mention")
        assert names.count("Ardania") == 2
        assert "Cedar" in names or "Cedar Brigade" in names
        assert "Red Lantern Society" not in names


async def test_the_margin_has_the_check_of_what_is_recorded(workspace: Workspace) -> None:
    async with reading(workspace, "s-herald") as (it, reader):
        lines = ["".join(s.text for s in row.line) for row in reader.view.rows]
        first = next(line for line in lines if "Ardania has supplied" in line)
        assert first.startswith("✓")
        assert not next(line for line in lines if "BORDER TOWNS" in line).startswith("✓")
        await it.press("tab", "n")
        assert "recorded here" in it.screen


async def test_a_name_that_changes_is_marked_anew(workspace: Workspace, letter: str) -> None:
    async with reading(workspace, letter) as (it, reader):
        record = dict(workspace.raw()["actors"]["hermit"])
        changed = {**record, "names": [{"text": "Red Lantern Society"}]}
        step = Change("actors", "hermit", record, changed)
        it.app.writer.do(lambda: workspace.apply([step], "renamed"), lambda _: None)
        await until(it, lambda: "Red Lantern Society" in marked(reader, "mention"))


async def test_names_that_no_actor_has_become_actors_of_a_kind_in_one_step(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = added(workspace, tmp_path, "Upper Land met Zenda. Ardania met Upper Land.")
    async with reading(workspace, source) as (it, reader):
        await it.press("A")
        await until(it, lambda: it.top == "MultiSelect")
        assert "[ ] Upper Land 2 ×" in it.screen
        assert "[ ] Ardania" not in it.screen
        await it.press("space", "j", "space", "enter")
        assert "2 names: of what kind?" in it.screen
        before = len(workspace.log())
        await it.press("s")
        await until(it, lambda: "Upper Land" in marked(reader, "mention"))
        assert it.said[-1].startswith("Recorded 2 actors")
        assert len(workspace.log()) == before + 1
        kinds = {a.names[0].text: a.kind for a in workspace.index.actors.values()}
        assert (kinds["Upper Land"], kinds["Zenda"]) == ("state", "state")
        await it.press("u")
        await until(it, lambda: "Upper Land" not in marked(reader, "mention"))
        assert len(workspace.index.actors) == len(kinds) - 2


async def test_nothing_is_recorded_of_new_names_that_are_left_unmarked(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = added(workspace, tmp_path, "Upper Land met Zenda.")
    async with reading(workspace, source) as (it, _):
        before = len(workspace.log())
        for keys in (("enter",), ("space", "esc"), ("space", "enter", "esc")):
            await it.press("A")
            await until(it, lambda: it.top == "MultiSelect")
            await it.press(*keys)
            assert it.top == "Reader"
        assert len(workspace.log()) == before


async def test_a_text_whose_names_are_all_known_has_no_new_ones(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = added(workspace, tmp_path, "Ardania met nobody.")
    async with reading(workspace, source) as (it, _):
        await it.press("A")
        await until(it, lambda: bool(it.said))
        assert it.said[-1].startswith("No new name")
        await it.press("tab", "tab", "tab", "n")
        assert it.said[-1].startswith("There are no new names further down")


async def test_what_n_goes_through_is_chosen_with_a_key_and_shown(
    workspace: Workspace, letter: str
) -> None:
    async with reading(workspace, letter) as (it, reader):
        assert "n N names" in it.header
        await it.press("n")
        assert picked(reader).startswith("Ilan")
        await it.press("n")
        assert picked(reader) == "Ardania"
        await it.press("N")
        assert picked(reader).startswith("Ilan")
        await it.press("tab")
        assert "n N recorded quotes" in it.header
        await it.press("n")
        assert it.said[-1].startswith("There are no recorded quotes further down")
        await it.press("tab", "g", "g", "n")
        assert "sentences not recorded" in it.header
        assert picked(reader) == "According to Ilan Voss, Ardania arms the Cedar Brigade."


async def test_the_actor_under_the_cursor_is_seen_without_leaving(
    workspace: Workspace, letter: str
) -> None:
    async with reading(workspace, letter) as (it, reader):
        await it.press("n", "n")
        assert reader.beside.display
        assert "Ardania" in "".join(s.text for s in reader.beside.rows[0].line)
        await it.resize(80, 24)
        assert not reader.beside.display
        await it.press("enter")
        assert it.top == "ShowRows"
        assert "“Ardania”" in it.screen
        await it.press("esc")
        assert it.top == "Reader"


# What is selected


async def test_words_sentences_and_paragraphs_are_selected_by_keys(
    workspace: Workspace, letter: str
) -> None:
    async with reading(workspace, letter) as (it, reader):
        await it.press("/")
        await it.answer("denies")
        await it.press("esc", "w")
        assert picked(reader) == "denies"
        await it.press("w", "W")
        assert picked(reader) == "Borland denies that"
        await it.press("s")
        assert picked(reader) == "Borland denies that it pays the Ndele Guard."
        await it.press("S")
        assert picked(reader).startswith("According to Ilan Voss, Ardania arms")
        await it.press("p", "p")
        assert picked(reader).endswith("backs nobody.")
        await it.press("esc")
        assert picked(reader) == "denies"
        await it.press("v", "l", "l", "v", "y")
        assert it.app.clipboard == "denies that it"
        await it.press("esc", "esc")
        assert it.top == "Explorer"


async def test_the_mouse_puts_the_cursor_and_selects(workspace: Workspace, letter: str) -> None:
    async with reading(workspace, letter) as (it, reader):
        lines = ["".join(s.text for s in row.line) for row in reader.view.rows]
        y = next(place for place, line in enumerate(lines) if "Ardania arms" in line)
        x = lines[y].index("Ardania arms")
        edge = reader.view.gutter
        await it.pilot.click(reader.view, offset=(x + edge.left + 9, y + edge.top))
        await it.settled()
        assert picked(reader) == "arms"
        start, end = (x + edge.left, y + edge.top), (x + edge.left + 11, y + edge.top)
        await it.pilot.mouse_down(reader.view, offset=start)
        await it.pilot.hover(reader.view, offset=end)
        await it.pilot.mouse_up(reader.view, offset=end)
        await it.press("c")
        assert '"Ardania arms"' in it.app.screen.field.value


# What is recorded


async def test_a_sentence_becomes_a_claim_with_its_quote_and_undo_takes_it_back(
    workspace: Workspace, letter: str
) -> None:
    before = workspace.raw()
    async with reading(workspace, letter) as (it, reader):
        await it.press("tab", "tab", "n", "c")
        field = it.app.screen.field
        assert field.value.startswith("Ardania  ")
        assert field.cursor_position == len("Ardania ")
        await it.type("backs")
        assert "Ardania backs" in it.screen
        await it.press("enter")
        await finish(it, workspace, letter)
        (claim,) = new_claims(workspace, letter)
        (citation,) = claim.citations
        quote = citation.quote
        assert (claim.subject, claim.object, claim.type) == ("ardania", "cedar", "backs")
        assert quote is not None
        assert quote.exact == "According to Ilan Voss, Ardania arms the Cedar\nBrigade."
        assert quote.start == LETTER.index(quote.exact)
        assert quote.text is not None
        assert workspace.check_quote(citation).check is Check.EXACT
        assert citation.locator is not None
        assert str(citation.locator.paragraph) == "2"
        assert citation.speaker is None
        assert claim.attested is not None
        assert it.top == "Reader"
        lines = ["".join(s.text for s in row.line) for row in reader.view.rows]
        assert next(line for line in lines if "According to" in line).startswith("✓")
        await it.press("u")
        await finish(it, workspace, letter, 0)
        assert workspace.raw() == before
        assert not any("✓" in s.text for row in reader.view.rows for s in row.line)


async def test_a_guessed_speaker_is_taken_with_a_key_only(
    workspace: Workspace, letter: str
) -> None:
    async with reading(workspace, letter) as (it, _):
        await it.press("tab", "tab", "n", "c")
        assert "a guess: “Ilan Voss” says it; ctrl+g takes that" in it.screen
        await it.type("backs")
        await it.press("ctrl+g", "enter")
        await finish(it, workspace, letter)
        (claim,) = new_claims(workspace, letter)
        speaker = claim.citations[0].speaker
        assert speaker is not None
        assert speaker.actor == "voss"


async def test_a_passage_can_dispute(workspace: Workspace, letter: str) -> None:
    async with reading(workspace, letter) as (it, _):
        await it.press("/")
        await it.answer("Nothing came")
        await it.press("esc", "s", "C")
        await it.type("opposes")
        await it.press("enter")
        await finish(it, workspace, letter)
        (claim,) = new_claims(workspace, letter)
        assert [citation.stance for citation in claim.citations] == ["disputes"]
        assert (claim.subject, claim.object) == ("ardania", "cedar")


async def test_a_shortened_quote_is_anchored_where_it_was_selected(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "Ardania arms the Cedar Brigade.\n\nStill, Ardania arms the Cedar Brigade.\n"
    source = added(workspace, tmp_path, text)
    async with reading(workspace, source) as (it, _):
        await it.press("G", "s", "c")
        field = it.app.screen.field
        assert '"Still, Ardania' in field.value
        line = field.value.replace('"Still, Ardania', '"Ardania').replace("  ", " backs ")
        field.value = line.replace(" ¶2", "")
        await it.press("enter")
        await finish(it, workspace, source)
        (citation,) = new_claims(workspace, source)[0].citations
        assert citation.quote is not None
        assert citation.quote.start == text.rindex("Ardania")
        assert citation.locator == Locator(paragraph="2")


async def test_a_line_that_is_left_is_there_for_the_same_passage(
    workspace: Workspace, letter: str
) -> None:
    async with reading(workspace, letter) as (it, _):
        await it.press("tab", "tab", "n", "c")
        await it.type("backs")
        await it.press("esc", "c")
        assert it.app.screen.field.value.startswith("Ardania backs Cedar")
        await it.press("esc")
        assert new_claims(workspace, letter) == []


# Names that nobody has


async def test_a_name_that_is_not_known_is_offered_as_a_new_actor(
    workspace: Workspace, letter: str
) -> None:
    async with reading(workspace, letter) as (it, reader):
        await it.press("/")
        await it.answer("Lantern")
        await it.press("esc")
        assert "“Red Lantern Society”" in it.screen
        actors = set(workspace.index.actors)
        await it.press("enter", "n")
        assert it.app.screen.field.value == "actor Red Lantern Society ("
        assert set(workspace.index.actors) == actors
        await it.type("armed-group)")
        await it.press("enter")
        await until(it, lambda: set(workspace.index.actors) != actors)
        await it.press("g", "g")
        await until(it, lambda: "Red Lantern Society" in " ".join(marked(reader, "mention")))


async def test_a_selected_sentence_is_not_offered_as_a_name(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = added(workspace, tmp_path, "Nobody waited.\n")
    async with reading(workspace, source) as (it, _):
        await it.press("s")
        assert "“Nobody waited.”" not in it.screen
        await it.press("enter")
        assert it.top == "Reader"


async def test_a_selection_becomes_another_name_of_an_actor(
    workspace: Workspace, letter: str
) -> None:
    async with reading(workspace, letter) as (it, _):
        await it.press("/")
        await it.answer("Red Lantern")
        await it.press("esc", "w", "w", "a", "m")
        await it.type("Borland")
        await it.press("enter")

        def named() -> bool:
            return "Red Lantern" in [n.text for n in workspace.index.actors["borland"].names]

        await until(it, named)
        await it.press("u")
        await until(it, lambda: not named())


# Any text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
async def test_a_text_from_right_to_left_is_read_and_quoted(
    workspace: Workspace, tmp_path: Path, size: tuple[int, int]
) -> None:
    source = added(workspace, tmp_path, RIGHT_TO_LEFT)
    async with reading(workspace, source, size) as (it, _):
        await it.press("s", "c")
        field = it.app.screen.field
        assert RIGHT_TO_LEFT.split("\n", maxsplit=1)[0] in field.value
        field.value = "Ardania backs Cedar Brigade" + field.value
        await it.press("enter")
        await finish(it, workspace, source)
        (citation,) = new_claims(workspace, source)[0].citations
        assert workspace.check_quote(citation).check is Check.EXACT


async def test_a_hostile_text_is_drawn_clean_and_every_key_does_its_work(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "\x1b]0;title\x07[red]Ardania[/] \u202earms\u202c Ce\u0301\u0301dar Brigade\x9b31m.\n\n"
    source = added(workspace, tmp_path, text * 3 + "x" * 5000 + "\n\f\n" + "東京" * 300)
    async with reading(workspace, source, (60, 20)) as (it, _):
        for key in "jkhllwWsSpPvlvnNGgg":
            await it.press(key)
            assert it.top == "Reader"
        assert "\x1b" not in it.screen
        assert "\u202e" not in it.screen
        await it.press("s", "c")
        assert it.top == "PassageClaim"


async def test_a_long_text_shows_what_is_near_before_all_of_it_is_wrapped(
    workspace: Workspace, tmp_path: Path, sliced: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proxytui.views.document._PIECES", 1)
    source = added(workspace, tmp_path, "\n\n".join(f"Paragraph {n} of it." for n in range(400)))
    sliced.shut = True  # type: ignore[attr-defined]
    async with exploring(workspace) as it:
        place = TextPlace(workspace.index.sources[source])
        it.explorer.detail_keys.open_text(lambda: [place], "no text")
        await until(it, lambda: it.top == "Reader")
        await until(it, lambda: "Paragraph 3 of it." in it.screen)
        assert "Wrapping the text" in it.screen
        await it.press("j")
        sliced.shut = False  # type: ignore[attr-defined]
        await until(it, lambda: not it.app.screen.working)
        await it.press("G")
        assert "Paragraph 399 of it." in it.screen


# Pages


async def test_a_quote_of_a_page_has_its_number_and_the_lines_between_pages_are_no_words(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "Nothing is on this page.\n\f\nArdania arms the Cedar Brigade.\n\f\nThe end comes now.\n"
    source = added(workspace, tmp_path, text)
    async with reading(workspace, source) as (it, reader):
        assert "— p. 2 —" in it.screen
        await it.press("/")
        await it.answer("arms")
        await it.press("esc", "s", "c")
        assert it.app.screen.field.value.endswith(" p. 2")
        await it.type("opposes")
        await it.press("enter")
        await finish(it, workspace, source)
        (claim,) = new_claims(workspace, source)
        locator = claim.citations[0].locator
        assert locator is not None
        assert locator.page == "2"
        await it.press("g", "g", "j", "j")
        assert picked(reader) in ("The", "end")
        await it.press("p", "P", "P", "y")
        assert "p. 2" not in it.app.clipboard
        assert "Nothing is" in it.app.clipboard


async def test_the_room_the_screen_and_the_command_line_check_a_quote_alike(
    workspace: Workspace,
) -> None:
    report = workspace.report(only_quotes=True)
    shown = 0
    for source in workspace.index.sources.values():
        for document in source.documents:
            text = workspace.text_of(document.text)
            cited = quoting(workspace.index, source.id)
            placed = {
                quote.of.key: quote.check for quote in QuotePlaces(text or "").of(cited).listed
            }
            for quote in cited:
                check = workspace.check_quote(quote.citation).check
                assert placed.get(quote.key, Check.ABSENT) is check
                shown += 1
    assert shown
    assert report.quotes[Check.EXACT.value]
