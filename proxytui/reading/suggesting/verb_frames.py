"""Claims that verbs make: who backs, arms, attacks, joins, leads or designates whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting import verbs
from proxytui.reading.suggesting.arguments import agents, is_passive, object_word, patients
from proxytui.reading.suggesting.frame import Frame
from proxytui.reading.suggesting.means import (
    is_armed_presence,
    is_means,
    letters,
    means_words,
)
from proxytui.reading.suggesting.names import NAME
from proxytui.reading.suggesting.noun_phrases import End, ends, is_town, owners

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_RECIPIENT = ("to", "for", "into")


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
    yield from _prepositional(sentence, verb)
    if lemma in verbs.GIVE:
        yield from _giving(sentence, verb)
    if lemma in verbs.GIVE_WITH:
        yield from _giving_with(sentence, verb)
    if lemma in verbs.CLASH:
        yield from _clashing(sentence, verb)
    if lemma in verbs.SENDING:
        yield from _sending_against(sentence, verb)
    if lemma in verbs.RECEIVE:
        yield from _receiving(sentence, verb)
    if lemma in verbs.LABEL:
        yield from _labelling(sentence, verb)
    if lemma in verbs.THROWN:
        yield from _throwing(sentence, verb)
    if lemma in ("allow", "permit", "let"):
        yield from _housing(sentence, verb)
    if lemma in verbs.CONSISTING:
        yield from _consisting(sentence, verb)
    if lemma in verbs.SEIZE:
        yield from _taking(sentence, verb)
    if lemma in verbs.LOSE:
        yield from _losing(sentence, verb)
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
    if claim.type == "backs":
        terms = _with_what(sentence, verb) or terms
    if claim.type == "designates" and not terms:
        terms = _designated_as(sentence, verb)
    subjects, objects = agents(sentence, verb), patients(sentence, verb)
    if not _is_backing(sentence, verb):
        return
    if lemma == "host":
        objects = tuple(end for end in objects if end.kind not in ("person", "state", "igo"))
    if lemma in verbs.SEIZE:
        objects = tuple(end for end in objects if end.kind == "state")
    if claim.type in ("opposes", "backs"):
        objects = tuple(end for end in objects if not is_town(sentence, end))
    yield Frame(claim.type, subjects, objects, verb, terms, words)


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
        leading = sentence[preposition].lemma
        claim = verbs.PREPOSITIONAL.get((lemma, leading)) or verbs.BESIDE.get(leading)
        if claim is None:
            continue
        objects = _objects_of(sentence, preposition)
        passive = is_passive(sentence, verb)
        subjects = patients(sentence, verb) if passive else agents(sentence, verb)
        if claim.type == "linked-to" and not passive and not subjects:
            subjects = patients(sentence, verb)
        yield Frame(claim.type, subjects, objects, verb, claim.terms, (preposition,))


def _objects_of(sentence: ParsedSentence, preposition: int) -> tuple[End, ...]:
    return tuple(e for p in sentence.children(preposition, "pobj") for e in ends(sentence, p))


def _giving(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Giving means to somebody: "sent weapons to X", "gave X money", "weapons were sent to X"."""
    passive = is_passive(sentence, verb)
    theme = _theme(sentence, verb, passive)
    means = tuple(means_words(sentence, theme)) if theme is not None else ()
    if not means:
        return
    bodily = any(is_armed_presence(sentence[word].lemma) for word in means)
    # Weapons that are sent or shipped to a state may go to anybody there.
    bodily |= sentence[verb].lemma in verbs.TRANSPORT
    givers = agents(sentence, verb)
    previous = -1
    for place, recipients in _recipients(sentence, verb, means, bodily):
        given = tuple(
            word
            for word in range(previous + 1, place)
            if previous >= 0 and is_means(sentence[word].lemma)
        )
        previous = place
        words = given or means
        yield Frame("backs", givers, recipients, verb, letters(sentence, words), words)


def _recipients(
    sentence: ParsedSentence, verb: int, means: tuple[int, ...], bodily: bool
) -> Iterator[tuple[int, tuple[End, ...]]]:
    """The actors to whom means are given, by the places of the words that lead to them."""
    into = sentence[verb].lemma in verbs.POUR
    led_to: dict[int, tuple[End, ...]] = {}
    for child in sentence.children(verb, "dative"):
        if sentence[child].tag in ("IN", "TO"):
            led_to[child] = tuple(_receivers(sentence, child, bodily, into))
        else:
            led_to[child] = ends(sentence, child)
    for place in (verb, *means):
        for preposition in sentence.prepositions(place, *_RECIPIENT):
            actors = tuple(_receivers(sentence, preposition, bodily, into))
            led_to.setdefault(preposition, actors)
    if not any(led_to.values()) and sentence[verb].lemma in verbs.GIVE_TWO:
        # "Gave Hezbollah weapons" is often parsed as if the weapons were Hezbollah's.
        for word in means:
            for child in sentence.children(word, "compound", "nmod"):
                name = sentence[child].name
                if name is not None and name.form == NAME:
                    led_to[child] = (End(name.actor, name.kind, child),)
    yield from sorted((place, actors) for place, actors in led_to.items() if actors)


