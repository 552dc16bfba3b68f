"""What makes no difference between a quote and its text, and what does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from proxytui import text as texts
from proxytui.model.records import Quote
from proxytui.model.vocabulary import Check
from proxytui.reading import folding, quotes

STANDS = (Check.EXACT, Check.NORMALISED, Check.AMBIGUOUS)


def result(exact: str, text: str) -> tuple[Check, str]:
    found = quotes.check(Quote(exact), text)
    return found.check, text[found.start : found.end] if found.start >= 0 else ""


@pytest.mark.parametrize(
    ("exact", "text", "there"),
    [
        # What the screen doesn't show, in the text or in the quote.
        ("organisation left", "the organi\u00adsation left it", "organi\u00adsation left"),
        ("Hezbollah left", "Then Hez\u200bbollah\u200e left.", "Hez\u200bbollah\u200e left"),
        ("\ufeffHez\u2060bollah left", "Then Hezbollah left.", "Hezbollah left"),
        ("حزب الله", "قال \u202bحزب\u202c الله\u200f أمس", "حزب\u202c الله"),
        ("a red ❤ here", "a red ❤\ufe0f here", "a red ❤\ufe0f here"),
        ("Auflage", "die Auf\u200clage", "Auf\u200clage"),
        ("was disarmed", "was \x1b[1mdisarmed\x1b[0m.", "was \x1b[1mdisarmed"),
        # Ligatures and letters in the shape of their place.
        ("five fighters fled", "ﬁve ﬁghters ﬂed", "ﬁve ﬁghters ﬂed"),
        ("staff effort, fluffier", "staﬀ eﬀort, ﬂuﬃer", "staﬀ eﬀort, ﬂuﬃer"),
        ("baffle", "baﬄe", "baﬄe"),
        ("a last stop", "a laﬆ ﬅop", "a laﬆ ﬅop"),
        ("ﬁve", "five", "five"),
        ("حزب الله", "حزب ﷲ", "حزب ﷲ"),
        ("الاسلام", "اﻻسلام", "اﻻسلام"),
        # A hyphen at the end of a line is the word's own or the line's.
        ("the Iranian-backed militia", "the Iranian-\nbacked militia", None),
        ("the territory lost", "the terri-\n   tory lost", None),
        ("the territory lost", "the terri\u2010\ntory lost", None),
        ("the territory lost", "the terri\u2011\r\ntory lost", None),
        ("the territory lost", "the terri\u00ad\ntory lost", None),
        ("the territory lost", "the terri\ufffetory lost", None),
        ("the territory lost", "the terri\x02\ntory lost", None),
        ("the Iranian-backed militia", "the Iranian\ufffebacked militia", None),
        ("the terri-\ntory lost", "the territory lost", None),
        ("THE TERRITORY", "THE TERRI-\nTORY", None),
        ("pre- and post-war", "pre-\nand post-war", None),
        ("1990-1995", "1990-\n1995", None),
        ("Lebanon—was", "Lebanon—\nwas", None),
        ("Lebanon—was", "Lebanon\n  —was", None),
        ("Lebanon--was", "Lebanon—\nwas", None),
        # Scripts without blanks between words.
        ("中国人民解放军", "中国人民\n解放军", None),
        ("支持Hezbollah的", "支持\nHezbollah的", None),
        ("「支持」，他说", "「支持」，\n　　他说", None),
        ("イランが支援", "イランが\n支援", None),
        ("อิหร่านสนับสนุน", "อิหร่าน\nสนับสนุน", None),
        # Dots and dashes as they are typed.
        ("so... they left", "so… they left", None),
        ("so… they left", "so... they left", None),
        ("Lebanon -- was", "Lebanon — was", None),
        ("Lebanon — was", "Lebanon -- was", None),
        ("Lebanon - was", "Lebanon -- was", None),
        # The blanks inside French quotation marks belong to the marks.
        ('il a dit "oui" hier', "il a dit « oui » hier", None),
        ('il a dit "oui" hier', "il a dit «\u202foui\u00a0» hier", None),
        ("il a dit « oui » hier", "il a dit “oui” hier", None),
        ("dit 'oui' hier", "dit ‹ oui › hier", None),
        ("the Ba\u02bcath party", "the Ba’ath party", None),
    ],
)
def test_makes_no_difference(exact: str, text: str, there: str | None) -> None:
    assert result(exact, text) == (Check.NORMALISED, text if there is None else there)


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("2025 fighters", "20-\n25 fighters"),
        ("2025 fighters", "20\ufffe25 fighters"),
        ("AlQaeda", "Al-\nQaeda"),
        ("the terri tory", "the terri-\ntory"),
        ("territory", "terri - tory"),
        ("territory", "terri- tory"),
        ("Lebanonwas", "Lebanon—\nwas"),
        ("Lebanon—was", "Lebanon — was"),
        ("Lebanon — was", "Lebanon—was"),
        ("Lebanon —", "Lebanon—was it"),
        ("Lebanon was", "Lebanon—\nwas"),
        ("中国人民解放军", "中国人民 解放军"),
        ("backsHezbollah", "backs\nHezbollah"),
        ("이란지원", "이란\n지원"),
        ("so. they", "so… they"),
        ("so.. they", "so... they"),
        ("so. . . they", "so... they"),
        ("x----y", "x——y"),
        ("x—y", "x——y"),
        ('said "oui"', 'said " oui "'),
        ("oui!", "oui !"),
        ("میشود", "می\u200cشود"),
        ("Sana'a", "Sana`a"),
        ("Hezbollah", "hezbollah"),
        ("2500", "2,500"),
        ("2,500", "2.500"),
        ("2", "２"),
        ("m2", "m²"),
        ("strasse", "straße"),
        ("encyclopædia", "encyclopaedia"),
        ("did supply", "did \x1b]not\x07 supply"),
    ],
)
def test_makes_a_difference(exact: str, text: str) -> None:
    assert result(exact, text) == (Check.ABSENT, "")


def test_whatever_the_screen_leaves_out_is_left_out_of_the_words() -> None:
    unseen = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    unseen = [char for char in unseen if not texts.clean(char) and not char.isspace()]
    assert len(unseen) > 200
    for char in unseen:
        exact, _ = result("Hezbollah left", f"Hez{char}bollah left")
        assert exact is Check.NORMALISED, hex(ord(char))


@given(st.text(max_size=80))
@settings(deadline=None)
def test_the_signs_are_those_of_the_whole_text(text: str) -> None:
    seen = "".join(c for c in text if c not in folding.UNSEEN and c not in "\u200c\u200d\x1b")
    assume(seen == text)
    composed = unicodedata.normalize("NFC", text.translate(folding._SPLIT))
    signs = re.sub(folding._GAP, "", composed).translate(folding._TYPED)
    assert folding.FoldedText(text).signs == signs


PIECES = [
    "a",
    "b",
    "é",
    "e\u0301",
    "\u0301",
    "ﬁ",
    "…",
    " ",
    "\n",
    "-",
    "—",
    "\u00ad",
    "\u200b",
    "中",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.data())
@settings(deadline=None)
def test_a_range_of_signs_leads_to_the_range_of_the_text_that_is_made_of_them(
    text: str, data: st.DataObject
) -> None:
    form = folding.FoldedText(text)
    assume(form.signs)
    start = data.draw(st.integers(0, len(form.signs) - 1))
    end = data.draw(st.integers(start + 1, len(form.signs)))
    words = folding.FoldedText(form.signs[start:end])
    assume(words.signs == form.signs[start:end])
    span = form.span(start, words)
    if span is not None:
        assert folding.FoldedText(text[slice(*span)]).signs == words.signs
        assert form.sign(span[0]) == start


# Foldings applied to a quote, alone and together


Draw = Callable[[Any], Any]


def unseen(words: str, draw: Draw) -> str:
    return draw("\u200b\u200e\ufeff\u2060").join(words)


def soft_hyphens(words: str, _: Draw) -> str:
    return re.sub("(?<=[a-z])(?=[a-z])", "\u00ad", words)


def blanks(words: str, draw: Draw) -> str:
    return re.sub(r"\s+", lambda _: draw([" ", "\n", "\u00a0", "\t "]), words)


def quotation_marks(words: str, draw: Draw) -> str:
    return re.sub('["“”]', lambda _: draw('"“”„'), words)


def dashes(words: str, draw: Draw) -> str:
    return re.sub(" [-–—] ", lambda _: f" {draw(['-', '–', '—', '--'])} ", words)


def dots(words: str, _: Draw) -> str:
    return words.replace("…", "...")


def ligatures(words: str, _: Draw) -> str:
    return words.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")


def composition(words: str, draw: Draw) -> str:
    return unicodedata.normalize(draw(["NFC", "NFD"]), words)


def broken_words(words: str, draw: Draw) -> str:
    return re.sub("(?<=[a-z]{3})(?=[a-z]{3})", draw(["", "-\n", "\u00ad\n  "]), words)


def broken_compounds(words: str, draw: Draw) -> str:
    return re.sub("(?<=[a-z])-(?=[a-z])", draw(["-", "-\n", "\u2011"]), words)


FOLDINGS = [
    quotation_marks, blanks, dashes, dots, ligatures, composition, broken_words, broken_compounds,
    # Last, for what they put between letters would part what the others look for.
    unseen, soft_hyphens,
]  # fmt: skip
WORDS = re.split(
    " ",
    "Iran backs the Iranian-backed officials “they fled” – first flow … efficient Café Ūnion 2,500 "
    "fighters of 241 men were disarmed in 2006 and wasn’t al-Assad 中国人民 支持 هجوم على",
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=3, max_size=20)


@given(TEXTS, st.data())
@settings(deadline=None)
def test_words_cut_at_blanks_stand_there_however_they_are_set(
    words: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = " ".join(words[first : last + 1])
    assume(any(char.isalnum() for char in quote))
    text = " ".join(words)
    assert quotes.check(Quote(quote), text).check in (Check.EXACT, Check.AMBIGUOUS)
    chosen = data.draw(st.sets(st.sampled_from(range(len(FOLDINGS))), max_size=3))
    for n in sorted(chosen):
        quote = FOLDINGS[n](quote, lambda of: data.draw(st.sampled_from(of)))
    found = quotes.check(Quote(quote), text)
    assert found.check in STANDS, (quote, text)
    again = quotes.check(Quote(text[found.start : found.end]), text)
    assert again.check in (Check.EXACT, Check.AMBIGUOUS)
    # And the other way: words as they are, of a text that is set so.
    assert quotes.check(Quote(text[found.start : found.end]), quote).check in STANDS


SHORT = st.sampled_from(["ab", "cd", "ef", "gh", "12", "34", "2,500"])


@given(st.lists(SHORT, min_size=4, max_size=12), st.data())
@settings(deadline=None)
def test_words_dropped_added_swapped_or_cut_do_not_stand_there(
    words: list[str], data: st.DataObject
) -> None:
    n = data.draw(st.integers(1, len(words) - 2))
    marked = [f"<{word}" if place == 0 else word for place, word in enumerate(words)]
    marked[-1] += ">"
    text = f"Before {' '.join(marked)} behind"
    changed = {
        "dropped": [*marked[:n], *marked[n + 1 :]],
        "added": [*marked[:n], data.draw(st.sampled_from(["not", "7", "zz"])), *marked[n:]],
        "swapped": [*marked[:n], marked[n + 1], marked[n], *marked[n + 2 :]],
        "another digit": [*marked[:n], f"{marked[n]}9", *marked[n + 1 :]],
        "another case": [*marked[:n], marked[n].upper() + "Z", *marked[n + 1 :]],
        "joined": [*marked[:n], marked[n] + marked[n + 1], *marked[n + 2 :]],
        "cut at its start": [*marked[:n], marked[n][1:] or "x", *marked[n + 1 :]],
    }
    for what, quote in changed.items():
        if quote != marked:
            assert quotes.check(Quote(" ".join(quote)), text).check is Check.ABSENT, what
    assert quotes.check(Quote(" ".join(marked)), text).check is Check.EXACT
    assert quotes.check(Quote(" ".join(marked[n:])[1:]), text).check in (
        (Check.ABSENT,) if marked[n][1:2].isalnum() else (*STANDS, Check.ABSENT)
    )
