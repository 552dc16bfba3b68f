"""Claims of nouns for ties and measures: links with, alliances between, sanctions on somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.arguments import (
    agents,
    described,
    noun_owners,
    patients,
    pronoun_owner,
)
from proxytui.reading.suggesting.frame import Frame
from proxytui.reading.suggesting.noun_links import above_verb, behind, governor, is_definite
from proxytui.reading.suggesting.noun_phrases import owners
from proxytui.reading.suggesting.subjects import is_passive
from proxytui.reading.suggesting.verbs import COPULAS
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.noun_phrases import End
    from proxytui.reading.suggesting.parsed import ParsedSentence

TIES = word_set(
    "tie link contact cooperation connection collaboration allegiance affiliation coordination "
    "relationship relation linkage association closeness treaty agreement"
)
_TREATIES = word_set("treaty agreement")
_HELPING = word_set("friendship assistance alliance defence defense")
_DEFENCE = word_set("defense defence mutual alliance")
"""Words by which a treaty is an alliance."""
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
ALLIANCES = word_set("alliance partnership pact coalition")
_HAVING = word_set(
    "pledge swear owe declare retain enjoy have maintain establish develop forge keep build form "
    "strengthen sign conclude"
)
_IMPOSING = word_set(
    "declare extend renew introduce approve impose expand announce levy place tighten slap adopt "
    "enact"
)
_UNDERGOING = word_set("be remain come stay place fall")
MEASURES = word_set("sanction embargo freeze restriction measure")


def tie_frames(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    lemma = sentence[noun].lemma
    modifiers = sentence.lemmas(sentence.children(noun, "amod", "compound", "nmod"))
    if modifiers & _WEAK_TIES or (lemma == "relation" and not modifiers & _STRONG):
        return
    governing = sentence.head(noun)
    if governing is not None and sentence[governing].lemma in _STRAINING:
        return
    is_treaty = lemma in _TREATIES
    if is_treaty and not modifiers & _DEFENCE and not _is_for_help(sentence, noun):
        return
    if _own_ties(sentence, noun):
        yield Frame("linked-to", pronoun_owner(sentence, noun), owners(sentence, noun), noun)
        return
    kind = "allied-with" if lemma in ALLIANCES or is_treaty else "linked-to"
    pair = behind(sentence, noun, "between", "among")
    if len(pair) == 2:
        if not _is_diplomacy(lemma, modifiers, pair):
            yield Frame(kind, pair[:1], pair[1:], noun, definite=is_definite(sentence, noun))
        return
    prepositions = (
        ("with",) if lemma in ("relationship", "relation", *ALLIANCES) else ("with", "to")
    )
    others = behind(sentence, noun, *prepositions)
    before = noun_owners(sentence, noun)
    holders = before
    verb = above_verb(sentence, noun)
    if not holders and verb is not None and sentence[verb].lemma in _HAVING:
        holders = agents(sentence, verb)
        others = others or behind(sentence, verb, *prepositions)
    acting = governor(sentence, noun, "in")
    if not holders and acting is not None and sentence[acting].is_verb:
        holders = agents(sentence, acting)
    with_ties = governor(sentence, noun, "with")
    if not holders and with_ties is not None and sentence[with_ties].is_noun:
        holders = described(sentence, with_ties)
    in_part = governor(sentence, noun, "of")
    if not holders and in_part is not None and sentence[in_part].lemma == "part":
        acting = governor(sentence, in_part, "as")
        if acting is not None and sentence[acting].is_verb:
            holders = agents(sentence, acting)
    if not others and len(holders) == 2:
        holders, others = holders[:1], holders[1:]
    if holders and others and not _is_diplomacy(lemma, modifiers, (*holders, *others)):
        definite = bool(before) or lemma == "allegiance"
        yield Frame(kind, holders, others, noun, definite=definite)


def _is_for_help(sentence: ParsedSentence, noun: int) -> bool:
    """Whether a treaty is one of friendship or of mutual help."""
    subject = sentence.lemmas(
        word for place in sentence.prepositional(noun, "of") for word in sentence.subtree(place)
    )
    return bool(subject & _HELPING)


def _own_ties(sentence: ParsedSentence, noun: int) -> bool:
    """Whether ties are somebody's by a pronoun, with whoever the adjective names: "its Cuban
    ties"."""
    poss = sentence.child(noun, "poss")
    return poss is not None and sentence[poss].tag == "PRP$" and bool(owners(sentence, noun))


def _is_diplomacy(lemma: str, modifiers: set[str], ends: tuple[End, ...]) -> bool:
    """Whether a relationship is only that of all states with each other."""
    among_states = all(end.kind == "state" for end in ends)
    return lemma == "relationship" and among_states and not modifiers & _STRONG


def _under_sanctions(sentence: ParsedSentence, noun: int) -> int | None:
    """The verb that says that its subject is under sanctions: "is under", "faces", "subject to"."""
    verb = above_verb(sentence, noun)
    if verb is not None and sentence[verb].lemma == "face" and not is_passive(sentence, verb):
        return verb
    under = governor(sentence, noun, "under")
    if under is not None and sentence[under].lemma in _UNDERGOING:
        return under
    subject = governor(sentence, noun, "to")
    if subject is None:
        return None
    if sentence[subject].is_verb:
        return subject if sentence[subject].lemma == "subject" else None
    copula = sentence.head(subject)
    is_copula = copula is not None and sentence[copula].lemma in COPULAS
    return copula if sentence[subject].lemma == "subject" and is_copula else None


def sanction_frames(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    before = noun_owners(sentence, noun)
    undergoing = _under_sanctions(sentence, noun)
    if undergoing is not None and sentence[noun].lemma in ("sanction", "embargo"):
        makers = before or behind(sentence, noun, "by", "from", "of")
        passive = is_passive(sentence, undergoing)
        targets = (patients if passive else agents)(sentence, undergoing)
        yield Frame("designates", makers, targets, undergoing, ("sanctions",), (noun,))
        return
    targets = behind(sentence, noun, "on", "against", "upon")
    for imposed in sentence.children(noun, "acl"):
        if targets and sentence[imposed].lemma in _IMPOSING and is_passive(sentence, imposed):
            # "The sanctions on Y imposed by X"
            makers = agents(sentence, imposed)
            yield Frame("designates", makers, targets, imposed, ("sanctions",), (noun,))
    verb = above_verb(sentence, noun)
    if verb is not None and sentence[verb].lemma in _IMPOSING:
        targets = targets or behind(sentence, verb, "on", "against", "upon")
        makers = agents(sentence, verb) or before
        yield Frame("designates", makers, targets, verb, ("sanctions",), (noun,))
    elif sentence[noun].lemma == "sanction" and before and targets:
        yield Frame("designates", before, targets, noun, ("sanctions",), definite=True)
