"""Claims that a noun makes of whoever is called so: "X, the leader of Y", "X is an ally of Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.arguments import (
    agents,
    noun_owners,
    patients,
    pronoun_owner,
    resolved,
)
from proxytui.reading.suggesting.frame import Frame
from proxytui.reading.suggesting.means import is_means, letters
from proxytui.reading.suggesting.noun_phrases import End, ends, named_examples, owners
from proxytui.reading.suggesting.offices import ROLES, fits
from proxytui.reading.suggesting.subjects import grammatical_subject, is_passive
from proxytui.reading.suggesting.verbs import APPOINT, COPULAS, PARTS
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.parsed import ParsedSentence

_GROUPS = frozenset(("armed-group", "organisation", "party"))
_OWNED = {"state-body": frozenset(("state", "state-body")), "armed-group": _GROUPS}
_LED = frozenset(("armed-group", "party", "coalition", "state"))
_LEAVING = word_set("resign step retire remove oust dismiss fire depose quit")
_REMOVING = word_set("remove oust dismiss fire depose sack")
_CALLING = word_set(
    "regard see view consider describe recognise recognize treat denounce name choose elect select "
    "pick appoint install"
)
"""Verbs that say of their object what stands behind "as"."""
_CAPACITIES = word_set(
    "emergence election selection nomination rise recognition "
    "role position status capacity function tenure appointment time term"
)
_OTHER = frozenset(("other", "fellow"))
_LONGEST_ROW = 3
"""The most names before "and other members of" that are read as a row: longer ones are often parsed
wrong."""
_WITH_EXAMPLES = frozenset(("allied-with", "backs", "opposes", "linked-to", "member-of"))
"""The claims of nouns that may be followed by examples: "its allies, including X"."""
_USING = word_set("use employ cultivate groom")
_LESSER = word_set("deputy vice assistant junior")
_FORMER = frozenset(
    ("former", "ex", "onetime", "erstwhile", "late", "formerly", "deposed", "ousted")
)
_PARTIAL = word_set(
    "political islamist islamic religious spiritual opposition rebel tribal military party militia "
    "puppet community nationalist communist army navy naval police intelligence security air"
)
"""Words before "leader" by which somebody leads a part of a state, not the state."""
_SERVICES = word_set("service agency force mission army navy corps directorate")
"""Nouns for bodies of states that stand beside their names."""
_OF_WHOM = ("of", "to", "for", "in")
_TO_PLACES = {"backs": ("in",)}
"""The prepositions behind which a state is only a place: an envoy to it, but not a supplier."""
_BEHIND = {"part-of": ("of", "within"), "represents": ("of", "for")}
"""The prepositions that lead to whom an office is held for, where not all do."""


def role_frames(sentence: ParsedSentence) -> Iterator[Frame]:
    """The claims that nouns for offices and roles make, and those of "Iran's Quds Force"."""
    for place, word in enumerate(sentence.words):
        if word.name is not None:
            yield from _body_of_state(sentence, place)
        elif word.is_noun and _office(sentence, place) in ROLES:
            yield from _role(sentence, place)
        if word.lemma in ("recipient", "beneficiary"):
            yield from _recipients(sentence, place)
        if word.tag == "NN" and word.lemma in _SERVICES:
            yield from _service(sentence, place)


def _office(sentence: ParsedSentence, noun: int) -> str:
    """The noun for an office, with the word that belongs to it: "secretary-general"."""
    lemma = sentence[noun].lemma
    beside = sentence.lemmas(sentence.children(noun, "compound", "amod"))
    if (lemma == "general" and "secretary" in beside) or (
        lemma == "secretary" and "general" in beside
    ):
        return "secretary-general"
    if lemma == "minister" and beside & {"prime", "premier"}:
        return "prime-minister"
    return lemma


def _role(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    lemma = _office(sentence, noun)
    claim = ROLES[lemma]
    modifiers = sentence.lemmas(sentence.children(noun, "amod", "compound", "nmod"))
    if claim.type == "leads" and modifiers & _LESSER:
        lemma, claim = "member", ROLES["member"]
    for holders, presupposed in _holders(sentence, sentence.measured(noun)):
        others = _others(sentence, noun, {end.word for end in holders})
        if claim.type == "leads" and modifiers & _PARTIAL:
            others = tuple(end for end in others if end.kind != "state")
        if (
            not others
            and len(holders) == 2
            and not presupposed
            and claim.type in ("allied-with", "opposes")
        ):
            holders, others = holders[:1], holders[1:]
        ended = bool(sentence.lemmas(sentence.children(noun, "amod", "advmod")) & _FORMER)
        ended |= _is_left(sentence, noun)
        if not others and claim.type == "leads":
            claim, lemma, others = ROLES["member"], "member", _whose_part(sentence, noun)
        fitting = tuple(
            h for h in holders if all(fits(claim, lemma, h.kind, o.kind) for o in others)
        )
        if not fitting or not others:
            continue
        subjects, objects = (others, fitting) if claim.turned else (fitting, others)
        yield Frame(
            claim.type,
            subjects,
            objects,
            noun,
            claim.terms,
            presupposed=presupposed,
            ended=ended,
            role=_role_words(sentence, noun),
        )


def _whose_part(sentence: ParsedSentence, noun: int) -> tuple[End, ...]:
    """The groups of whose wing or bureau somebody is the head, who so belongs to them."""
    return tuple(
        end
        for part in sentence.prepositional(noun, "of")
        if sentence[part].lemma in PARTS
        for end in noun_owners(sentence, part)
        if end.kind not in ("state", "person")
    )


def _is_left(sentence: ParsedSentence, noun: int) -> bool:
    """Whether somebody goes from an office: "resigned as president of"."""
    above = sentence.head(noun)
    verb = sentence.head(above) if above is not None and sentence[above].lemma == "as" else None
    return verb is not None and sentence[verb].lemma in _LEAVING


def _role_words(sentence: ParsedSentence, noun: int) -> tuple[int, int]:
    """The range of a noun and the words just before it that belong to the office."""
    first = noun
    for child in sentence.children(noun, "amod", "compound", "nmod"):
        if sentence[child].name is None and child == first - 1:
            first = child
    return sentence[first].start, sentence[noun].end


def _holders(sentence: ParsedSentence, noun: int) -> Iterator[tuple[tuple[End, ...], bool]]:
    """Whoever is said to be it, and whether that is taken for granted."""
    word = sentence[noun]
    head = sentence.head(noun)
    for child in sentence.children(noun, "appos"):
        if sentence[child].name is not None:
            yield ends(sentence, child), True
    role = ROLES.get(_office(sentence, noun))
    if role is not None and role.type in _WITH_EXAMPLES:
        yield named_examples(sentence, noun), True
    for inner in sentence.prepositional(noun, "in", "of"):
        # "Its commander in Syria, X": a person is no apposition to a place or group.
        for child in sentence.children(inner, "appos"):
            if _is_of_another_kind(sentence, child, inner):
                yield ends(sentence, child), True
    if role is not None and role.type in _WITH_EXAMPLES and _own_by_pronoun(sentence, noun):
        # "Its Syrian ally", "their Hezbollah allies"
        yield owners(sentence, noun), True
        return
    if head is None:
        return
    above = sentence[head]
    if word.relation == "nsubj" and above.lemma in COPULAS:
        # "Its main sponsor is X"
        for child in sentence.children(head, "attr"):
            if sentence[child].name is not None:
                yield ends(sentence, child), False
    elif word.relation == "nsubj" and above.lemma == "include":
        # "Its proxies include X and Y"
        yield patients(sentence, head), False
    elif word.relation == "appos":
        yield _apposed(sentence, head, all_of_row=word.tag == "NNS"), True
    elif word.relation in ("attr", "oprd") or (word.relation == "dobj" and above.lemma in APPOINT):
        if above.lemma in COPULAS:
            yield resolved(sentence, grammatical_subject(sentence, head)), False
        elif above.lemma in APPOINT:
            yield (
                patients(sentence, head) if is_passive(sentence, head) else _named(sentence, head),
                False,
            )
    elif word.relation == "pobj" and above.lemma == "as":
        yield from _in_capacity(sentence, head)
    elif word.relation == "conj" and sentence[head].lemma in ROLES:
        yield from _holders(sentence, head)
    elif word.relation == "conj" and sentence.lemmas(sentence.children(noun, "amod")) & _OTHER:
        # "X and other members of Y"
        if role is not None and role.type not in ("part-of", "leads"):
            yield from _row_before(sentence, noun)
    elif word.relation in ("compound", "nmod") and word.lemma == "member":
        # "NATO member X"
        name = sentence[head].name
        if name is not None and name.kind != "person":
            yield tuple(end for end in ends(sentence, head) if end.word == head), True
    elif word.relation == "pobj" and sentence[head].lemma == "among":
        # "Among its backers are X and Y"
        verb = sentence.head(head)
        if verb is not None and sentence[verb].lemma in COPULAS:
            for child in sentence.children(verb, "attr", "nsubj"):
                yield ends(sentence, child), False
    for child in sentence.children(noun, "nsubj"):
        # "Considered X a proxy"
        if word.relation in ("ccomp", "oprd") and sentence[child].name is not None:
            yield ends(sentence, child), False


def _in_capacity(sentence: ParsedSentence, link: int) -> Iterator[tuple[tuple[End, ...], bool]]:
    """Whoever acts, is used, or is known in the role behind an "as"."""
    verb = sentence.head(link)
    if verb is None:
        return
    if sentence[verb].lemma in _USING and not is_passive(sentence, verb):
        yield patients(sentence, verb), False
    elif sentence[verb].lemma in _CAPACITIES:
        of_whom = [e for p in sentence.prepositional(verb, "of") for e in ends(sentence, p)]
        yield noun_owners(sentence, verb) or tuple(of_whom), True
    elif sentence[verb].is_verb:
        removed = sentence[verb].lemma in _REMOVING
        called = is_passive(sentence, verb) or removed or sentence[verb].lemma in _CALLING
        yield (patients if called else agents)(sentence, verb), False


def _row_before(sentence: ParsedSentence, noun: int) -> Iterator[tuple[tuple[End, ...], bool]]:
    """The names of a row that a role ends: "X, Y and other members of Z"."""
    first = sentence.first_conjunct(noun)
    inside = set(sentence.subtree(noun))
    before = tuple(end for end in ends(sentence, first) if end.word not in inside)
    if sentence[first].relation != "appos" and len(before) <= _LONGEST_ROW:
        yield before, True


def _named(sentence: ParsedSentence, verb: int) -> tuple[End, ...]:
    """The person that a verb of appointing has as its object: "named X its ambassador"."""
    named = sentence.child(verb, "dobj")
    return ends(sentence, named)[:1] if named is not None else ()


def _is_of_another_kind(sentence: ParsedSentence, place: int, beside: int) -> bool:
    """Whether a name can't explain a word beside it: a person no group, a group no state."""
    name, other = sentence[place].name, sentence[beside].name
    if name is None:
        return False
    if name.kind == "person":
        return other is None or other.kind != "person"
    return other is not None and other.kind == "state" and name.kind in _GROUPS


