"""A footnote is whole: it can be printed, and finds the words again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from proxytui.model import dates
from proxytui.model.records import Citation, Claim, Document, Event, Locator, Quote, Source, Speaker
from proxytui.model.vocabulary import Check
from proxytui.wording.footnote import (
    CitedWords,
    footnote,
    markdown_footnote,
    markdown_reference,
    reference,
)

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = {"north": "North", "militia": "Hillmen", "envoy": "Ada Envoy"}
LONG = (
    "22 Code § 8712(a): Diplomatic efforts to expand multilateral sanctions and the report that"
    " the President is to make on them to the appropriate committees, with all of its annexes"
)
AS_OF = dates.period("2024-12-02")
CLAIM = Claim("c-1", "backs", "north", "militia", (), terms=("W",))
BARE = Source("s", "A title")


def name(actor: str) -> str:
    return NAMES[actor]


def source(**fields: Any) -> Source:
    return Source("s", **{"title": LONG, "publisher": "The Congress", **fields})


def cited(
    origin: Source | None = BARE, check: Check | None = Check.EXACT, **fields: Any
) -> CitedWords:
    quote = fields.pop("quote", Quote("support by North"))
    record = fields.pop("record", CLAIM)
    return CitedWords(Citation("s", quote, **fields), record, origin, check)


def plain(one: CitedWords) -> str:
    return footnote(one, name, AS_OF)


def marked(one: CitedWords) -> str:
    return markdown_footnote(one, name, AS_OF, "c-1-1")


def test_a_footnote_has_everything_that_finds_the_words_again() -> None:
    origin = source(
        author="Jo Writer",
        published="2010-07-01",
        url="https://example.org/code/8712",
        accessed="2026-11-23T10:00:00Z",
    )
    assert plain(cited(origin, locator=Locator(page=3, paragraph="(iii)"))) == (
        f"“support by North” – Jo Writer, “{LONG}”, The Congress, 1 Jul 2010, p. 3, ¶ (iii),"
        " <https://example.org/code/8712>, accessed 23 Nov 2026."
        " The words stand in the copy that is kept. Viewed as of 2 Dec 2024."
    )


@pytest.mark.parametrize("shown", [plain, marked])
def test_a_long_title_is_not_cut(shown: Callable[[CitedWords], str]) -> None:
    assert "all of its annexes" in shown(cited(source()))
    assert "…" not in shown(cited(source()))


def test_a_text_without_a_date_says_so_and_never_takes_that_of_the_view() -> None:
    assert "“A title”, n.d. The words stand" in plain(cited())
    raw = source(published_raw="not stated; newest date in it 2025")
    assert "n.d. (recorded as “not stated; newest date in it 2025”)." in plain(cited(raw))


def test_a_date_that_admits_doubt_keeps_it() -> None:
    assert ", about 2 Dec 2024" in plain(cited(source(published="2024-12-02~")))


def test_a_publisher_that_is_the_author_stands_once() -> None:
    assert plain(cited(source(author="The Congress"))).count("The Congress") == 1


def test_a_description_in_place_of_a_title_is_not_put_into_quotation_marks() -> None:
    assert " – The Congress, [news analysis], n.d." in plain(cited(source(title="[news analysis]")))


def test_who_is_quoted_in_the_source_is_named() -> None:
    spoken = plain(cited(speaker=Speaker(actor="envoy", text="the envoy")))
    assert " Said there by Ada Envoy (“the envoy”). " in spoken


@pytest.mark.parametrize(
    ("stance", "words"),
    [
        ("supports", ""),
        ("disputes", "Cited as disputing that North backs Hillmen: weapons."),
        (
            "mentions",
            "Cited as neither supporting nor disputing that North backs Hillmen: weapons.",
        ),
    ],
)
def test_words_that_do_not_say_so_are_not_passed_off_as_if_they_did(
    stance: str, words: str
) -> None:
    note = plain(cited(stance=stance))
    assert words in note
    assert ("North backs" in note) == bool(words)


def test_words_cited_for_an_event_name_the_event() -> None:
    event = Event("e-1", "Talks in the hills")
    assert "disputing that this happened: Talks in the hills." in plain(
        cited(record=event, stance="disputes")
    )


def test_doubts_recorded_with_a_citation_are_not_left_out() -> None:
    assert "Recorded with it: hedged by the source." in plain(cited(flags=("alleged",)))
    nothing = plain(cited(stance="disputes", flags=("unsupported",)))
    assert "Cited as having found no evidence that North backs Hillmen: weapons." in nothing


@pytest.mark.parametrize("check", Check)
def test_the_check_stands_in_words_that_need_no_manual(check: Check) -> None:
    note = plain(cited(check=check))
    assert "The words " in note
    assert ("are not in" in note) == (check is Check.ABSENT)
    assert ("not checked" in note) == (check is Check.NO_COPY)


def test_without_words_the_source_alone_is_named() -> None:
    assert plain(cited(source(), check=None, quote=None)) == (
        f"The Congress, “{LONG}”, n.d. Viewed as of 2 Dec 2024."
    )


def test_where_no_reading_is_recorded_the_day_of_the_kept_copy_is_named() -> None:
    kept = source(documents=(Document(text="0" * 64, added="2026-11-23T00:00:00Z"),))
    assert reference(kept).endswith(", copy kept 23 Nov 2026")


@pytest.mark.parametrize("status", ["corrected", "retracted"])
def test_a_source_that_was_taken_back_says_so(status: str) -> None:
    assert reference(source(status=status)).endswith(f", since {status}")


def test_a_missing_source_is_named_as_missing() -> None:
    assert plain(cited(None)).startswith("“support by North” – a source that is missing here.")


def test_a_translation_stands_beside_the_words() -> None:
    assert plain(cited(quote=Quote("soutien", translation="support"))).startswith(
        "“soutien” (translated: “support”) – "
    )


def test_markdown_has_the_words_with_a_mark_and_the_note_under_it() -> None:
    words, note = marked(cited(source(url="https://example.org/a_b"))).split("\n\n")
    assert words == "“support by North”[^c-1-1]"
    assert note.startswith("[^c-1-1]: The Congress, “22 Code § 8712(a): ")
    assert "<https://example.org/a_b>" in note


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A *bold* [link](x) `code`", r"A \*bold\* \[link\](x) \`code\`"),
        ("<b>&amp;</b>", r"\<b\>\&amp;\</b\>"),
        ("x\x1b[31m\u202ey", "xy"),
    ],
)
def test_foreign_words_stay_words_in_markdown(title: str, shown: str) -> None:
    assert f"“{shown}”" in marked(cited(source(title=title)))


def test_a_source_alone_is_a_note_of_markdown_with_its_words_as_they_are() -> None:
    odd = source(title="A *bold* [link](x)", url="https://example.org/a_b")
    note = markdown_reference(odd, "s odd")
    assert note.startswith("[^s-odd]: The Congress, “A \\*bold\\* \\[link\\](x)”")
    assert "<https://example.org/a_b>" in note
    assert note.endswith(".")
    assert not note.endswith("..")


def test_a_name_that_looks_like_a_list_starts_none() -> None:
    assert "]: 1\\. Army, “" in marked(cited(source(author="1. Army")))


def test_an_address_that_is_none_is_text() -> None:
    assert ", javascript:alert(1)" in reference(source(url="javascript:alert(1)"))
    assert "<javascript" not in marked(cited(source(url="javascript:alert(1)")))
