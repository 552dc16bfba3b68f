"""Who does what to whom around a verb: through passives, clauses, participles, coordination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.means import is_means
from proxytui.reading.suggesting.noun_phrases import FORCES_OF, End, ends, held_by, led_by, owners
from proxytui.reading.suggesting.parsed import COUNTS, SUBJECTS
from proxytui.reading.suggesting.subjects import grammatical_subject, is_passive
from proxytui.reading.suggesting.verbs import FIGHTING
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.parsed import ParsedSentence

_RELATIVES = frozenset(("which", "who", "whom", "that", "whose"))
_PRONOUNS = {"it": False, "they": False, "he": True, "she": True, "him": True, "her": True}
"""Pronouns that may stand for the subject of the clause above, and whether for a person."""
_FORCES = word_set(
    "man troop soldier force fighter mercenary adviser advisor personnel militant agent"
)
_SENDING = word_set("lose have send deploy dispatch station keep maintain")
_PEOPLE = word_set("member individual figure element operative fighter faction leader commander")
_ALLIES = word_set(
    "ally partner backer patron sponsor supporter rival enemy foe adversary opponent proxy client "
    "neighbour neighbor"
)
"""Nouns for somebody else than whoever "its" before them means."""
_ACTS = word_set(
    "invasion intervention offensive attack strike airstrike raid bombing bombardment campaign "
    "assault incursion operation"
)
"""Acts that as subjects stand for whoever acts: "Vietnam's invasion toppled"."""
_FURTHERED = word_set("effort campaign drive candidacy election bid advance offensive position")
"""What is backed where somebody is: "bolstered the army's efforts"."""
_HELD = word_set(
    "position area territory town city village district stronghold base target site facility "
    "neighbourhood neighborhood airport region insurgency rebellion uprising revolt"
)
_HOLDING = word_set("hold control occupy man use run lead wage")
_STATEMENTS = word_set(
    "resolution statement letter declaration communique communiqué decree fatwa manifesto memo "
    "message report video"
)
"""What somebody says something by: "adopted a resolution condemning"."""
_UNIONS = word_set("coalition alliance network umbrella federation front collection")
_REASONS = word_set("over for because due")
_BLAMING = word_set(
    "suspend sanction cut condemn criticize criticise accuse punish blame designate denounce "
    "censure rebuke withhold end stop terminate freeze avoid distrust blacklist isolate boycott "
    "praise thank commend reward admire attack"
)
"""Verbs behind which the reason lies with whoever is named last, not with the subject."""
_PROVIDED = word_set("provide supply send give deliver donate furnish sell")


def agents(sentence: ParsedSentence, verb: int) -> tuple[End, ...]:
    """The actors that do what a verb says."""
    if not is_passive(sentence, verb):
        acting = resolved(sentence, grammatical_subject(sentence, verb))
        others = (*_along(sentence, verb), *_second_subject(sentence, verb))
        return tuple(dict.fromkeys((*acting, *others))) if acting else ()
    for place in (verb, *_coordinated(sentence, verb)):
        # "Designated a terrorist group by the US" has its agent on the noun.
        nouns = (
            *sentence.children(place, "oprd", "dobj", "attr"),
            *sentence.prepositional(place, "as"),
        )
        for holder in (place, *nouns):
            for agent in sentence.children(holder, "agent", "prep"):
                if sentence[agent].lemma == "by":
                    objects = tuple(sentence.children(agent, "pobj"))
                    named = tuple(end for p in objects for end in ends(sentence, p))
                    return named or tuple(end for p in objects for end in _whose(sentence, p))
    return ()


def _along(sentence: ParsedSentence, verb: int) -> Iterator[End]:
    """Those who act along with the subject: "Egypt, along with the UAE, has supported"."""
    for along in sentence.children(verb, "prep", "advmod"):
        if along < verb and sentence[along].lemma in ("along", "together"):
            for inner in sentence.prepositional(along, "with"):
                yield from ends(sentence, inner)


def _second_subject(sentence: ParsedSentence, verb: int) -> Iterator[End]:
    """A name behind "and" that was parsed as a subject of its own: "X, a militia, and Y fought"."""
    for subject in list(sentence.children(verb, "nsubj"))[1:]:
        if sentence[subject].name is not None and sentence[subject - 1].lemma == "and":
            yield from ends(sentence, subject)


def patients(sentence: ParsedSentence, verb: int) -> tuple[End, ...]:
    """The actors to whom a verb says that something is done."""
    if is_passive(sentence, verb):
        subject = grammatical_subject(sentence, verb)
        named = resolved(sentence, subject)
        if sentence[verb].relation == "acl":
            # "X, led by Y, and Z": Z stands behind what is said of X.
            named = tuple(end for end in named if end.word < verb)
        return named or _furthered(sentence, subject)
    target = object_word(sentence, verb)
    return resolved(sentence, target) or _furthered(sentence, target) or _holding(sentence, target)


def _holding(sentence: ParsedSentence, ground: int | None) -> tuple[End, ...]:
    """Those who hold what is hit or taken: "struck positions held by X"."""
    if ground is None:
        return ()
    if held_by(sentence, ground):
        return held_by(sentence, ground)
    if sentence[ground].lemma not in _HELD:
        return ()
    return tuple(
        end
        for participle in sentence.children(ground, "acl")
        if sentence[participle].lemma in _HOLDING
        for end in agents(sentence, participle)
    )


def _furthered(sentence: ParsedSentence, target: int | None) -> tuple[End, ...]:
    """The actors whose efforts or campaign a word names."""
    if target is None or sentence[target].lemma not in _FURTHERED:
        return ()
    return noun_owners(sentence, target)


def _whose(sentence: ParsedSentence, noun: int) -> tuple[End, ...]:
    """The actors whose means or acts a noun and those of its row name: "Cuban troops and Soviet
    weapons", "planes provided by X"."""
    named: list[End] = []
    for place in (noun, *sentence.children(noun, "conj")):
        lemma = sentence[place].lemma
        if not is_means(lemma) and lemma not in _ACTS:
            continue
        owned = noun_owners(sentence, place) or led_by(sentence, place)
        named += (end for end in owned if end.kind != "person" or lemma in _ACTS)
        for participle in sentence.children(place, "acl"):
            if not owned and sentence[participle].lemma in _PROVIDED:
                named += agents(sentence, participle)
    return tuple(dict.fromkeys(named))


