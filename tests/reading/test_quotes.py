"""Whether quotes stand in their text: exactly, folded, elsewhere, at several places, or not."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from proxytui.errors import ProxyTUIError
from proxytui.model.quote_check import QuoteCheck
from proxytui.model.records import Citation, Document, Quote, Source
from proxytui.model.vocabulary import Check
from proxytui.reading import quotes
from proxytui.reading.folding import folded

TEXT = """Hezbollah – the Iranian-backed militia in Lebanon – was weakened.
He said “Iran backs\n  Hezbollah”, and Iran backs Syria. Caf\u00e9 owners fled.
"""


def result(exact: str, text: str = TEXT, **more: object) -> tuple[Check, str]:
    found = quotes.check(Quote(exact, **more), text)  # type: ignore[arg-type]
    assert (found.start >= 0) == (found.check not in (Check.ABSENT, Check.NO_COPY))
    return found.check, text[found.start : found.end] if found.start >= 0 else ""


def test_without_a_text_there_is_no_copy() -> None:
    assert quotes.check(Quote("a"), None) == QuoteCheck(Check.NO_COPY)


def test_words_that_stand_once_are_exact() -> None:
    assert result("was weakened") == (Check.EXACT, "was weakened")


@pytest.mark.parametrize(
    ("exact", "there"),
    [
        ('"Iran backs Hezbollah"', "“Iran backs\n  Hezbollah”"),
        ("Hezbollah - the Iranian\u2011backed", "Hezbollah – the Iranian-backed"),
        ("Iranian-backed\u00a0militia\nin\tLebanon", "Iranian-backed militia in Lebanon"),
        ("Cafe\u0301 owners", "Caf\u00e9 owners"),
        ("  was weakened \n", "was weakened"),
    ],
)
def test_white_space_quotes_dashes_and_composition_are_folded(exact: str, there: str) -> None:
    assert result(exact) == (Check.NORMALISED, there)


@pytest.mark.parametrize(
    "exact",
    [
        "was Weakened",
        "was  very weakened",
        "wasweakened",
        "was weakened!",
        "the Iranian backed militia",
        "Cafe owners",
        "was weakenned",
        "Iran backs Hezbollah's",
        "",
        " \n",
    ],
)
def test_nothing_else_is_folded(exact: str) -> None:
    assert result(exact) == (Check.ABSENT, "")


def test_words_at_several_places_are_ambiguous_until_their_surroundings_decide() -> None:
    text = "Iran backs Syria. Some say Iran backs Hamas."
    assert result("Iran backs", text) == (Check.AMBIGUOUS, "Iran backs")
    assert quotes.check(Quote("Iran backs", suffix=" Hamas"), text) == QuoteCheck(
        Check.EXACT, 27, 37
    )
    assert quotes.check(Quote("Iran backs", prefix="some say "), text).check is Check.AMBIGUOUS
    assert quotes.check(Quote("Iran backs", suffix=" Syria"), text).start == 0


def test_the_start_alone_never_decides_but_shows_the_nearest_place() -> None:
    text = "Iran backs Syria. Some say Iran backs Hamas."
    assert quotes.check(Quote("Iran backs", start=27), text) == QuoteCheck(Check.AMBIGUOUS, 27, 37)
    assert quotes.check(Quote("Iran backs", start=2), text) == QuoteCheck(Check.AMBIGUOUS, 0, 10)
    assert quotes.check(Quote("Syria", start=900), text).check is Check.EXACT


def test_words_elsewhere_than_their_surroundings_say_have_moved() -> None:
    assert result("was weakened", prefix="in Syria – ") == (Check.MOVED, "was weakened")
    assert result("was weakened", prefix="Lebanon – ", suffix=" twice") == (
        Check.MOVED,
        "was weakened",
    )
    assert result("was weakened", prefix="Lebanon – ", suffix=".")[0] is Check.EXACT


def test_surroundings_are_compared_folded_too() -> None:
    assert result("was weakened", prefix="in\nLebanon -  ", suffix='. He said "Iran')[0] is (
        Check.EXACT
    )


def test_surroundings_may_point_at_the_folded_place_rather_than_the_exact_one() -> None:
    text = "First: Iran backs Hamas. Then: Iran\nbacks Hamas."
    assert quotes.check(Quote("Iran backs Hamas", prefix="Then: "), text) == QuoteCheck(
        Check.NORMALISED, 31, 47
    )


def test_an_ambiguous_context_stays_ambiguous() -> None:
    text = "and Iran backs it, and Iran backs it"
    assert quotes.check(Quote("Iran backs", prefix="and "), text).check is Check.AMBIGUOUS
    assert quotes.check(Quote("Iran backs", prefix="but "), text).check is Check.AMBIGUOUS


# Properties over random texts

WORDS = st.text("abcé\u0301ñ한", min_size=1, max_size=6).filter(lambda w: w[0] != "\u0301")
BLANK = st.sampled_from([" ", "\n", "  ", "\u00a0", "\r\n", "\n\n  ", "\u202f", "\t"])
MARK = st.sampled_from(["", "", "", ",", "“", "”", "'", "’", "–", "-", "\u2011", "—", '"', "»"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(MARK, WORDS, MARK, BLANK), min_size=4, max_size=30))
    return unbroken("".join("".join(piece) for piece in pieces))


def unbroken(text: str) -> str:
    """A text in which no word goes on over a hyphen at the end of a line, where it is one word."""
    return re.sub("(?<=[-\u2011])[\r\n]+", " ", text)


def spans(data: st.DataObject, text: str) -> tuple[int, int]:
    """A range of whole words, blanks and marks around them."""
    points = [point for point in range(len(text) + 1) if _apart(text, point)]
    start, end = sorted(data.draw(st.tuples(*[st.sampled_from(points)] * 2)))
    assume(any(char.isalpha() for char in text[start:end]))
    return start, end


def _apart(text: str, point: int) -> bool:
    return point in (0, len(text)) or text[point - 1].isspace() or text[point].isspace()


def retyped(words: str, data: st.DataObject) -> str:
    """The same words with other white space, quotes, dashes and composition."""
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    words = unicodedata.normalize(form, words)
    blank = data.draw(BLANK)
    single, double, dash = (data.draw(st.sampled_from(s)) for s in ("'’‘‹", '"“”„»', "-–—\u2011"))
    words = re.sub(r"\s+", blank, words.strip())
    words = re.sub("['’]", single, re.sub('["“”»]', double, words))
    return re.sub("[-–—\u2011]", dash, words)


@given(texts(), st.data())
@settings(deadline=None)
def test_whatever_is_cut_from_a_text_is_found_there(text: str, data: st.DataObject) -> None:
    start, end = spans(data, text)
    found = quotes.check(Quote(text[start:end]), text)
    assert found.check in (Check.EXACT, Check.AMBIGUOUS)
    if found.check is Check.EXACT:
        assert (found.start, found.end) == (start, end)


@given(texts(), st.data())
@settings(deadline=None)
def test_retyped_words_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    words = re.findall(r"\S+", text)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = retyped(" ".join(words[first : last + 1]), data)
    found = quotes.check(Quote(quote), text)
    assert found.check in (Check.EXACT, Check.NORMALISED, Check.AMBIGUOUS)
    there = text[found.start : found.end]
    assert folded(there).signs == folded(quote).signs


@given(texts(), st.data())
@settings(deadline=None)
def test_a_text_that_is_wrapped_anew_still_has_the_words(text: str, data: st.DataObject) -> None:
    words = text.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    wrapped = unbroken("".join(word + data.draw(BLANK) for word in words))
    found = quotes.check(Quote(" ".join(words[first : last + 1])), wrapped)
    assert found.check in (Check.EXACT, Check.NORMALISED, Check.AMBIGUOUS)


@given(st.lists(st.text("abc", min_size=1, max_size=3), min_size=3, max_size=20), st.data())
@settings(deadline=None)
def test_a_word_less_and_the_words_are_absent(words: list[str], data: st.DataObject) -> None:
    dropped = data.draw(st.integers(1, len(words) - 2))
    text = "«" + " ".join(words) + "»"
    quote = "«" + " ".join(words[:dropped] + words[dropped + 1 :]) + "»"
    assert quotes.check(Quote(quote), text) == QuoteCheck(Check.ABSENT)


@given(texts(), st.data())
@settings(deadline=None)
def test_an_anchored_quote_is_found_at_its_start(text: str, data: st.DataObject) -> None:
    start, end = spans(data, text)
    made = quotes.anchor(text, text[start:end])
    assert len(made.prefix) <= quotes.CONTEXT
    assert len(made.suffix) <= quotes.CONTEXT
    assert made.start is not None
    assert text[made.start :].startswith(made.exact)
    found = quotes.check(made, text)
    assert found.check in (Check.EXACT, Check.AMBIGUOUS)
    assert found.start == made.start


def test_an_anchor_takes_whole_words_around_and_the_texts_own_words() -> None:
    made = quotes.anchor(TEXT, '"Iran backs Hezbollah"')
    assert made.exact == "“Iran backs\n  Hezbollah”"
    assert made.prefix == "Lebanon – was weakened.\nHe said "
    assert made.suffix == ", and Iran backs Syria. Café"
    assert quotes.check(made, TEXT).check is Check.EXACT


def test_an_anchor_is_set_near_the_words_that_are_meant() -> None:
    text = "Iran backs Syria. Some say Iran backs Hamas."
    assert quotes.anchor(text, "Iran backs").start == 0
    assert quotes.anchor(text, "Iran backs", near="Some say Iran backs Hamas.").start == 27


def test_words_that_do_not_stand_there_cannot_be_anchored() -> None:
    for words in ("Iran opposes", "", " "):
        with pytest.raises(ProxyTUIError, match="do not stand in the text"):
            quotes.anchor(TEXT, words)


def test_a_megabyte_is_folded_once_and_then_searched_fast() -> None:
    text = "".join(f"Line {n} — “some words”\n   of a long te\u0301xt.\n" for n in range(25_000))
    assert len(text) > 1_000_000
    assert result('Line 24999 - "some words" of a long t\u00e9xt.', text)[0] is Check.NORMALISED
    began = time.perf_counter()
    for n in range(20):
        assert result(f'Line {24_000 + n} - "some words" of a', text)[0] is Check.NORMALISED
    # 2 ms each on the slowest machine seen; folding anew would be a hundred times that.
    assert time.perf_counter() - began < 1


def test_the_version_that_words_were_taken_from_comes_first_else_the_newest_here() -> None:
    source = Source("s", "T", documents=(Document("old", "t"), Document("new", "t")))
    here = {"old": "O", "new": "N"}
    cited = Citation("s", quote=Quote("a", text="old"))
    assert quotes.text_for(cited, source, here.get) == ("O", "old")
    assert quotes.text_for(cited, source, {"new": "N"}.get) == ("N", "new")
    assert quotes.text_for(Citation("s", quote=Quote("a")), source, here.get) == ("N", "new")
    assert quotes.text_for(cited, None, {}.get) is None


def test_a_kept_text_has_line_feeds_and_no_byte_order_mark() -> None:
    assert quotes.kept("\ufeffa\r\nb\rc\n".encode()) == "a\nb\nc\n"


@pytest.mark.parametrize("data", [b"\xff\xfea\x00", b"a\x00b", b"\x89PNG\r\n", b"caf\xe9"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(ProxyTUIError, match="the file is no"):
        quotes.kept(data)
