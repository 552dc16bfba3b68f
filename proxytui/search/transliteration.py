"""Names in any script as words that can be compared.

A word is compared by three strings: its *skeleton* (transliterated, vowels dropped, consonants
in nine classes), its consonants as they stand, and its letters. Transliterations of one name
mostly share the first, so the skeleton finds candidates and the other two put them in order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from proxytui import character_folding as folding
from proxytui.text import line

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 200
"""How many characters of a name are compared; nobody types more, and some files hold megabytes."""

_INSIDE = re.compile(f"[{re.escape(folding.signs(folding.APOSTROPHE + folding.QUOTE))}](?=\\w)")
_JOINING = re.compile(f"[{re.escape(folding.signs(folding.HYPHEN + folding.JOINER))}./·](?=\\w)")
_ASCII_PLAIN: dict[int, str | None] = {
    **{c: " " for c in range(128) if not chr(c).isalnum() and c != 0x0A},
    **dict.fromkeys(map(ord, "'\"`")),
}

# Letters that anyascii writes with signs that would be read otherwise: an h that is no part of a
# digraph, an ending and a Hebrew vav that are mostly vowels, sounds that Latin spells in many ways.
_LETTERS: dict[int, str] = str.maketrans(
    {
        **dict.fromkeys("هحהח", "'h"),
        **dict.fromkeys("ו", "w"),
        **dict.fromkeys("כ", "k"),
        **dict.fromkeys("цצץظ", "z"),
        **dict.fromkeys("ة", "a"),
        **dict.fromkeys("چčćч", "tch"),
        **dict.fromkeys("щ", "sh"),
        **dict.fromkeys("çş", "s"),
        **dict.fromkeys("χ", "kh"),
    }
)
# A geresh behind a Hebrew letter, and pairs of Greek ones, write sounds of other languages.
_GERESH = re.compile("([גדזחטצץת])['`’׳]")
_GERESH_READ = {
    "ג": "j",
    "ד": "dh",
    "ז": "zh",
    "ח": "kh",
    "ט": "z",
    "צ": "tch",
    "ץ": "tch",
    "ת": "th",
}
_GREEK = re.compile("γου(?=[αάεέιίοό])|τζ|γκ|(?<!\\w)[μν][πτ]|[οό][υύ]")
_GREEK_READ = {"γου": "w", "τζ": "dj", "γκ": "g", "μπ": "b", "ντ": "d"}
# In words with these letters, a c that begins no digraph is the Turkish one.
_TURKISH = re.compile("[ğışöü]")
_TURKISH_C = re.compile("c(?![hk])")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_ARABIC_ARTICLE = re.compile(r"(?<!\w)و?ال(?=\w{3})")
_ASCII_SPACED = {c: " " for c in range(128) if not chr(c).isalnum() and chr(c) not in "'`\n"}
_MARKS = dict.fromkeys(map(ord, "'`"))
# Articles in all assimilated spellings, and the commonest words between names.
_ARTICLES = frozenset(
    (
        *("al", "el", "il", "ul", "l", "ad", "ar", "as", "ash", "at", "an", "az"),
        *("ed", "er", "es", "esh", "et", "en", "ez", "the", "of", "and", "in", "for"),
        *("wa", "va", "ve"),
    )
)
_CLASSES = (
    *(("tsch", "s"), ("dsch", "s"), ("dzh", "s"), ("tch", "s"), ("sch", "s"), ("dj", "s")),
    *(("tsh", "s"), ("\nx", "\ns")),
    *(("sh", "s"), ("zh", "s"), ("kh", "H"), ("gh", "k"), ("th", "t"), ("dh", "t"), ("ph", "b")),
    *(("ck", "k"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("ch", "!"), ("x", "ks")),
)
_LETTER_CLASSES: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "aeiouyw'`")),
    **{
        ord(letter): letters[0]
        for letters in ("bpfv", "kqgc", "td", "szj", "hH", "l", "m", "n", "r")
        for letter in letters
    },
}
_VOWELS = dict.fromkeys(map(ord, "aeiouyw'`"))
_DOUBLED = tuple((c * 2, c) for c in "bktshlmnr!")


def plain(texts: Sequence[str]) -> list[str]:
    """The texts for finding: without case or accents, one blank between words, no other signs."""
    # All at once: one text at a time takes six times as long.
    lines = [_one_line(text) for text in texts]
    ascii_places = [i for i, text in enumerate(lines) if text.isascii()]
    other_places = [i for i, text in enumerate(lines) if not text.isascii()]
    words_of = [""] * len(lines)
    joined = "\n".join(lines[i] for i in ascii_places).lower().translate(_ASCII_PLAIN)
    for i, words in zip(ascii_places, joined.split("\n"), strict=False):
        words_of[i] = " ".join(words.split())
    joined = folding.forms("\n".join(lines[i] for i in other_places))
    for sign in set(joined):
        if _plain(sign) != sign:
            joined = joined.replace(sign, _plain(sign))
    for i, words in zip(other_places, joined.split("\n"), strict=False):
        words_of[i] = " ".join(words.split())
    return words_of


def other_spellings(text: str) -> list[str]:
    """Other ways in which a text may be written: apart where a sign stands inside a word, as one
    word where a sign joins two. Most texts have none."""
    spellings = []
    if _INSIDE.search(text):
        spellings.append(_INSIDE.sub(" ", text))
    if _JOINING.search(text):
        spellings.append(_JOINING.sub("", text))
    return spellings


def _one_line(text: str) -> str:
    text = text[:LONGEST]
    return text if text.isprintable() else line(text.replace("\u200c", " "))


def _plain(char: str) -> str:
    if char in (folding.APOSTROPHE, folding.QUOTE):
        return ""
    return char if char == "\n" or char.isalnum() or category(char)[0] == "M" else " "


def latin(texts: Sequence[str]) -> list[list[str]]:
    """Each text as words in `[a-z0-9'`]`, with articles split off, and dropped where other words
    are left."""
    if not texts:
        return []
    lines = [_one_line(text) for text in texts]
    foreign = [i for i, line in enumerate(lines) if not line.isascii()]
    if foreign:
        spelt = _as_spelt("\n".join([lines[i] for i in foreign]).casefold())
        split = _ARABIC_ARTICLE.sub("al ", spelt)
        read = _transliterated(split).split("\n")
        if len(read) != len(foreign):
            read = [_transliterated(part).replace("\n", " ") for part in split.split("\n")]
        for i, transliterated in zip(foreign, read, strict=True):
            lines[i] = transliterated
    result = []
    for spaced in "\n".join(lines).lower().translate(_ASCII_SPACED).split("\n"):
        words = spaced.split()
        if "'" in spaced or "`" in spaced:
            words = [w for w in words if w.strip("'`")]
            bare = [w for w in words if w.strip("'`") not in _ARTICLES]
        else:
            bare = (
                words if _ARTICLES.isdisjoint(words) else [w for w in words if w not in _ARTICLES]
            )
        result.append(bare or words)
    return result


