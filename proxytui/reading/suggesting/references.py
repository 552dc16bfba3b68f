"""Nouns that refer back in a sentence: "the group", "the country", to the one actor that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.actor_name import NAME
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from proxytui.reading.suggesting.parsed import ParsedSentence

_GROUPS = frozenset(("armed-group", "party", "organisation", "coalition"))
_STATES = frozenset(("state",))
_KINDS = {
    **dict.fromkeys(("group", "movement", "organisation", "organization", "militia"), _GROUPS),
    **dict.fromkeys(("party", "faction"), _GROUPS),
    **dict.fromkeys(("country", "kingdom", "government", "regime"), _STATES),
}
_PLAIN = word_set("militant armed islamist terrorist rebel insurgent extremist paramilitary")
"""Words beside such a noun that tell no group from another."""


def _of_the_same(sentence: ParsedSentence, noun: int) -> int | None:
    """The name before the same noun further up: "the Assad regime … the regime"."""
    for place in range(noun - 1, 0, -1):
        if sentence[place].lemma == sentence[noun].lemma:
            return place - 1 if sentence[place - 1].name is not None else None
    return None


def referred_to(sentence: ParsedSentence, noun: int) -> int | None:
    """The name before that a noun refers back to; None if none, or several actors, would fit."""
    kinds = _KINDS.get(sentence[noun].lemma)
    if kinds is None or "the" not in sentence.lemmas(sentence.children(noun, "det")):
        return None
    if sentence[noun].tag not in ("NN", "NNP"):
        return None
    for child in sentence.children(noun):
        word = sentence[child]
        is_plain = word.lemma in _PLAIN or word.relation in ("det", "case", "punct", "cc", "conj")
        if not is_plain:
            return None
    if sentence[noun].lemma in ("regime", "government"):
        same = _of_the_same(sentence, noun)
        if same is not None:
            return same
    fitting = {
        name.actor: place
        for place, word in enumerate(sentence.words)
        if (name := word.name) is not None and name.kind in kinds and name.form == NAME
    }
    before = [place for place in fitting.values() if place < noun]
    return before[0] if len(fitting) == 1 and before else None
