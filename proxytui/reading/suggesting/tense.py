"""Whether a sentence tells of what was so, rather than of what is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from proxytui.reading.suggesting.parsed import ParsedSentence

_UNFINISHED = word_set("since ever still")
"""Words that carry what began in the past on to the day of the text."""

_PASSING_ON = word_set("accuse suspect charge believe think say report allege know consider")
"""Verbs that pass on what is so when they are said: "was accused of arming"."""


def is_past(sentence: ParsedSentence, place: int) -> bool:
    """Whether the verb of the clause that the word at `place` stands in is in the past: "armed",
    "was armed", "had armed", not "arms" nor "has armed", which speak of the day of the text."""
    verb = sentence.clause(place)
    for _ in range(len(sentence)):
        auxiliaries = list(sentence.children(verb, "aux", "auxpass"))
        if _UNFINISHED & sentence.lemmas(
            [*sentence.children(verb, "advmod", "prep", "mark"), *auxiliaries]
        ):
            return False
        finite = [sentence[child].tag for child in auxiliaries]
        if any(tag in ("VBZ", "VBP", "MD") for tag in finite):
            return False
        if "VBD" in finite or (sentence[verb].tag == "VBD" and not finite):
            return True
        above = sentence.head(verb)
        if above is None or sentence[verb].tag in ("VBZ", "VBP"):
            return False
        if sentence[verb].relation not in ("xcomp", "conj", "advcl", "pcomp", "prep"):
            return False
        if sentence[verb].tag in ("VB", "VBG") and _passes_on(sentence, above):
            return False
        verb = above
    return False


def _passes_on(sentence: ParsedSentence, place: int) -> bool:
    """Whether a verb, or the one that a preposition hangs on, passes on what somebody says."""
    above = sentence.head(place)
    verb = place if sentence[place].is_verb or above is None else above
    return sentence[verb].lemma in _PASSING_ON