def _apposed(sentence: ParsedSentence, head: int, *, all_of_row: bool) -> tuple[End, ...]:
    """The actor that an apposition explains: the name before it, or for several all of its row."""
    if sentence[head].name is not None:
        first = sentence.first_conjunct(head) if all_of_row else head
        return tuple(end for end in ends(sentence, first) if all_of_row or end.word == head)
    return ()


def _own_by_pronoun(sentence: ParsedSentence, noun: int) -> bool:
    """Whether a role is somebody's by a pronoun, and a name before it is who has the role."""
    poss = sentence.child(noun, "poss")
    own = poss is not None and sentence[poss].tag == "PRP$"
    return (
        own
        and ROLES[_office(sentence, noun)].type in _WITH_EXAMPLES
        and bool(owners(sentence, noun))
    )


def _recipients(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    """ "X is a recipient of aid from Y", "a beneficiary of Y's aid"."""
    for means in sentence.prepositional(noun, "of"):
        if not is_means(sentence[means].lemma):
            continue
        givers = noun_owners(sentence, means) or tuple(
            end
            for preposition in sentence.prepositions_behind(means, "from", "by")
            for inner in sentence.children(preposition, "pobj")
            for end in ends(sentence, inner)
        )
        terms = letters(sentence, (means,))
        for holders, presupposed in _holders(sentence, noun):
            yield Frame("backs", givers, holders, noun, terms, presupposed=presupposed)


def _others(sentence: ParsedSentence, noun: int, holders: set[int]) -> tuple[End, ...]:
    """Those to whom it is said to be that."""
    first = sentence.first_conjunct(noun)
    named = noun_owners(sentence, noun) or (noun_owners(sentence, first) if first != noun else ())
    before = tuple(end for end in named if end.word not in holders)
    if _own_by_pronoun(sentence, noun):
        return tuple(e for e in pronoun_owner(sentence, noun) if e.word not in holders)
    claim = ROLES[_office(sentence, noun)]
    prepositions = _BEHIND.get(claim.type, _OF_WHOM)
    behind: list[End] = []
    for preposition in sentence.prepositions_behind(noun, *prepositions):
        local = sentence[preposition].lemma in _TO_PLACES.get(claim.type, ("in", "to"))
        for inner in sentence.children(preposition, "pobj", "pcomp"):
            behind += (e for e in ends(sentence, inner) if not (local and e.kind == "state"))
            if not behind and is_means(sentence[inner].lemma):
                # "The supplier of arms to X"
                for receiver in sentence.prepositional(inner, "to", "for"):
                    behind += ends(sentence, receiver)
    if not behind and not before and claim.turned:
        # "X uses Y as a proxy"
        above = sentence.head(noun)
        verb = sentence.head(above) if above is not None else None
        if verb is not None and sentence[verb].lemma in _USING:
            return agents(sentence, verb)
    return tuple(behind) or before


def _service(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    """ "X, the United Nations force in Y", "the Pakistani intelligence service (X)"."""
    head = sentence.head(noun)
    named = [*sentence.children(noun, "appos")]
    named += [head] if head is not None and sentence[noun].relation == "appos" else []
    for place in named:
        name = sentence[place].name
        if name is None or name.kind != "state-body":
            continue
        body = End(name.actor, name.kind, place)
        for owner in owners(sentence, noun):
            if owner.kind in ("state", "igo"):
                yield Frame("part-of", (body,), (owner,), noun, presupposed=True)


def _body_of_state(sentence: ParsedSentence, place: int) -> Iterator[Frame]:
    """ "Iran's Quds Force": a body behind its state; "Haftar's army": a group behind its leader."""
    name = sentence[place].name
    if name is None or name.kind not in (*_OWNED, *_LED):
        return
    for owner in noun_owners(sentence, place):
        # "The Nicaraguan Congress" may be another state's namesake; "the IRGC Quds Force" is none.
        is_owned = _is_possessive(sentence, place) or (
            owner.kind == "state-body" and owner.word == place - 1
        )
        if is_owned and owner.kind in _OWNED.get(name.kind, ()):
            body = End(name.actor, name.kind, place)
            yield Frame("part-of", (body,), (owner,), place, presupposed=True)
        if owner.kind == "person" and name.kind in _LED and _is_possessive(sentence, place):
            group = End(name.actor, name.kind, place)
            yield Frame("leads", (owner,), (group,), place, presupposed=True)


def _is_possessive(sentence: ParsedSentence, place: int) -> bool:
    return sentence.child(place, "poss") is not None
