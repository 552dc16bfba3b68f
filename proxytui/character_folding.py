"""Letters and signs of any script in the form in which they are compared, one code point a time.

Whatever compares foreign names or words starts from here, so that a name that one part of the
program finds is found by all of them.
"""

from __future__ import annotations

import re
from unicodedata import category, combining, decimal, name, normalize

APOSTROPHE = "'"
QUOTE = '"'
HYPHEN = "-"
JOINER = "\u200c"
"""What stands for each kind of sign inside a word; the last one is shown as a gap in Persian."""

_SIGNS = {
    # Typed and printed apostrophes, primes, the letters that transliterations write for ʿayn and
    # hamza, geresh.
    **dict.fromkeys("'`´‘’‚‛′‵ʹʻʼʽʾʿˈˊˋ՚׳ꞌꞋ＇｀", APOSTROPHE),
    **dict.fromkeys('"“”„‟″‶«»״ˮ〃＂', QUOTE),
    **dict.fromkeys("-‐‑‒–—―⁃−﹘﹣－֊־᠆", HYPHEN),
    JOINER: JOINER,
    # Lengthens a word on the line, and joins signs into one picture.
    "ـ": "",
    "\u200d": "",
    # A cell of no dots.
    "\u2800": " ",
}
# Letters that different keyboards write for one, and those that no normal form takes apart.
_LETTERS = {
    **dict.fromkeys("یىې", "ي"),
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ةہھە", "ه"),
    **dict.fromkeys("əǝɛ", "e"),
    **dict.fromkeys("ɔɵ", "o"),
    **dict.fromkeys("ıɩ", "i"),
    **dict.fromkeys("ʉʊ", "u"),
    "ٱ": "ا",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ĳ": "ij",
    "þ": "th",
    "ð": "d",
    "ŋ": "n",
    "ȷ": "j",
    "ĸ": "k",
    "ɑ": "a",
    "ɣ": "g",
    "ʃ": "s",
    "ʒ": "z",
    "ƿ": "w",
}
# Such as LATIN SMALL LETTER L WITH STROKE, which is an l to whoever looks for it.
_WITH = re.compile("LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL )?([A-Z]{1,2})(?: WITH .*)?")
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_HANGUL = re.compile("[\uac00-\ud7a3]")


def signs(kinds: str) -> str:
    """All signs that count as one of these kinds."""
    return "".join(sign for sign, kind in _SIGNS.items() if kind and kind in kinds)


def letter(char: str) -> str:
    """The form of a code point: no case, no accents, one sign for all apostrophes, double quotation
    marks and hyphens each, digits as `0-9`. Its own form has itself for its form."""
    sign = _SIGNS.get(char)
    if sign is not None:
        return sign
    if _HANGUL.match(char):
        return char
    made = ""
    for part in normalize("NFKD", normalize("NFKD", char.casefold()).casefold()):
        if part in _SIGNS:
            made += _SIGNS[part]
        elif not (combining(part) or _VARIANTS.match(part)):
            made += _LETTERS.get(part) or _plain(part)
    return made


def _plain(part: str) -> str:
    if part.isascii():
        return part
    digit = decimal(part, None)
    if digit is not None:
        return str(int(digit))
    if category(part)[0] == "L":
        base = _WITH.fullmatch(name(part, ""))
        if base is not None:
            return base[1].lower()
    return part


class _Forms(dict[int, str]):
    """The form of each code point, worked out when it is met first."""

    def __missing__(self, code: int) -> str:
        made = self[code] = letter(chr(code))
        return made


FORMS = _Forms()
"""`letter` as a table for `str.translate`."""
_MOST_REPLACED = 400


def forms(text: str) -> str:
    """A text letter by letter in its forms; letters that are written in parts count as one."""
    if text.isascii():
        low = text.lower()
        return low.replace("`", APOSTROPHE) if "`" in low else low
    whole = normalize("NFC", text)
    signs = set(whole)
    if len(signs) < len(whole) // 8:
        # A text as long as a thousand names: each sign that changes is replaced at once, in a
        # tenth of the time that it takes to look up every sign that stays.
        changing = [sign for sign in signs if FORMS[ord(sign)] != sign]
        if len(changing) < _MOST_REPLACED:
            for sign in changing:
                whole = whole.replace(sign, FORMS[ord(sign)])
            return whole
    return whole.translate(FORMS)
