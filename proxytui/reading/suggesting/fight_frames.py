"""Claims of fighting: who clashes, sends forces, throws, takes or loses ground against whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting import verbs
from proxytui.reading.suggesting.arguments import agents, object_word, objects_of, theme_word
from proxytui.reading.suggesting.frame import Frame
from proxytui.reading.suggesting.means import letters, means_words
from proxytui.reading.suggesting.noun_phrases import FORCES_OF, ends, owners
from proxytui.reading.suggesting.subjects import grammatical_subject, is_passive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.parsed import ParsedSentence


_COMBATS = frozenset(("clash", "battle", "fighting", "combat", "firefight"))
_WARS = frozenset(("war", "battle", "conflict"))


def fight_frames(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """The claims that a verb of fighting makes beyond its direct object; none for another verb."""
    lemma = sentence[verb].lemma
    if lemma in verbs.CLASH:
        yield from _clashing(sentence, verb)
    if lemma in verbs.HURT:
        yield from _hurt_in(sentence, verb)
    if lemma in verbs.SENDING:
        yield from _sending_against(sentence, verb)
    if lemma in verbs.THROWN:
        yield from _throwing(sentence, verb)
    if lemma in verbs.SEIZE:
        yield from _taking(sentence, verb)
    if lemma in ("repel", "repulse", "resist", "withstand"):
        yield from _repelling(sentence, verb)
    if lemma in verbs.LOSE:
        yield from _losing(sentence, verb)


def _clashing(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Fighting each other: "X and Y clashed", "fought each other"."""
    word, target = sentence[verb], sentence.child(verb, "dobj")
    sides = sentence.prepositions(verb, "with", "against", "alongside", "for", "by")
    alone = target is None and next(sides, None) is None
    each_other = target is not None and sentence[target].lemma in ("other", "another")
    pair = agents(sentence, verb)
    at_war = target is not None and word.lemma == "fight" and sentence[target].lemma in _WARS
    mutual = (
        each_other
        or (at_war and next(sides, None) is None)
        or (alone and (word.lemma == "clash" or word.tag == "VBG"))
    )
    if len(pair) == 2 and mutual:
        yield Frame("opposes", pair[:1], pair[1:], verb, ("armed",))


def _hurt_in(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Harm in somebody's attack: "was killed in an X strike", "died in a raid by X"."""
    if not is_passive(sentence, verb) and sentence[verb].lemma != "die":
        return
    subject = grammatical_subject(sentence, verb)
    victims = ends(sentence, subject) if subject is not None else ()
    for attack in sentence.prepositional(verb, "in", "by"):
        if sentence[attack].lemma in _COMBATS:
            others = (
                e
                for p in sentence.prepositions(attack, "with", "against")
                for e in objects_of(sentence, p)
            )
            yield Frame("opposes", tuple(others), victims, verb, ("armed",), (attack,))
        if sentence[attack].lemma not in verbs.STRIKES:
            continue
        by = (
            e for p in sentence.prepositions_behind(attack, "by") for e in objects_of(sentence, p)
        )
        attackers = owners(sentence, attack) or tuple(by)
        yield Frame("opposes", attackers, victims, verb, ("armed",), (attack,))


def _sending_against(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Sending forces against somebody: "deployed its soldiers against X"."""
    theme = theme_word(sentence, verb, is_passive(sentence, verb))
    if theme is None:
        return
    if sentence[theme].lemma not in FORCES_OF and not set(letters(sentence, (theme,))) & {"W", "X"}:
        return
    against = [
        end
        for place in (verb, theme)
        for preposition in sentence.prepositions(place, "against")
        for end in objects_of(sentence, preposition)
    ]
    yield Frame("opposes", agents(sentence, verb), tuple(against), verb, ("armed",), (theme,))


def _throwing(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Sending weapons at somebody: "fired rockets at X"."""
    theme = theme_word(sentence, verb, is_passive(sentence, verb))
    if theme is None or not any(letters(sentence, tuple(means_words(sentence, theme)))):
        return
    hit = [
        end
        for place in (verb, theme)
        for preposition in sentence.prepositions(place, "at", "against", "on", "into", "toward")
        for end in objects_of(sentence, preposition)
    ]
    yield Frame("opposes", agents(sentence, verb), tuple(hit), verb, ("armed",), (theme,))


def _taking(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Taking ground from somebody: "retook the city from X"."""
    ground = sentence.child(verb, "dobj")
    if ground is None or not (
        sentence[ground].lemma in verbs.GROUND or sentence[ground].tag.startswith("NNP")
    ):
        return
    holders = [
        end
        for place in (verb, *filter(None, (sentence.child(verb, "dobj"),)))
        for preposition in sentence.prepositions(place, "from")
        for end in objects_of(sentence, preposition)
    ]
    yield Frame("opposes", agents(sentence, verb), tuple(holders), verb, ("armed",))


def _repelling(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "Repelled X's invasion": X fights whoever repels it."""
    attack = object_word(sentence, verb)
    if attack is None or sentence[attack].lemma not in verbs.STRIKES | {"invasion", "incursion"}:
        return
    attackers = owners(sentence, attack)
    yield Frame("opposes", attackers, agents(sentence, verb), verb, ("armed",), (attack,))


def _losing(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Losing ground to somebody: "lost the city to X", who so is said to fight the loser."""
    lost = object_word(sentence, verb)
    if lost is None or sentence[lost].lemma not in verbs.GROUND:
        return
    winners = [
        end
        for place in (verb, lost)
        for preposition in sentence.prepositions(place, "to")
        for end in objects_of(sentence, preposition)
    ]
    yield Frame("opposes", tuple(winners), agents(sentence, verb), verb, ("armed",), (lost,))