def object_word(sentence: ParsedSentence, verb: int) -> int | None:
    """The direct object of a verb that isn't passive, its own or that of the verb it goes with."""
    own = sentence.child(verb, "dobj")
    if own is not None:
        return own
    if sentence[verb].lemma == "help":
        # "Helped X defeat Y" comes as a clause whose subject is X.
        for clause in sentence.children(verb, "ccomp"):
            if sentence[clause].lemma in FIGHTING:
                return sentence.child(clause, "nsubj")
    if sentence.child(verb, "prep", "xcomp", "ccomp", "dative") is None:
        for conjunct in sentence.children(verb, "conj"):
            shared = sentence.child(conjunct, "dobj")
            if shared is not None and sentence.child(conjunct, *SUBJECTS) is None:
                return shared
        word = sentence[verb]
        if word.relation == "relcl" and sentence.child(verb, "nsubj") is not None:
            subject = sentence.child(verb, "nsubj")
            if subject is not None and sentence[subject].lemma not in _RELATIVES:
                return word.head
    return None


def _coordinated(sentence: ParsedSentence, verb: int) -> Iterator[int]:
    """The other verbs of a coordination that share what stands behind the last."""
    first = sentence.first_conjunct(verb)
    waiting = [first]
    while waiting:
        place = waiting.pop()
        if place != verb:
            yield place
        waiting.extend(c for c in sentence.children(place, "conj") if sentence[c].is_verb)


def antecedent(sentence: ParsedSentence, place: int) -> int | None:
    """The word that a relative pronoun refers to; None where it refers to none."""
    for above in (place, *sentence.ancestors(place)):
        if sentence[above].relation == "relcl":
            head = sentence.head(above)
            return head if head is None else _person_meant(sentence, place, head)
    return None


def _person_meant(sentence: ParsedSentence, pronoun: int, noun: int) -> int:
    """The person beside a place to whom "who" refers: "the bishop of the town, X, who"."""
    name = sentence[noun].name
    if sentence[pronoun].lemma == "who" and name is not None and name.kind == "state":
        for child in sentence.children(noun, "appos"):
            beside = sentence[child].name
            if beside is not None and beside.kind == "person":
                return child
    return noun


def resolved(sentence: ParsedSentence, place: int | None, depth: int = 0) -> tuple[End, ...]:
    """The actors of a noun phrase or of what a pronoun there refers to."""
    if place is None or depth > 4:
        return ()
    word = sentence[place]
    if word.tag in ("WDT", "WP") or (word.lemma in _RELATIVES and word.tag in ("IN", "DT")):
        return _of_antecedent(sentence, antecedent(sentence, place))
    if word.lemma in _PRONOUNS and word.name is None:
        return _of_pronoun(sentence, place, depth)
    if sentence.lemmas(sentence.prepositional(place, "of")) & {"which", "whom"}:
        # "X and Y, both of which are backed by"
        before = antecedent(sentence, place)
        if before is None and place > 1 and sentence[place - 1].lemma == ",":
            # Parsed as a clause of its own: the row that ends just before it is meant.
            before = place - 2 if sentence[place - 2].name is not None else None
        return ends(sentence, sentence.first_conjunct(before)) if before is not None else ()
    return _of_antecedent(sentence, place)


