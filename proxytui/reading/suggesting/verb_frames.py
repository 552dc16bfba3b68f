"""Claims that verbs make: who backs, arms, attacks, joins, leads or designates whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting import verbs
from proxytui.reading.suggesting.arguments import (
    agents,
    noun_owners,
    object_word,
    objects_of,
    patients,
)
from proxytui.reading.suggesting.fight_frames import fight_frames
from proxytui.reading.suggesting.frame import Frame
from proxytui.reading.suggesting.gift_frames import gift_frames
from proxytui.reading.suggesting.means import (
    letters,
    means_words,
)
from proxytui.reading.suggesting.noun_phrases import ends, is_town, owners
from proxytui.reading.suggesting.offices import ROLES
from proxytui.reading.suggesting.subjects import grammatical_subject, is_passive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.noun_phrases import End
    from proxytui.reading.suggesting.parsed import ParsedSentence

_COLLECTIVE = frozenset(("armed-group", "party", "organisation", "coalition", "igo", "state-body"))
_PART_KINDS = {
    "coalition": ("armed-group", "party", "organisation", "state", "state-body"),
    "igo": ("state",),
    "armed-group": ("armed-group", "organisation"),
    "state-body": ("state-body",),
    "organisation": ("organisation", "armed-group"),
}
"""The kinds of parts that an actor of a kind is said to have."""


def verb_frames(sentence: ParsedSentence) -> Iterator[Frame]:
    """The claims that the verbs of a sentence make, fitting or not at this point of the world."""
    for place, word in enumerate(sentence.words):
        if word.is_verb and word.relation not in ("aux", "auxpass", "amod", "compound"):
            for frame in _of_verb(sentence, place):
                if _fits(frame):
                    yield frame


def _of_verb(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    lemma = sentence[verb].lemma
    yield from _direct(sentence, verb)
    yield from gift_frames(sentence, verb)
    yield from fight_frames(sentence, verb)
    yield from _prepositional(sentence, verb)
    if lemma in verbs.LABEL:
        yield from _labelling(sentence, verb)
    if lemma in verbs.CHECKING:
        yield from _checking(sentence, verb)
    if lemma in verbs.PUT or lemma in verbs.COPULAS:
        yield from _listing(sentence, verb)
    if lemma in ("allow", "permit", "let"):
        yield from _housing(sentence, verb)
    if lemma in verbs.CONSISTING:
        yield from _consisting(sentence, verb)
    if lemma in verbs.JOIN:
        yield from _joining(sentence, verb)


def _direct(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    lemma = sentence[verb].lemma
    claim = verbs.DIRECT.get(lemma)
    words: tuple[int, ...] = ()
    if claim is None:
        for particle in sentence.children(verb, "prt", "advmod", "prep"):
            claim = verbs.PARTICLES.get((lemma, sentence[particle].lemma), claim)
            words = (particle,)
    if claim is None:
        return
    if claim.type == "leads" and sentence.child(verb, "xcomp", "ccomp") is not None:
        return
    terms = claim.terms
    if lemma == "target" and _is_listing(sentence, verb):
        claim, terms = verbs.VerbClaim("designates", ("sanctions",)), ("sanctions",)
    if claim.type == "backs":
        terms = _with_what(sentence, verb) or terms
    if claim.type == "designates" and not terms:
        terms = _designated_as(sentence, verb)
    subjects, objects = agents(sentence, verb), patients(sentence, verb)
    if not objects and claim.type in ("backs", "designates", "opposes"):
        objects = tuple(end._replace(elements=True) for end in _whose_part(sentence, verb))
    if not objects and claim == verbs.VerbClaim("opposes", ("political",)):
        objects = _whose_conduct(sentence, verb)
    if lemma in verbs.KILL:
        objects += _groups_of(sentence, objects)
    if claim.type == "leads" and lemma in ("head", "lead", "command", "chair"):
        yield Frame("member-of", subjects, _whose_part(sentence, verb), verb)
    if not _is_backing(sentence, verb):
        return
    if lemma == "host":
        objects = tuple(end for end in objects if end.kind not in ("person", "state", "igo"))
    if lemma in verbs.SEIZE:
        taken = object_word(sentence, verb)
        by_pronoun = taken is not None and sentence[taken].tag == "PRP"
        objects = tuple(
            end for end in objects if end.elements or (end.kind == "state" and not by_pronoun)
        )
    if lemma in verbs.SEIZE and not objects:
        objects = _owners_of_land(sentence, verb, subjects)
    if claim.type in ("opposes", "backs") and lemma not in verbs.FOR_GOVERNMENTS:
        objects = tuple(end for end in objects if not is_town(sentence, end))
    yield Frame(claim.type, subjects, objects, verb, terms, words)


def _is_listing(sentence: ParsedSentence, verb: int) -> bool:
    """Whether an office targets somebody by sanctions: its sentence speaks of such measures."""
    offices = {end.kind for end in agents(sentence, verb)} == {"state-body"}
    return offices and bool(sentence.lemmas(range(len(sentence))) & verbs.LISTED)


def _whose_part(sentence: ParsedSentence, verb: int) -> tuple[End, ...]:
    """The actors whose wing or bureau is a verb's object: "heads X's political bureau"."""
    passive = is_passive(sentence, verb)
    part = grammatical_subject(sentence, verb) if passive else object_word(sentence, verb)
    if part is None or sentence[part].lemma not in verbs.PARTS:
        return ()
    behind = (end for inner in sentence.prepositional(part, "of") for end in ends(sentence, inner))
    whose = (*noun_owners(sentence, part), *behind)
    return tuple(end for end in whose if end.kind in _COLLECTIVE)


