"""What is cut from a kept text at word ends verifies, and no other words do: text, HTML, PDF."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.model.records import Quote
from proxytui.model.vocabulary import Check
from proxytui.reading import files, quotes
from proxytui.reading.breaks import is_break
from tests.small_pdf import pdf

PROSE = (
    "The ministry has sent 1,200 rifles to the Guard since 2011, an Iranian-backed force. It "
    "wasn’t paid, said a spokesman: “nobody else knew of it.” On 5 May 2012 the border was closed; "
    "3.5 million people lived behind it, and 40% of them had fled by the end of the year.\n\n"
    "Neither the north nor the south denied that the Guard had been supplied with weapons, fuel "
    "and food. The council found, in paragraph 41 of its report, no evidence of the other claims "
    "that were made in the capital, and would not say who had made them."
)
STANDS = {Check.EXACT, Check.NORMALISED, Check.AMBIGUOUS, Check.MOVED}
WORD = re.compile(r"[^\W\d_]{3,}|\d+")
NEW = st.sampled_from(["zebra", "not", "9173", "quite"])


def _lines(paragraph: str, width: int = 60) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    # Two lines end inside a word.
    for number in (1, 4):
        if number + 1 < len(lines):
            head, _, rest = lines[number + 1].partition(" ")
            if head.isalpha() and len(head) > 5:
                lines[number] += f" {head[:3]}-"
                lines[number + 1] = f"{head[3:]} {rest}"
    return lines


@cache
def kept(kind: str) -> str:
    paragraphs = PROSE.split("\n\n")
    if kind == "text":
        data = "\n\n".join("\n".join(_lines(part)) for part in paragraphs).encode()
    elif kind == "html":
        body = "".join(f"<p>{part}</p>" for part in paragraphs).replace("Guard", "<b>Guard</b>")
        data = f"<html><head><title>T</title></head><body>{body}</body></html>".encode()
    else:
        data = pdf([[_lines(part)] for part in paragraphs])
    return files.read_bytes(data, f"a.{kind}").extracted.text


def _cut(text: str, data: st.DataObject) -> tuple[int, int]:
    points = [n for n in range(len(text) + 1) if is_break(text, n)]
    start = data.draw(st.integers(0, len(points) - 2))
    end = data.draw(st.integers(start + 1, min(len(points) - 1, start + 60)))
    return points[start], points[end]


def _checked(exact: str, text: str) -> Check:
    return quotes.check(Quote(exact), text).check


@pytest.mark.parametrize("kind", ["text", "html", "pdf"])
def test_the_words_of_a_document_are_all_in_its_text(kind: str):
    text = kept(kind)
    for sentence in re.split(r"(?<=[.”]) (?=[A-Z])|\n\n", PROSE):
        assert _checked(sentence, text) in STANDS, sentence


@pytest.mark.parametrize("kind", ["text", "html", "pdf"])
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_a_quote_cut_at_word_ends_verifies(kind: str, data: st.DataObject):
    text = kept(kind)
    start, end = _cut(text, data)
    exact = text[start:end]
    if any(map(str.isalnum, exact)):
        assert _checked(exact, text) in STANDS
        assert _checked(" ".join(exact.split()), text) in STANDS


@pytest.mark.parametrize("kind", ["text", "html", "pdf"])
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_a_quote_with_a_word_dropped_added_swapped_or_cut_is_absent(kind: str, data: st.DataObject):
    text = kept(kind)
    start, end = _cut(text, data)
    exact = text[start:end]
    inner = [m for m in WORD.finditer(exact) if m.start() > 0 and m.end() < len(exact)]
    if not inner:
        return
    word = data.draw(st.sampled_from(inner))
    before, after = exact[: word.start()], exact[word.end() :]
    change = data.draw(st.sampled_from(["drop", "add", "swap", "cut"]))
    if change == "drop":
        changed = before + after
    elif change == "add":
        changed = f"{before}{word[0]} {data.draw(NEW)} {after}"
    elif change == "swap":
        changed = f"{before}{data.draw(NEW)}{after}"
    else:
        changed = f"{before}{word[0][:-1]}{after}"
    if any(map(str.isalnum, before)) and any(map(str.isalnum, after)):
        assert _checked(changed, text) is Check.ABSENT, changed