def _of_its_forces(sentence: ParsedSentence, noun: int) -> tuple[End, ...]:
    """Whose troops a noun names by a pronoun: "X backs Y, and its troops have fought"."""
    poss = sentence.child(noun, "poss")
    if poss is None or sentence[poss].tag != "PRP$":
        return ()
    before = _subject_of_clause_before(sentence, poss)
    if before is None or sentence[poss].lemma not in ("its", "their"):
        return ()
    named = resolved(sentence, before, 3)
    fitting = tuple(end._replace(body=True) for end in named if end.kind != "person")
    return fitting if len(fitting) == 1 else ()


def described(sentence: ParsedSentence, noun: int) -> tuple[End, ...]:
    """The actors of a noun or of what it is said of: of "X is a group" and "X, a group" X."""
    return _of_antecedent(sentence, noun)


def _of_antecedent(sentence: ParsedSentence, noun: int | None) -> tuple[End, ...]:
    """The actors of a noun that a clause hangs on, with what it is said of: of "X is a group
    that" and "X, a group that" those of X; of "X has troops fighting" X."""
    if noun is None:
        return ()
    named = ends(sentence, noun)
    head = sentence.head(noun)
    if head is None:
        return named
    if sentence[noun].relation in SUBJECTS and sentence[noun].name is None:
        # "Iranian money kept X going": whose the means are acts.
        whose = _whose(sentence, noun)
        if whose or named:
            return tuple(dict.fromkeys((*named, *whose)))
    if not named and sentence[noun].lemma in FORCES_OF:
        named = _of_its_forces(sentence, noun)
    if named:
        return named
    word = sentence[noun]
    if word.relation == "attr":
        subject = grammatical_subject(sentence, head)
        return ends(sentence, subject) if subject is not None else ()
    above = sentence.head(head)
    is_one_of = above is not None and sentence[above].lemma == "one"
    if word.relation == "pobj" and (word.lemma in _PEOPLE or word.lemma in COUNTS or is_one_of):
        # "A group with a number of members that", "X is one of the groups that"
        return _of_antecedent(sentence, above) if above is not None else ()
    if word.relation == "pobj" and above is not None and sentence[above].lemma in _UNIONS:
        # "X, a coalition of groups that"
        return _of_antecedent(sentence, above)
    if word.relation == "appos":
        return tuple(end for end in ends(sentence, head) if end.word == head)
    if word.lemma in _STATEMENTS:
        by_whom = owners(sentence, noun)
        if not by_whom and word.relation == "dobj" and not is_passive(sentence, head):
            by_whom = agents(sentence, head)
        return by_whom
    if word.relation == "dobj" and word.lemma in _FORCES and sentence[head].lemma in _SENDING:
        return agents(sentence, head)
    return ()


def _of_pronoun(sentence: ParsedSentence, place: int, depth: int) -> tuple[End, ...]:
    """The subject of the clause above or before in the same sentence, if it fits the pronoun."""
    if sentence[place].relation in ("dobj", "dative"):
        return _one_before(sentence, place)
    clause = sentence.clause(place)
    above = sentence.head(clause)
    if above is not None and sentence[clause].relation in ("ccomp", "advcl"):
        subject = grammatical_subject(sentence, above)
    else:
        subject = _subject_of_clause_before(sentence, place)
    named = resolved(sentence, subject, depth + 1)
    is_person = _PRONOUNS[sentence[place].lemma]
    fitting = tuple(end for end in named if (end.kind == "person") == is_person)
    if sentence[place].lemma == "they":
        is_plural = subject is not None and sentence[subject].tag in ("NNS", "NNPS")
        return fitting if len(fitting) > 1 or is_plural else ()
    return fitting if len(fitting) == 1 else ()


def _one_before(sentence: ParsedSentence, place: int) -> tuple[End, ...]:
    """The one actor named before a pronoun that fits it and isn't the subject of its verb."""
    verb = sentence[place].head
    subject = grammatical_subject(sentence, verb)
    acting = {end.actor for end in resolved(sentence, subject, 3)} if verb != place else set()
    is_person = _PRONOUNS[sentence[place].lemma]
    before: dict[str, End] = {}
    for word in range(place):
        name = sentence[word].name
        if name is not None and (name.kind == "person") == is_person and name.actor not in acting:
            before[name.actor] = End(name.actor, name.kind, word)
    return tuple(before.values()) if len(before) == 1 else ()


def _subject_of_clause_before(sentence: ParsedSentence, place: int) -> int | None:
    for before in range(place - 1, -1, -1):
        if sentence[before].relation in ("nsubj", "nsubjpass"):
            return before
    return None


