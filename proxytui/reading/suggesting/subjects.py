"""The grammatical subject of a verb, through participles, infinitives, gerunds and control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.noun_phrases import ends, owners
from proxytui.reading.suggesting.parsed import SUBJECTS, is_finite, misplaced_conjunct
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from proxytui.reading.suggesting.parsed import ParsedSentence

_OBJECT_CONTROL = word_set(
    "accuse allow ask authorize authorise cause charge direct enable encourage force get help "
    "instruct invite lead order permit persuade pressure push require suspect tell urge want "
    "believe report say know think allege find see hold appoint name elect install "
    "prompt compel induce spur convince motivate"
)
"""Verbs whose object does what the infinitive or gerund behind it says."""

_PARTS = word_set("role involvement participation part complicity history record policy practice")
_PROGRAMMES = word_set("programme program operation scheme mission initiative")
GOALS = word_set("goal aim objective mission purpose intention strategy policy plan ambition")
"""Nouns for what somebody is out for."""
_CHANCES = word_set("opportunity chance step decision vow")
_ORDINALS = word_set("first last only one second third")


def is_passive(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a verb is in the passive: the grammatical subject is the one that is acted upon."""
    word = sentence[verb]
    if sentence.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    auxiliaries = sentence.lemmas(sentence.children(verb, "aux"))
    if word.tag not in ("VBN", "VBD") or auxiliaries:
        return False
    if word.relation in ("acl", "advcl", "amod", "appos"):
        return word.tag == "VBN" or sentence.child(verb, "agent") is not None
    if sentence.child(verb, *SUBJECTS) is None:
        if sentence.child(verb, "agent") is not None:
            return True
        if word.relation == "conj" and word.tag == "VBN":
            return is_passive(sentence, word.head)
    return False


def grammatical_subject(sentence: ParsedSentence, verb: int, depth: int = 0) -> int | None:
    """The word of a verb's subject, its own or the one it has from the clause above."""
    own = list(sentence.children(verb, "nsubj", "nsubjpass"))
    if own:
        # "The militant group Hamas" may come as two subjects.
        return next((place for place in own if sentence[place].name is not None), own[-1])
    for auxiliary in sentence.children(verb, "aux"):
        # "X has for decades sheltered": the subject may hang on the auxiliary.
        for subject in sentence.children(auxiliary, "nsubj"):
            return subject
    word = sentence[verb]
    above = sentence.head(verb)
    if above is None or depth > 8:
        return None
    if word.relation in ("acl", "relcl"):
        if word.tag == "VB":
            candidates = (
                _first_to(sentence, above),
                next((end.word for end in owners(sentence, above)), None),
                _of_its(sentence, above, depth),
                _of_whoever_runs(sentence, above, depth),
            )
            return next((place for place in candidates if place is not None), None)
        return above if word.relation == "acl" else None
    if misplaced_conjunct(sentence, verb):
        finite = next((p for p in sentence.ancestors(verb) if is_finite(sentence, p)), None)
        return grammatical_subject(sentence, finite, depth + 1) if finite is not None else None
    if word.relation == "conj" and (sentence[above].is_verb or sentence[above].relation == "acl"):
        return grammatical_subject(sentence, above, depth + 1)
    if word.relation == "acomp" and sentence[above].lemma in ("be", "remain", "become"):
        return grammatical_subject(sentence, above, depth + 1)
    if word.relation == "pcomp":
        return _subject_of_gerund(sentence, above, depth)
    if word.relation in ("xcomp", "ccomp") and sentence[above].is_verb:
        if sentence[above].lemma in ("include", "involve") and word.tag == "VBG":
            # "Its support included arming X": whoever gives the support arms.
            return grammatical_subject(sentence, above, depth + 1)
        goal = _goal(sentence, above) if word.relation == "xcomp" else None
        if goal is not None:
            return _owner_of(sentence, goal)
        return _controller(sentence, above, depth)
    is_participle = word.tag in ("VBG", "VB", "VBN") or sentence.child(verb, "mark", "aux") is None
    if word.relation == "advcl" and is_participle:
        return grammatical_subject(sentence, above, depth + 1)
    return None


