"""Claims that adjectives make: "opposed to", "loyal to", "allied with", "critical of" somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.arguments import resolved
from proxytui.reading.suggesting.frame import Frame
from proxytui.reading.suggesting.noun_phrases import End, ends
from proxytui.reading.suggesting.subjects import grammatical_subject
from proxytui.reading.suggesting.verbs import COPULAS, VerbClaim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.parsed import ParsedSentence

_CLAIMS = {
    ("opposed", "to"): VerbClaim("opposes", ("political",)),
    ("oppose", "to"): VerbClaim("opposes", ("political",)),
    ("hostile", "to"): VerbClaim("opposes"),
    ("critical", "of"): VerbClaim("opposes", ("political",)),
    ("supportive", "of"): VerbClaim("backs"),
    ("friendly", "to"): VerbClaim("linked-to"),
    ("friendly", "with"): VerbClaim("linked-to"),
    ("sympathetic", "to"): VerbClaim("linked-to"),
    ("beholden", "to"): VerbClaim("linked-to"),
    ("loyal", "to"): VerbClaim("linked-to"),
    ("allied", "with"): VerbClaim("allied-with"),
    ("allied", "to"): VerbClaim("allied-with"),
    ("affiliated", "with"): VerbClaim("linked-to"),
    ("affiliated", "to"): VerbClaim("linked-to"),
    ("linked", "to"): VerbClaim("linked-to"),
    ("aligned", "with"): VerbClaim("linked-to"),
    ("subordinate", "to"): VerbClaim("part-of"),
}


def adjective_frames(sentence: ParsedSentence) -> Iterator[Frame]:
    """The claims of adjectives with a preposition, said of a subject or of the noun before them."""
    for place, word in enumerate(sentence.words):
        for preposition in sentence.prepositions(place):
            claim = _CLAIMS.get((word.lemma, sentence[preposition].lemma))
            if claim is not None and (word.tag.startswith("JJ") or word.relation == "acomp"):
                objects = [
                    end
                    for inner in sentence.children(preposition, "pobj")
                    for end in ends(sentence, inner)
                ]
                yield Frame(
                    claim.type,
                    _bearers(sentence, place),
                    tuple(objects),
                    place,
                    claim.terms,
                    (preposition,),
                )


def _bearers(sentence: ParsedSentence, adjective: int) -> tuple[End, ...]:
    """The actors that an adjective is said of."""
    head = sentence.head(adjective)
    if head is None:
        return ()
    if sentence[head].lemma in COPULAS:
        return resolved(sentence, grammatical_subject(sentence, head))
    if sentence[adjective].relation in ("amod", "acl", "relcl"):
        return ends(sentence, head)
    return ()
