"""Where a text may be cut: a quote that begins or ends inside a word does not stand there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.model.records import Quote
from proxytui.model.vocabulary import Check
from proxytui.reading import quotes
from proxytui.reading.breaks import is_break

INSIDE = [
    "killed 2|41 American servicemen",
    "some 2,5|00 fighters",
    "some 2|,500 fighters",
    "some 2.|500 fighters",
    "some 2\u202f|500 fighters",
    "some 2|\u2009500 fighters",
    "some 12\u00a0500\u00a0|000 fighters",
    "some 2’|500 fighters",
    "some 2'|500 fighters",
    "٢٬|٥٠٠ مقاتل",
    "２|４１",
    "the 9/|11 attacks",
    "at 12:|30 sharp",
    "10-|15 fighters",
    "10|–15 fighters",
    "grew by −|5 percent",
    "grew by -|5 percent",
    "rose by 5|% a year",
    "10|⁶ of them",
    "二百|四十一人",
    "2|万人",
    "mid-|2013",
    "an F-|16",
    "Un|supported claims",
    "dis|armed.",
    "the Iranian-|backed militia",
    "an anti|-Iranian militia",
    "the Iran–|Iraq War",
    "Iran was|n’t there",
    "Iran wasn|'t there",
    "backed by Iran|’s enemies",
    "O’|Brien",
    "the terri-\n  |tory lost",
    "the terri|-\ntory lost",
    "the terri\u00ad\n|tory lost",
    "the terri\ufffe|tory lost",
    "Hez\u200b|bollah",
    "the U.|S. forces",
    "the U|.S. forces",
    "www.|cia.gov",
    "AT&|T",
    "snake_|case",
    "و|إيران",
    "إير|ان",
    "نمی\u200c|کند",
    "ב|איראן",
    'צה"|ל',
    "ק|א",
    "이란|이",
    "👨\u200d|👩 here",
    "👍|🏽 here",
    "🇮|🇷 here",
    "c|al·labor",
    "cal·|labor",
]
BEFORE_MARKS = ["cafe|\u0301 owners", "น|้ำ", "ハ|ﾟ", "1|\ufe0f\u20e3 here"]
BETWEEN = [
    "killed |241 American",
    "some 2 |500 fighters",
    "in 2006\u00a0|500 fighters",
    "in 2006, |500 fighters",
    "Lebanon—|was weakened",
    "Lebanon |– was weakened",
    "between ‘|Iran’ and",
    "the ‘Iran|’ of",
    "said:|Iran",
    "and/|or",
    "fighters.|The next",
    "in Sudan|.48 By then",
    "in April 1991|.33 By then",
    "in 1996|,44 after",
    "fighters|² said",
    "the U.S|. forces",
    "l’|Iran soutient",
    "qu'|Israël a",
    "dell’|Iran",
    "中国|人民",
    "イラン|が支援",
    "สนับสนุน|กลุ่ม",
    "在|Iran支持",
    "有|2500人",
    "(|Iran",
    "🇮🇷|🇱🇧",
    "👍|👍",
    "Iran🙂|backs",
    "حزب |الله",
    "pre- |and post-war",
]


@pytest.mark.parametrize("marked", INSIDE)
def test_a_cut_inside_a_word_a_number_or_a_sign_is_no_match(marked: str) -> None:
    before, behind = marked.split("|")
    text = before + behind
    assert quotes.check(Quote(behind), text).check is Check.ABSENT
    assert quotes.check(Quote(before), text).check is Check.ABSENT
    # Another place, where the words are whole, is the one that counts.
    more = f"{text} — and {behind}, and {behind}"
    assert quotes.check(Quote(behind), f"{text} — and {behind}").start == len(text) + 7
    assert quotes.check(Quote(behind), more).check is Check.AMBIGUOUS


@pytest.mark.parametrize("marked", BEFORE_MARKS)
def test_a_cut_before_a_mark_that_stays_with_its_letter_is_no_match(marked: str) -> None:
    before, behind = marked.split("|")
    assert quotes.check(Quote(behind), before + behind).check is Check.ABSENT
    assert quotes.check(Quote(before), before + behind).check is Check.ABSENT


@pytest.mark.parametrize("marked", BETWEEN)
def test_a_cut_between_words_is_a_match(marked: str) -> None:
    before, behind = marked.split("|")
    text = before + behind
    for words in (before, behind):
        if any(char.isalnum() for char in words):
            assert quotes.check(Quote(words), text).check is Check.EXACT


def test_in_a_text_that_writes_dashes_as_hyphens_these_part_words() -> None:
    text = (
        "Bin Ladin left Sudan-significantly weakened-and moved. The army was-and remains-strong, "
        "the war-which he lost-was anti-American. He had-so they say-10-15 wives."
    )
    stands = {"left Sudan": True, "significantly weakened": True, "American": False, "15": False}
    for words, whole in stands.items():
        assert (quotes.check(Quote(words), text).check is Check.EXACT) == whole, words
    assert quotes.check(Quote("left Sudan"), text.replace("-and", " and")).check is Check.ABSENT


@given(st.text(max_size=40), st.integers(0, 40))
@settings(deadline=None)
def test_every_text_may_be_cut_at_its_ends_and_before_most_blanks(text: str, point: int) -> None:
    assert is_break(text, 0)
    assert is_break(text, len(text))
    if point < len(text) and text[point] in " \n":
        before = text[point - 1 : point]
        assert is_break(text, point) or not before.isalnum()
