"""Invented names in several scripts, the slips that people make in them, and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from random import Random

# One sound a row: Latin, Arabic, Cyrillic, Hebrew, Greek, Georgian, Armenian.
_CONSONANTS = (
    ("b", "ب", "б", "ב", "μπ", "ბ", "բ"),
    ("d", "د", "д", "ד", "ντ", "დ", "դ"),
    ("f", "ف", "ф", "פ", "φ", "ფ", "ֆ"),
    ("g", "غ", "г", "ג", "γκ", "გ", "գ"),
    ("h", "ه", "х", "ה", "χ", "ჰ", "հ"),
    ("k", "ك", "к", "ק", "κ", "კ", "կ"),
    ("l", "ل", "л", "ל", "λ", "ლ", "լ"),
    ("m", "م", "м", "מ", "μ", "მ", "մ"),
    ("n", "ن", "н", "נ", "ν", "ნ", "ն"),
    ("r", "ر", "р", "ר", "ρ", "რ", "ր"),
    ("s", "س", "с", "ס", "σ", "ს", "ս"),
    ("sh", "ش", "ш", "ש", "σ", "შ", "շ"),
    ("t", "ت", "т", "ט", "τ", "ტ", "տ"),
    ("z", "ز", "з", "ז", "ζ", "ზ", "զ"),
    ("kh", "خ", "х", "ח", "χ", "ხ", "խ"),
    ("j", "ج", "дж", "ג'", "τζ", "ჯ", "ջ"),
)
_VOWELS = (
    ("a", "ا", "а", "א", "α", "ა", "ա"),
    ("i", "ي", "и", "י", "ι", "ი", "ի"),
    ("u", "و", "у", "ו", "ου", "უ", "ու"),
    ("e", "ي", "е", "", "ε", "ე", "ե"),
    ("o", "و", "о", "ו", "ο", "ო", "ո"),
)
SCRIPTS = (
    ("en", "Latn"),
    ("ar", "Arab"),
    ("ru", "Cyrl"),
    ("he", "Hebr"),
    ("el", "Grek"),
    ("ka", "Geor"),
    ("hy", "Armn"),
)
_MARKED = str.maketrans({"a": "ā", "i": "ī", "u": "ū", "s": "ş", "g": "ğ", "z": "ž", "e": "ê"})
_HAN = "安北成东方古海江金开林明南宁平清山天西新阳永正中"
_OTHER_SPELLINGS = (
    ("kh", "h"),
    ("sh", "ch"),
    ("j", "dj"),
    ("u", "ou"),
    ("i", "ee"),
    ("k", "q"),
    ("z", "s"),
    ("e", "i"),
    ("o", "u"),
    ("f", "ff"),
)

_ENGLISH = (
    "officials said that weapons and money had reached the fighters through the border crossing "
    "during the spring while the spokesman denied any direct role in the operation and residents "
    "described new training camps near the town which the ministry called a temporary presence "
    "under the agreement of last year according to two people familiar with the talks who spoke "
    "on condition of anonymity because they were not allowed to speak to reporters"
)
_ARABIC = (
    "قال المتحدث إن الدعم وصل إلى المقاتلين عبر المعبر خلال الربيع بينما نفى المسؤولون أي دور "
    "مباشر في العملية وفق مصادر محلية تحدثت إلى المراسلين"
)
_RUSSIAN = (
    "представитель сообщил что помощь поступила бойцам через границу весной однако чиновники "
    "отрицали прямое участие в операции по словам местных источников"
)
WORDS = {lang: said.split() for lang, said in (("en", _ENGLISH), ("ar", _ARABIC), ("ru", _RUSSIAN))}
"""Words for sentences, by language."""


class Sound(NamedTuple):
    """A name as its sounds, word by word; each script writes it in its own way."""

    words: tuple[tuple[tuple[str, ...], ...], ...]

    def written(self, script: int) -> str:
        """The name in one of `SCRIPTS`, by its place there."""
        words = ("".join(sound[script] for sound in word) for word in self.words)
        return " ".join(word[:1].upper() + word[1:] for word in words)


def sound(chance: Random) -> Sound:
    """A name of two words, seldom of one or three; far enough from others to be told apart."""
    words = []
    for _ in range(chance.choices((1, 2, 3), (1, 7, 2))[0]):
        word: list[tuple[str, ...]] = []
        for _ in range(chance.choices((2, 3, 4), (2, 5, 3))[0]):
            word += [chance.choice(_CONSONANTS), chance.choice(_VOWELS)]
        if chance.random() < 0.6:
            word.append(chance.choice(_CONSONANTS))
        words.append(tuple(word))
    return Sound(tuple(words))


def marked(latin: str) -> str:
    """The same name with the marks of a scholar's transliteration."""
    return latin.translate(_MARKED)


def han(chance: Random) -> str:
    """A name in Chinese characters, of no sound known here."""
    return "".join(chance.choices(_HAN, k=chance.randint(3, 5)))


def slip(chance: Random, name: str) -> str:
    """The name with what a hurried hand does to it: one letter lost, doubled, changed, swapped."""
    while True:
        at = chance.randrange(1, len(name) - 1)
        first, second = name[at], name[at + 1]
        if not (first.isalpha() and second.isalpha()) or first == second:
            continue
        kind = chance.randrange(4)
        middle = ("", first * 2, chance.choice("aeiou"), second + first)[kind]
        made = name[:at] + middle + name[at + (2 if kind == 3 else 1) :]
        if made != name:
            return made


def respelt(chance: Random, name: str) -> str:
    """The name as another newspaper transliterates it: two of its sounds are written otherwise."""
    lower = name.lower()
    fit = [pair for pair in _OTHER_SPELLINGS if pair[0] in lower]
    for old, new in chance.sample(fit, min(2, len(fit))):
        lower = lower.replace(old, new, 1)
    return lower if lower != name.lower() else slip(chance, name)


def sentence(chance: Random, lang: str, name: str) -> str:
    """Words in a row with the name among them, if any; seldom twice the same."""
    words = WORDS[lang]
    start = chance.randrange(len(words))
    chosen = [words[(start + n * 7) % len(words)] for n in range(chance.randint(12, 34))]
    if name:
        chosen.insert(chance.randint(1, 6), name)
    said = " ".join(chosen)
    return f"{said[0].upper()}{said[1:]} {chance.randrange(10**4)}."
