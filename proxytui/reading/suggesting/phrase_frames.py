"""Claims of set phrases: "threw its weight behind X", "came to X's aid", "at odds with X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.arguments import agents, noun_owners, objects_of, patients
from proxytui.reading.suggesting.frame import Frame
from proxytui.reading.suggesting.means import letters, means_words
from proxytui.reading.suggesting.noun_phrases import End, ends
from proxytui.reading.suggesting.subjects import is_passive
from proxytui.reading.suggesting.verbs import AFFAIRS, COPULAS, VerbClaim
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.parsed import ParsedSentence

_BACKS, _ARMED = VerbClaim("backs"), VerbClaim("opposes", ("armed",))
_PHRASES = {
    "throw weight behind": _BACKS,
    "put weight behind": _BACKS,
    "throw support behind": _BACKS,
    "take side of": _BACKS,
    "take side with": _BACKS,
    "join force with": VerbClaim("allied-with"),
    "make cause with": VerbClaim("allied-with"),
    "sign pact with": VerbClaim("allied-with"),
    "open fire on": _ARMED,
    "turn gun on": _ARMED,
    "take arm against": _ARMED,
    "fight war with": _ARMED,
    "fight war against": _ARMED,
    "wage war with": _ARMED,
    "fight battle with": _ARMED,
    "fight conflict with": _ARMED,
    "exchange fire with": _ARMED,
    "trade fire with": _ARMED,
}
"""Verb, object and preposition, by lemma."""
_COMING = word_set("come go rush leap spring fly")
_TO_HELP = word_set("aid help rescue assistance defence defense relief")
_STANCES = {
    ("at", "odds"): VerbClaim("opposes"),
    ("at", "loggerhead"): VerbClaim("opposes"),
    ("in", "conflict"): VerbClaim("opposes"),
    ("at", "war"): _ARMED,
    ("in", "league"): VerbClaim("allied-with"),
    ("in", "cahoot"): VerbClaim("allied-with"),
    ("in", "alliance"): VerbClaim("allied-with"),
    ("in", "partnership"): VerbClaim("allied-with"),
}
_IN_CHARGE = frozenset((("in", "charge"), ("in", "command"), ("at", "helm"), ("at", "head")))
_IN_FAVOUR = frozenset((("in", "favor"), ("in", "favour"), ("in", "support")))
_RELYING = word_set("rely depend count lean bank dependent reliant")
_INTERVENING = word_set("arrive come intervene fight strike bomb deploy send dispatch")
_DEMANDS = word_set("call demand warn order urge press")
_SEEKING = _DEMANDS | word_set(
    "ensure achieve seek want advocate support commit dedicate devote swear aim pursue"
)
_BENT = word_set("commit dedicate devote swear pledge bent intent dedicated committed sworn")
"""Words with "to" or "on" for what somebody is out for."""
_STOPPING = word_set(
    "stop end cease halt withdraw leave disarm refrain quit abandon dismantle pull"
)
_SHARED_ENDS = word_set("fighting hostility hostilities violence war conflict crisis bloodshed")
"""What all sides are asked to end, which is against none of them."""
_REMOVALS = word_set(
    "removal withdrawal departure ouster expulsion resignation overthrow eviction disarmament "
    "pullout dismantlement replacement destruction elimination annihilation defeat downfall demise "
    "collapse eradication dissolution toppling"
)
_PROTECTION = word_set("defence defense security protection survival")
"""What of somebody is to be kept by whoever is committed to it."""
_TAKING = word_set("seize take assume hold consolidate")
_LAUNCHING = word_set("launch mount begin conduct carry start stage open")
_OFFENSIVES = word_set("offensive attack operation assault campaign raid")
_OWED = word_set(
    "survival power existence rise victory success strength position throne return arsenal start "
    "creation life seat"
)
_LASTING = word_set("keep sustain maintain prop")
_AFLOAT = word_set("afloat alive power office")


def phrase_frames(sentence: ParsedSentence) -> Iterator[Frame]:
    """The claims that the set phrases of a sentence make."""
    for place, word in enumerate(sentence.words):
        if word.is_verb:
            yield from _phrase(sentence, place)
            yield from _coming_to_help(sentence, place)
            yield from _owing(sentence, place)
            yield from _at_request(sentence, place)
            yield from _demanding(sentence, place)
            yield from _demanding_removal(sentence, place)
            yield from _heading_affairs(sentence, place)
            yield from _going_to_war(sentence, place)
            yield from _together(sentence, place)
            yield from _pitting(sentence, place)
            yield from _taking_power(sentence, place)
            yield from _side_by_side(sentence, place)
            yield from _sending_somebody(sentence, place)
            yield from _keeping(sentence, place)
        if word.lemma in _RELYING:
            yield from _relying(sentence, place)
        if word.is_noun:
            yield from _stance(sentence, place)
            yield from _same_side(sentence, place)


def _phrase(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    for noun in sentence.children(verb, "dobj"):
        for preposition in (*sentence.prepositions(verb), *sentence.prepositions(noun)):
            lemmas = (sentence[place].lemma for place in (verb, noun, preposition))
            claim = _PHRASES.get(" ".join(lemmas))
            if claim is not None and not is_passive(sentence, verb):
                subjects, objects = agents(sentence, verb), objects_of(sentence, preposition)
                yield Frame(claim.type, subjects, objects, verb, claim.terms, (noun, preposition))


def _coming_to_help(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "Came to the aid of X", "rushed to X's defence"."""
    if sentence[verb].lemma not in _COMING:
        return
    for noun in sentence.prepositional(verb, "to"):
        if sentence[noun].lemma in _TO_HELP:
            behind = (e for p in sentence.prepositional(noun, "of") for e in ends(sentence, p))
            helped = tuple(behind) or noun_owners(sentence, noun)
            yield Frame("backs", agents(sentence, verb), helped, verb, (), (noun,))


