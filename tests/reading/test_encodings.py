"""The encoding of a text is stated, or guessed and said to be a guess, or asked for."""

from __future__ import annotations

import pytest

from proxytui.errors import ProxyTUIError
from proxytui.reading import encodings, files

ARABIC = "قالت مصادر في الجيش السوري إن المقاتلين دخلوا من العراق لدعم القوات الحكومية. " * 6
HEBREW = "דובר הצבא אמר כי החיזבאללה מקבל נשק מאיראן דרך סוריה ולבנון מזה שנים רבות. " * 6
RUSSIAN = "Министерство сообщило, что войска поддерживают сирийскую армию в провинции. " * 6
TURKISH = "İran'ın Suriye'deki milisleri desteklediği bildirildi; Türkiye işbirliği istedi. " * 6
FRENCH = "L’Iran a déclaré qu’il soutiendrait le régime après l’offensive menée en été. " * 6


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_unicode_is_read_without_a_guess(name):
    text = "Söz: " + ARABIC
    decoded = encodings.decode(text.encode(name))
    assert (decoded.text, decoded.remark) == (text, "")


@pytest.mark.parametrize(
    ("text", "name"), [(ARABIC, "cp1256"), (HEBREW, "cp1255"), (RUSSIAN, "koi8_r")]
)
def test_a_sure_guess_is_taken_and_said(text, name):
    decoded = encodings.decode(text.encode(name))
    assert decoded.text == text
    assert decoded.remark == f"its encoding is a guess: {name}"


@pytest.mark.parametrize(("text", "name"), [(TURKISH, "cp1254"), (FRENCH, "cp1252")])
def test_of_latin_letters_no_guess_is_taken_but_the_usual_ones_are_offered(text, name):
    with pytest.raises(ProxyTUIError, match=f"say it with --encoding: .*{name}"):
        encodings.decode(text.encode(name))
    assert encodings.decode(text.encode(name), named=name).text == text


def test_what_a_page_states_comes_before_any_guess():
    page = f'<html><head><meta charset="windows-1254"></head><body><p>{TURKISH}</p></body></html>'
    file = files.read_bytes(page.encode("cp1254"), "a.html", files.Reading(whole=True))
    assert file.extracted.text.strip() == TURKISH.strip()
    assert file.extracted.unsure == ()


def test_a_page_that_states_what_it_is_not_in_is_read_all_the_same_and_that_is_said():
    page = f'<html><head><meta charset="utf-8"></head><body><p>{ARABIC}</p></body></html>'
    file = files.read_bytes(page.encode("cp1256"), "a.html", files.Reading(whole=True))
    assert file.extracted.text.strip() == ARABIC.strip()
    assert file.extracted.unsure == (
        "the file states the encoding utf-8, which it is not in; its encoding is a guess: cp1256",
    )


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("klingon", "there is no encoding klingon"),
        ("ascii", "not in ascii"),
        ("hex", "no encoding"),
    ],
)
def test_a_named_encoding_that_is_none_or_does_not_fit_is_refused(named, words):
    with pytest.raises(ProxyTUIError, match=words):
        encodings.decode("é".encode(), named=named)
