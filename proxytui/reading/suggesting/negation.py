"""Words that turn what a sentence says: "not", "never", "reports that … are false"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from proxytui.reading.suggesting.parsed import ParsedSentence

_NEGATIONS = word_set("not never n't no neither nor hardly scarcely")
_AFFIRMING = word_set("only just merely simply least")
_TOLD = word_set(
    "report claim allegation accusation rumor rumour assertion charge suggestion statement story "
    "article news it"
)
_FALSE = word_set(
    "false untrue wrong unfounded baseless groundless incorrect inaccurate untruthful fabricated "
    "fabricate debunk debunked retract retracted discredit discredited disprove disproved"
)
_NEXT_CLAUSE = word_set("but although though while whereas ;")


def negation(sentence: ParsedSentence, place: int) -> int | None:
    """The word that turns a verb, unless it affirms: "not only", "did not … until"."""
    for child in sentence.children(place, "neg", "advmod", "preconj", "cc"):
        word = sentence[child]
        if word.relation == "cc" and (word.lemma != "nor" or child > place):
            continue
        if word.lemma not in _NEGATIONS or (word.relation != "neg" and word.lemma == "no"):
            continue
        following = sentence[child + 1].lemma if child + 1 < len(sentence) else ""
        beside = sentence.lemmas(sentence.children(place, "advmod"))
        if following in _AFFIRMING or (word.lemma == "not" and beside & _AFFIRMING):
            continue
        if "until" in sentence.lemmas(sentence.children(place, "prep", "mark")) or any(
            sentence[m].lemma == "until"
            for clause in sentence.children(place, "advcl")
            for m in sentence.children(clause, "mark")
        ):
            continue
        return child
    return None


def is_negated(sentence: ParsedSentence, place: int) -> bool:
    """Whether a verb is turned."""
    return negation(sentence, place) is not None


def falsity(sentence: ParsedSentence, place: int) -> int | None:
    """The word that calls false what the word at `place` says: "reports that X armed Y are false",
    "it is untrue that". Parsers seldom make one clause of such a sentence, so its words decide."""
    that = next((p for p in range(place - 1, -1, -1) if sentence[p].lemma == "that"), None)
    if that is None or that < 1:
        return None
    before = [sentence[p].lemma for p in range(max(0, that - 4), that)]
    if before[-1] in _FALSE and before[-2:-1] == ["be"] and "it" in before:
        return that - 1
    if before[-1] not in _TOLD:
        return None
    for behind in range(place + 1, len(sentence)):
        if sentence[behind].lemma in _NEXT_CLAUSE:
            return None
        around = sentence.lemmas(range(max(place + 1, behind - 4), behind))
        if (
            sentence[behind].lemma in _FALSE
            and around & {"be", "prove"}
            and not around & _NEGATIONS
        ):
            return behind
    return None
