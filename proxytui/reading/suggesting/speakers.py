"""Who says it inside a text: "X said that", "according to X", "X accused Y of"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.reading.suggesting.arguments import antecedent
from proxytui.reading.suggesting.assessment import DENY
from proxytui.reading.suggesting.noun_phrases import ends
from proxytui.reading.suggesting.subjects import grammatical_subject, is_passive
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.parsed import ParsedSentence

SAY = DENY | word_set(
    "say state claim allege report tell argue announce declare note add insist assert warn believe "
    "think estimate acknowledge admit confirm conclude contend maintain suggest reveal write "
    "accuse charge testify find describe stress emphasize emphasise remark observe comment explain "
    "predict recall suspect assess judge affirm proclaim boast complain denounce cite speculate "
    "determine agree recognize disclose blame recount quote"
)
"""Verbs whose subject says what stands in the clause behind them."""
_CLAUSE_MODIFIERS = frozenset(("relcl", "acl", "appos", "advcl", "punct", "ccomp", "parataxis"))


class SpeakerWords(NamedTuple):
    """The words for a speaker by their range, and the one known actor that they name, if any."""

    start: int
    end: int
    actor: str | None


def speaker(sentence: ParsedSentence, place: int) -> SpeakerWords | None:
    """Who says what the word at `place` stands for; None where the text says it itself."""
    current = place
    for _ in range(len(sentence)):
        for voice in _beside(sentence, current):
            return _words(sentence, voice)
        head = sentence.head(current)
        if head is None:
            return None
        if sentence[head].is_verb and sentence[head].lemma in SAY and _is_said(sentence, current):
            subject = _sayer(sentence, head)
            if subject is not None:
                return _words(sentence, subject)
        current = head
    return None


def _is_said(sentence: ParsedSentence, place: int) -> bool:
    relation, head = sentence[place].relation, sentence[place].head
    if relation in ("ccomp", "pcomp"):
        return True
    if relation == "xcomp":
        return sentence[head].lemma in ("claim", *DENY)
    if sentence[head].lemma in DENY:
        return relation in ("dobj", "nsubjpass")
    return relation == "prep" and sentence[head].lemma in ("accuse", "suspect", "charge")


def _sayer(sentence: ParsedSentence, verb: int) -> int | None:
    if not is_passive(sentence, verb):
        return grammatical_subject(sentence, verb)
    return next(iter(sentence.prepositional(verb, "by")), None)


def _beside(sentence: ParsedSentence, place: int) -> Iterator[int]:
    """The speakers named beside a clause: "according to X", "as X put it", "X said" in commas."""
    for child in sentence.children(place, "prep", "advmod", "advcl"):
        if sentence[child].lemma == "accord" or sentence[child].lemma == "according":
            yield from sentence.prepositional(child, "to")
            yield from sentence.children(child, "pobj")
        elif sentence[child].lemma == "per":
            yield from sentence.children(child, "pobj")
    for child in sentence.children(place, "advcl", "parataxis"):
        word = sentence[child]
        is_aside = word.relation == "parataxis" or "as" in sentence.lemmas(
            sentence.children(child, "mark", "advmod")
        )
        if word.lemma in SAY and is_aside:
            subject = grammatical_subject(sentence, child)
            if subject is not None and sentence.child(child, "nsubj") is not None:
                yield subject


def _words(sentence: ParsedSentence, place: int) -> SpeakerWords | None:
    """The noun phrase without its clauses, a pronoun as it stands; None for an empty subject."""
    word = sentence[place]
    if word.tag in ("WDT", "WP", "EX", "DT"):
        noun = antecedent(sentence, place)
        return _words(sentence, noun) if noun is not None and noun != place else None
    places = [place]
    waiting = [place]
    while waiting:
        for child in sentence.children(waiting.pop()):
            if sentence[child].relation not in _CLAUSE_MODIFIERS:
                places.append(child)
                waiting.append(child)
    named = ends(sentence, place)
    actor = named[0].actor if len(named) == 1 and not named[0].elements else None
    return SpeakerWords(sentence[min(places)].start, sentence[max(places)].end, actor)
