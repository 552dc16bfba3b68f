"""Claims that nouns make: support for, attacks on, ties with, sanctions on somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.actor_name import NAME
from proxytui.reading.suggesting.arguments import (
    agents,
    noun_owners,
    patients,
)
from proxytui.reading.suggesting.attack_frames import ATTACKS_OF, ATTACKS_ON, BETWEEN, attack_frames
from proxytui.reading.suggesting.frame import Frame
from proxytui.reading.suggesting.means import (
    SUPPORT,
    is_armed_presence,
    is_means,
    letters,
    means_words,
)
from proxytui.reading.suggesting.noun_links import (
    INVOLVEMENT,
    WAGING,
    above_verb,
    behind,
    governor,
    not_towns,
)
from proxytui.reading.suggesting.noun_phrases import End, ends, owners
from proxytui.reading.suggesting.subjects import grammatical_subject, is_passive
from proxytui.reading.suggesting.tie_frames import (
    ALLIANCES,
    MEASURES,
    TIES,
    sanction_frames,
    tie_frames,
)
from proxytui.reading.suggesting.verbs import FIGHTING
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.parsed import ParsedSentence

_TRANSFERS = word_set(
    "sale shipment delivery transfer provision smuggling supply flow export shipping supplying "
    "arming funding financing training backing"
)
_GERUNDS = {"arming": ("W",), "training": ("T",), "sponsoring": (), "supporting": ()}
"""Acts of backing as nouns, with those who are backed behind "of"."""
_VITAL = word_set("vital crucial essential critical important decisive key instrumental")
_SUCCESSES = word_set("success survival victory effort advance campaign operation rise power")
_CHANGING = word_set(
    "increase expand maintain continue reduce cut end stop suspend withdraw resume halt cease "
    "boost double extend show step scale curtail freeze restore limit offer pledge promise "
    "intensify "
    "have begin start terminate discontinue redouble renew"
)
"""Verbs whose subject gives the support that is their object."""
_OF_WHAT_IS = word_set(
    "increase expand maintain continue reduce cut end stop suspend withdraw halt cease scale "
    "curtail terminate discontinue redouble "
    "freeze"
)
"""Those whose object is there already, whatever becomes of it."""
_SHIFTING = word_set("transfer shift switch move")
_KEEPING_UP = word_set("allow enable help keep sustain permit let save bolster strengthen")
_TAKING = word_set("take assume hold exercise retain")
_ACTING = word_set("intervene act operate enter send deploy come work speak lobby")
_LEADING = word_set("leadership presidency command rule chairmanship")
_OPPOSITION = word_set(
    "opposition hostility enmity antagonism resistance animosity hatred criticism"
)
_BACKING_SIDES = {"behalf": ("on",), "side": ("on",), "favor": ("in",), "favour": ("in",)} | {
    "defense": ("in",),
    "defence": ("in",),
}
_DEPENDENCE = word_set("dependence reliance dependency")
_RELYING = word_set("rely depend dependent reliant")


def noun_frames(sentence: ParsedSentence) -> Iterator[Frame]:
    """The claims that the common nouns of a sentence make."""
    for place, word in enumerate(sentence.words):
        if word.name is not None or word.tag[:2] not in ("NN", "VB"):
            continue
        lemma = word.lemma
        if word.tag == "VBG" and (lemma + "ing" in _TRANSFERS or lemma == "fight"):
            lemma += "ing"
            is_act = word.relation in ("nsubj", "pobj", "dobj", "pcomp")
            if lemma == "fighting" and not is_act:
                continue
        elif word.is_verb:
            continue
        if lemma in SUPPORT or is_means(lemma) or lemma in _TRANSFERS:
            yield from _support(sentence, place, lemma)
            yield from _support_in_use(sentence, place)
        if lemma in ATTACKS_ON or lemma in ATTACKS_OF or lemma in BETWEEN:
            yield from attack_frames(sentence, place)
        if lemma in _DEPENDENCE:
            backers, backed = behind(sentence, place, "on", "upon"), noun_owners(sentence, place)
            yield Frame("backs", backers, backed, place, definite=True)
        if lemma in _LEADING:
            yield from _under_leadership(sentence, place)
            held = tuple(end for end in noun_owners(sentence, place) if end.kind == "person")
            led = tuple(e for e in behind(sentence, place, "of") if e.kind != "person")
            taking = above_verb(sentence, place)
            if not held and taking is not None and sentence[taking].lemma in _TAKING:
                held = tuple(end for end in agents(sentence, taking) if end.kind == "person")
            yield Frame("leads", held, led, place, definite=True)
        if lemma in _OPPOSITION:
            against = behind(sentence, place, "to", "toward", "towards", "against")
            # "Lebanese opposition" is not Lebanon's.
            owned = (end for end in noun_owners(sentence, place) if _is_named(sentence, end))
            opponents = tuple(owned) or behind(sentence, place, "from", "by")
            yield Frame("opposes", opponents, against, place, ("political",), definite=True)
        if lemma in _BACKING_SIDES:
            yield from _on_behalf(sentence, place, _BACKING_SIDES[lemma])
        if lemma in TIES or lemma in ALLIANCES:
            yield from tie_frames(sentence, place)
        if lemma in MEASURES:
            yield from sanction_frames(sentence, place)


def _under_leadership(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    """ "Under X's leadership, Y …"."""
    acting = governor(sentence, noun, "under")
    if acting is None or not sentence[acting].is_verb:
        return
    leaders = noun_owners(sentence, noun) or behind(sentence, noun, "of")
    leading = tuple(end for end in leaders if end.kind == "person")
    subject = grammatical_subject(sentence, acting)
    led = ends(sentence, subject)[:1] if subject is not None else ()
    if led and led[0].kind != "person" and not led[0].body:
        yield Frame("leads", leading, led, noun, definite=True)


def _support_in_use(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    """What somebody's support does, or is done by it: "keeps X in power", "attacked with arms
    from X", "has influence through support for X"."""
    lemma = sentence[noun].lemma
    named, backed = behind(sentence, noun, "from", "by"), behind(sentence, noun, "for", "to")
    backers = (*noun_owners(sentence, noun), *named)
    words = tuple(means_words(sentence, noun)) or (noun,)
    through = governor(sentence, noun, "through", "via")
    if lemma in SUPPORT and through is not None and backed and not backers:
        acting = agents(sentence, sentence.clause(noun))
        yield Frame("backs", acting, backed, noun, letters(sentence, words))
    if backers and not backed:
        yield Frame("backs", backers, _kept_up(sentence, noun), noun, letters(sentence, (noun,)))
    armed_with = governor(sentence, noun, "with")
    carried = is_means(lemma) and lemma not in SUPPORT
    if named and not backed and carried and armed_with is not None:
        clause = sentence.clause(armed_with)
        fights = sentence[clause].lemma in WAGING | FIGHTING
        acting = agents(sentence, clause) if fights else ()
        yield Frame("backs", named, acting, noun, letters(sentence, words), definite=True)