def _owing(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "Owes its survival to X": X keeps up whoever owes it."""
    owed = sentence.child(verb, "dobj")
    if sentence[verb].lemma != "owe" or owed is None or sentence[owed].lemma not in _OWED:
        return
    for place in (verb, owed):
        for preposition in sentence.prepositions(place, "to"):
            backers = objects_of(sentence, preposition)
            yield Frame("backs", backers, agents(sentence, verb), verb, (), (owed,))


def _at_request(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "Intervened at the request of X"."""
    if sentence[verb].lemma in _INTERVENING:
        for noun in sentence.prepositional(verb, "at"):
            if sentence[noun].lemma in ("request", "invitation", "behest"):
                behind = (e for p in sentence.prepositional(noun, "of") for e in ends(sentence, p))
                helped = tuple(behind) or noun_owners(sentence, noun)
                yield Frame("backs", agents(sentence, verb), helped, verb, (), (noun,))


def _demanding(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "Called on X to stop", "demanded that X withdraw": they are against what X does."""
    if sentence[verb].lemma not in _DEMANDS:
        return
    for clause in sentence.children(verb, "xcomp", "ccomp", "advcl"):
        if sentence[clause].lemma not in _STOPPING or sentence[clause].tag != "VB":
            continue
        if sentence.lemmas(sentence.children(clause, "dobj")) & _SHARED_ENDS:
            continue
        told = sentence.child(verb, "dobj")
        if told is None:
            told = sentence.child(clause, "nsubj")
        on = (e for p in sentence.prepositions(verb, "on", "upon") for e in objects_of(sentence, p))
        objects = tuple(on) or (ends(sentence, told) if told is not None else ())
        yield Frame("opposes", agents(sentence, verb), objects, verb, ("political",), (clause,))


def _demanding_removal(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "Demanded the removal of X's troops", "called for the resignation of X"."""
    passive = is_passive(sentence, verb)
    if passive and sentence[verb].lemma in _BENT:
        sought, seekers = list(sentence.prepositional(verb, "to")), patients(sentence, verb)
    elif not passive and sentence[verb].lemma in _SEEKING:
        sought = [
            *sentence.children(verb, "dobj"),
            *sentence.prepositional(verb, "for", "to", "at"),
        ]
        seekers = agents(sentence, verb)
    elif sentence[verb].lemma in COPULAS:
        bent = [c for c in sentence.children(verb, "acomp") if sentence[c].lemma in _BENT]
        sought = [noun for c in bent for noun in sentence.prepositional(c, "to", "on")]
        seekers = agents(sentence, verb)
    else:
        return
    for noun in sought:
        is_kept = sentence[noun].lemma in _PROTECTION and sentence[verb].lemma not in _DEMANDS
        if sentence[noun].lemma not in _REMOVALS and not is_kept:
            continue
        removed = noun_owners(sentence, noun) or tuple(
            end
            for preposition in sentence.prepositions(noun, "of", "by")
            for end in objects_of(sentence, preposition)
        )
        terms = ("political",) if sentence[verb].lemma in _DEMANDS else ()
        kind = "backs" if is_kept else "opposes"
        yield Frame(kind, seekers, removed, verb, terms, (noun,))


def _going_to_war(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "X and Y went to war", "X went to war with Y"."""
    if sentence[verb].lemma not in ("go", "be"):
        return
    for war in sentence.prepositional(verb, "to", "at"):
        if sentence[war].lemma != "war":
            continue
        others = tuple(
            end
            for place in (verb, war)
            for preposition in sentence.prepositions(place, "with", "against")
            for end in objects_of(sentence, preposition)
        )
        sides = agents(sentence, verb)
        if not others and len(sides) == 2:
            sides, others = sides[:1], sides[1:]
        yield Frame("opposes", sides, others, verb, ("armed",), (war,))


def _heading_affairs(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "Controlled the country's politics": whoever does leads the state."""
    held = sentence.child(verb, "dobj")
    if sentence[verb].lemma not in ("control", "dominate", "run") or held is None:
        return
    if sentence[held].lemma in AFFAIRS and not is_passive(sentence, verb):
        rulers = tuple(end for end in agents(sentence, verb) if end.kind == "person")
        states = tuple(end for end in noun_owners(sentence, held) if end.kind == "state")
        yield Frame("leads", rulers, states, verb, (), (held,))


def _together(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "X, with the army of Y, launched an offensive": they are on one side."""
    started = sentence.child(verb, "dobj")
    begins = sentence[verb].lemma in _LAUNCHING and started is not None
    if not begins or started is None or sentence[started].lemma not in _OFFENSIVES:
        return
    for subject in sentence.children(verb, "nsubj"):
        if sentence[subject].name is None:
            continue
        for preposition in sentence.prepositions(subject, "with"):
            others = objects_of(sentence, preposition)
            leading = tuple(end for end in ends(sentence, subject) if end.word == subject)
            yield Frame("allied-with", leading, others, verb, (), (preposition,))


def _taking_power(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "Seized power in X"."""
    power = sentence.child(verb, "dobj")
    if sentence[verb].lemma not in _TAKING or power is None or sentence[power].lemma != "power":
        return
    for place in (verb, power):
        for preposition in sentence.prepositions(place, "in"):
            states = tuple(e for e in objects_of(sentence, preposition) if e.kind == "state")
            takers = tuple(e for e in agents(sentence, verb) if e.kind in ("person", "party"))
            yield Frame("leads", takers, states, verb, (), (power,))


def _pitting(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "The war pitted X against Y"."""
    pitted = sentence.child(verb, "dobj")
    if sentence[verb].lemma != "pit" or pitted is None:
        return
    for place in (verb, pitted):
        for preposition in sentence.prepositions(place, "against"):
            others = objects_of(sentence, preposition)
            yield Frame("opposes", ends(sentence, pitted), others, verb, (), (preposition,))


def _side_by_side(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "Fought side by side with X"."""
    if sentence[verb].lemma not in ("fight", "battle", "serve", "operate"):
        return
    beside = sentence.prepositional(verb, "by", "to")
    for side in (*sentence.children(verb, "npadvmod", "advmod", "dobj"), *beside):
        if sentence[side].lemma in ("side", "shoulder"):
            for place in sentence.subtree(side):
                if sentence[place].lemma in ("with", "to"):
                    helped = objects_of(sentence, place)
                    yield Frame("backs", agents(sentence, verb), helped, verb, ("X",), (side,))


def _sending_somebody(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "X sent Y to Z": a person that somebody sends somewhere speaks for him."""
    sent = sentence.child(verb, "dobj")
    if sentence[verb].lemma not in ("send", "dispatch") or sent is None:
        return
    name = sentence[sent].name
    if name is None or name.kind != "person" or is_passive(sentence, verb):
        return
    if next(sentence.prepositional(verb, "to"), None) is not None:
        envoys = tuple(end for end in ends(sentence, sent) if end.word == sent)
        yield Frame("represents", envoys, agents(sentence, verb), verb, ("envoy",))


def _same_side(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    """ "Fought on the same side as X"."""
    if sentence[noun].lemma != "side" or sentence.child(noun, "amod") is None:
        return
    preposition = sentence.head(noun)
    if preposition is None or "same" not in sentence.lemmas(sentence.children(noun, "amod")):
        return
    verb = sentence.head(preposition)
    if verb is None or not sentence[verb].is_verb or sentence[preposition].lemma != "on":
        return
    for behind in sentence.prepositions_behind(noun, "as", "with"):
        others = objects_of(sentence, behind)
        yield Frame("allied-with", agents(sentence, verb), others, verb, (), (noun,))


def _keeping(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "Kept X in power", "was kept alive by X"."""
    if sentence[verb].lemma not in _LASTING:
        return
    state = [
        *sentence.children(verb, "oprd", "acomp", "advmod", "xcomp", "ccomp"),
        *sentence.prepositional(verb, "in"),
    ]
    state = [place for place in state if sentence[place].lemma in _AFLOAT]
    if not state:
        return
    passive = is_passive(sentence, verb)
    kept = sentence.child(verb, "nsubjpass" if passive else "dobj")
    if kept is None and not passive:
        kept = next((c for s in state for c in sentence.children(s, "nsubj")), None)
    objects = ends(sentence, kept) if kept is not None else ()
    yield Frame("backs", agents(sentence, verb), objects, verb, (), (state[0],))


def _relying(sentence: ParsedSentence, place: int) -> Iterator[Frame]:
    """ "Relies on X for weapons", "is dependent on X"."""
    verb = place
    if not sentence[place].is_verb:
        above = sentence.head(place)
        if above is None or sentence[above].lemma not in COPULAS:
            return
        verb = above
    for preposition in sentence.prepositions(place, "on", "upon"):
        backers = objects_of(sentence, preposition)
        words = tuple(_for_what(sentence, (verb, place, *sentence.subtree(preposition))))
        receivers = agents(sentence, verb)
        # What a person takes from another one's writings is no backing.
        between_persons = {end.kind for end in (*backers, *receivers)} == {"person"}
        if words or not between_persons:
            terms = letters(sentence, words)
            yield Frame("backs", backers, receivers, place, terms, words)


def _for_what(sentence: ParsedSentence, places: tuple[int, ...]) -> Iterator[int]:
    for place in dict.fromkeys(places):
        for noun in sentence.prepositional(place, "for"):
            yield from means_words(sentence, noun)


def _stance(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    """ "Is at odds with X", "acted in league with X"."""
    preposition = sentence.head(noun)
    if preposition is None or sentence[noun].relation != "pobj":
        return
    phrase = (sentence[preposition].lemma, sentence[noun].lemma)
    claim, led_by = _STANCES.get(phrase), "with"
    if phrase in _IN_FAVOUR:
        claim, led_by = _BACKS, "of"
    if phrase in _IN_CHARGE:
        claim, led_by = VerbClaim("leads"), "of"
    head = sentence.head(preposition)
    while head is not None and sentence[head].tag in ("RB", "JJ"):
        head = sentence.head(head)
    if claim is None or head is None or (claim is _BACKS and sentence[head].lemma not in COPULAS):
        return
    others: tuple[End, ...] = tuple(
        end
        for place in (noun, preposition)
        for inner in sentence.prepositions(place, led_by)
        for end in objects_of(sentence, inner)
    )
    bearers = agents(sentence, head) if sentence[head].is_verb else ends(sentence, head)[:1]
    if claim.type == "leads":
        left = sentence.child(head, "dobj") if sentence[head].lemma in ("leave", "put") else None
        bearers = ends(sentence, left) if left is not None else bearers
        bearers = tuple(end for end in bearers if end.kind == "person")
        others = tuple(
            end for end in others if end.kind not in ("person", "state") and not end.elements
        )
    yield Frame(claim.type, bearers, others, noun, claim.terms, (preposition,))
