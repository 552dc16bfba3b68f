"""How far a sentence says that something is so: plainly, hedged, denied, planned, or no longer.

It goes from the word that makes the claim up to the top of the sentence and weighs each word above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.reading.suggesting.negation import falsity, is_negated, negation
from proxytui.reading.suggesting.parsed import SUBJECTS, is_finite, misplaced_conjunct
from proxytui.reading.suggesting.subjects import GOALS
from proxytui.reading.suggesting.tense import is_past
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from proxytui.reading.suggesting.parsed import ParsedSentence

_UNREAL_AUXILIARIES = word_set("would could may might can should must ought shall need")
_SUPPOSING = frozenset(("may", "might", "must"))
"""Auxiliaries that before "have" only hedge: "may have helped"."""
_CONDITIONS = word_set("if unless whether lest until provided")
_NONE = word_set("no none nobody neither nothing little")

DENY = word_set("deny disclaim reject refute dismiss repudiate disavow rebut")
STOP = word_set("stop cease halt end terminate suspend withdraw discontinue quit abandon")
_REFUSE = word_set("refuse decline")
_ENDING = STOP | word_set("cut sever dissolve break collapse expire")
PLAN = word_set(
    "plan intend pledge promise vow threaten offer prepare propose aim commit swear agree decide "
    "resolve opt choose vote"
)
_ARGUING = word_set("argue lobby push press campaign plead clamour clamor")
"""Verbs before an infinitive that is only asked for."""
_UNREAL = word_set(
    "want ask urge call seek demand hope try attempt fail wish need request recommend "
    "require prevent allow permit authorize authorise expect prohibit forbid deter avoid "
    "discourage dissuade "
    "consider contemplate encourage press invite beg desire fear doubt pretend tempt "
    "hesitate struggle wonder ensure advocate debate direct instruct order oblige implore "
    "prompt pressure persuade convince warn favor favour enable"
)
"""Verbs after which an infinitive or a clause tells of nothing that happened."""
_BRINGING = word_set("prompt persuade convince")
"""Verbs that in the past say that what somebody is brought to do was done."""
_UNREAL_NOUNS = word_set(
    "proposal ability permission possibility effort attempt need desire request call demand hope "
    "assessment risk willingness readiness option right authority capacity opportunity prospect "
    "likelihood obligation refusal failure unwillingness reluctance inability chance reason goal "
    "aim objective duty strategy idea wish ambition potential authorization condition question "
    "bid appeal pressure case motion debate bill capability mandate"
)
_PLAN_NOUNS = word_set("plan threat intention pledge promise vow offer commitment")
_DENIAL_NOUNS = word_set("denial lack absence rejection")
_CLAIM_NOUNS = word_set(
    "allegation accusation claim suspicion rumor rumour charge assertion speculation belief "
    "contention"
)
_EVIDENCE = word_set("evidence proof indication sign information")
_SCANT, _MISSING = word_set("no little scant"), word_set("lack without fail")

_INTENT = word_set(
    "order want try attempt seek hope wish plan plot vow threaten aim intend pledge effort bid "
    "threat intention desire goal conspire strive campaign promise"
)
"""Words for wishes and attempts, which of hostile acts show the hostility itself."""
HEDGING = word_set(
    "claim allege believe think suspect suggest contend accuse charge speculate suppose "
    "presume assume rumor rumour appear seem purport estimate imply consider understand"
)
"""Verbs with which what is said is not vouched for."""
_TELLING = word_set(
    "say state claim admit acknowledge confirm report announce declare reveal concede tell suggest "
    "know find prove show believe think"
)
"""Verbs that, negated, leave open whether what follows is so."""
_REASONS = word_set("over for because after")
"""Prepositions behind which the reason for an end stands, not what ends."""
_PASSED_ON = word_set("say report")
_HEDGES = word_set(
    "reportedly allegedly purportedly supposedly apparently likely possibly probably perhaps "
    "presumably seemingly ostensibly maybe arguably potentially"
)
_HEDGING_ADJECTIVES = word_set(
    "alleged suspected reported apparent possible purported supposed likely presumed "
    "probable putative ostensible perceived potential"
)
_SHOWING = word_set("indicate suggest show prove demonstrate link connect tie say")
_REALITY_ENDS = frozenset(("relcl", "appos", "parataxis"))
"""Relations above which what a sentence leaves open leaves this untouched."""
_MOVING = word_set(
    "send deploy intervene enter dispatch fly move arrive travel use return rush mobilize mobilise "
    "come go cross"
)


class Assessment(NamedTuple):
    """How a claim is made: its stance and assertion, its hedge, and the words that say so."""

    disputed: bool = False
    planned: bool = False
    ended: bool = False
    hedged: bool = False
    unsupported: bool = False
    intended: bool = False
    words: tuple[tuple[int, str], ...] = ()


class _Weighing:
    """The weighing of a claim on the way up from its predicate."""

    def __init__(self, sentence: ParsedSentence, definite: bool, hostile: bool) -> None:
        self.sentence = sentence
        self.hostile = hostile
        self.intended = False
        self.definite = definite
        self.disputed = self.planned = self.ended = self.hedged = False
        self.unreal = self.unsupported = False
        self.words: list[tuple[int, str]] = []

    def hedge(self, place: int) -> None:
        """Take a word for a hedge."""
        self.hedged = True
        self.words.append((place, "hedge"))

    def dispute(self, place: int) -> None:
        """Take a word for a denial; a denied denial says nothing, and what is hedged below one is
        denied: "denies the alleged support"."""
        self.unreal |= self.disputed
        self.disputed = True
        self.hedged = False
        self.words.append((place, "denial"))

    def end(self, place: int) -> None:
        """Take a word for an end."""
        self.ended = True
        self.words.append((place, "end"))

    def plan(self, place: int) -> None:
        """Take a word for a plan."""
        self.planned = True
        self.words.append((place, "plan"))


def assessed(
    sentence: ParsedSentence, place: int, *, definite: bool = False, hostile: bool = False
) -> Assessment | None:
    """The assessment of the claim that the word at `place` makes; None where nothing is claimed.

    A `definite` noun phrase ("Iran's support for Hezbollah") takes for granted that it is so,
    whatever a plan, a wish or a condition around it leaves open; a denial it doesn't outlive.
    Of a `hostile` claim the mere wish or attempt is enough.
    """
    weighing = _Weighing(sentence, definite, hostile)
    current = place
    _weigh_own(weighing, current, own=True)
    for _ in range(len(sentence)):
        head = sentence.head(current)
        if weighing.unreal or head is None:
            break
        if misplaced_conjunct(sentence, current):
            head = next((p for p in sentence.ancestors(current) if is_finite(sentence, p)), head)
            current = head
            continue
        relation = sentence[current].relation
        if relation in _REALITY_ENDS or (relation == "acl" and _is_participle(sentence, current)):
            if sentence[current].lemma in _SHOWING and sentence[head].lemma in _EVIDENCE:
                _weigh_step(weighing, current, head)
                current = head
                continue
            if relation == "acl" and not definite:
                _weigh_determiner(weighing, head)
                weighing.unreal |= _is_without_evidence(sentence, head)
            break
        _weigh_step(weighing, current, head)
        current = head
    false = falsity(sentence, place)
    if false is not None:
        weighing.dispute(false)
    if weighing.unreal:
        return None
    w = weighing
    return Assessment(
        w.disputed,
        w.planned,
        w.ended,
        w.hedged,
        w.disputed and w.unsupported,
        w.intended,
        tuple(w.words),
    )


def _is_without_evidence(sentence: ParsedSentence, noun: int) -> bool:
    """Whether a noun is what evidence is missing of: "no evidence of support", "they have not found
    signs of weapons"."""
    link = sentence.head(noun)
    if link is None or sentence[noun].relation != "pobj":
        return False
    evidence = sentence.head(link)
    if evidence is None or sentence[evidence].lemma not in _EVIDENCE:
        return False
    if sentence.lemmas(sentence.children(evidence, "det", "amod")) & _SCANT:
        return True
    above = sentence.head(evidence)
    return above is not None and (is_negated(sentence, above) or sentence[above].lemma in _MISSING)