def _kept_up(sentence: ParsedSentence, noun: int) -> tuple[End, ...]:
    """Those whom somebody's support keeps going: "backing from X has allowed Y to hold"."""
    first = sentence.first_conjunct(noun)
    verb = sentence.head(first)
    if verb is None or sentence[first].relation != "nsubj" or is_passive(sentence, verb):
        return ()
    if sentence[verb].lemma not in _KEEPING_UP:
        return ()
    kept = [*sentence.children(verb, "dobj")]
    for clause in sentence.children(verb, "ccomp", "xcomp"):
        kept += sentence.children(clause, "nsubj")
    return tuple(end for place in kept for end in ends(sentence, place))


def _is_named(sentence: ParsedSentence, end: End) -> bool:
    name = sentence[end.word].name
    return name is None or name.form == NAME


def _support(sentence: ParsedSentence, noun: int, lemma: str) -> Iterator[Frame]:
    before = noun_owners(sentence, noun)
    named = behind(sentence, noun, "from", "by")
    backers = (*before, *named)
    backed = behind(sentence, noun, "for", "to")
    governing = above_verb(sentence, noun)
    if governing is not None and sentence[governing].lemma in _SHIFTING:
        # "Transferred its support from X to Y"
        backers = before or agents(sentence, governing)
        backed = backed or behind(sentence, governing, "to")
    if not backed and governing is not None:
        gives = sentence[governing].lemma in _CHANGING or before
        if gives and (lemma in SUPPORT or lemma in _TRANSFERS):
            backed = behind(sentence, governing, "to")
    backed = not_towns(sentence, backed or _to_whom_it_matters(sentence, noun))
    if is_armed_presence(lemma):
        backed = tuple(end for end in backed if end.kind != "state")
    words = tuple(means_words(sentence, noun))
    terms = letters(sentence, (*(words or (noun,)), *_included(sentence, noun)))
    definite = bool(before) and not _is_new(sentence, noun, governing)
    supports = lemma in SUPPORT or lemma in _TRANSFERS
    if supports and not backers and backed and governing is not None:
        changed = sentence[governing].lemma
        governs = changed in _CHANGING and not is_passive(sentence, governing)
        backers = agents(sentence, governing) if governs else ()
        definite = changed in _OF_WHAT_IS
    general = lemma in SUPPORT
    of_whom = behind(sentence, noun, "of")
    if lemma in _TRANSFERS and lemma not in _GERUNDS and not general:
        if not words:
            return
    elif not general and not (backers and (backed or lemma in _GERUNDS)):
        return
    acting = governor(sentence, noun, "in")
    if general and acting is not None and of_whom and sentence[acting].is_verb:
        # "Measures undertaken by X in support of Y", "X was deployed in support of Y"
        helpers = agents(sentence, acting) or patients(sentence, acting)
        yield Frame("backs", helpers, of_whom, noun, terms)
        return
    if general and acting is not None and of_whom and sentence[acting].lemma in INVOLVEMENT:
        yield Frame("backs", noun_owners(sentence, acting), of_whom, noun, terms, definite=True)
        return
    if general and acting is not None and of_whom and not backed and not backers:
        clause = sentence.clause(acting)
        if sentence[clause].lemma in WAGING | _ACTING:
            yield Frame("backs", agents(sentence, clause), of_whom, noun, terms)
            return
    if general and not backed and (backers or of_whom):
        receiving = _helped(sentence, noun)
        helpers = backers or of_whom
        if receiving:
            yield Frame("backs", helpers, receiving, noun, terms)
            return
    if (general or lemma in _GERUNDS) and of_whom and not backed:
        backed, words = of_whom, words or (noun,)
        terms = terms or _GERUNDS.get(lemma, ())
    if backers and backed:
        yield Frame("backs", backers, backed, noun, terms, words, definite=definite)


