"""Actors that a noun phrase names: the name itself, a state's army, members of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.reading.suggesting.actor_name import ADJECTIVE, CAPITAL
from proxytui.reading.suggesting.references import referred_to
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.actor_name import ActorName
    from proxytui.reading.suggesting.parsed import ParsedSentence

GOVERNMENTS = word_set(
    "government regime administration authority leadership state cabinet monarchy junta "
    "republic rulers treasury"
)
"""Nouns by which a state, or a person, stands for its government."""
_BODIES = word_set(
    "army military force troop navy official soldier leader president premier policymaker "
    "diplomat adviser advisor "
    "strike airpower artillery drone missile warplane jet aircraft airstrike intelligence "
    "security police personnel parliament target "
    "position base convoy outpost facility depot warehouse arsenal barracks installation compound "
    "ship vessel tanker plane helicopter radar bunker checkpoint patrol embassy consulate "
    "stronghold "
    "serviceman servicemen infantry commando paratrooper officer general commander pilot "
    "instructor "
    "trainer agent marine guard site infrastructure asset launcher battery stockpile"
)
_MEMBERS = word_set(
    "troop rebel jihadist insurgent mission peacekeeper mercenary fighter member soldier militant "
    "site infrastructure asset launcher battery stockpile general operative gunman militiaman "
    "guerrilla combatant commander "
    "official leader leadership unit force troop cell convoy position stronghold target base camp "
    "militia militiamen supporter cadre loyalist fighters forces representative delegation "
    "personnel adviser terrorist insurgent headquarters facility depot warehouse arsenal barracks "
    "compound bunker tunnel checkpoint patrol vehicle officer instructor trainer agent envoy "
    "bomber facilitator financier figure recruiter planner sniper chief head kingpin maker boss "
    "courier propagandist detainee prisoner"
)
FORCES_OF = word_set(
    "army military force troop navy soldier fighter jet warplane aircraft militant"
)
"""Nouns whose owner acts by them, also where a pronoun names him."""
_WEAPONS = word_set(
    "rocket missile drone airstrike strike attack raid offensive assault shelling bombardment "
    "bombing artillery gunfire ambush"
)
"""What an actor uses or does in a fight, which as a subject stands for it."""
_QUANTITIES = word_set(
    "dozen hundred thousand member majority most some many number remnant element rest group "
    "part contingent faction fighter leader manager official one ten"
)
_CLASSES = word_set(
    "group movement organization organisation militia party faction network alliance coalition "
    "front army insurgency"
)
_OTHERS = word_set(
    "opposition rebel revolutionary insurgent dissident exile exiled democratic proxy resistance "
    "kurdish militia tribal separatist paramilitary former anti-government"
)
"""Words before a noun that make another one of a state's forces than its own."""
_IRREGULAR = word_set("guerilla guerrilla irregular volunteer mercenary insurgency")
"""Words before a noun that make a state's people others than its own forces."""
_GROUPS = frozenset(("armed-group", "party", "organisation", "coalition"))
_OWNERS = ("amod", "compound", "poss", "nmod")
_ALONE = frozenset(("nsubj", "nsubjpass", "dobj", "pobj"))
_PERSONAL = GOVERNMENTS | {"army", "force", "troop"}


class End(NamedTuple):
    """An actor as an end of a claim: which word names it, whether only parts are meant, and whether
    a state's army or the like stands for it."""

    actor: str
    kind: str
    word: int
    elements: bool = False
    body: bool = False


def ends(sentence: ParsedSentence, place: int) -> tuple[End, ...]:
    """The actors that a noun phrase names, with those that are coordinated with its head."""
    return tuple(dict.fromkeys(_ends(sentence, place, set())))


def owners(sentence: ParsedSentence, place: int) -> tuple[End, ...]:
    """The actors that stand before a noun as its owner: "Iran's", "Iranian", "Hezbollah"."""
    return tuple(dict.fromkeys(_owners(sentence, place)))


def named_examples(sentence: ParsedSentence, place: int) -> tuple[End, ...]:
    """The actors that are named as examples of a noun: "allies such as X", "including X"."""
    if sentence[place].name is not None:
        return ()
    return tuple(dict.fromkeys(_named_beside(sentence, place, set())))


