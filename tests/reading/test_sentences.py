"""The sentence around a quote, how it is cut, and the words in it that may turn the quote."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.model.quote_check import Sentence
from proxytui.model.records import Quote
from proxytui.model.vocabulary import Check
from proxytui.reading import quotes, sentences
from proxytui.reading.qualifiers import qualifier


def parts(text: str, words: str) -> tuple[str, str]:
    """What stands before and after words in their sentence."""
    found = quotes.in_sentence(Quote(words), text)
    assert found.sentence is not None
    assert found.sentence.words == " ".join(text[found.start : found.end].split())
    return found.sentence.before, found.sentence.after


@pytest.mark.parametrize(
    ("text", "words", "before", "after"),
    [
        ("One. It did not supply arms to it. Two.", "supply arms", "It did not ", " to it."),
        ("One! Did Iran supply arms? Two.", "supply arms", "Did Iran ", "?"),
        ("The U.S. did not supply arms. Two.", "supply arms", "The U.S. did not ", "."),
        ("It left the U.S. The envoy supplied arms.", "supplied arms", "The envoy ", "."),
        ("Mr. Aoun and Gen. Ali met J. Edgar X.", "met", "Mr. Aoun and Gen. Ali ", " J. Edgar X."),
        ("See No. 5 and pp. 3-4. It was so.", "and pp", "See No. 5 ", ". 3-4."),
        ("About 2.5 million, i.e. most, fled. Then", "most", "About 2.5 million, i.e. ", ", fled."),
        ("He said “It is no ally.” Then Iran left.", "Iran", "Then ", " left."),
        ("He said “it is no ally.” then left. A.", "left", "He said “it is no ally.” then ", "."),
        ("It left.[12] Iran stayed.", "stayed", "Iran ", "."),
        ("It left.[12]Iran stayed.", "stayed", "Iran ", "."),
        ("fighters left.The army stayed.", "stayed", "The army ", "."),
        ("Not so\nin a text that\nis wrapped. B.", "is wrapped", "Not so in a text that ", "."),
        ("No paragraph\n\nIran backs it.", "backs", "Iran ", " it."),
        ("# Not a heading\nIran backs it.", "backs", "Iran ", " it."),
        (
            "A heading\nIran is said to back it, and this is a long line\nthat is wrapped here.",
            "back it",
            "Iran is said to ",
            ", and this is a long line that is wrapped here.",
        ),
        ("A list:\n- not this\n- Iran backs it", "backs", "- Iran ", " it"),
        ("هل دعمت إيران؟ لم تدعم إيران الحزب. نعم", "إيران الحزب", "لم تدعم ", "."),
        ("他说不。伊朗支持真主党。完", "支持", "伊朗", "真主党。"),
        ("Some said … Iran backs it. No.", "backs", "Some said … Iran ", " it."),
        ("3. Iran backs it.", "backs", "3. Iran ", " it."),
        ("It began in 1991. Iran backs it.", "backs", "Iran ", " it."),
    ],
)  # fmt: skip
def test_a_sentence_begins_and_ends_where_a_reader_sees_it(
    text: str, words: str, before: str, after: str
) -> None:
    assert parts(text, words) == (before, after)


def test_words_over_several_sentences_have_both_around_them() -> None:
    text = "Zero. It is not so. Iran backs it, they say. Two."
    assert parts(text, "so. Iran backs") == ("It is not ", " it, they say.")


def test_a_text_of_long_lines_has_a_paragraph_a_line() -> None:
    line = "Iran, which is not small, " + "has many neighbours and " * 6 + "backs Hezbollah"
    assert parts(f"Background:\n{line}\nNot this\n{line[:-9]}Syria", "Hezbollah")[1] == ""
    assert parts(f"Background:\n{line}\nNot this\n{line[:-9]}Syria", "Syria")[0] == line[:-9]


def test_a_sentence_without_end_is_cut_and_says_so() -> None:
    text = "word " * 2000 + "Iran backs it " + "word " * 2000
    before, after = parts(text, "Iran backs it")
    assert before.startswith("…")
    assert after.endswith("…")
    assert len(before) + len(after) < 3000


def test_the_sentence_is_known_only_where_the_words_stand_at_one_place() -> None:
    text = "Iran backs it. Not Iran backs it."
    assert quotes.in_sentence(Quote("Iran backs it"), text).sentence is None
    assert quotes.in_sentence(Quote("Iran does"), text).sentence is None
    assert quotes.in_sentence(Quote("Iran"), None).sentence is None
    moved = quotes.in_sentence(Quote("Not Iran", prefix="Elsewhere "), text)
    assert moved.check is Check.MOVED
    assert moved.sentence == Sentence("", "Not Iran", " backs it.")


@given(st.text(max_size=200), st.data())
@settings(deadline=None)
def test_the_sentence_is_made_of_the_texts_own_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = sentences.around(text, start, end)
    assert "".join(found.whole.split()) in "".join(text.split())
    assert "".join(found.words.split()) == "".join(text[start:end].split())


def test_what_is_shown_keeps_the_words_just_before_the_quote() -> None:
    before = "A long time ago, as many books tell and others do not, they say that "
    shown = sentences.shown(Sentence(before, "x", " in the north and in the south of it."), 60)
    assert shown == "… tell and others do not, they say that […] in the north…"
    assert len(shown) <= 60


def test_what_is_shown_never_leaves_out_a_word_that_turns_the_quote() -> None:
    before = "It is not " + "really, as everybody in the country knows, " * 3 + "that "
    shown = sentences.shown(Sentence(before, "x", "."), 40)
    assert shown == "… not … in the country knows, that […]"


@pytest.mark.parametrize("parts", [("", ""), ("“", ".”"), ("", " !"), ("- ", "")])
def test_nothing_is_shown_where_the_quote_is_the_sentence(parts: tuple[str, str]) -> None:
    assert sentences.shown(Sentence(parts[0], "x", parts[1]), 60) == ""


@given(st.text(max_size=300), st.text(max_size=300), st.integers(0, 120))
@settings(deadline=None)
def test_what_is_shown_fits_or_holds_a_word_that_turns_it(
    before: str, after: str, cells: int
) -> None:
    shown = sentences.shown(Sentence(before, "x", after), cells)
    assert sentences._width(shown) <= max(cells, 30) + len(qualifier(before))


# Words that turn or weaken what follows

TURNED = {
    "It did not ": "not",
    "It didn’t ever ": "didn’t",
    "It wasn't so that ": "wasn't",
    "It cannot be that ": "cannot",
    "No evidence shows that ": "No",
    "Nor have we seen that ": "Nor",
    "It never once ": "never",
    "Moscow denied that ": "denied",
    "He denies it, but if ": "if",
    "The article said (incorrectly) that ": "incorrectly",
    "He may have ": "may",
    "Reportedly, ": "Reportedly",
    "Without proof, he said that ": "Without",
    "It was unable to ": "unable",
    "Neither side ": "Neither",
    "No longer ": "No",
    "NO PROOF THAT ": "NO",
}
STRAIGHT = [
    "In May 2024, ",
    "On 3 May ",
    "Resolution No. 5 says that ",
    "See no. 12: ",
    "Not only Iran but ",
    "Not later than July ",
    "There is no doubt that ",
    "The knot of the notes, now known: ",
    "The non-aligned and no-fly ",
    "Mayors, iffy and denim ",
    "",
]


@pytest.mark.parametrize("before", TURNED)
def test_the_nearest_word_that_may_turn_the_quote_is_named_as_it_stands(before: str) -> None:
    assert qualifier(before) == TURNED[before]


@pytest.mark.parametrize("before", STRAIGHT)
def test_months_numbers_and_parts_of_words_turn_nothing(before: str) -> None:
    assert qualifier(before) == ""
