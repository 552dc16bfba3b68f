"""JSON of other hands: any Unicode is read, and a key that stands twice is named."""

from __future__ import annotations

import codecs
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui import text
from proxytui.model import foreign_json

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(plain, st.booleans(), st.sampled_from([None, 2]))
def test_a_document_is_read_as_by_any_reader_and_nothing_is_repeated(value, ascii_only, indent):
    data = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "replace")
    assert foreign_json.parse(data) == (json.loads(data), ())


@pytest.mark.parametrize(
    ("document", "paths"),
    [
        ('{"a": 1, "a": 2}', [("a",)]),
        ('{"a": 1, "a": 1}', [("a",)]),
        ('{"a": 1, "\\u0061": 2}', [("a",)]),
        ('{"a": {"b": 1, "c": [0, {"d": 1, "d": 1, "d": 2}]}}', [("a", "c", 1, "d")]),
        ('{"a": {"x": 1, "x": 2}, "b": {"x": 1, "x": 2}}', [("a", "x"), ("b", "x")]),
        ('{"a": 1.10, "a": 1.1}', [("a",)]),
        ('{"a": 1.10, "b": 1.1}', []),
    ],
)
def test_keys_that_stand_twice_are_named_by_their_path(document, paths):
    parsed = foreign_json.parse(document.encode())
    assert parsed.value == json.loads(document)
    assert sorted(parsed.repeated) == paths


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
@pytest.mark.parametrize("words", ['{"a": "é حزب 😀"}', "[1]", "words, too"])
def test_every_unicode_encoding_is_recognised(encoding, words):
    assert text.utf8(words.encode(encoding)).decode() == words


@pytest.mark.parametrize("data", [codecs.BOM_UTF16_LE + b"a", codecs.BOM_UTF32_LE + b"abc"])
def test_half_a_letter_of_a_wide_encoding_is_a_fault(data):
    with pytest.raises(ValueError, match="decode"):
        text.utf8(data)


@pytest.mark.parametrize("word", [b'"\\ud83d"', b'"\\ude00 x"', b'"caf\xe9"', b'"\xff\xfe"'])
def test_half_a_letter_stays_in_its_own_text(word):
    value = foreign_json.parse(b'{"a": ' + word + b', "b": "sound"}').value
    assert value["b"] == "sound"
    assert not foreign_json.is_text(value["a"])
    assert foreign_json.is_text(value["b"])


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[NaN]", b"[Infinity]", b"[1e999]", b"[1,]", b"[" * 100_000, b'["\t"]']
)
def test_what_is_no_json_stays_none(data):
    with pytest.raises(ValueError, match=r"."):
        foreign_json.parse(data)


def test_the_line_at_which_it_breaks_is_told():
    assert foreign_json.broken_line(b'{"a": 1,\n"b": 2,\n}') == 3
    assert foreign_json.broken_line(b'{"a": 1}') == 0


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a": [{"b": ' + b"9" * 5000 + b"}]}", "it has a number with too many digits"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_can_not_be_read_is_told_in_words_that_anybody_follows(data, reason):
    with pytest.raises(ValueError, match=f"^{reason}$"):
        foreign_json.parse(data)
