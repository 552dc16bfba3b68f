"""Claims of nouns that name acts: "the designation of X by Y", "Y's recognition of X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.arguments import agents, noun_owners
from proxytui.reading.suggesting.frame import Frame
from proxytui.reading.suggesting.noun_phrases import ends
from proxytui.reading.suggesting.verbs import DIRECT
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.noun_phrases import End
    from proxytui.reading.suggesting.parsed import ParsedSentence

_ACTS = {
    "designation": "designate",
    "blacklisting": "blacklist",
    "proscription": "proscribe",
    "sanctioning": "sanction",
    "recognition": "recognise",
    "condemnation": "condemn",
    "denunciation": "denounce",
    "censure": "censure",
    "harbouring": "harbour",
    "harboring": "harbor",
    "sheltering": "shelter",
    "hosting": "host",
    "arming": "arm",
    "equipping": "equip",
    "destabilisation": "destabilise",
    "destabilization": "destabilize",
}
"""Nouns for acts, and the verbs whose claims they make."""


_CAPTURES = word_set("capture recapture seizure liberation retaking takeover reconquest")
_LEADING = word_set("spearhead lead announce complete celebrate launch achieve claim begin")


def act_frames(sentence: ParsedSentence) -> Iterator[Frame]:
    """The claims that the nouns for acts make, of whose they are or by whom they are done."""
    for place, word in enumerate(sentence.words):
        if word.lemma in _CAPTURES and word.is_noun:
            yield from _capture(sentence, place)
        verb = _ACTS.get(word.lemma)
        if verb is None or not word.is_noun:
            continue
        claim = DIRECT[verb]
        owners = noun_owners(sentence, place)
        done_to = _led_to(sentence, place, "of")
        doers = owners or _led_to(sentence, place, "by")
        if doers and done_to:
            yield Frame(claim.type, doers, done_to, place, claim.terms, definite=True)


def _capture(sentence: ParsedSentence, noun: int) -> Iterator[Frame]:
    """ "Y's capture of the town from X", "Y led the liberation of the town from X"."""
    head = sentence.head(noun)
    takers = noun_owners(sentence, noun) or _led_to(sentence, noun, "by")
    if not takers and head is not None and sentence[noun].relation == "dobj":
        takers = agents(sentence, head) if sentence[head].lemma in _LEADING else ()
    holders = _led_to(sentence, noun, "from")
    if takers and holders:
        yield Frame("opposes", takers, holders, noun, ("armed",))


def _led_to(sentence: ParsedSentence, noun: int, preposition: str) -> tuple[End, ...]:
    return tuple(
        end
        for place in sentence.prepositions_behind(noun, preposition)
        for inner in sentence.children(place, "pobj")
        for end in ends(sentence, inner)
    )