def _goal(sentence: ParsedSentence, verb: int) -> int | None:
    """The subject of "X's goal is to": what somebody is out for."""
    subject = sentence.child(verb, "nsubj") if sentence[verb].lemma == "be" else None
    return subject if subject is not None and sentence[subject].lemma in GOALS else None


def _owner_of(sentence: ParsedSentence, noun: int) -> int | None:
    before = sentence.child(noun, "poss") or next((e.word for e in owners(sentence, noun)), None)
    return before if before is not None else next(iter(sentence.prepositional(noun, "of")), None)


def _of_its(sentence: ParsedSentence, noun: int, depth: int) -> int | None:
    """The subject of "declared its desire to", "took the opportunity to": whose it is."""
    poss = sentence.child(noun, "poss")
    own = poss is not None and sentence[poss].tag == "PRP$"
    if sentence[noun].relation != "dobj" or not (own or sentence[noun].lemma in _CHANCES):
        return None
    return grammatical_subject(sentence, sentence[noun].head, depth + 1)


def _of_whoever_runs(sentence: ParsedSentence, noun: int, depth: int) -> int | None:
    """The subject of "X ran a programme to": whoever runs it does what it is for."""
    head = sentence.head(noun)
    if head is None or sentence[noun].lemma not in _PROGRAMMES or sentence[noun].relation != "dobj":
        return None
    return grammatical_subject(sentence, head, depth + 1)


def _first_to(sentence: ParsedSentence, noun: int) -> int | None:
    """The subject of "was the first nation to …": an infinitive on what the subject is."""
    place = sentence.measured(noun)
    head = sentence.head(place)
    words = sentence.lemmas((noun, place, *sentence.children(noun), *sentence.children(place)))
    if head is None or sentence[place].relation != "attr" or not words & _ORDINALS:
        return None
    return grammatical_subject(sentence, head)


def _subject_of_gerund(sentence: ParsedSentence, preposition: int, depth: int) -> int | None:
    """The subject of a gerund behind a preposition: the accused, else the subject of the clause,
    else the owner of the noun before it ("Iran's role in arming …")."""
    above = sentence.head(preposition)
    if above is None:
        return None
    if sentence[above].is_verb:
        led_by, verb = sentence[preposition].lemma, sentence[above].lemma
        if led_by == "for" or (led_by == "in" and verb in ("help", "aid", "assist", "support")):
            # "Condemned X for sheltering Y", "aided X in fighting Y": X does it.
            acted_upon = _acted_upon(sentence, above)
            if acted_upon is not None and ends(sentence, acted_upon):
                return acted_upon
        return _controller(sentence, above, depth)
    owner = sentence.child(above, "poss") or next(
        (end.word for end in owners(sentence, above)), None
    )
    if owner is None and sentence[above].lemma in _PARTS:
        owner = next(iter(sentence.prepositional(above, "of", "by")), None)
    if owner is not None:
        return owner
    clause = sentence.clause(above)
    return grammatical_subject(sentence, clause, depth + 1) if clause != above else None


def _acted_upon(sentence: ParsedSentence, verb: int) -> int | None:
    relation = "nsubjpass" if is_passive(sentence, verb) else "dobj"
    return sentence.child(verb, relation)


def _controller(sentence: ParsedSentence, verb: int, depth: int) -> int | None:
    word = sentence[verb]
    if word.lemma in _OBJECT_CONTROL and not is_passive(sentence, verb):
        controlled = sentence.child(verb, "dobj")
        if controlled is not None:
            return controlled
    if word.lemma in ("call", "prevail"):
        # "Called on X to": X is to do it.
        called = next(sentence.prepositional(verb, "on", "upon"), None)
        if called is not None:
            return called
    return grammatical_subject(sentence, verb, depth + 1)