def _is_participle(sentence: ParsedSentence, place: int) -> bool:
    """Whether a clause on a noun describes it ("weapons sent by"), and is not its content."""
    return sentence[place].tag != "VB" and sentence.child(place, "mark") is None


def _weigh_step(weighing: _Weighing, current: int, head: int) -> None:
    """Weigh what a head says of the word below it."""
    sentence = weighing.sentence
    word, above = sentence[current], sentence[head]
    if above.tag in ("IN", "TO") and not above.is_verb:
        if above.lemma == "without" and not weighing.definite:
            weighing.dispute(head)
        return
    if word.relation == "conj" and _stands_alone(sentence, current):
        _weigh_hedges(weighing, head)
        return
    if above.is_verb:
        _weigh_verb(weighing, current, head)
    elif above.is_noun or above.tag.startswith("JJ"):
        _weigh_noun(weighing, current, head)


def _stands_alone(sentence: ParsedSentence, place: int) -> bool:
    """Whether a conjunct keeps its own polarity: it has an auxiliary or subject, or stands after
    "but"."""
    if sentence.child(place, "aux", "auxpass", "neg", *SUBJECTS) is not None:
        return True
    head = sentence[place].head
    return "but" in sentence.lemmas(sentence.children(head, "cc"))


_COMPLEMENTS = ("ccomp", "xcomp", "dobj", "pobj", "pcomp", "prep", "nsubjpass", "attr")
"""The relations of what a verb governs."""