def _theme(sentence: ParsedSentence, verb: int, passive: bool) -> int | None:
    """The word for what is given."""
    if not passive:
        return object_word(sentence, verb)
    subject = sentence.child(verb, "nsubjpass")
    given = sentence.child(verb, "dobj")
    if given is not None:
        return given
    if subject is None and sentence[verb].relation == "acl":
        return sentence.head(verb)
    return subject


def _receivers(
    sentence: ParsedSentence, preposition: int, bodily: bool, into: bool
) -> Iterator[End]:
    """The actors behind "to", "for" or "into", without places that troops or towns go to."""
    for end in _objects_of(sentence, preposition):
        is_place = is_town(sentence, end) or (
            end.kind == "state" and (bodily or (sentence[preposition].lemma == "into" and not into))
        )
        if not is_place or sentence[end.word].relation in ("amod", "poss", "compound"):
            yield end


def _giving_with(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Giving somebody means: "provided X with weapons"."""
    means = [w for p in sentence.prepositional(verb, "with") for w in means_words(sentence, p)]
    if means and verbs.DIRECT.get(sentence[verb].lemma) is None:
        terms = letters(sentence, tuple(means))
        givers, recipients = agents(sentence, verb), patients(sentence, verb)
        yield Frame("backs", givers, recipients, verb, terms, tuple(means))


def _receiving(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Getting means from somebody: "received training from X"."""
    theme = _theme(sentence, verb, is_passive(sentence, verb))
    means = tuple(means_words(sentence, theme)) if theme is not None else ()
    if not means or is_passive(sentence, verb):
        return
    receivers = agents(sentence, verb)
    led_to: dict[int, tuple[End, ...]] = {}
    for place in dict.fromkeys((verb, *means)):
        for preposition in sentence.prepositions(place, "from"):
            led_to[preposition] = _objects_of(sentence, preposition)
    previous = verb
    for place, givers in sorted(led_to.items()):
        given = tuple(w for w in range(previous + 1, place) if is_means(sentence[w].lemma))
        previous, words = place, given or means
        yield Frame("backs", givers, receivers, verb, letters(sentence, words), words)
    owned = tuple(end for word in means for end in owners(sentence, word))
    if owned and not led_to:
        yield Frame("backs", owned, receivers, verb, letters(sentence, means), means)


def _losing(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Losing ground to somebody: "lost the city to X", who so is said to fight the loser."""
    lost = object_word(sentence, verb)
    if lost is None or sentence[lost].lemma not in verbs.GROUND:
        return
    winners = [
        end
        for place in (verb, lost)
        for preposition in sentence.prepositions(place, "to")
        for end in _objects_of(sentence, preposition)
    ]
    yield Frame("opposes", tuple(winners), agents(sentence, verb), verb, ("armed",), (lost,))


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
    yield Frame("designates", agents(sentence, verb), labelled, verb, terms)


def _throwing(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Sending weapons at somebody: "fired rockets at X"."""
    theme = _theme(sentence, verb, is_passive(sentence, verb))
    if theme is None or not any(letters(sentence, tuple(means_words(sentence, theme)))):
        return
    hit = [
        end
        for place in (verb, theme)
        for preposition in sentence.prepositions(place, "at", "against", "on", "into", "toward")
        for end in _objects_of(sentence, preposition)
    ]
    yield Frame("opposes", agents(sentence, verb), tuple(hit), verb, ("armed",), (theme,))


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
        parts += _objects_of(sentence, preposition)
    for whole in wholes:
        kind = "member-of" if whole.kind in ("coalition", "igo") else "part-of"
        fitting = tuple(part for part in parts if part.kind in _PART_KINDS.get(whole.kind, ()))
        yield Frame(kind, fitting, (whole,), verb)


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
        for end in _objects_of(sentence, preposition)
    ]
    yield Frame("opposes", agents(sentence, verb), tuple(holders), verb, ("armed",))


def _clashing(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Fighting each other: "X and Y clashed", "fought each other"."""
    word, target = sentence[verb], sentence.child(verb, "dobj")
    sides = sentence.prepositions(verb, "with", "against", "alongside", "for", "by")
    alone = target is None and next(sides, None) is None
    each_other = target is not None and sentence[target].lemma in ("other", "another")
    pair = agents(sentence, verb)
    mutual = each_other or (alone and (word.lemma == "clash" or word.tag == "VBG"))
    if len(pair) == 2 and mutual:
        yield Frame("opposes", pair[:1], pair[1:], verb, ("armed",))


def _sending_against(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Sending forces against somebody: "deployed its soldiers against X"."""
    theme = _theme(sentence, verb, is_passive(sentence, verb))
    if theme is None or not is_armed_presence(sentence[theme].lemma):
        return
    against = [
        end
        for place in (verb, theme)
        for preposition in sentence.prepositions(place, "against")
        for end in _objects_of(sentence, preposition)
    ]
    yield Frame("opposes", agents(sentence, verb), tuple(against), verb, ("armed",), (theme,))


def _joining(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Joining a group: a person or group becomes a member of it, if nothing is joined in."""
    if sentence.child(verb, "prep", "xcomp") is not None:
        below = sentence.prepositions(verb, "in")
        if next(below, None) is not None or sentence.child(verb, "xcomp") is not None:
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