def _ends(sentence: ParsedSentence, place: int, seen: set[int]) -> Iterator[End]:
    if place in seen:
        return
    seen.add(place)
    yield from _own(sentence, place, seen)
    for conjunct in sentence.children(place, "conj"):
        if not sentence[conjunct].is_verb:
            yield from _ends(sentence, conjunct, seen)
    for along in sentence.children(place, "prep", "advmod"):
        if sentence[along].lemma in ("along", "together"):
            for inner in sentence.prepositional(along, "with"):
                yield from _ends(sentence, inner, seen)
        elif sentence[along].lemma == "with" and sentence.lemmas(
            sentence.children(along, "advmod")
        ) & {"together", "along"}:
            for inner in sentence.children(along, "pobj"):
                yield from _ends(sentence, inner, seen)


def _own(sentence: ParsedSentence, place: int, seen: set[int]) -> Iterator[End]:
    word = sentence[place]
    if word.name is not None:
        if word.name.form != ADJECTIVE or _is_people(sentence, place):
            yield _end(word.name, place)
            yield from _listed(sentence, place, seen)
        return
    if not word.is_noun and word.lemma not in _QUANTITIES:
        return
    named = list(_of_owner(sentence, place)) or list(_leaders(sentence, place))
    named = named or list(_loyal_to(sentence, place))
    if not named and word.lemma in _QUANTITIES:
        for inner in sentence.prepositional(place, "of"):
            named += [end._replace(elements=True) for end in _ends(sentence, inner, seen)]
    if not named:
        named = list(_named_beside(sentence, place, seen))
    if not named:
        name = referred_to(sentence, place)
        if name is not None:
            named = [End(*_actor(sentence, name), place)]
    yield from named


def _is_people(sentence: ParsedSentence, place: int) -> bool:
    """Whether an adjective stands alone for a state: "was backed by the French"."""
    articles = sentence.lemmas(sentence.children(place, "det"))
    return "the" in articles and sentence[place].relation in _ALONE


def _listed(sentence: ParsedSentence, place: int, seen: set[int]) -> Iterator[End]:
    """The other names of a row that is parsed as an apposition: "the EU, Turkey and"."""
    for child in sentence.children(place, "appos"):
        if sentence[child].name is not None and sentence.child(child, "conj") is not None:
            yield from _ends(sentence, child, seen)


def _of_owner(sentence: ParsedSentence, place: int) -> Iterator[End]:
    """The actors whose government, army, members … a noun is."""
    lemma = sentence[place].lemma
    beside = sentence.lemmas(sentence.children(place, *_OWNERS))
    if beside & _OTHERS:
        return
    behind = (
        end
        for inner in sentence.prepositional(place, *_leading_to(lemma))
        for end in ends(sentence, inner)
    )
    for end in (*_owners(sentence, place), *behind):
        word = sentence[end.word]
        if end.kind == "state":
            if beside & _IRREGULAR:
                continue
            if lemma in GOVERNMENTS or lemma in _BODIES or lemma in _WEAPONS:
                yield end._replace(body=lemma not in GOVERNMENTS)
        elif end.kind == "person":
            # "X's Hezbollah forces" are those of the group.
            if lemma in _PERSONAL and not _has_group(sentence, place):
                yield end
        elif lemma in _MEMBERS:
            yield end._replace(elements=True)
        elif (
            lemma in GOVERNMENTS
            or (lemma in _WEAPONS and end.word < place)
            or (lemma in _CLASSES and word.relation in ("compound", "nmod", "amod"))
        ):
            yield end


def _has_group(sentence: ParsedSentence, place: int) -> bool:
    """Whether a group's name stands right before a noun."""
    named = (sentence[child].name for child in sentence.children(place, "compound", "nmod"))
    return any(name is not None and name.kind in _GROUPS for name in named)


def _loyal_to(sentence: ParsedSentence, place: int) -> Iterator[End]:
    """Those for whom a noun's people fight: "forces loyal to X"."""
    lemma = sentence[place].lemma
    if lemma in _MEMBERS or lemma in _BODIES:
        for child in sentence.children(place, "amod", "acl", "relcl", "appos"):
            if sentence[child].lemma == "loyal":
                for inner in sentence.prepositional(child, "to"):
                    yield from (e._replace(elements=True) for e in ends(sentence, inner))