def _as_spelt(texts: str) -> str:
    """Texts, one a line, in which letters that a script writes otherwise than Latin spellings are
    replaced, so that they are read alike."""
    texts = _GERESH.sub(lambda match: _GERESH_READ[match[1]], texts)
    texts = _GREEK.sub(lambda match: _GREEK_READ.get(match[0], "u"), texts)
    if _TURKISH.search(texts):
        texts = "\n".join(
            [
                _TURKISH_C.sub("dj", text) if "c" in text and _TURKISH.search(text) else text
                for text in texts.split("\n")
            ]
        )
    return _HAN.sub(r" \g<0>", texts)


def _transliterated(text: str) -> str:
    """The text in Latin letters, character by character, so that each of thousands is looked up
    once."""
    from anyascii import anyascii  # 27 ms to import

    # A table of all signs: one that isn't in it would take ten times as long.
    signs = {ord(sign): sign for sign in set(text)}
    return text.translate({code: anyascii(_LETTERS.get(code, signs[code])) for code in signs})


def skeletons(words: Sequence[str]) -> list[str]:
    """The skeleton of each word of `latin`; for a word without consonants, the word itself.

    `!` stands for *ch*, which is one sound in English and another in German or Greek.
    """
    if not words:
        return []
    # One string for all of them: 40,000 words at once take 40 ms, one by one 290.
    joined = "\n" + "\n".join(words)
    for old, new in _CLASSES:
        joined = joined.replace(old, new)
    # An h as the last letter is silent, or was a vowel.
    joined = joined.replace("h\n", "\n").removesuffix("h").translate(_LETTER_CLASSES)
    for _ in range(2):
        for old, new in _DOUBLED:
            joined = joined.replace(old, new)
    return [
        skeleton or word.translate(_MARKS)
        for skeleton, word in zip(joined[1:].split("\n"), words, strict=True)
    ]


def readings(skeleton: str) -> tuple[str, ...]:
    """The skeletons that a skeleton with a *ch* may stand for."""
    if "!" not in skeleton:
        return (skeleton,)
    return (skeleton.replace("!", "h"), skeleton.replace("!", "s"))


def sounds_of(word: str) -> tuple[str, ...]:
    """The skeletons that a typed word may stand for."""
    sounds = readings(*skeletons([word]))
    if "c" in word:
        # A Turkish c may be typed without the letters that would give it away.
        sounds += readings(*skeletons([_TURKISH_C.sub("dj", word)]))
    return tuple(dict.fromkeys(sounds))


class Spelling(NamedTuple):
    """The comparable forms of words, one list each; `weights` are their numbers of consonants."""

    letters: list[str]
    consonants: list[str]
    skeletons: list[str]
    weights: list[int]


def spelling(words: Sequence[str]) -> Spelling:
    """The comparable forms of words of `latin`."""
    joined = "\n".join(words)
    letters = joined.translate(_MARKS).split("\n") if words else []
    consonants = joined.translate(_VOWELS).split("\n") if words else []
    word_skeletons = skeletons(words)
    return Spelling(
        letters,
        [consonant or letter for consonant, letter in zip(consonants, letters, strict=True)],
        word_skeletons,
        list(map(len, word_skeletons)),
    )