def noun_owners(sentence: ParsedSentence, noun: int) -> tuple[End, ...]:
    """The actors that a noun belongs to: before it, or the clause's subject for "its"."""
    named = owners(sentence, noun)
    if named:
        return named
    if sentence[noun].tag == "VBG":
        # "U.S. funding for X ended": parsed as whoever funds.
        subject = sentence.child(noun, "nsubj")
        return ends(sentence, subject) if subject is not None else ()
    poss = sentence.child(noun, "poss")
    if poss is None:
        return ()
    if sentence[poss].lemma == "whose":
        noun_before = antecedent(sentence, poss)
        return ends(sentence, noun_before) if noun_before is not None else ()
    if sentence[poss].tag != "PRP$":
        return ()
    return _subject_before(sentence, noun, sentence[poss].lemma)


def pronoun_owner(sentence: ParsedSentence, noun: int) -> tuple[End, ...]:
    """The actor that the pronoun before a noun stands for: the subject, else the one that fits."""
    poss = sentence.child(noun, "poss")
    if poss is None or sentence[poss].tag != "PRP$":
        return ()
    pronoun = sentence[poss].lemma
    named = _subject_before(sentence, noun, pronoun)
    if named:
        return named
    before = {
        name.actor: End(name.actor, name.kind, place)
        for place in range(poss)
        if (name := sentence[place].name) is not None
        and (name.kind == "person") == (pronoun in ("his", "her"))
    }
    return tuple(before.values()) if len(before) == 1 else ()


def _blamed(sentence: ParsedSentence, noun: int) -> int | None:
    """The last actor named before what it is blamed for: "cut aid to X over its help"."""
    preposition = sentence.head(noun)
    while preposition is not None and sentence[preposition].lemma in ("of", "to"):
        preposition = sentence.head(preposition)
    if preposition is None or sentence[preposition].lemma not in _REASONS:
        return None
    verb = sentence.clause(noun)
    if sentence[verb].lemma not in _BLAMING or is_passive(sentence, verb):
        return None
    names = [place for place in range(verb + 1, preposition) if sentence[place].name is not None]
    return names[-1] if names else None


def _subject_before(sentence: ParsedSentence, noun: int, pronoun: str) -> tuple[End, ...]:
    blamed = _blamed(sentence, noun)
    if blamed is not None:
        is_person = pronoun in ("his", "her")
        named = tuple(end for end in ends(sentence, blamed) if end.word == blamed)
        return tuple(end for end in named if (end.kind == "person") == is_person)
    first = sentence.first_conjunct(noun)
    if first != noun:
        # "Hezbollah and its ally"
        if sentence[first].relation == "appos" and sentence.child(first, "poss") is not None:
            # "The corps, its foreign arm and its ally"
            return noun_owners(sentence, first)
        own = set(sentence.subtree(noun))
        named = tuple(end for end in ends(sentence, first) if end.word not in own)
        if len(named) == 1:
            return named
    above = sentence.head(noun)
    if (
        above is not None
        and sentence[noun].relation == "appos"
        and sentence[above].name is not None
        and sentence[noun].lemma not in _ALLIES
    ):
        # "The corps, particularly its foreign arm", but not "named X its ambassador"
        beside = tuple(end for end in ends(sentence, above) if end.word == above)
        if beside and (beside[0].kind != "person" or pronoun in ("his", "her")):
            return beside
    clause = sentence.clause(noun)
    subject = grammatical_subject(sentence, clause)
    if subject is None or noun in set(sentence.subtree(subject)):
        return ()
    named = resolved(sentence, subject) or owners(sentence, subject)
    is_person = pronoun in ("his", "her")
    fitting = tuple(end for end in named if (end.kind == "person") == is_person)
    if pronoun == "their":
        is_plural = sentence[subject].tag in ("NNS", "NNPS") or len(fitting) > 1
        return fitting if is_plural or all(end.kind != "state" for end in fitting) else ()
    return fitting if len(fitting) == 1 else ()


def theme_word(sentence: ParsedSentence, verb: int, passive: bool) -> int | None:
    """The word for what a verb gives, sends or throws, before it in the passive."""
    if not passive:
        return object_word(sentence, verb)
    subject = sentence.child(verb, "nsubjpass")
    moved = sentence.child(verb, "dobj")
    if moved is not None:
        return moved
    if subject is None and sentence[verb].relation == "acl":
        return sentence.head(verb)
    return subject


def objects_of(sentence: ParsedSentence, preposition: int) -> tuple[End, ...]:
    """The actors that a preposition leads to."""
    return tuple(e for p in sentence.children(preposition, "pobj") for e in ends(sentence, p))
