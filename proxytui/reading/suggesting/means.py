"""Means of support that nouns and adjectives name, as letters of the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.parsed import ParsedSentence

_LETTERS = {
    "W": "weapon weaponry arm arms missile rocket gun rifle ammunition munition drone grenade "
    "tank firearm explosive warhead artillery mortar bomb armament helicopter launcher munitions "
    "howitzer arsenal armaments",
    "F": "money fund funds funding finance financing cash dollar loan grant subsidy billion "
    "million donation investment credit payment revenue stipend salary",
    "T": "training expertise guidance specialist instructor trainer instruction advice "
    "know-how counsel",
    "T.advisers": "adviser advisor",
    "X": "paratrooper commando infantry troop soldier fighter airstrike combatant warplane jet "
    "aircraft plane reinforcement manpower "
    "strike",
    "I": "intelligence",
    "M": "hardware food transport armour armor gear spare equipment supply supplies material "
    "materiel logistics vehicle uniform",
    "M.fuel": "fuel oil diesel petrol",
    "M.medical": "medicine",
    "L": "hospitality asylum sanctuary refuge shelter haven base safe-haven",
    "L.transit": "passage transit",
    "L.camps": "camp",
    "O.recruitment": "recruit recruitment",
}
_MEANS = {word: letter for letter, words in _LETTERS.items() for word in words.split()}
_KINDS = {
    "F": "financial economic monetary",
    "M": "logistical logistic material",
    "T": "technical",
    "I": "intelligence",
    "O.political": "political",
    "O.diplomatic": "diplomatic",
    "W": "lethal",
    "X": "air",
    "M.medical": "medical",
}
_ADJECTIVES = {word: letter for letter, words in _KINDS.items() for word in words.split()}
SUPPORT = word_set(
    "support aid help backing assistance sponsorship patronage relief supply funding financing "
    "reinforcement largesse protection succour succor endorsement hospitality blessing connivance "
    "bankrolling lifeline commitment"
)
"""Nouns that say that somebody is backed, by whatever means."""
_ARMS = word_set("defence defense missile rocket radar weapon weapons")
"""Words before "system" that make it a weapon."""
_MEASURES = word_set(
    "sale smuggling export amount lot billion million hundred thousand dozen shipment delivery "
    "supply quantity load "
    "range variety form kind type package cache number tonne ton worth array consignment sum cargo "
    "flow transfer provision line"
)


def is_means(lemma: str) -> bool:
    """Whether a noun names means of support, or support itself."""
    return lemma in _MEANS or lemma in SUPPORT


def is_armed_presence(lemma: str) -> bool:
    """Whether a noun names people or machines that go somewhere, rather than to somebody."""
    return _MEANS.get(lemma) in ("X", "T.advisers", "O.recruitment")


def means_words(sentence: ParsedSentence, noun: int) -> Iterator[int]:
    """The words of a noun phrase that name means: "weapons and money", "shipments of arms"."""
    word = sentence[noun]
    if is_means(word.lemma):
        yield noun
    if word.lemma == "access":
        for inner in sentence.prepositional(noun, "to"):
            yield from means_words(sentence, inner)
    if word.lemma in _MEASURES or not is_means(word.lemma):
        for inner in sentence.prepositional(noun, "of"):
            if inner != noun:
                yield from means_words(sentence, inner)
    for child in sentence.children(noun, "conj", "appos"):
        if sentence[child].is_noun:
            yield from means_words(sentence, child)
    if word.lemma in _MEASURES | {"system", "pipeline"}:
        yield from (c for c in sentence.children(noun, "compound") if is_means(sentence[c].lemma))
        if word.lemma == "system" and sentence.lemmas(sentence.children(noun, "compound")) & _ARMS:
            yield noun


def letters(sentence: ParsedSentence, nouns: Iterator[int] | tuple[int, ...]) -> tuple[str, ...]:
    """The letters of means that nouns and the adjectives before them name, without repetition."""
    named: dict[str, None] = {}
    for noun in nouns:
        word = sentence[noun]
        if word.lemma in _MEANS:
            named[_MEANS[word.lemma]] = None
        for child in sentence.children(noun, "amod", "compound", "nmod"):
            for place in (child, *sentence.children(child, "conj")):
                lemma = sentence[place].lemma
                if lemma == "lethal" and place > 1 and sentence[place - 2].lemma == "non":
                    continue
                letter = _ADJECTIVES.get(lemma) or _MEANS.get(lemma)
                if letter and sentence[place].name is None:
                    named[letter] = None
    return tuple(named)