def _weigh_verb(weighing: _Weighing, current: int, head: int) -> None:
    sentence = weighing.sentence
    relation, verb = sentence[current].relation, sentence[head]
    complement = relation in _COMPLEMENTS
    below = sentence[current]
    is_subject = relation in ("nsubj", "nsubjpass", "csubj")
    if verb.lemma in DENY and complement:
        weighing.dispute(head)
        _weigh_own(weighing, head)
        return
    if verb.lemma in _REFUSE and relation == "xcomp" and not weighing.definite:
        weighing.dispute(head)
        _weigh_own(weighing, head)
        return
    is_noun = not below.is_verb or (weighing.definite and below.tag == "VBG")
    is_reason = relation == "prep" and below.lemma in _REASONS
    # "War broke out" begins it.
    is_reason |= "out" in sentence.lemmas(sentence.children(head, "prt"))
    if verb.lemma in _ENDING and (complement or is_subject) and is_noun and not is_reason:
        if not is_negated(sentence, head) and _is_done(sentence, head):
            weighing.end(head)
        return
    if verb.lemma == "use" and verb.tag == "VBD" and relation == "xcomp" and below.is_verb:
        # "Used to arm".
        weighing.end(head)
        return
    if verb.lemma in STOP and relation == "xcomp":
        if is_negated(sentence, head):
            return
        weighing.end(head)
        _weigh_own(weighing, head)
        return
    if weighing.definite:
        return
    clause_below = below.is_verb or relation in ("ccomp", "xcomp", "prep")
    if relation in ("xcomp", "ccomp", "pcomp", "prep", "dobj", "advcl"):
        accusing = relation == "prep" and verb.lemma in ("accuse", "suspect", "charge")
        clause = below.is_verb or relation in ("ccomp", "xcomp") or accusing
        if weighing.hostile and verb.lemma in _INTENT and relation in ("xcomp", "dobj", "prep"):
            weighing.intended = True
        elif verb.lemma in _ARGUING and relation in ("xcomp", "advcl") and below.tag == "VB":
            weighing.unreal = True
        elif verb.lemma in PLAN and relation != "advcl":
            weighing.plan(head)
        elif verb.lemma in _UNREAL and relation != "advcl" and (clause or relation == "dobj"):
            weighing.unreal = verb.lemma not in _BRINGING or verb.tag != "VBD"
        elif verb.lemma == "help" and (clause or relation == "dobj"):
            # "Helped defeat X" tells of a deed, "helped Y to defeat X" of Y's wish.
            weighing.unreal = sentence.child(head, "dobj") is not None or relation == "ccomp"
        elif (verb.lemma in HEDGING and clause and relation != "advcl") or (
            verb.lemma in _PASSED_ON and (relation == "xcomp" or _is_impersonal(sentence, head))
        ):
            weighing.hedge(head)
    if verb.lemma == "be" and relation == "xcomp":
        aimed = sentence.lemmas(sentence.children(head, "nsubj")) & GOALS
        weighing.intended |= bool(aimed)
        weighing.unreal |= bool(aimed) and not weighing.hostile
    if relation == "advcl" and below.tag == "VB" and sentence.child(head, "auxpass") is not None:
        weighing.unreal |= not _is_act(sentence, head)
    if relation == "advcl" and below.tag != "VB":
        return
    if is_negated(sentence, head) and (
        relation in ("ccomp", "advcl") or (verb.lemma in _TELLING and clause_below)
    ):
        weighing.unreal |= not weighing.unsupported
    _weigh_own(weighing, head)


def _is_impersonal(sentence: ParsedSentence, verb: int) -> bool:
    """Whether nobody is named who says it: "it is reported that"."""
    passive = sentence.child(verb, "auxpass") is not None
    return passive and next(sentence.prepositions(verb, "by"), None) is None