def _whose_conduct(sentence: ParsedSentence, verb: int) -> tuple[End, ...]:
    """Those whose acts or policies somebody is against: "condemned X's role"."""
    conduct = object_word(sentence, verb)
    if conduct is None or sentence[conduct].lemma not in verbs.CONDUCT:
        return ()
    return noun_owners(sentence, conduct)


def _checking(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Being against what somebody has or becomes: "curbed Iran's influence"."""
    if is_passive(sentence, verb):
        return
    held = object_word(sentence, verb)
    if held is None or sentence[held].lemma not in verbs.CHECKED:
        return
    whose = noun_owners(sentence, held) or tuple(
        end for place in sentence.prepositions(held, "of") for end in objects_of(sentence, place)
    )
    for participle in sentence.children(held, "acl"):
        if sentence[participle].lemma in ("pose", "present"):
            whose = whose or agents(sentence, participle)
    yield Frame("opposes", agents(sentence, verb), whose, verb, (), (held,))


def _groups_of(sentence: ParsedSentence, killed: tuple[End, ...]) -> tuple[End, ...]:
    """The groups whose men are killed: "killed the Hezbollah commander X"."""
    return tuple(
        owner
        for end in killed
        if end.kind == "person"
        for title in sentence.children(end.word, "compound", "nmod")
        if sentence[title].lemma in ROLES
        for owner in owners(sentence, title)
        if owner.kind in _COLLECTIVE
    )


def _owners_of_land(
    sentence: ParsedSentence, verb: int, takers: tuple[End, ...]
) -> tuple[End, ...]:
    """The state whose regions another state takes: "seized the Georgian regions of"."""
    land = object_word(sentence, verb)
    if land is None or sentence[land].lemma not in verbs.LAND | verbs.PARTS_OF_LAND:
        return ()
    if any(taker.kind != "state" for taker in takers):
        return ()
    if next(sentence.prepositions_behind(land, "from"), None) is not None:
        return ()
    inside = sentence.prepositional(land, "of", "in") if not owners(sentence, land) else ()
    whose = (*owners(sentence, land), *(e for place in inside for e in ends(sentence, place)))
    return tuple(end for end in whose if end.kind == "state")


def _is_backing(sentence: ParsedSentence, verb: int) -> bool:
    """Whether helping and advising back somebody, rather than help to negotiate or advise to go."""
    acts = [sentence[place].lemma for place in sentence.children(verb, "xcomp", "ccomp")]
    match sentence[verb].lemma:
        case "help" | "assist":
            return all(act in verbs.FIGHTING for act in acts)
        case "advise":
            return not acts
        case _:
            return True


def _with_what(sentence: ParsedSentence, verb: int) -> tuple[str, ...]:
    words = [w for p in sentence.prepositional(verb, "with") for w in means_words(sentence, p)]
    return letters(sentence, tuple(words))


def _designated_as(sentence: ParsedSentence, verb: int) -> tuple[str, ...]:
    lemmas = {sentence[place].lemma for place in sentence.subtree(verb)}
    return ("terrorist",) if lemmas & {"terrorist", "terrorism"} else ()


def _prepositional(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    lemma = sentence[verb].lemma
    for preposition in sentence.prepositions(verb):
        claim = verbs.PREPOSITIONAL.get((lemma, sentence[preposition].lemma))
        if claim is None:
            continue
        objects = objects_of(sentence, preposition)
        passive = is_passive(sentence, verb)
        subjects = patients(sentence, verb) if passive else agents(sentence, verb)
        if lemma == "work":
            # To work with a state's leader is to talk to him.
            objects = tuple(end for end in objects if not end.body)
        if claim.type == "linked-to" and not passive and not subjects:
            subjects = patients(sentence, verb)
        yield Frame(claim.type, subjects, objects, verb, claim.terms, (preposition,))


def _labelling(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Calling somebody terrorist: "declared X a terrorist organisation"."""
    terms = _designated_as(sentence, verb)
    if not terms:
        return
    labelled = patients(sentence, verb)
    for named in sentence.children(verb, "dative"):
        labelled = labelled or ends(sentence, named)
    for clause in sentence.children(verb, "ccomp", "xcomp", "oprd"):
        subject = sentence.child(clause, "nsubj")
        labelled = labelled or (ends(sentence, subject) if subject is not None else ())
    if not labelled:
        labelled = _named_before_label(sentence, verb)
    yield Frame("designates", agents(sentence, verb), labelled, verb, terms)


def _named_before_label(sentence: ParsedSentence, verb: int) -> tuple[End, ...]:
    """The one name between such a verb and the word for terror: "considers X a terrorist group"."""
    for place in range(verb + 1, min(len(sentence), verb + 8)):
        if sentence[place].name is not None:
            return tuple(end for end in ends(sentence, place) if end.word == place)
        if sentence[place].lemma in ("terrorist", "terrorism"):
            break
    return ()


def _listing(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Being put or standing on somebody's list: "added X to its list of terrorist groups"."""
    for noun in sentence.prepositional(verb, "on", "to", "in"):
        if sentence[noun].lemma not in ("list", "blacklist"):
            continue
        lemmas = {sentence[place].lemma for place in sentence.subtree(noun)}
        if lemmas & {"terrorist", "terrorism", "terror"}:
            terms: tuple[str, ...] = ("terrorist",)
        elif lemmas & {"sanction", "sanctions", "blacklist"}:
            terms = ("sanctions",)
        else:
            continue
        stands = sentence[verb].lemma in verbs.COPULAS
        listed = agents(sentence, verb) if stands else patients(sentence, verb)
        kinds = sentence.children(noun, "compound", "nmod")
        whose = owners(sentence, noun) or tuple(e for k in kinds for e in owners(sentence, k))
        listing = whose or (() if stands else agents(sentence, verb))
        yield Frame("designates", listing, listed, verb, terms, (noun,))


def _housing(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Giving somebody room: "allowed X to operate from its territory"."""
    for clause in sentence.children(verb, "xcomp", "ccomp"):
        if sentence[clause].lemma in verbs.HOUSED:
            housed = sentence.child(verb, "dobj") or sentence.child(clause, "nsubj")
            actors = ends(sentence, housed) if housed is not None else ()
            yield Frame("backs", agents(sentence, verb), actors, verb, ("L",), (clause,))


def _consisting(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Having parts: "the coalition includes X and Y", "consists of X"."""
    passive = is_passive(sentence, verb)
    wholes = patients(sentence, verb) if passive else agents(sentence, verb)
    parts = [] if passive else list(patients(sentence, verb))
    for preposition in sentence.prepositions(verb, "of"):
        parts += objects_of(sentence, preposition)
    if sentence[verb].lemma in ("form", "constitute", "make") and not passive:
        wholes, parts = _made_up(sentence, verb), list(agents(sentence, verb))
    for whole in wholes:
        kind = "member-of" if whole.kind in ("coalition", "igo") else "part-of"
        fitting = tuple(part for part in parts if part.kind in _PART_KINDS.get(whole.kind, ()))
        yield Frame(kind, fitting, (whole,), verb)


def _made_up(sentence: ParsedSentence, verb: int) -> tuple[End, ...]:
    """What parts make up: "X and Y make up the front", "X forms the backbone of the front"."""
    up = any(sentence[child].lemma == "up" for child in sentence.children(verb, "prt"))
    if sentence[verb].lemma == "make" and not up:
        return ()
    whole = object_word(sentence, verb)
    if whole is None:
        return ()
    if sentence[whole].lemma in ("backbone", "bulk", "core", "part", "majority", "mainstay"):
        inner = sentence.prepositional(whole, "of")
        return tuple(end for place in inner for end in ends(sentence, place))
    return tuple(end for end in ends(sentence, whole) if end.kind == "coalition")


def _joining(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Joining a group: a person or group becomes a member of it, if nothing is joined in."""
    if sentence.child(verb, "prep", "xcomp") is not None:
        below = sentence.prepositional(verb, "in")
        if (
            any(sentence[place].tag != "CD" for place in below)
            or sentence.child(verb, "xcomp") is not None
        ):
            return
    subjects = agents(sentence, verb)
    objects = patients(sentence, verb)
    yield Frame("member-of", subjects, objects, verb)


def _fits(frame: Frame) -> bool:
    """Whether the kinds of both ends fit what the verb claims of them."""
    if not frame.subjects or not frame.objects:
        return False
    subject, target = frame.subjects[0].kind, frame.objects[0].kind
    match frame.type:
        case "leads":
            if frame.objects[0].body:
                return False
            if target == "state-body" and subject in ("armed-group", "party"):
                return True
            return subject == "person" or (
                target == "coalition" and subject not in ("person", "unknown")
            )
        case "represents":
            return subject == "person" and target != "person"
        case "member-of":
            return (subject == "person" and target in _COLLECTIVE) or (
                subject != "person" and target in ("coalition", "igo")
            )
        case "part-of":
            return subject in ("state-body", "armed-group") and target != "person"
        case "succeeds":
            return (subject == "person") == (target == "person")
        case "recognises":
            return subject in ("state", "igo", "coalition")
        case _:
            return True
