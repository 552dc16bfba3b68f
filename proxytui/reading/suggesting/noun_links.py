"""What hangs on a noun, and what it hangs on: actors behind it, the verb or word above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.noun_phrases import End, ends, is_town
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from proxytui.reading.suggesting.noun_phrases import End
    from proxytui.reading.suggesting.parsed import ParsedSentence

WAGING = word_set(
    "launch wage conduct carry mount begin start lead join declare fight undertake stage plan "
    "organize organise engineer orchestrate mastermind instigate intensify resume continue perform "
    "make order initiate unleash direct execute commit perpetrate claim"
)
INVOLVEMENT = word_set(
    "involvement intervention operation deployment campaign presence role strike"
)


def behind(sentence: ParsedSentence, noun: int, *prepositions: str) -> tuple[End, ...]:
    counted = sentence.measured(noun)
    return tuple(
        end
        for place in dict.fromkeys((noun, counted))
        for preposition in sentence.prepositions_behind(place, *prepositions)
        for inner in sentence.children(preposition, "pobj", "pcomp")
        if not sentence[inner].is_verb
        for end in ends(sentence, inner)
    )


def is_definite(sentence: ParsedSentence, noun: int) -> bool:
    """Whether a noun phrase speaks of what is known to be there: "the war", "fighting grew"."""
    determiners = sentence.lemmas(sentence.children(noun, "det"))
    is_subject = sentence[noun].relation in ("nsubj", "nsubjpass") and not determiners
    return "the" in determiners or is_subject


def governor(sentence: ParsedSentence, noun: int, *prepositions: str) -> int | None:
    """The word on which a noun hangs by one of these prepositions."""
    above = sentence.head(noun)
    if above is None or sentence[noun].relation != "pobj":
        return None
    return sentence.head(above) if sentence[above].lemma in prepositions else None


def above_verb(sentence: ParsedSentence, noun: int) -> int | None:
    """The verb whose object or passive subject a noun is."""
    noun = sentence.measured(noun)
    head = sentence.head(noun)
    if head is not None and sentence[head].is_verb:
        if sentence[noun].relation in ("dobj", "nsubjpass"):
            return head
        if sentence[noun].relation == "conj":
            return above_verb(sentence, head)
    return None


def not_towns(sentence: ParsedSentence, named: tuple[End, ...]) -> tuple[End, ...]:
    return tuple(end for end in named if not is_town(sentence, end))
