"""Claims that nouns make: support for, attacks on, ties with, sanctions on somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.arguments import (
    agents,
    described,
    grammatical_subject,
    is_passive,
    noun_owners,
    objects_of,
    patients,
)
from proxytui.reading.suggesting.frame import Frame
from proxytui.reading.suggesting.means import (
    SUPPORT,
    is_armed_presence,
    is_means,
    letters,
    means_words,
)
from proxytui.reading.suggesting.names import NAME
from proxytui.reading.suggesting.noun_phrases import End, ends, is_town, led_by, owners
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
_ATTACKS_ON = word_set(
    "war attack offensive strike airstrike assault raid campaign aggression insurgency jihad "
    "operation hostility rebellion struggle fight battle incursion intervention ambush crackdown "
    "blockade victory onslaught counteroffensive counter-offensive crusade reprisal retaliation "
    "uprising "
    "revolt"
)
_ATTACKS_OF = word_set(
    "invasion bombing bombardment assassination killing shelling murder siege overthrow occupation "
    "annexation conquest massacre targeting defeat ouster expulsion"
)
_BETWEEN = word_set(
    "rivalry feud enmity war clash fighting battle hostility conflict combat skirmish strike "
    "attack confrontation competition"
)
_VITAL = word_set("vital crucial essential critical important decisive key instrumental")
_WITH = word_set("war rivalry feud enmity clash")
_ARMED = word_set("war clash fighting battle combat skirmish strike attack")
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
_ACTING = word_set("intervene act operate enter send deploy come work speak lobby")
_WAGING = word_set(
    "launch wage conduct carry mount begin start lead join declare fight undertake stage plan "
    "intensify resume continue perform make order initiate unleash direct"
)
_INVOLVEMENT = word_set(
    "involvement intervention operation deployment campaign presence role strike"
)
_TAKING_PART = word_set("participate engage take involve embroil fight")
_TIES = word_set(
    "tie link contact cooperation connection collaboration allegiance affiliation coordination "
    "relationship relation linkage association closeness"
)
_WEAK_TIES = word_set(
    "strained severed cut diplomatic trade poor commercial cultural historical economic religious "
    "ethnic tense troubled hostile friendly good better bad normal family"
)
_STRAINING = word_set(
    "strain sour poison damage hurt harm complicate worsen downgrade normalize normalise restore "
    "improve repair mend"
)
"""Verbs by which ties are said to be bad, or only to begin."""
_STRONG = word_set("close closer strategic strong military warm special patron-client")
_ALLIANCES = word_set("alliance partnership pact coalition")
_HAVING = word_set(
    "pledge swear owe declare retain enjoy have maintain establish develop forge keep build form "
    "strengthen"
)
_IMPOSING = word_set(
    "declare extend renew introduce approve impose expand announce levy place tighten slap adopt "
    "enact"
)
_MEASURES = word_set("sanction embargo freeze restriction measure")
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
        if lemma in _ATTACKS_ON or lemma in _ATTACKS_OF or lemma in _BETWEEN:
            yield from _attack(sentence, place)
        if lemma in _DEPENDENCE:
            backers, backed = _behind(sentence, place, "on", "upon"), noun_owners(sentence, place)
            yield Frame("backs", backers, backed, place, definite=True)
        if lemma in _LEADING:
            held = tuple(end for end in noun_owners(sentence, place) if end.kind == "person")
            led = tuple(e for e in _behind(sentence, place, "of") if e.kind != "person")
            yield Frame("leads", held, led, place, definite=True)
        if lemma in _OPPOSITION:
            against = _behind(sentence, place, "to", "toward", "towards", "against")
            # "Lebanese opposition" is not Lebanon's.
            owned = (end for end in noun_owners(sentence, place) if _is_named(sentence, end))
            opponents = tuple(owned) or _behind(sentence, place, "from", "by")
            yield Frame("opposes", opponents, against, place, ("political",), definite=True)
        if lemma in _BACKING_SIDES:
            yield from _on_behalf(sentence, place, _BACKING_SIDES[lemma])
        if lemma in _TIES or lemma in _ALLIANCES:
            yield from _tie(sentence, place)
        if lemma in _MEASURES:
            yield from _sanctions(sentence, place)


def _behind(sentence: ParsedSentence, noun: int, *prepositions: str) -> tuple[End, ...]:
    counted = sentence.measured(noun)
    return tuple(
        end
        for place in dict.fromkeys((noun, counted))
        for preposition in sentence.prepositions_behind(place, *prepositions)
        for inner in sentence.children(preposition, "pobj", "pcomp")
        if not sentence[inner].is_verb
        for end in ends(sentence, inner)
    )


def _is_definite(sentence: ParsedSentence, noun: int) -> bool:
    """Whether a noun phrase speaks of what is known to be there: "the war", "fighting grew"."""
    determiners = sentence.lemmas(sentence.children(noun, "det"))
    is_subject = sentence[noun].relation in ("nsubj", "nsubjpass") and not determiners
    return "the" in determiners or is_subject


def _is_named(sentence: ParsedSentence, end: End) -> bool:
    name = sentence[end.word].name
    return name is None or name.form == NAME


def _governor(sentence: ParsedSentence, noun: int, *prepositions: str) -> int | None:
    """The word on which a noun hangs by one of these prepositions."""
    above = sentence.head(noun)
    if above is None or sentence[noun].relation != "pobj":
        return None
    return sentence.head(above) if sentence[above].lemma in prepositions else None


def _above_verb(sentence: ParsedSentence, noun: int) -> int | None:
    """The verb whose object or passive subject a noun is."""
    noun = sentence.measured(noun)
    head = sentence.head(noun)
    if head is not None and sentence[head].is_verb:
        if sentence[noun].relation in ("dobj", "nsubjpass"):
            return head
        if sentence[noun].relation == "conj":
            return _above_verb(sentence, head)
    return None


# Support


def _support(sentence: ParsedSentence, noun: int, lemma: str) -> Iterator[Frame]:
    before = noun_owners(sentence, noun)
    named = _behind(sentence, noun, "from", "by")
    backers = (*before, *named)
    backed = _behind(sentence, noun, "for", "to")
    governing = _above_verb(sentence, noun)
    if not backed and governing is not None:
        gives = sentence[governing].lemma in _CHANGING or before
        if gives and (lemma in SUPPORT or lemma in _TRANSFERS):
            backed = _behind(sentence, governing, "to")
    backed = _not_towns(sentence, backed or _to_whom_it_matters(sentence, noun))
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
    behind = _behind(sentence, noun, "of")
    if lemma in _TRANSFERS and lemma not in _GERUNDS and not general:
        if not words:
            return
    elif not general and not (backers and (backed or lemma in _GERUNDS)):
        return
    acting = _governor(sentence, noun, "in")
    if general and acting is not None and behind and sentence[acting].is_verb:
        # "Measures undertaken by X in support of Y", "X was deployed in support of Y"
        helpers = agents(sentence, acting) or patients(sentence, acting)
        yield Frame("backs", helpers, behind, noun, terms)
        return
    if general and acting is not None and behind and sentence[acting].lemma in _INVOLVEMENT:
        yield Frame("backs", noun_owners(sentence, acting), behind, noun, terms, definite=True)
        return
    if general and not backed and (backers or behind):
        receiving = _helped(sentence, noun)
        helpers = backers or behind
        if receiving:
            yield Frame("backs", helpers, receiving, noun, terms)
            return
    if (general or lemma in _GERUNDS) and behind and not backed:
        backed, words = behind, words or (noun,)
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
        for end in _behind(sentence, adjective, "to", "for")
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
    acting = _governor(sentence, noun, "with")
    if acting is not None and sentence[acting].is_verb:
        subject = grammatical_subject(sentence, acting)
        return ends(sentence, subject) if subject is not None else ()
    if acting is not None:
        # "The army, with Iranian help, captured": parsed as going with the army.
        return tuple(end for end in ends(sentence, acting) if end.word <= noun)
    relying = _governor(sentence, noun, "on", "upon")
    if relying is not None and sentence[relying].lemma in _RELYING:
        verb = relying if sentence[relying].is_verb else sentence.head(relying)
        subject = grammatical_subject(sentence, verb) if verb is not None else None
        return ends(sentence, subject) if subject is not None else ()
    return ()


def _not_towns(sentence: ParsedSentence, named: tuple[End, ...]) -> tuple[End, ...]:
    return tuple(end for end in named if not is_town(sentence, end))


def _on_behalf(
    sentence: ParsedSentence, noun: int, prepositions: tuple[str, ...]
) -> Iterator[Frame]:
    """Acting for somebody: "intervened on behalf of X", "fights on the side of X"."""
    acting = _governor(sentence, noun, *prepositions)
    if acting is not None and not sentence[acting].is_verb:
        acting = _above_verb(sentence, acting)
    helped = _behind(sentence, noun, "of") or owners(sentence, noun)
    if acting is not None and sentence[acting].lemma in _WAGING | _ACTING:
        yield Frame("backs", agents(sentence, acting), helped, noun)
    involved = _governor(sentence, noun, *prepositions)
    if involved is not None and sentence[involved].lemma in _INVOLVEMENT:
        helpers = noun_owners(sentence, involved)
        yield Frame("backs", helpers, helped, noun, definite=True)


# Attacks


def _attack(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    lemma = sentence[noun].lemma
    lemma = "fighting" if lemma == "fight" and sentence[noun].tag == "VBG" else lemma
    if lemma in _BETWEEN:
        pair = _behind(sentence, noun, "between")
        head = sentence.head(noun)
        if not pair and head is not None and sentence[noun].relation == "nsubj":
            pair = _behind(sentence, head, "between")
        if len(pair) == 2:
            definite = _is_definite(sentence, noun)
            rival = lemma in ("rivalry", "competition")
            terms = ("rival",) if rival else ("armed",) if lemma in _ARMED else ()
            yield Frame("opposes", pair[:1], pair[1:], noun, terms, definite=definite)
            return
    before = _given_to(sentence, noun) or noun_owners(sentence, noun) or led_by(sentence, noun)
    attackers = before or _behind(sentence, noun, "by")
    attacked = _behind(sentence, noun, "against", "on", "upon")
    if lemma in _ATTACKS_OF:
        attacked = attacked or _behind(sentence, noun, "of")
    elif lemma in _WITH and not attacked:
        attacked = _behind(sentence, noun, "with")
        at_war = _governor(sentence, noun, "at")
        if at_war is not None and sentence[at_war].lemma in ("be", "remain"):
            attackers = agents(sentence, at_war)
            attacked = attacked or _behind(sentence, at_war, "with")
    verb = _above_verb(sentence, noun)
    taking_part = _governor(sentence, noun, "in")
    if attacked and taking_part is not None and sentence[taking_part].lemma in _TAKING_PART:
        attackers = attackers or agents(sentence, taking_part)
    if verb is not None and sentence[verb].lemma in _WAGING:
        if not attackers:
            attackers = agents(sentence, verb)
        attacked = attacked or _behind(sentence, verb, "against", "on")
    attacked = _not_towns(sentence, attacked)
    if attackers and attacked:
        terms = ("rival",) if lemma == "rivalry" else ("armed",)
        yield Frame("opposes", attackers, attacked, noun, terms, definite=bool(before))


def _given_to(sentence: ParsedSentence, noun: int) -> tuple[End, ...]:
    """Whose fight it is that somebody is helped in: "gave arms to X in its war"."""
    poss = sentence.child(noun, "poss")
    helped = _governor(sentence, noun, "in")
    if poss is None or helped is None or sentence[poss].tag != "PRP$":
        return ()
    if not sentence[helped].is_verb:
        return tuple(end for end in ends(sentence, helped) if end.word < noun)
    receivers = [
        end
        for child in sentence.children(helped, "dative", "prep")
        if child < noun and sentence[child].lemma in ("to", "for")
        for end in objects_of(sentence, child)
    ]
    return tuple(receivers) or patients(sentence, helped)


# Ties


def _tie(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    lemma = sentence[noun].lemma
    modifiers = sentence.lemmas(sentence.children(noun, "amod", "compound", "nmod"))
    if modifiers & _WEAK_TIES or (lemma == "relation" and not modifiers & _STRONG):
        return
    governing = sentence.head(noun)
    if governing is not None and sentence[governing].lemma in _STRAINING:
        return
    kind = "allied-with" if lemma in _ALLIANCES else "linked-to"
    pair = _behind(sentence, noun, "between", "among")
    if len(pair) == 2:
        yield Frame(kind, pair[:1], pair[1:], noun, definite=_is_definite(sentence, noun))
        return
    prepositions = (
        ("with",) if lemma in ("relationship", "relation", *_ALLIANCES) else ("with", "to")
    )
    others = _behind(sentence, noun, *prepositions)
    before = noun_owners(sentence, noun)
    holders = before
    verb = _above_verb(sentence, noun)
    if not holders and verb is not None and sentence[verb].lemma in _HAVING:
        holders = agents(sentence, verb)
        others = others or _behind(sentence, verb, *prepositions)
    acting = _governor(sentence, noun, "in")
    if not holders and acting is not None and sentence[acting].is_verb:
        holders = agents(sentence, acting)
    with_ties = _governor(sentence, noun, "with")
    if not holders and with_ties is not None and sentence[with_ties].is_noun:
        holders = described(sentence, with_ties)
    in_part = _governor(sentence, noun, "of")
    if not holders and in_part is not None and sentence[in_part].lemma == "part":
        acting = _governor(sentence, in_part, "as")
        if acting is not None and sentence[acting].is_verb:
            holders = agents(sentence, acting)
    if not others and len(holders) == 2:
        holders, others = holders[:1], holders[1:]
    if holders and others:
        definite = bool(before) or lemma == "allegiance"
        yield Frame(kind, holders, others, noun, definite=definite)


# Sanctions


def _sanctions(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    before = noun_owners(sentence, noun)
    targets = _behind(sentence, noun, "on", "against", "upon")
    verb = _above_verb(sentence, noun)
    if verb is not None and sentence[verb].lemma in _IMPOSING:
        targets = targets or _behind(sentence, verb, "on", "against", "upon")
        makers = agents(sentence, verb) or before
        yield Frame("designates", makers, targets, verb, ("sanctions",), (noun,))
    elif sentence[noun].lemma == "sanction" and before and targets:
        yield Frame("designates", before, targets, noun, ("sanctions",), definite=True)
