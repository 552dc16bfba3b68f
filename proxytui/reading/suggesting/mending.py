"""Mends what parsers often get wrong: rows of participles, infinitives behind nouns and in rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.verbs import FIGHTING
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.reading.suggesting.parsed import Word

_WITH_INFINITIVE = word_set(
    "plan pledge promise vow threat offer intention commitment decision proposal attempt effort "
    "refusal readiness willingness"
)
"""Nouns behind which an infinitive says what is planned."""
_HELPING = word_set("help assist aid let")
_LOOSE = frozenset(("advcl", "ROOT", "conj", "dep", "ccomp", "parataxis"))


def mended(words: Sequence[Word]) -> list[Word]:
    """The words with heads that the order of the words shows to be right."""
    result = list(words)
    for place in range(len(words)):
        _mend_help(result, place)
        _mend_root(result, place)
    for place, word in enumerate(words):
        head = _head_in_row(result, place) if word.tag in ("VBN", "VB") else None
        if head is not None and place not in _above(result, head):
            result[place] = word._replace(head=head, relation="conj")
        neighbour = _neighbour_in_row(result, place)
        if neighbour is not None and place not in _above(result, neighbour):
            result[place] = word._replace(head=neighbour, relation="conj")
        noun = _noun_of_infinitive(result, place)
        if noun is not None and place not in _above(result, noun):
            result[place] = word._replace(head=noun, relation="acl")
    return result


def _mend_help(words: list[Word], place: int) -> None:
    """Mends "helped X repel Y" where the verb between was parsed as a part of the second name."""
    word = words[place]
    is_noun = word.is_noun or word.relation == "compound"
    if place < 2 or not is_noun or word.lemma not in FIGHTING or not words[place - 1].is_noun:
        return
    helping = next(
        (p for p in range(place - 1, max(-1, place - 5), -1) if words[p].lemma in _HELPING), None
    )
    target = next(
        (p for p in range(place + 1, min(len(words), place + 4)) if words[p].name is not None), None
    )
    if helping is None or target is None or not words[helping].is_verb:
        return
    for before in range(helping + 1, place - 1):
        if words[before].relation in ("poss", "amod", "det", "compound"):
            words[before] = words[before]._replace(head=place - 1)
    words[place] = word._replace(tag="VB", relation="ccomp", head=helping)
    words[place - 1] = words[place - 1]._replace(relation="nsubj", head=place)
    words[target] = words[target]._replace(relation="dobj", head=place)


def _mend_root(words: list[Word], place: int) -> None:
    """Mends "X funds and directs Y" where the first verb was parsed as X's noun."""
    word = words[place]
    behind = words[place + 2] if place + 2 < len(words) else None
    if place < 1 or behind is None or word.tag != "NNS" or word.head != place:
        return
    before = words[place - 1]
    in_row = behind.tag == "VBZ" and behind.head == place and behind.relation == "conj"
    if in_row and before.name is not None and before.relation == "compound":
        words[place] = word._replace(tag="VBZ")
        words[place - 1] = before._replace(relation="nsubj")


def _above(words: Sequence[Word], place: int) -> Iterator[int]:
    """A word and all above it, once each."""
    seen: set[int] = set()
    while place not in seen:
        seen.add(place)
        yield place
        place = words[place].head


def _head_in_row(words: Sequence[Word], place: int) -> int | None:
    """The verb before in the same row: "is armed, trained and paid", "to aid X and fight Y"."""
    word = words[place]
    if word.relation not in _LOOSE or word.head == place:
        return None
    if word.tag == "VBN":
        before = place - 2
        is_row = place >= 2 and words[place - 1].lemma in (",", "and", "or")
        return (
            before if is_row and words[before].tag == "VBN" and _is_passive(words, before) else None
        )
    if word.relation != "conj" or words[word.head].tag not in ("VBD", "VBZ", "VBP"):
        return None
    if _has_auxiliary(words, place):
        return None
    for before in range(place - 1, word.head, -1):
        if words[before].tag == "VB" and words[before - 1].lemma == "to":
            return before
    return None


def _neighbour_in_row(words: Sequence[Word], place: int) -> int | None:
    """The noun before in a row that was parsed as explaining a noun before the verb: in "X is
    backed by Y, the group Z and" the group doesn't explain X."""
    word = words[place]
    if word.relation != "appos" or word.head > place:
        return None
    between = words[word.head + 1 : place]
    if not any(w.tag in ("VBD", "VBZ", "VBP", "VBN") for w in between):
        return None
    first = min((p for p in range(place) if place in _above(words, p)), default=place)
    before = first - 2
    if before <= word.head or words[first - 1].lemma != "," or not words[before].is_noun:
        return None
    return before if words[before].relation in ("pobj", "dobj", "conj") else None


def _is_passive(words: Sequence[Word], place: int) -> bool:
    return any(w.relation == "auxpass" and w.head == place for w in words)


def _has_auxiliary(words: Sequence[Word], place: int) -> bool:
    return any(w.relation == "aux" and w.head == place for w in words)


def _noun_of_infinitive(words: Sequence[Word], place: int) -> int | None:
    """The noun for a plan just before an infinitive that was parsed as going with a verb."""
    if place < 2 or words[place].tag != "VB" or words[place - 1].lemma != "to":
        return None
    noun = place - 2
    if words[noun].lemma not in _WITH_INFINITIVE or not words[noun].tag.startswith("NN"):
        return None
    return noun if words[place].head != noun else None
