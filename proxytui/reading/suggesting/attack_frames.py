"""Claims of nouns for fighting: wars with, attacks on, invasions of, strikes between somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.arguments import agents, noun_owners, objects_of, patients
from proxytui.reading.suggesting.frame import Frame
from proxytui.reading.suggesting.noun_links import (
    INVOLVEMENT,
    WAGING,
    above_verb,
    behind,
    governor,
    is_definite,
    not_towns,
)
from proxytui.reading.suggesting.noun_phrases import ends, led_by
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.noun_phrases import End
    from proxytui.reading.suggesting.parsed import ParsedSentence

ATTACKS_ON = word_set(
    "war attack offensive strike airstrike assault raid campaign aggression insurgency jihad "
    "operation hostility rebellion struggle fight battle incursion intervention ambush crackdown "
    "blockade coalition victory onslaught counteroffensive counter-offensive crusade reprisal "
    "retaliation "
    "uprising revolt coup putsch mutiny plot"
)
ATTACKS_OF = word_set(
    "invasion bombing bombardment assassination killing shelling murder siege overthrow occupation "
    "annexation conquest massacre targeting defeat ouster expulsion"
)
BETWEEN = word_set(
    "rivalry feud enmity war clash fighting battle hostility conflict combat skirmish strike "
    "attack confrontation competition"
)
_WITH = word_set("war rivalry feud enmity clash conflict battle combat skirmish")
_ARMED = word_set("war clash fighting battle combat skirmish strike attack")
_ANSWERING = word_set("respond retaliate react reply answer")
_TAKING_PART = word_set("participate engage take involve embroil fight suffer lose")


def attack_frames(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    lemma = sentence[noun].lemma
    lemma = "fighting" if lemma == "fight" and sentence[noun].tag == "VBG" else lemma
    if lemma in BETWEEN:
        pair = behind(sentence, noun, "between")
        head = sentence.head(noun)
        if not pair and head is not None and sentence[noun].relation == "nsubj":
            pair = behind(sentence, head, "between")
        if len(pair) == 2:
            definite = is_definite(sentence, noun)
            rival = lemma in ("rivalry", "competition")
            terms = ("rival",) if rival else ("armed",) if lemma in _ARMED else ()
            yield Frame("opposes", pair[:1], pair[1:], noun, terms, definite=definite)
            return
    before = _given_to(sentence, noun) or noun_owners(sentence, noun) or led_by(sentence, noun)
    attackers = before or behind(sentence, noun, "by") or _led_by(sentence, noun)
    attacked = behind(sentence, noun, "against", "on", "upon")
    if lemma in ATTACKS_OF:
        attacked = attacked or behind(sentence, noun, "of")
        if not attackers:
            # "The bombing of X's positions by Y": parsed as going with the positions.
            below = sentence.prepositional(noun, "of")
            attackers = tuple(end for p in below for end in behind(sentence, p, "by"))
    elif lemma in _WITH and not attacked:
        attacked = behind(sentence, noun, "with")
        at_war = governor(sentence, noun, "at")
        if at_war is not None and sentence[at_war].lemma in ("be", "remain"):
            attackers = agents(sentence, at_war)
            attacked = attacked or behind(sentence, at_war, "with")
    if attackers and not before and not attacked:
        # "The raid by X's troops on Y": parsed as going with the troops.
        below = sentence.prepositional(noun, "by")
        attacked = tuple(end for p in below for end in behind(sentence, p, "on", "against"))
    verb = above_verb(sentence, noun)
    taking_part = governor(sentence, noun, "in")
    if attacked and taking_part is not None and sentence[taking_part].lemma in _TAKING_PART:
        # "Took part in", "was engaged in a campaign against X"
        taking = agents(sentence, taking_part) or patients(sentence, taking_part)
        attackers = attackers or taking
    claimed = governor(sentence, noun, "for")
    if not attackers and claimed is not None and sentence[claimed].lemma == "responsibility":
        claiming = above_verb(sentence, claimed)
        attackers = agents(sentence, claiming) if claiming is not None else ()
    if verb is not None and sentence[verb].lemma in WAGING:
        if not attackers:
            attackers = agents(sentence, verb)
        attacked = attacked or behind(sentence, verb, "against", "on")
        attacked = attacked or _against_below(sentence, noun)
    answered = governor(sentence, noun, "to", "for")
    if answered is not None and sentence[answered].lemma in _ANSWERING and before:
        # "Responded to X's attacks"
        attackers, attacked = agents(sentence, answered), before
    with_it = governor(sentence, noun, "with")
    if with_it is not None and sentence[with_it].lemma in _ANSWERING and not attackers:
        # "Responded with attacks on X"
        attackers = agents(sentence, with_it)
    hit = governor(sentence, noun, "under")
    if not attacked and hit is not None and sentence[hit].lemma == "come":
        # "Came under attack by X"
        attackers = attackers or behind(sentence, noun, "from")
        attacked = agents(sentence, hit)
    attacked = not_towns(sentence, attacked)
    if attackers and attacked:
        terms = ("rival",) if lemma == "rivalry" else ("armed",)
        yield Frame("opposes", attackers, attacked, noun, terms, definite=bool(before))


def _led_by(sentence: ParsedSentence, noun: int) -> tuple[End, ...]:
    """Those who are said to lead or carry out an attack: "a siege led by X"."""
    return tuple(
        end
        for participle in sentence.children(noun, "acl")
        if sentence[participle].lemma in WAGING and sentence[participle].tag == "VBN"
        for end in agents(sentence, participle)
    )


def _against_below(sentence: ParsedSentence, noun: int) -> tuple[End, ...]:
    """Those whom an act is against by a preposition that hangs lower: "led an intervention in
    support of X against Y"."""
    if sentence[noun].lemma not in INVOLVEMENT:
        return ()
    return tuple(
        end
        for place in sorted(sentence.subtree(above_verb(sentence, noun) or noun))
        if place > noun
        and sentence[place].lemma == "against"
        and not any(sentence[p].is_verb and p > noun for p in sentence.ancestors(place))
        for end in objects_of(sentence, place)
    )


def _given_to(sentence: ParsedSentence, noun: int) -> tuple[End, ...]:
    """Whose fight it is that somebody is helped in: "gave arms to X in its war"."""
    poss = sentence.child(noun, "poss")
    helped = governor(sentence, noun, "in")
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