def _is_new(sentence: ParsedSentence, noun: int, verb: int | None) -> bool:
    """Whether it only begins by what a verb says of its own subject: "X would resume its help"."""
    poss = sentence.child(noun, "poss")
    own = poss is not None and sentence[poss].tag == "PRP$"
    return own and verb is not None and sentence[verb].lemma in _CHANGING - _OF_WHAT_IS


def _to_whom_it_matters(sentence: ParsedSentence, noun: int) -> tuple[End, ...]:
    """Those to whom support is said to be vital: "their support is crucial to X"."""
    verb = sentence.head(noun)
    if verb is None or sentence[noun].relation != "nsubj" or sentence[verb].lemma != "be":
        return ()
    return tuple(
        end
        for adjective in sentence.children(verb, "acomp")
        if sentence[adjective].lemma in _VITAL
        for end in behind(sentence, adjective, "to", "for") or _whose_success(sentence, adjective)
    )


def _whose_success(sentence: ParsedSentence, adjective: int) -> tuple[End, ...]:
    """Those to whose success or survival something is vital."""
    return tuple(
        end
        for noun in sentence.prepositional(adjective, "to", "for", "in")
        if sentence[noun].lemma in _SUCCESSES
        for end in noun_owners(sentence, noun)
    )


def _included(sentence: ParsedSentence, noun: int) -> tuple[int, ...]:
    """The means that support is said to consist of: "the support includes arms and money"."""
    head = sentence.head(noun)
    if head is None or sentence[noun].relation != "nsubj":
        return ()
    if sentence[head].lemma not in ("include", "comprise"):
        return ()
    return tuple(w for p in sentence.children(head, "dobj") for w in means_words(sentence, p))


def _helped(sentence: ParsedSentence, noun: int) -> tuple[End, ...]:
    """The actors that do something with the help that a noun names, or rely on it."""
    acting = governor(sentence, noun, "with")
    if acting is not None and sentence[acting].is_verb:
        subject = grammatical_subject(sentence, acting)
        named = ends(sentence, subject) if subject is not None else ()
        return named or agents(sentence, acting)
    if acting is not None and governor(sentence, acting, "from", "at") is not None:
        # "Operated from camps with Iranian help"
        return agents(sentence, sentence.clause(acting))
    if acting is not None:
        # "The army, with Iranian help, captured": parsed as going with the army.
        return tuple(end for end in ends(sentence, acting) if end.word <= noun)
    relying = governor(sentence, noun, "on", "upon")
    if relying is not None and sentence[relying].lemma in _RELYING:
        verb = relying if sentence[relying].is_verb else sentence.head(relying)
        subject = grammatical_subject(sentence, verb) if verb is not None else None
        return ends(sentence, subject) if subject is not None else ()
    return ()


def _on_behalf(
    sentence: ParsedSentence, noun: int, prepositions: tuple[str, ...]
) -> Iterator[Frame]:
    """Acting for somebody: "intervened on behalf of X", "fights on the side of X"."""
    acting = governor(sentence, noun, *prepositions)
    if acting is not None and not sentence[acting].is_verb:
        acting = above_verb(sentence, acting) or sentence.clause(acting)
    helped = behind(sentence, noun, "of") or owners(sentence, noun)
    if acting is not None and sentence[acting].lemma in WAGING | _ACTING:
        yield Frame("backs", agents(sentence, acting), helped, noun)
    involved = governor(sentence, noun, *prepositions)
    if involved is not None and sentence[involved].lemma in INVOLVEMENT:
        helpers = noun_owners(sentence, involved)
        yield Frame("backs", helpers, helped, noun, definite=True)