def _is_done(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a verb tells of what happens, not of what may, will or shall."""
    auxiliaries = sentence.lemmas(sentence.children(verb, "aux"))
    return sentence[verb].tag != "VB" and not auxiliaries & (_UNREAL_AUXILIARIES | {"will"})


def _is_act(sentence: ParsedSentence, verb: int) -> bool:
    return sentence[verb].lemma in _MOVING


def _weigh_noun(weighing: _Weighing, current: int, head: int) -> None:
    sentence = weighing.sentence
    noun, relation = sentence[head], sentence[current].relation
    if noun.lemma in _DENIAL_NOUNS:
        weighing.dispute(head)
    if weighing.definite:
        return
    if weighing.hostile and noun.lemma in _INTENT:
        weighing.intended = True
    elif noun.lemma in _CLAIM_NOUNS:
        weighing.hedge(head)
    elif noun.lemma in _PLAN_NOUNS:
        weighing.plan(head)
    elif noun.lemma == "opportunity" and _is_taken(sentence, head):
        pass
    elif (noun.lemma in _UNREAL_NOUNS and relation in ("acl", "prep", "ccomp", "xcomp")) or (
        noun.lemma in _EVIDENCE and "no" in sentence.lemmas(sentence.children(head, "det"))
    ):
        weighing.unreal = True
    _weigh_determiner(weighing, head)


def _is_taken(sentence: ParsedSentence, noun: int) -> bool:
    """Whether an opportunity is one that somebody took."""
    verb = sentence[noun].head
    return sentence[verb].lemma in ("take", "seize", "use") and sentence[verb].tag == "VBD"


def _weigh_determiner(weighing: _Weighing, noun: int) -> None:
    for child in weighing.sentence.children(noun, "det", "amod", "neg"):
        if weighing.sentence[child].lemma == "any" and not weighing.definite:
            weighing.unreal = True
        if weighing.sentence[child].lemma in _NONE:
            weighing.dispute(child)


def _weigh_own(weighing: _Weighing, place: int, *, own: bool = False) -> None:
    """Weigh the auxiliaries, negations, conditions and hedges that hang on a word."""
    sentence = weighing.sentence
    _weigh_hedges(weighing, place)
    if not weighing.definite:
        auxiliaries = sentence.lemmas(sentence.children(place, "aux"))
        for child in sentence.children(place, "aux", "mark", "advmod"):
            lemma = sentence[child].lemma
            relation = sentence[child].relation
            if relation == "aux" and lemma in _UNREAL_AUXILIARIES:
                if lemma in _SUPPOSING and "have" in auxiliaries:
                    weighing.hedge(child)
                else:
                    weighing.unreal = True
            elif relation == "aux" and lemma == "will":
                weighing.plan(child)
            elif (relation == "mark" and lemma in _CONDITIONS) or (
                relation == "aux" and lemma == "have" and _is_inverted(sentence, child, place)
            ):
                weighing.unreal = True
        negating = negation(sentence, place)
        if negating is not None:
            weighing.dispute(negating)
        for adverb in sentence.children(place, "advmod"):
            if _is_ending(sentence, adverb, place):
                weighing.end(adverb)
        for subject in sentence.children(place, "nsubj", "nsubjpass", "dobj" if own else "nsubj"):
            if sentence[subject].lemma in _NONE:
                weighing.dispute(subject)
            elif sentence[subject].relation != "dobj" or own:
                _weigh_determiner(weighing, subject)
    if own:
        _weigh_determiner(weighing, place)
    _weigh_shared(weighing, place)


def _is_ending(sentence: ParsedSentence, adverb: int, verb: int) -> bool:
    """Whether an adverb says that it is so no more: "no longer arms", "once armed"."""
    lemma = sentence[adverb].lemma
    if lemma == "once":
        return is_past(sentence, verb)
    none = sentence.lemmas(sentence.children(adverb)) & {"no", "not"}
    return lemma in ("long", "longer") and bool(none)


def _is_inverted(sentence: ParsedSentence, auxiliary: int, verb: int) -> bool:
    """Whether an auxiliary before its subject makes a condition: "had X intervened, …"."""
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    opens = auxiliary == 0 or sentence[auxiliary - 1].tag in (",", ":", "``")
    return opens and subject is not None and auxiliary < subject


def _weigh_shared(weighing: _Weighing, place: int) -> None:
    """Weigh the auxiliaries that a coordinated verb shares with the first one."""
    sentence = weighing.sentence
    word = sentence[place]
    shares = word.relation == "conj" and sentence[word.head].is_verb
    shares = shares and not misplaced_conjunct(sentence, place)
    if shares and not weighing.definite and not _stands_alone(sentence, place):
        _weigh_own(weighing, word.head)


def _weigh_hedges(weighing: _Weighing, place: int) -> None:
    sentence = weighing.sentence
    for child in sentence.children(place, "advmod", "amod", "npadvmod"):
        lemma = sentence[child].lemma
        if lemma in _HEDGES or (
            sentence[child].relation == "amod" and lemma in _HEDGING_ADJECTIVES
        ):
            weighing.hedge(child)