def _leading_to(lemma: str) -> tuple[str, ...]:
    """The prepositions behind a noun that lead to whose it is."""
    if lemma == "government":
        return ("of", "in")
    return ("of", "from") if lemma in _BODIES or lemma in _MEMBERS else ("of",)


def _leaders(sentence: ParsedSentence, place: int) -> Iterator[End]:
    """Those who lead what a noun names: "US-led forces"."""
    if sentence[place].lemma in ("force", "coalition", "troop", "alliance", "campaign"):
        for end in led_by(sentence, place):
            yield end._replace(elements=True)


def led_by(sentence: ParsedSentence, place: int) -> tuple[End, ...]:
    """The actors that a compound before a noun says to lead it: "the Hamas-led assault"."""
    return tuple(
        _end(name, inner)
        for child in sentence.children(place, "amod")
        if sentence[child].lemma in ("lead", "led")
        for inner in sentence.children(child, "npadvmod", "advmod", "compound")
        if (name := sentence[inner].name) is not None
    )


def held_by(sentence: ParsedSentence, place: int) -> tuple[End, ...]:
    """The actors that a compound before a noun says to hold it: "the rebel-held port"."""
    return tuple(
        _end(name, inner)
        for child in sentence.children(place, "amod")
        if sentence[child].lemma in ("hold", "held", "control", "controlled", "occupied", "occupy")
        for inner in sentence.children(child, "npadvmod", "advmod", "compound", "nsubj")
        if (name := sentence[inner].name) is not None
    )


def _owners(sentence: ParsedSentence, place: int) -> Iterator[End]:
    for child in sentence.children(place, *_OWNERS):
        name = sentence[child].name
        if name is not None:
            yield _end(name, child)
        elif sentence[child].relation == "poss":
            yield from ends(sentence, child)
        elif sentence[child].relation == "compound":
            # "X's secretary-general"
            for inner in sentence.children(child, "poss"):
                yield from ends(sentence, inner)
        for conjunct in sentence.children(child, "conj"):
            other = sentence[conjunct].name
            if other is not None:
                yield _end(other, conjunct)


def _named_beside(sentence: ParsedSentence, place: int, seen: set[int]) -> Iterator[End]:
    """The actors that a noun is explained by: an apposition, "such as", "including", "called"."""
    for child in sentence.children(place, "appos"):
        if sentence[child].name is not None:
            yield from _ends(sentence, child, seen)
    for preposition in sentence.prepositions(place, "as", "like", "including", "include"):
        lemma = sentence[preposition].lemma
        if lemma != "as" or "such" in sentence.lemmas(sentence.children(preposition)):
            for inner in sentence.children(preposition, "pobj"):
                yield from _ends(sentence, inner, seen)
    for child in sentence.children(place, "prep"):
        if sentence[child].lemma == "include":
            for inner in sentence.children(child, "pobj", "dobj"):
                yield from _ends(sentence, inner, seen)
    for child in sentence.children(place, "acl"):
        if sentence[child].lemma in ("call", "name"):
            for inner in sentence.children(child, "oprd", "dobj", "attr"):
                yield from _ends(sentence, inner, seen)
        elif sentence[child].lemma == "know":
            for inner in sentence.prepositional(child, "as"):
                yield from _ends(sentence, inner, seen)
        elif sentence[child].lemma == "lead":
            # "Its backers, led by the United States"
            for inner in sentence.prepositional(child, "by"):
                leading = _ends(sentence, inner, seen)
                yield from (e._replace(elements=True) for e in leading if e.kind == "state")


def _actor(sentence: ParsedSentence, place: int) -> tuple[str, str]:
    name = sentence[place].name
    return (name.actor, name.kind) if name is not None else ("", "")


def _end(name: ActorName, place: int) -> End:
    return End(name.actor, name.kind, place)


def is_town(sentence: ParsedSentence, end: End) -> bool:
    """Whether an actor is named by a state's capital, which may also be meant as the town."""
    name = sentence[end.word].name
    return name is not None and name.form == CAPITAL
