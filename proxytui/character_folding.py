"""Letters and signs of any script in the form in which they are compared, one code point a time.

All comparisons of foreign names and words start from here, so that a name that one part of the
program finds is found by all of them.
"""

from __future__ import annotations

from unicodedata import category, combining, decimal, name, normalize

from proxytui.late_pattern import late_pattern

APOSTROPHE = "'"
QUOTE = '"'
HYPHEN = "-"
JOINER = "\u200c"
"""The forms of the signs that stand inside words; the last one is shown as a gap in Persian."""

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
_WITH = late_pattern(
    "LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL )?([A-Z]{1,2})(?: WITH .*)?"
)
_VARIANTS = late_pattern("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_HANGUL = late_pattern("[\uac00-\ud7a3]")


def signs(kinds: str) -> str:
    """Every sign whose form is one of these."""
    return "".join(sign for sign, kind in _SIGNS.items() if kind and kind in kinds)


def letter(char: str) -> str:
    """The form of a code point: no case, no accents, one sign for all apostrophes, double quotation
    marks and hyphens each, digits as `0-9`. Idempotent: a form's form is itself."""
    sign = _SIGNS.get(char)
    if sign is not None:
        return sign
    if _HANGUL.match(char):
        return char
    form = ""
    for part in normalize("NFKD", normalize("NFKD", char.casefold()).casefold()):
        if part in _SIGNS:
            form += _SIGNS[part]
        elif not (combining(part) or _VARIANTS.match(part)):
            form += _LETTERS.get(part) or _plain(part)
    return form


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
    """The form of each code point, worked out on first use."""

    def __missing__(self, code: int) -> str:
        form = self[code] = letter(chr(code))
        return form


FORMS = _Forms()
"""`letter` as a table for `str.translate`."""
_MOST_REPLACED = 400


def forms(text: str) -> str:
    """The form of a text, code point by code point; letters that are written in parts count as
    one."""
    if text.isascii():
        low = text.lower()
        return low.replace("`", APOSTROPHE) if "`" in low else low
    composed = normalize("NFC", text)
    signs = set(composed)
    if len(signs) < len(composed) // 8:
        # A text as long as a thousand names: each sign that changes is replaced at once, in a
        # tenth of the time that it takes to look up every sign that stays.
        changing = [sign for sign in signs if FORMS[ord(sign)] != sign]
        if len(changing) < _MOST_REPLACED:
            for sign in changing:
                composed = composed.replace(sign, FORMS[ord(sign)])
            return composed
    return composed.translate(FORMS)
